import { DatabaseSync } from 'node:sqlite'
import { isDamage } from '../disk-trouble.ts'
import { newEpoch } from '../epoch.ts'
import { migrateTables, tablesVersion } from '../migrations.ts'
import { readRows, tablesOf } from './read-rows.ts'
import type { Hole, Row, Table, Value } from './read-rows.ts'

/** A row that was read and does not fit: of another type, twice, or of a board or snapshot that is not there. */
export interface Misfit {
  table: string
  row: Row
  why: string
}

export interface Salvaged {
  /** Rows that were read, of all tables. */
  rows: number
  holes: { table: string; hole: Hole }[]
  misfits: Misfit[]
  /** Boards of which only links and seats were left: they have a title and an age of their own making now. */
  recreated: string[]
}

/** So little of it can be read that nothing can be made of it. */
export class NothingToSalvage extends Error {}

/** Without any row of one of these there is nothing to go on with. */
const needed = [['board', 'link', 'seat'], ['room_update'], ['room_snapshot'], ['snapshot_chunk']] as const

/**
 * Reads what can be read of a damaged database, which is not changed, into a new one at `to`, which must not be there.
 * Throws `NothingToSalvage`.
 */
export function salvage(from: string, to: string): Salvaged {
  const source = new DatabaseSync(from, { readOnly: true, timeout: 1000 })
  const target = new DatabaseSync(to)
  try {
    target.exec('pragma journal_mode = off; pragma foreign_keys = off;')
    return copyAll(source, target)
  } finally {
    source.close()
    target.close()
  }
}

function copyAll(source: DatabaseSync, target: DatabaseSync): Salvaged {
  const found = readable(() => tablesOf(source))
  const { user_version: version } = readable(() => source.prepare('pragma user_version').get()) as {
    user_version: number
  }
  if (version < 1 || version > tablesVersion) throw new NothingToSalvage(`It says to be of version ${version}.`)
  migrateTables(target, version)
  const salvaged: Salvaged = { rows: 0, holes: [], misfits: [], recreated: [] }
  const gone = new Set<string>()
  const boards = boardsNamedIn(source, found)
  target.exec('begin')
  for (const table of tablesOf(target)) {
    const before = salvaged.rows
    const holes = copyTable(table, found, source, target, boards, salvaged)
    if (holes.length > 0 && salvaged.rows === before) gone.add(table.name)
    for (const hole of holes) salvaged.holes.push({ table: table.name, hole })
  }
  const missing = needed.find((tables) => tables.every((table) => gone.has(table)))
  if (missing) throw new NothingToSalvage(`Nothing can be read of ${missing.join(', ')}.`)
  recreateBoards(target, salvaged)
  removeOrphans(target, salvaged)
  target.exec('commit')
  return salvaged
}

/** Gives the holes; a table that is not even listed is one hole. */
function copyTable(
  table: Table,
  found: readonly Table[],
  source: DatabaseSync,
  target: DatabaseSync,
  boards: readonly string[],
  salvaged: Salvaged,
): Hole[] {
  const there = counterpart(table, found)
  if (!there) return [{ after: undefined, before: undefined }]
  // A rowid without a name of its own need not stay the same.
  const columns = table.columns.map((column) => `"${column}"`).join(', ')
  const add = target.prepare(
    `insert into "${table.name}" (${columns}) values (${table.columns.map(() => '?').join(', ')})`,
  )
  return readRows(source, there, boards, (row) => {
    try {
      add.run(...there.columns.map((column) => row[column] as Value))
      salvaged.rows++
    } catch (error) {
      salvaged.misfits.push({ table: table.name, row, why: error instanceof Error ? error.message : String(error) })
    }
  })
}

/** The same table in the damaged file, where the name of the table or of a column may be damaged. */
function counterpart(table: Table, found: readonly Table[]): Table | undefined {
  const isAlike = ({ columns, key }: Table) =>
    columns.length === table.columns.length && key.length === table.key.length
  const named = found.find(({ name }) => name === table.name)
  if (named) return isAlike(named) ? named : undefined
  return found.find((one) => isAlike(one) && one.columns.join() === table.columns.join())
}

/** Names of boards wherever they stand: rows of rooms and boards are sorted by them. */
function boardsNamedIn(source: DatabaseSync, tables: readonly Table[]): string[] {
  const names = new Set<string>()
  for (const table of tables.filter(({ columns }) => columns.includes('board_id'))) {
    readRows(source, table, [], ({ board_id: id }) => typeof id === 'string' && names.add(id))
  }
  return [...names].toSorted()
}

/** Boards whose own row is lost, and which links or seats still name. */
function recreateBoards(target: DatabaseSync, { recreated }: Salvaged): void {
  const lost = target
    .prepare(
      `select distinct board_id from (select board_id from link union select board_id from seat)
       where board_id not in (select board_id from board)`,
    )
    .all() as { board_id: string }[]
  const columns = target.prepare(`select name, type, "notnull", dflt_value from pragma_table_info('board')`).all() as {
    name: string
    type: string
    notnull: number
    dflt_value: string | null
  }[]
  const known: Record<string, Value> = { title: 'Recovered board', template_id: '', epoch: newEpoch() }
  const filled = columns.filter(({ notnull, dflt_value }) => notnull === 1 && dflt_value === null)
  const names = new Set(['board_id', 'epoch', ...filled.map(({ name }) => name)])
  const add = target.prepare(
    `insert into board (${[...names].join(', ')}) values (${[...names].map(() => '?').join(', ')})`,
  )
  for (const { board_id: boardId } of lost) {
    const typeOf = (name: string) => columns.find((column) => column.name === name)?.type.toLowerCase()
    add.run(...[...names].map((name) => (name === 'board_id' ? boardId : (known[name] ?? emptyOf(typeOf(name))))))
    recreated.push(boardId)
  }
}

function emptyOf(type: string | undefined): Value {
  if (type === 'text') return ''
  return type === 'blob' ? new Uint8Array() : 0
}

/** Rows that belong to what is lost, until there are none. */
function removeOrphans(target: DatabaseSync, { misfits }: Salvaged): void {
  const tables = tablesOf(target)
  for (;;) {
    const orphans = target.prepare('select "table", rowid, parent from pragma_foreign_key_check').all() as {
      table: string
      rowid: number | null
      parent: string
    }[]
    if (orphans.length === 0) return
    for (const { table, rowid, parent } of orphans) {
      const why = `It belongs to a ${parent} that is lost.`
      if (rowid === null) removeUnnumbered(target, tables, { table, parent, why }, misfits)
      else {
        const row = target.prepare(`select * from "${table}" where rowid = ?`).get(rowid) as Row | undefined
        if (!row) continue
        misfits.push({ table, row, why })
        target.prepare(`delete from "${table}" where rowid = ?`).run(rowid)
      }
    }
  }
}

/** Tables without numbers of rows name the board themselves. */
function removeUnnumbered(
  target: DatabaseSync,
  tables: readonly Table[],
  { table, parent, why }: { table: string; parent: string; why: string },
  misfits: Misfit[],
): void {
  const links = target.prepare('select "from", "to", id from pragma_foreign_key_list(?) where "table" = ?')
  const all = links.all(table, parent) as { from: string; to: string | null; id: number }[]
  const keyOfParent = tables.find(({ name }) => name === parent)?.key ?? []
  const first = all.filter(({ id }) => id === all[0]?.id)
  const same = first.map(({ from, to }, i) => `p."${to ?? keyOfParent[i] ?? 'rowid'}" = "${table}"."${from}"`)
  const lost = `not exists (select 1 from "${parent}" p where ${same.join(' and ')})`
  for (const row of target.prepare(`select * from "${table}" where ${lost}`).all()) {
    misfits.push({ table, row, why })
  }
  target.prepare(`delete from "${table}" where ${lost}`).run()
}

function readable<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!isDamage(error)) throw error
    throw new NothingToSalvage('Not even the list of its tables can be read.', { cause: error })
  }
}
