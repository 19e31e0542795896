/** How much of a board there is beside what is on the wall. */
export interface BoardContents {
  privateRooms: number
  snapshots: number
  finishedPlans: number
  planLinks: number
  people: number
  pictures: number
  connections: number
}

/** What the server says of a board and the bin. */
export interface BinFacts {
  title: string
  /** Null where the board is not in the bin. */
  deleted: { deletedAt: number; until: number; by: string } | null
  mayRestore: boolean
  contents: BoardContents
}
