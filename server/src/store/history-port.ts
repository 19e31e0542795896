import type { BoardSnapshot } from './revisions-port.ts'

/** Why a snapshot was made: time went by while the board changed, somebody asked for it, or the board was about to be restored. */
export const historyReasons = ['time', 'named', 'before-restore'] as const
export type HistoryReason = (typeof historyReasons)[number]

/** What a board was at a time, without its content. */
export interface HistorySnapshot {
  boardId: string
  snapshotId: string
  /** Unix ms. */
  at: number
  why: HistoryReason
  /** What it was named; empty for those that were not. */
  name: string
  /** Who asked for it, as they were called then; empty where nobody did. */
  by: string
  /** Names the state of both rooms: the same state has the same name. */
  state: string
}

/**
 * Snapshots of whole boards, beside those of steps and of finished plans. Nothing in here is removed by compaction: who
 * keeps the history says what goes.
 */
export interface HistoryStore {
  /** Rejects where there is no such board. */
  add(snapshot: HistorySnapshot & BoardSnapshot): Promise<void>
  /** The newest first; of the same moment, the last that was added. */
  list(boardId: string): Promise<HistorySnapshot[]>
  /** Undefined where there is none; rejects with `damaged` where it is not what was written. */
  content(boardId: string, snapshotId: string): Promise<BoardSnapshot | undefined>
  /** Of this board; those that are not there are passed over. */
  remove(boardId: string, snapshotIds: readonly string[]): Promise<void>
}
