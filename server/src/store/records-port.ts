/** What a board was at the end of a step. */
export interface StepSnapshot {
  boardId: string
  snapshotId: string
  stepId: string
  /** Unix ms. */
  at: number
}

/** How many snapshots of steps are kept of a board. */
export const keptStepSnapshots = 100

/** Snapshots that belong to the record of a board's sessions. */
export interface RecordStore {
  /** Keeps one update of each room; beyond `keptStepSnapshots` the oldest goes. Rejects where there is no such board. */
  addSnapshot(of: StepSnapshot & { board: Uint8Array; session: Uint8Array }): Promise<void>
  /** The newest first. */
  snapshots(boardId: string): Promise<StepSnapshot[]>
  /** Undefined where there is none; rejects with `damaged` where it is not what was written. */
  snapshot(boardId: string, snapshotId: string): Promise<{ board: Uint8Array; session: Uint8Array } | undefined>
}
