import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { databaseName, FolderTrouble, lockFolder } from '../data-folder.ts'
import { isDamage, isDiskTrouble } from '../disk-trouble.ts'
import { migrateTables, NewerData, tablesVersion } from '../migrations.ts'
import { finishMoves, flushFile, runMoves } from '../moves.ts'
import { commitsBeyondReading } from './check-log.ts'
import { mendRooms } from './mend-rooms.ts'
import type { Mending } from './mend-rooms.ts'
import { NothingToSalvage, salvage } from './salvage.ts'
import type { Salvaged } from './salvage.ts'

/** What is stored is too damaged to be used. It was left as it is; the message says what to do. */
export class DamagedData extends Error {
  constructor(dir: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    super(
      `The data in ${dir} is too damaged to be used: ${reason} Nothing was changed. Put the last backup in its place ` +
        `with "pnpm restore <backup>", which keeps what is there now; without a backup, move ${databaseName} elsewhere ` +
        'and start anew.',
      { cause },
    )
    this.name = 'DamagedData'
  }
}

/** What the check at the start found and did. */
export interface DataReport {
  /** There was nothing yet. */
  isNew: boolean
  tookMs: number
  /** Where the damaged files lie as they were found, within the data folder. */
  keptIn: string | undefined
  /** Commits at the end of the log that cannot be read, after the power went or by damage. */
  commitsLost: number
  salvaged: Salvaged | undefined
  mending: Mending
}

const mendedName = `${databaseName}.mended`

/**
 * Looks through everything that is stored in a folder before it is served, and mends what can be mended: what is damaged is
 * kept as it was found, the rest is served. Throws `DamagedData`, having changed nothing, and `StoreInUse`, `FolderTrouble`.
 */
export function checkData(dir: string, { now, newId }: { now: () => number; newId: () => string }): DataReport {
  const began = performance.now()
  const lock = lockFolder(dir)
  try {
    finishMoves(dir)
    const file = join(dir, databaseName)
    const isNew = !existsSync(file)
    const keptIn = `damaged-${new Date(now()).toISOString().replaceAll(/[:.]/g, '-')}`
    const commitsLost = isNew ? 0 : commitsBeyondReading(`${file}-wal`)
    if (commitsLost > 0) keepCopy(dir, keptIn)
    const problem = isNew ? undefined : structuralProblem(file)
    const salvaged =
      problem === undefined ? undefined : replaceBySalvaged(dir, commitsLost > 0 ? `${keptIn}-file` : keptIn)
    const mending = mendContent(dir, { now: now(), newId, salvaged })
    return {
      isNew,
      tookMs: Math.round(performance.now() - began),
      keptIn: salvaged || commitsLost > 0 ? keptIn : undefined,
      commitsLost,
      salvaged,
      mending,
    }
  } catch (error) {
    throw isDiskTrouble(error) ? new FolderTrouble(dir, error) : error
  } finally {
    lock.release()
  }
}

/**
 * What is wrong with how the file is built; undefined where nothing is. The file stays as it is: while another connection
 * is open that cannot write, the log is not copied into it. (That one alone would not do: it does not look at constraints.)
 */
function structuralProblem(file: string): string | undefined {
  const open: DatabaseSync[] = []
  const opened = (readOnly: boolean) => {
    const db = new DatabaseSync(file, { readOnly, timeout: 1000 })
    open.unshift(db)
    return db
  }
  try {
    opened(true).prepare('select count(*) from sqlite_schema').get()
    const db = opened(false)
    db.exec('pragma query_only = on')
    const [first] = db.prepare('pragma integrity_check(1)').all() as { integrity_check: string }[]
    if (first?.integrity_check !== 'ok') return first?.integrity_check ?? 'It says nothing.'
    const { user_version: version } = db.prepare('pragma user_version').get() as { user_version: number }
    return hasTablesOf(db, version) ? undefined : 'Its tables are not those that were made.'
  } catch (error) {
    if (!isDamage(error)) throw error
    return error instanceof Error ? error.message : String(error)
  } finally {
    for (const db of open) db.close()
  }
}

/** Whether the tables are what this program makes of that version; a newer one is not known here. */
function hasTablesOf(db: DatabaseSync, version: number): boolean {
  if (version > tablesVersion) return true
  const made = new DatabaseSync(':memory:')
  try {
    if (version > 0) migrateTables(made, version)
    // What is there besides (a table in which free pages are written over) does no harm.
    const found = new Set(statementsOf(db))
    return statementsOf(made).every((statement) => found.has(statement))
  } finally {
    made.close()
  }
}

/** What tables and indexes were made by, in whatever way a version of SQLite writes that. */
function statementsOf(db: DatabaseSync): string[] {
  const rows = db.prepare('select type, name, tbl_name, sql from sqlite_schema').all() as Record<
    string,
    string | null
  >[]
  return rows.map(({ type, name, tbl_name: of, sql }) =>
    [type, name, of, sql?.toLowerCase().replaceAll(/["\s]/g, '')].join(' '),
  )
}

/** Makes a database of what can be read, puts it in the place of the damaged one, and keeps that as it is. */
function replaceBySalvaged(dir: string, keptIn: string): Salvaged {
  const mended = join(dir, mendedName)
  rmSync(mended, { force: true })
  try {
    const salvaged = salvage(join(dir, databaseName), mended)
    flushFile(mended)
    runMoves(dir, [
      ...['', '-wal', '-shm'].map((end) => ({ from: databaseName + end, to: join(keptIn, databaseName + end) })),
      { from: mendedName, to: databaseName },
    ])
    return salvaged
  } catch (error) {
    rmSync(mended, { force: true })
    if (error instanceof NothingToSalvage) throw new DamagedData(dir, error)
    throw error
  }
}

function mendContent(dir: string, of: Parameters<typeof mendRooms>[1]): Mending {
  const db = new DatabaseSync(join(dir, databaseName), { timeout: 1000 })
  try {
    db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;')
    migrateTables(db)
    db.exec('begin immediate')
    const mending = mendRooms(db, of)
    db.exec('commit')
    return mending
  } catch (error) {
    if (db.isTransaction) db.exec('rollback')
    if (error instanceof NewerData || isDiskTrouble(error)) throw error
    throw new DamagedData(dir, error)
  } finally {
    db.close()
  }
}

/** The files as they are, before SQLite takes the log for ended where it cannot be read. */
function keepCopy(dir: string, keptIn: string): void {
  mkdirSync(join(dir, keptIn), { recursive: true, mode: 0o700 })
  for (const end of ['', '-wal']) {
    const name = databaseName + end
    if (existsSync(join(dir, name))) copyFileSync(join(dir, name), join(dir, keptIn, name))
  }
}
