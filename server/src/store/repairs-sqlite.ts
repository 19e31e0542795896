import type { DatabaseSync } from 'node:sqlite'
import type { RepairStore } from './repairs-port.ts'

/** Reads what the check at the start wrote down. */
export function createSqliteRepairs(db: DatabaseSync): RepairStore {
  const list = db.prepare(
    `select repair_id, room, found_at, lost_updates, lost_chunks, used_older, may_lack_more from repair
     where board_id = ? order by number desc`,
  )
  return {
    async repairsOf(boardId) {
      return (list.all(boardId) as unknown as RepairRow[]).map((row) => ({
        repairId: row.repair_id,
        room: row.room,
        foundAt: row.found_at,
        lostUpdates: row.lost_updates,
        lostChunks: row.lost_chunks,
        usedOlder: row.used_older === 1,
        mayLackMore: row.may_lack_more === 1,
      }))
    },
  }
}

interface RepairRow {
  repair_id: string
  room: string
  found_at: number
  lost_updates: number
  lost_chunks: number
  used_older: number
  may_lack_more: number
}
