import type { DatabaseSync } from 'node:sqlite'
import { AppError } from '@planwall/shared/errors'
import { overwriteFreePages, removeBoard } from './remove-board.ts'
import type { BinEntry, BoardShelf, ShelvedBoard } from './shelf-port.ts'

/** Runs `write` as one transaction; `bytes` is about what it adds to the log. */
type Transaction = <T>(bytes: number, write: () => T) => Promise<T>

export interface ShelfNeeds {
  transaction: Transaction
  /** What it removes must not stay in the file. */
  secretTransaction: Transaction
  /** Copies the log into the database and empties it; false where that was not possible. */
  emptyLog: () => Promise<boolean>
}

/** Keeps what becomes of boards in their database. */
export function createSqliteShelf(
  db: DatabaseSync,
  { transaction, secretTransaction, emptyLog }: ShelfNeeds,
): BoardShelf {
  const sql = prepare(db)
  const get = (boardId: string) => {
    const row = sql.get.get(boardId) as ShelfRow | undefined
    return row && shelvedOf(row)
  }
  const all = (rows: unknown) => (rows as ShelfRow[]).map(shelvedOf)
  const write = async (act: () => unknown): Promise<void> => {
    await transaction(0, act)
  }

  return {
    get: async (boardId) => get(boardId),
    async binned(boardId) {
      const row = sql.binned.get(boardId) as BinRow | undefined
      return row && binOf(row)
    },
    ownedBy: async (accountId) => all(sql.ownedBy.all(accountId)),
    setOwner(boardId, accountId) {
      return transaction(0, () => {
        const board = get(boardId)
        if (!board || (board.ownerId !== null && board.ownerId !== accountId)) return false
        sql.setOwner.run(boardId, board.changedAt, accountId)
        return true
      })
    },
    setOwnerPerson: (boardId, personId) => write(() => sql.setOwnerPerson.run(personId, boardId)),
    setTitle: (boardId, title) => write(() => sql.setTitle.run(title, boardId)),
    touch: (boardId, at) => write(() => sql.touch.run(at, boardId)),
    warn: (boardId, at) => write(() => sql.warn.run(at, boardId)),
    untouchedSince: async (at) => all(sql.untouchedSince.all(at)),
    putInBin(boardId, { deletedAt, until, seatId, accountId, name }) {
      return transaction(0, () => {
        if (!get(boardId) || sql.binned.get(boardId)) return false
        sql.putInBin.run(boardId, deletedAt, until, seatId, accountId, name)
        return true
      })
    },
    takeOut(boardId, at) {
      return transaction(0, () => {
        if (sql.takeOut.run(boardId).changes === 0) return false
        sql.touch.run(at, boardId)
        return true
      })
    },
    async overdue(now) {
      return (sql.overdue.all(now) as unknown as { board_id: string }[]).map((row) => row.board_id)
    },
    async purge(boardId) {
      if (sql.binned.get(boardId)) await removeBoard(db, boardId, secretTransaction)
      else if (get(boardId)) return
      else await overwriteFreePages(db, secretTransaction)
      // Until the log is emptied, what was removed can be read in it.
      if (!(await emptyLog())) throw new AppError('not-stored')
    },
  }
}

interface BinRow {
  deleted_at: number
  until: number
  seat_id: string | null
  account_id: string | null
  name: string
}

interface ShelfRow extends Omit<BinRow, 'deleted_at'> {
  board_id: string
  title: string
  created_at: number
  changed_at: number
  owner_id: string | null
  owner_person_id: string | null
  warned_at: number | null
  deleted_at: number | null
}

const bin = 'deleted_at, until, board_bin.seat_id, board_bin.account_id, board_bin.name'
const shelved = `
  select board.board_id, title, board.created_at, coalesce(changed_at, board.created_at) as changed_at, owner_id,
    owner_person_id, warned_at, ${bin}
  from board left join board_shelf using (board_id) left join board_bin using (board_id)`

function prepare(db: DatabaseSync) {
  return {
    get: db.prepare(`${shelved} where board.board_id = ?`),
    binned: db.prepare(`select ${bin} from board_bin where board_id = ?`),
    ownedBy: db.prepare(`${shelved} where owner_id = ? order by changed_at desc`),
    setOwner: db.prepare(
      `insert into board_shelf (board_id, changed_at, owner_id) values (?, ?, ?)
       on conflict (board_id) do update set owner_id = excluded.owner_id`,
    ),
    setOwnerPerson: db.prepare('update board_shelf set owner_person_id = ? where board_id = ?'),
    setTitle: db.prepare('update board set title = ? where board_id = ?'),
    touch: db.prepare(
      `insert into board_shelf (changed_at, board_id) select ?1, board_id from board where board_id = ?2
       on conflict (board_id) do update set changed_at = max(changed_at, excluded.changed_at), warned_at = null`,
    ),
    warn: db.prepare(
      `insert into board_shelf (warned_at, board_id, changed_at)
         select ?1, board_id, created_at from board where board_id = ?2
       on conflict (board_id) do update set warned_at = excluded.warned_at`,
    ),
    untouchedSince: db.prepare(
      `${shelved} where deleted_at is null and coalesce(changed_at, board.created_at) <= ?
       order by coalesce(changed_at, board.created_at)`,
    ),
    putInBin: db.prepare(
      'insert into board_bin (board_id, deleted_at, until, seat_id, account_id, name) values (?, ?, ?, ?, ?, ?)',
    ),
    takeOut: db.prepare('delete from board_bin where board_id = ?'),
    overdue: db.prepare('select board_id from board_bin where until <= ? order by until'),
  }
}

function shelvedOf(row: ShelfRow): ShelvedBoard {
  const { board_id: boardId, title, created_at: createdAt, changed_at: changedAt, deleted_at: deletedAt } = row
  return {
    boardId,
    title,
    createdAt,
    changedAt,
    ownerId: row.owner_id,
    ownerPersonId: row.owner_person_id,
    warnedAt: row.warned_at,
    bin: deletedAt === null ? undefined : binOf({ ...row, deleted_at: deletedAt }),
  }
}

function binOf({ deleted_at: deletedAt, until, seat_id: seatId, account_id: accountId, name }: BinRow): BinEntry {
  return { deletedAt, until, seatId, accountId, name }
}
