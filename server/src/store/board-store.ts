import type { LinkKind, Role } from '@planwall/shared/access/roles'

/** A board as the store knows it; what is on it lies in its rooms. */
export interface StoredBoard {
  boardId: string
  title: string
  templateId: string
  /** Unix ms. */
  createdAt: number
}

/** A link's token is never kept, only its hash. */
interface StoredLink {
  kind: LinkKind
  tokenHash: string
}

export interface NewBoard extends StoredBoard {
  links: readonly StoredLink[]
  /** What the rooms begin with, one update each. */
  rooms: readonly { room: string; update: Uint8Array }[]
}

/** Somebody's place at a board. */
export interface Seat {
  seatId: string
  boardId: string
  role: Role
  name: string
  /** The person card this seat stands for; null for observers. */
  personId: string | null
}

export interface NewSeat extends Seat {
  tokenHash: string
  /** Unix ms. */
  createdAt: number
}

export interface StoredRoom {
  /** Number of the last update that is in here, snapshot included; 0 for a room nobody ever wrote in. */
  seq: number
  snapshot: Uint8Array | undefined
  /** What came after the snapshot, in the order it was appended. */
  updates: Uint8Array[]
}

/**
 * Where boards, links, seats and the updates of rooms are kept. Updates are opaque here; within a room they are numbered
 * 1, 2, 3 … in the order they were appended. What a call wrote survives the end of the process once the call has
 * resolved, and the end of the machine once a later `durable()` has.
 */
export interface BoardStore {
  /** All of it or nothing. */
  createBoard(board: NewBoard): Promise<void>
  getBoard(boardId: string): Promise<StoredBoard | undefined>
  findLink(boardId: string, tokenHash: string): Promise<LinkKind | undefined>
  addSeat(seat: NewSeat): Promise<void>
  findSeat(tokenHash: string): Promise<Seat | undefined>
  /** In the order they were taken. */
  seatsOf(boardId: string): Promise<Seat[]>
  /** All of them or none; gives the number of the last one. Rejects with `not-stored` where that is not possible. */
  appendUpdates(room: string, updates: readonly Uint8Array[]): Promise<number>
  loadRoom(room: string): Promise<StoredRoom>
  /**
   * Puts one snapshot in the place of the updates up to `seq`, both in one transaction. A snapshot that covers less than
   * what the store has already, or more than was appended, is refused (rejects) and changes nothing.
   */
  compact(room: string, to: { seq: number; snapshot: Uint8Array }): Promise<void>
  /** Resolves once everything written before this call is on the disk. Calls that meet share one flush. */
  durable(): Promise<void>
  /** Flushes and lets go of everything. Nothing may be called afterwards. */
  close(): Promise<void>
}
