import { close, fdatasync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { promisify } from 'node:util'
import { linkKinds, roles } from '@planwall/shared/access/roles'
import { AppError } from '@planwall/shared/errors'
import { linkMaking } from './access-port.ts'
import { createSqliteAccess } from './access-sqlite.ts'
import { createSqliteAccounts } from './accounts-sqlite.ts'
import { createSqliteBallots } from './ballots-sqlite.ts'
import { createSqlitePictures } from './pictures-sqlite.ts'
import type { BoardStore, Seat, StoredBoard } from './board-store.ts'
import { createCheckpointer } from './checkpointer.ts'
import { isPrivateRoom, newEpoch } from './epoch.ts'
import { databaseName, FolderTrouble, lockFolder } from './data-folder.ts'
import { isDiskTrouble } from './disk-trouble.ts'
import { createGroupFlush } from './group-flush.ts'
import { createSqliteHistory } from './history-sqlite.ts'
import { createLogKeeper, logLimits } from './log-keeper.ts'
import type { LogLimits } from './log-keeper.ts'
import { migrateTables } from './migrations.ts'
import { flushFolder } from './moves.ts'
import { createSqliteOwnCards } from './own-cards-sqlite.ts'
import { pack } from './pack.ts'
import { createSqlitePrivateRooms } from './private-rooms-sqlite.ts'
import { createSqliteRecords } from './records-sqlite.ts'
import { createSqliteRepairs } from './repairs-sqlite.ts'
import { createSqliteRevisions } from './revisions-sqlite.ts'
import { createSqliteRooms } from './sqlite-rooms.ts'
import { createSqliteShelf } from './shelf-sqlite.ts'
import { createSqliteApiTokens } from './tokens-sqlite.ts'
import { createSqliteWebhooks } from './webhooks-sqlite.ts'

export interface SqliteOptions {
  log?: LogLimits
  /** Flushing has failed: nothing is known of the disk any more, nothing is taken in, and the store is to be opened anew. */
  onFailed?: (error: unknown) => void
  /** Flushes what was written to a file; the system's own by default. */
  flush?: (fd: number) => Promise<void>
}

/**
 * Keeps boards in `<dir>/planwall.sqlite`. A write is committed to the write-ahead log without waiting for the disk
 * (that survives the process); `durable()` flushes the log in the thread pool (that survives the machine). SQLite itself
 * would wait for the disk when it copies the log into the database and when it begins the log anew, so a worker does both:
 * the event loop never waits for a disk. The log is flushed before it is copied: either way what was flushed stays.
 */
export function openSqliteStore(dir: string, options: SqliteOptions = {}): BoardStore {
  const { log: limits = logLimits, flush: flushFile = promisify(fdatasync), onFailed } = options
  const lock = lockFolder(dir)
  const file = join(dir, databaseName)
  const db = openDatabase(dir, file)
  flushFolder(dir)
  const walFile = openSync(`${file}-wal`, 'r+')
  const checkpointer = createCheckpointer(file)
  const log = createLogKeeper(checkpointer, limits)
  const flush = createGroupFlush(() => flushFile(walFile), onFailed)
  // What a process that was killed has left in the log may not be on the disk yet.
  flush.markWritten()
  const sql = prepare(db)
  const rooms = createSqliteRooms(db)

  /** Runs `write` as one transaction; `bytes` is about what it writes. */
  async function transaction<T>(bytes: number, write: () => T): Promise<T> {
    const held = log.hold()
    if (held) await held
    if (flush.failure) throw new AppError('not-stored', undefined, { cause: flush.failure })
    let result: T
    try {
      db.exec('begin immediate')
      result = write()
      db.exec('commit')
    } catch (error) {
      if (db.isTransaction) db.exec('rollback')
      throw isDiskTrouble(error) ? new AppError('not-stored', undefined, { cause: error }) : error
    }
    flush.markWritten()
    log.grown(logged(bytes))
    return result
  }

  /** The same, and what it removes is written over. Otherwise it only is where that costs nothing. */
  function secretTransaction<T>(bytes: number, write: () => T): Promise<T> {
    return transaction(bytes, () => {
      db.exec('pragma secure_delete = on')
      try {
        return write()
      } finally {
        db.exec('pragma secure_delete = fast')
      }
    })
  }

  const webhooks = createSqliteWebhooks(db, transaction)

  return {
    async createBoard({ boardId, title, templateId, createdAt, links, rooms: filled }) {
      await transaction(totalBytes(filled.map(({ update }) => update)), () => {
        sql.addBoard.run(boardId, title, templateId, createdAt, newEpoch())
        for (const { kind, tokenHash } of links) sql.addLink.run(boardId, kind, tokenHash)
        for (const { room, update } of filled) rooms.append(room, [update])
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
    async addSeat({ seatId, boardId, role, name, personId, tokenHash, createdAt, link = linkMaking(role) }) {
      await transaction(0, () => sql.addSeat.run(seatId, boardId, role, name, personId, tokenHash, createdAt, link))
    },
    async findSeat(tokenHash) {
      const row = sql.findSeat.get(tokenHash) as SeatRow | undefined
      return row && seatOf(row)
    },
    async seatsOf(boardId) {
      return (sql.seatsOf.all(boardId) as unknown as SeatRow[]).map(seatOf)
    },
    async setSeatRole(boardId, seatId, role) {
      return transaction(0, () => {
        sql.setSeatRole.run(role, boardId, seatId)
        const row = sql.getSeat.get(boardId, seatId) as SeatRow | undefined
        return row && seatOf(row)
      })
    },
    async appendUpdates(room, updates, epoch) {
      return transaction(totalBytes(updates), () => rooms.append(room, updates, epoch))
    },
    loadRoom: (room) => rooms.load(room),
    async compact(room, { epoch, seq, stateVector, chunks }) {
      const packed = await Promise.all(chunks.map(pack))
      const write = isPrivateRoom(room) ? secretTransaction : transaction
      await write(totalBytes(packed), () => rooms.putSnapshot(room, { epoch, seq, stateVector, packed }))
    },
    snapshotsOf: (room) => rooms.kept(room),
    async replaceRooms(boardId, replaced) {
      return transaction(totalBytes(replaced.map(({ update }) => update)), () => {
        for (const { room, update } of replaced) rooms.replace(room, update)
        const epoch = rooms.beginEpoch(boardId)
        if (epoch === undefined) throw new AppError('unknown-board')
        return epoch
      })
    },
    access: createSqliteAccess(db, transaction),
    accounts: createSqliteAccounts(db, transaction),
    ballots: createSqliteBallots(db, secretTransaction),
    pictures: createSqlitePictures(db, transaction),
    ownCards: createSqliteOwnCards(db, secretTransaction),
    history: createSqliteHistory(db, transaction),
    privateRooms: createSqlitePrivateRooms(db, {
      transaction: secretTransaction,
      append: rooms.append,
      emptyLog: () => log.empty(),
    }),
    records: createSqliteRecords(db, transaction),
    repairs: createSqliteRepairs(db),
    revisions: createSqliteRevisions(db, transaction, webhooks.enqueueNow),
    shelf: createSqliteShelf(db, { transaction, secretTransaction, emptyLog: () => log.empty() }),
    apiTokens: createSqliteApiTokens(db, transaction),
    webhooks,
    durable: () => flush.flushed(),
    async close() {
      await flush.flushed().catch(() => undefined)
      await checkpointer.close()
      await promisify(close)(walFile)
      db.close()
      lock.release()
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

const seatColumns = 'seat_id, board_id, role, name, person_id'

function prepare(db: DatabaseSync) {
  return {
    addBoard: db.prepare('insert into board (board_id, title, template_id, created_at, epoch) values (?, ?, ?, ?, ?)'),
    addLink: db.prepare('insert into link (board_id, kind, token_hash) values (?, ?, ?)'),
    getBoard: db.prepare('select title, template_id, created_at from board where board_id = ?'),
    findLink: db.prepare('select kind from link where board_id = ? and token_hash = ? and reset_at is null'),
    addSeat: db.prepare(
      `insert into seat (seat_id, board_id, role, name, person_id, token_hash, created_at, link)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    findSeat: db.prepare(`select ${seatColumns} from seat where token_hash = ? and removed is null`),
    getSeat: db.prepare(`select ${seatColumns} from seat where board_id = ? and seat_id = ? and removed is null`),
    setSeatRole: db.prepare('update seat set role = ? where board_id = ? and seat_id = ? and removed is null'),
    seatsOf: db.prepare(`select ${seatColumns} from seat where board_id = ? and removed is null order by number`),
  }
}

function openDatabase(dir: string, file: string): DatabaseSync {
  try {
    const db = new DatabaseSync(file, { enableForeignKeyConstraints: true, timeout: 1000 })
    db.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma wal_autocheckpoint = 0;')
    // What is removed from a page is written over with it; whole pages only where it must be.
    db.exec('pragma secure_delete = fast; pragma temp_store = memory;')
    migrateTables(db)
    return db
  } catch (error) {
    throw isDiskTrouble(error) ? new FolderTrouble(dir, error) : error
  }
}

/** The log takes whole pages: what is written, and about two of tables and indexes (measured with 200 bytes: 9.2 kB). */
function logged(bytes: number): number {
  return bytes + 2 * 4120
}

function totalBytes(updates: readonly Uint8Array[]): number {
  return updates.reduce((sum, update) => sum + update.byteLength, 0)
}

function seatOf(row: SeatRow): Seat {
  const role = roles.find((one) => one === row.role)
  if (!role) throw new Error(`The seat ${row.seat_id} has no role that is known.`)
  return { seatId: row.seat_id, boardId: row.board_id, role, name: row.name, personId: row.person_id }
}
