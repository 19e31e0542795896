import type { HistorySnapshot, HistoryStore } from './history-port.ts'
import type { BoardSnapshot } from './revisions-port.ts'

/** Keeps snapshots of boards as long as the process lives. */
export function createMemoryHistory(hasBoard: (boardId: string) => boolean): HistoryStore {
  let kept: (HistorySnapshot & BoardSnapshot)[] = []
  const isOf = (boardId: string, ids: readonly string[]) => (one: HistorySnapshot) =>
    one.boardId === boardId && ids.includes(one.snapshotId)
  return {
    async add(snapshot) {
      if (!hasBoard(snapshot.boardId)) throw new Error(`There is no board ${snapshot.boardId}.`)
      if (kept.some(isOf(snapshot.boardId, [snapshot.snapshotId]))) throw new Error('This id is taken.')
      kept = [snapshot, ...kept]
    },
    async list(boardId) {
      const own = kept.filter((one) => one.boardId === boardId).toSorted((a, b) => b.at - a.at)
      return own.map(({ board: _board, session: _session, ...head }) => head)
    },
    async content(boardId, snapshotId) {
      const found = kept.find(isOf(boardId, [snapshotId]))
      return found && { board: found.board, session: found.session }
    },
    async remove(boardId, snapshotIds) {
      const goes = isOf(boardId, snapshotIds)
      kept = kept.filter((one) => !goes(one))
    },
  }
}
