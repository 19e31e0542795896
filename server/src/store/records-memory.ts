import { keptStepSnapshots } from './records-port.ts'
import type { RecordStore, StepSnapshot } from './records-port.ts'

/** Keeps snapshots of steps as long as the process lives. */
export function createMemoryRecords(hasBoard: (boardId: string) => boolean): RecordStore {
  const kept = new Map<string, (StepSnapshot & { board: Uint8Array; session: Uint8Array })[]>()
  return {
    async addSnapshot(of) {
      if (!hasBoard(of.boardId)) throw new Error(`There is no board ${of.boardId}.`)
      kept.set(of.boardId, [of, ...(kept.get(of.boardId) ?? [])].slice(0, keptStepSnapshots))
    },
    async snapshots(boardId) {
      return (kept.get(boardId) ?? []).map(({ board: _board, session: _session, ...head }) => head)
    },
    async snapshot(boardId, snapshotId) {
      const found = kept.get(boardId)?.find((one) => one.snapshotId === snapshotId)
      return found && { board: found.board, session: found.session }
    },
  }
}
