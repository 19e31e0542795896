import type { DatabaseSync } from 'node:sqlite'
import { AppError } from '@planwall/shared/errors'
import { pack, unpack } from './pack.ts'
import { keptStepSnapshots } from './records-port.ts'
import type { RecordStore } from './records-port.ts'

/** Runs `write` as one transaction; `bytes` is about what it adds to the log. */
type Transaction = <T>(bytes: number, write: () => T) => Promise<T>

/** Keeps snapshots of steps in the board's database, packed. */
export function createSqliteRecords(db: DatabaseSync, transaction: Transaction): RecordStore {
  const sql = prepare(db)
  return {
    async addSnapshot({ boardId, snapshotId, stepId, at, board, session }) {
      const packed = await Promise.all([pack(board), pack(session)])
      await transaction(packed[0].length + packed[1].length, () => {
        sql.add.run(boardId, snapshotId, stepId, at, ...packed)
        sql.drop.run(boardId, boardId, keptStepSnapshots)
      })
    },
    async snapshots(boardId) {
      const rows = sql.list.all(boardId) as unknown as SnapshotRow[]
      return rows.map(({ snapshot_id: snapshotId, step_id: stepId, at }) => ({ boardId, snapshotId, stepId, at }))
    },
    async snapshot(boardId, snapshotId) {
      const row = sql.get.get(boardId, snapshotId) as { board: Uint8Array; session: Uint8Array } | undefined
      if (!row) return undefined
      try {
        const [board, session] = await Promise.all([unpack(row.board), unpack(row.session)])
        return { board, session }
      } catch (cause) {
        throw new AppError('damaged', `What is stored of a step of ${boardId} cannot be read.`, { cause })
      }
    },
  }
}

interface SnapshotRow {
  snapshot_id: string
  step_id: string
  at: number
}

function prepare(db: DatabaseSync) {
  return {
    add: db.prepare(
      'insert into step_snapshot (board_id, snapshot_id, step_id, at, board, session) values (?, ?, ?, ?, ?, ?)',
    ),
    drop: db.prepare(
      `delete from step_snapshot where board_id = ? and number not in
       (select number from step_snapshot where board_id = ? order by number desc limit ?)`,
    ),
    list: db.prepare('select snapshot_id, step_id, at from step_snapshot where board_id = ? order by number desc'),
    get: db.prepare('select board, session from step_snapshot where board_id = ? and snapshot_id = ?'),
  }
}
