import type { DatabaseSync } from 'node:sqlite'
import { AppError } from '@planwall/shared/errors'
import type { PrivateRoomStore } from './private-rooms-port.ts'

/** Runs `write` as one transaction; `bytes` is about what it adds to the log. */
type Transaction = <T>(bytes: number, write: () => T) => Promise<T>

export interface PrivateRoomsNeeds {
  /** What it removes must not stay in the file. */
  transaction: Transaction
  append: (room: string, updates: readonly Uint8Array[]) => number
  /** Copies the log into the database and empties it; false where that was not possible. */
  emptyLog: () => Promise<boolean>
}

/** The private rooms among those of the board's database. */
export function createSqlitePrivateRooms(
  db: DatabaseSync,
  { transaction, append, emptyLog }: PrivateRoomsNeeds,
): PrivateRoomStore {
  const sql = prepare(db)
  return {
    async seatsWriting(boardId) {
      const { from, to } = rangeOf(boardId)
      const rows = sql.rooms.all(from, to, from, to) as unknown as { room: string; seq: number }[]
      return rows.map(({ room, seq }) => ({ seatId: room.slice(from.length), seq }))
    },
    reveal(boardId, changes) {
      const bytes = changes.reduce((sum, { update }) => sum + update.byteLength, 0)
      return transaction(bytes, () => {
        const { from, to } = rangeOf(boardId)
        const numbers = changes.map(({ room, update }) => append(room, [update]))
        sql.dropUpdates.run(from, to)
        sql.dropSnapshots.run(from, to)
        sql.dropDamaged.run(from, to)
        if (sql.beginEpoch.run(boardId).changes === 0) throw new AppError('unknown-board')
        return numbers
      })
    },
    async erase() {
      if (!(await emptyLog())) throw new AppError('not-stored')
    },
  }
}

/** Rooms have names between these two: the character after a slash is a zero. */
function rangeOf(boardId: string): { from: string; to: string } {
  return { from: `${boardId}/seat/`, to: `${boardId}/seat0` }
}

function prepare(db: DatabaseSync) {
  return {
    rooms: db.prepare(
      `select room, max(seq) as seq from (
         select room, seq from room_update where room > ? and room < ?
         union all select room, seq from room_snapshot where room > ? and room < ?
       ) group by room order by room`,
    ),
    dropUpdates: db.prepare('delete from room_update where room > ? and room < ?'),
    dropSnapshots: db.prepare('delete from room_snapshot where room > ? and room < ?'),
    // What was found damaged in such a room is named by it.
    dropDamaged: db.prepare('delete from damaged_row where row_key > ? and row_key < ?'),
    beginEpoch: db.prepare('update board set private_epoch = private_epoch + 1 where board_id = ?'),
  }
}
