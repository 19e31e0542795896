import type { DatabaseSync } from 'node:sqlite'
import { AppError } from '@planwall/shared/errors'
import { historyReasons } from './history-port.ts'
import type { HistorySnapshot, HistoryStore } from './history-port.ts'
import { pack, unpack } from './pack.ts'

/** Runs `write` as one transaction; `bytes` is about what it adds to the log. */
type Transaction = <T>(bytes: number, write: () => T) => Promise<T>

/** Keeps snapshots of boards in their database, packed in the thread pool. */
export function createSqliteHistory(db: DatabaseSync, transaction: Transaction): HistoryStore {
  const sql = prepare(db)
  return {
    async add({ boardId, snapshotId, at, why, name, by, state, board, session }) {
      const packed = await Promise.all([pack(board), pack(session)])
      await transaction(packed[0].length + packed[1].length, () =>
        sql.add.run(boardId, snapshotId, at, why, name, by, state, ...packed),
      )
    },
    async list(boardId) {
      return (sql.list.all(boardId) as unknown as SnapshotRow[]).flatMap((row) => snapshotOf(boardId, row) ?? [])
    },
    async content(boardId, snapshotId) {
      const row = sql.content.get(boardId, snapshotId) as { board: Uint8Array; session: Uint8Array } | undefined
      if (!row) return undefined
      try {
        const [board, session] = await Promise.all([unpack(row.board), unpack(row.session)])
        return { board, session }
      } catch (cause) {
        throw new AppError('damaged', 'This moment of the board’s history cannot be read. Nothing was changed.', {
          cause,
        })
      }
    },
    async remove(boardId, snapshotIds) {
      if (snapshotIds.length === 0) return
      await transaction(0, () => {
        for (const id of snapshotIds) sql.remove.run(boardId, id)
      })
    },
  }
}

interface SnapshotRow {
  snapshot_id: string
  at: number
  why: string
  name: string
  made_by: string
  state: string
}

function snapshotOf(boardId: string, row: SnapshotRow): HistorySnapshot | undefined {
  const why = historyReasons.find((one) => one === row.why)
  const { snapshot_id: snapshotId, at, name, made_by: by, state } = row
  return why && { boardId, snapshotId, at, why, name, by, state }
}

function prepare(db: DatabaseSync) {
  return {
    add: db.prepare(
      `insert into history_snapshot (board_id, snapshot_id, at, why, name, made_by, state, board, session)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    list: db.prepare(
      `select snapshot_id, at, why, name, made_by, state from history_snapshot where board_id = ?
       order by at desc, number desc`,
    ),
    content: db.prepare('select board, session from history_snapshot where board_id = ? and snapshot_id = ?'),
    remove: db.prepare('delete from history_snapshot where board_id = ? and snapshot_id = ?'),
  }
}
