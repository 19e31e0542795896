/** What was found damaged of one of a board's rooms when the server started, and mended. */
export interface Repair {
  repairId: string
  /** `<boardId>` or a room below it. */
  room: string
  /** Unix ms. */
  foundAt: number
  /** Updates, and pieces of the last snapshot, that could not be read; as far as they can be counted. */
  lostUpdates: number
  lostChunks: number
  /** An older snapshot was taken to help: what was deleted since may be back. */
  usedOlder: boolean
  /** More may be missing than was counted. */
  mayLackMore: boolean
}

/** What the people at a board are told of damage. Written only by the check at the start (`damage/check-data.ts`). */
export interface RepairStore {
  /** The newest first; private rooms are never among them. */
  repairsOf(boardId: string): Promise<Repair[]>
}
