import type { DatabaseSync } from 'node:sqlite'
import { isDamage, sqliteCode } from '../disk-trouble.ts'

export type Value = null | number | bigint | string | Uint8Array
export type Row = Record<string, Value>

/** Rows were there between these two keys, or before or behind one where the other is missing, and cannot be read. */
export interface Hole {
  after: Value[] | undefined
  before: Value[] | undefined
}

export interface Table {
  name: string
  columns: string[]
  /** What rows are sorted by: columns, or `rowid`. */
  key: string[]
}

/** The tables of a database. Throws where not even its list of tables can be read. */
export function tablesOf(db: DatabaseSync): Table[] {
  const list = db.prepare(`select name, wr from pragma_table_list where schema = 'main' and type = 'table'`).all()
  return (list as unknown as { name: string; wr: number }[])
    .filter(({ name }) => !name.startsWith('sqlite_'))
    .map(({ name, wr }) => {
      const all = db.prepare('select name, pk from pragma_table_info(?)').all(name) as { name: string; pk: number }[]
      const key = all.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk)
      return {
        name,
        columns: all.map((column) => column.name),
        key: wr === 1 ? key.map((column) => column.name) : ['rowid'],
      }
    })
}

/**
 * Gives every row of a table that can be read, whatever lies between, and tells of the holes. `landmarks` are values the
 * first column of a key may have (names of boards), to look behind a hole where keys are texts; sorted.
 */
export function readRows(
  db: DatabaseSync,
  table: Table,
  landmarks: readonly string[],
  each: (row: Row) => void,
): Hole[] {
  const reader = readerOf(db, table)
  const holes: Hole[] = []
  let from: Bound | undefined
  for (;;) {
    const forward = reader.read({ from, order: 'asc' }, each)
    if (forward.isWhole) return holes
    const last: Value[] | undefined = forward.last ?? from?.key
    const next = reader.behind(last, landmarks)
    // What stands before the next place that can be read, as far down as it can be.
    const below: Row[] = []
    const down = reader.read(
      { from: last && { key: last, isIn: false }, to: next, order: 'desc' },
      (row) => void below.push(row),
    )
    for (const row of below.toReversed()) each(row)
    holes.push({ after: last, before: down.last ?? next })
    if (next === undefined) return holes
    from = { key: next, isIn: true }
  }
}

interface Bound {
  key: Value[]
  /** The row with this key is among them. */
  isIn: boolean
}

interface Pass {
  /** Nothing stood in the way. */
  isWhole: boolean
  last: Value[] | undefined
}

function readerOf(db: DatabaseSync, { name, columns, key }: Table) {
  const keys = key.map(quoted)
  const from = `${quoted(name)} not indexed`
  const compare = (operator: string) => `(${keys.join(', ')}) ${operator} (${keys.map(() => '?').join(', ')})`

  /** The first row at or behind one of these; undefined for none, `damaged` where that cannot be said. */
  function firstFrom(values: readonly Value[]): Value[] | undefined | 'damaged' {
    const list = keys.slice(0, values.length).join(', ')
    const sql = `select ${keys.join(', ')} from ${from}
      where (${list}) >= (${values.map(() => '?').join(', ')}) order by ${keys.join(', ')} limit 1`
    const row = unlessDamaged(() => prepared(db, sql).get(...values) as Row | undefined)
    return row === 'damaged' ? row : row && Object.values(row)
  }

  return {
    read(
      { from: start, to, order }: { from: Bound | undefined; to?: Value[] | undefined; order: 'asc' | 'desc' },
      each: (row: Row) => void,
    ): Pass {
      const names = [...keys.map((column, i) => `${column} as "key ${i}"`), ...columns.map(quoted)]
      const where = [...(start ? [compare(start.isIn ? '>=' : '>')] : []), ...(to ? [compare('<')] : [])]
      const sql = `select ${names.join(', ')} from ${from}
        ${where.length > 0 ? `where ${where.join(' and ')}` : ''}
        order by ${keys.map((column) => `${column} ${order}`).join(', ')}`
      let last: Value[] | undefined
      const result = unlessDamaged(() => {
        for (const found of prepared(db, sql).iterate(...(start?.key ?? []), ...(to ?? []))) {
          const row = found as Row
          last = keys.map((_, i) => row[`key ${i}`] as Value)
          for (const i of keys.keys()) delete row[`key ${i}`]
          each(row)
        }
      })
      return { isWhole: result !== 'damaged', last }
    },
    /** The key of a row behind `last` from which on can be read again; undefined where there is none. */
    behind(last: Value[] | undefined, landmarks: readonly string[]): Value[] | undefined {
      for (const step of stepsBehind(last, keys.length, key[0] === 'rowid', landmarks)) {
        const found = firstFrom(step)
        if (found !== 'damaged') return found
      }
      return undefined
    },
  }
}

/** Keys to try: soon behind the last one first, then further on. */
function* stepsBehind(
  last: Value[] | undefined,
  length: number,
  isNumbered: boolean,
  landmarks: readonly string[],
): Generator<Value[]> {
  const number = isNumbered && !last ? 0 : last?.at(-1)
  if (typeof number === 'number' || typeof number === 'bigint') {
    const prefix = last?.slice(0, length - 1) ?? []
    for (let step = 1; step < 2 ** 40; step *= 2) yield [...prefix, Number(number) + step]
  }
  if (isNumbered) return
  const first = last?.[0]
  for (const landmark of landmarks) if (first === undefined || landmark > String(first)) yield [landmark]
}

function prepared(db: DatabaseSync, sql: string) {
  const statement = db.prepare(sql)
  // What is damaged may be any number.
  statement.setReadBigInts(true)
  return statement
}

function unlessDamaged<T>(read: () => T): T | 'damaged' {
  try {
    return read()
  } catch (error) {
    // A statement that makes no sense (1) names something that is damaged in the list of tables.
    if (isDamage(error) || sqliteCode(error) === 1) return 'damaged'
    throw error
  }
}

function quoted(name: string): string {
  return name === 'rowid' ? name : `"${name.replaceAll('"', '""')}"`
}
