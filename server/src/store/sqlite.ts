import { close, closeSync, fdatasync, fsyncSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { promisify } from 'node:util'
import { linkKinds, roles } from '@planwall/shared/access/roles'
import { AppError } from '@planwall/shared/errors'
import type { BoardStore, Seat, StoredBoard, StoredRoom } from './board-store.ts'
import { createCheckpointer } from './checkpointer.ts'
import { createGroupFlush } from './group-flush.ts'
import { createLogKeeper, logLimits } from './log-keeper.ts'
import type { LogLimits } from './log-keeper.ts'
import { migrateTables } from './migrations.ts'

/** The folder is used by another process. One process serves a folder; two would not hear of each other's changes. */
export class StoreInUse extends Error {
  constructor(dir: string) {
    super(`Another server is using the data in ${dir}.`)
    this.name = 'StoreInUse'
  }
}

/**
 * Keeps boards in `<dir>/planwall.sqlite`. A write is committed to the write-ahead log without waiting for the disk
 * (that survives the process); `durable()` flushes the log in the thread pool (that survives the machine). SQLite itself
 * would wait for the disk when it copies the log into the database, so that is done by a worker: the event loop never
 * waits for a disk. The log is flushed before it is copied, so a flushed log or a copied one are equally good.
 */
export function openSqliteStore(dir: string, limits: LogLimits = logLimits): BoardStore {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const lock = lockFolder(dir)
  const file = join(dir, 'planwall.sqlite')
  const db = openDatabase(file)
  flushFolder(dir)
  const walFile = openSync(`${file}-wal`, 'r+')
  const checkpointer = createCheckpointer(file)
  const log = createLogKeeper(() => checkpointer.run(), limits)
  const flush = createGroupFlush(() => promisify(fdatasync)(walFile))
  const sql = prepare(db)

  /** Runs `write` as one transaction; `bytes` is about what it adds to the log. */
  async function transaction<T>(bytes: number, write: () => T): Promise<T> {
    await log.hold()
    if (flush.failure) throw new AppError('not-stored', undefined, { cause: flush.failure })
    db.exec('begin immediate')
    let result: T
    try {
      result = write()
      db.exec('commit')
    } catch (error) {
      if (db.isTransaction) db.exec('rollback')
      throw isDiskTrouble(error) ? new AppError('not-stored', undefined, { cause: error }) : error
    }
    flush.markWritten()
    log.grown(bytes)
    return result
  }

  const lastSeq = (room: string) => (sql.lastSeq.get(room, room) as { seq: number }).seq

  return {
    async createBoard({ boardId, title, templateId, createdAt, links, rooms }) {
      await transaction(totalBytes(rooms.map(({ update }) => update)), () => {
        sql.addBoard.run(boardId, title, templateId, createdAt)
        for (const { kind, tokenHash } of links) sql.addLink.run(boardId, kind, tokenHash)
        for (const { room, update } of rooms) sql.addUpdate.run(room, lastSeq(room) + 1, update)
      })
    },
    async getBoard(boardId): Promise<StoredBoard | undefined> {
      const row = sql.getBoard.get(boardId) as BoardRow | undefined
      if (!row) return undefined
      return { boardId, title: row.title, templateId: row.template_id, createdAt: row.created_at }
    },
    async findLink(boardId, tokenHash) {
      const row = sql.findLink.get(boardId, tokenHash) as { kind: string } | undefined
      return linkKinds.find((kind) => kind === row?.kind)
    },
    async addSeat({ seatId, boardId, role, name, personId, tokenHash, createdAt }) {
      await transaction(0, () => sql.addSeat.run(seatId, boardId, role, name, personId, tokenHash, createdAt))
    },
    async findSeat(tokenHash) {
      const row = sql.findSeat.get(tokenHash) as SeatRow | undefined
      return row && seatOf(row)
    },
    async seatsOf(boardId) {
      return (sql.seatsOf.all(boardId) as unknown as SeatRow[]).map(seatOf)
    },
    async appendUpdates(room, updates) {
      return transaction(totalBytes(updates), () => {
        let seq = lastSeq(room)
        for (const update of updates) sql.addUpdate.run(room, ++seq, update)
        return seq
      })
    },
    async loadRoom(room): Promise<StoredRoom> {
      const snapshot = sql.getSnapshot.get(room) as { seq: number; bytes: Uint8Array } | undefined
      const updates = sql.getUpdates.all(room) as unknown as { seq: number; bytes: Uint8Array }[]
      return {
        seq: updates.at(-1)?.seq ?? snapshot?.seq ?? 0,
        snapshot: snapshot?.bytes,
        updates: updates.map(({ bytes }) => bytes),
      }
    },
    async compact(room, { seq, snapshot }) {
      await transaction(snapshot.byteLength, () => {
        const before = (sql.getSnapshot.get(room) as { seq: number } | undefined)?.seq ?? 0
        if (seq < before || seq > lastSeq(room)) throw new Error(`A snapshot of ${seq} does not fit ${room}.`)
        sql.putSnapshot.run(room, seq, snapshot)
        sql.dropUpdates.run(room, seq)
      })
    },
    durable: () => flush.flushed(),
    async close() {
      await flush.flushed().catch(() => undefined)
      await checkpointer.close()
      await promisify(close)(walFile)
      db.close()
      lock.close()
    },
  }
}

interface BoardRow {
  title: string
  template_id: string
  created_at: number
}

interface SeatRow {
  seat_id: string
  board_id: string
  role: string
  name: string
  person_id: string | null
}

function prepare(db: DatabaseSync) {
  return {
    addBoard: db.prepare('insert into board (board_id, title, template_id, created_at) values (?, ?, ?, ?)'),
    addLink: db.prepare('insert into link (board_id, kind, token_hash) values (?, ?, ?)'),
    getBoard: db.prepare('select title, template_id, created_at from board where board_id = ?'),
    findLink: db.prepare('select kind from link where board_id = ? and token_hash = ?'),
    addSeat: db.prepare(
      'insert into seat (seat_id, board_id, role, name, person_id, token_hash, created_at) values (?, ?, ?, ?, ?, ?, ?)',
    ),
    findSeat: db.prepare('select seat_id, board_id, role, name, person_id from seat where token_hash = ?'),
    seatsOf: db.prepare('select seat_id, board_id, role, name, person_id from seat where board_id = ? order by number'),
    lastSeq: db.prepare(
      `select max(
        coalesce((select max(seq) from room_update where room = ?), 0),
        coalesce((select seq from room_snapshot where room = ?), 0)
      ) as seq`,
    ),
    addUpdate: db.prepare('insert into room_update (room, seq, bytes) values (?, ?, ?)'),
    getUpdates: db.prepare('select seq, bytes from room_update where room = ? order by seq'),
    dropUpdates: db.prepare('delete from room_update where room = ? and seq <= ?'),
    getSnapshot: db.prepare('select seq, bytes from room_snapshot where room = ?'),
    putSnapshot: db.prepare(
      `insert into room_snapshot (room, seq, bytes) values (?, ?, ?)
       on conflict (room) do update set seq = excluded.seq, bytes = excluded.bytes`,
    ),
  }
}

function openDatabase(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { enableForeignKeyConstraints: true, timeout: 1000 })
  db.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma wal_autocheckpoint = 0;')
  migrateTables(db)
  return db
}

/** An exclusive lock that the system takes back when the process ends, however it ends. */
function lockFolder(dir: string): DatabaseSync {
  const lock = new DatabaseSync(join(dir, 'lock.sqlite'))
  try {
    lock.exec('begin exclusive')
    return lock
  } catch {
    lock.close()
    throw new StoreInUse(dir)
  }
}

/** Makes the names of new files last. */
function flushFolder(dir: string): void {
  const folder = openSync(dir, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

/** Locked, read-only, failing or full (SQLite's 5, 6, 8, 10, 13): nothing is wrong with what was asked. */
function isDiskTrouble(error: unknown): boolean {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined
  return [5, 6, 8, 10, 13].includes(code ?? 0)
}

function totalBytes(updates: readonly Uint8Array[]): number {
  return updates.reduce((sum, update) => sum + update.byteLength, 0)
}

function seatOf(row: SeatRow): Seat {
  const role = roles.find((one) => one === row.role)
  if (!role) throw new Error(`The seat ${row.seat_id} has no role that is known.`)
  return { seatId: row.seat_id, boardId: row.board_id, role, name: row.name, personId: row.person_id }
}
