/**
 * The rooms in which each seat writes in private (`<board>/seat/<seat>`). They have lives of their own: with each reveal
 * all seats of a board begin a new epoch, so that no copy from before is taken in again.
 */
export interface PrivateRoomStore {
  /** The seats of a board of whose rooms anything is stored, in order of id, with the number of the last update. */
  seatsWriting(boardId: string): Promise<{ seatId: string; seq: number }[]>
  /**
   * Appends one update to each of the rooms given, removes all that is stored of the board's private rooms, snapshots and
   * what was set aside included, and begins their next epoch: all of it or nothing. Gives the number of each update.
   */
  reveal(boardId: string, changes: readonly { room: string; update: Uint8Array }[]): Promise<number[]>
  /** Resolves once nothing that was removed from private rooms or ballots can be found in the files any more. */
  erase(): Promise<void>
}
