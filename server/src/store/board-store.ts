import type { LinkKind, Role } from '@planwall/shared/access/roles'
import type { AccessStore } from './access-port.ts'
import type { AccountStore } from './accounts-port.ts'
import type { BallotStore } from './ballots-port.ts'
import type { HistoryStore } from './history-port.ts'
import type { OwnCardStore } from './own-cards-port.ts'
import type { PictureStore } from './pictures-port.ts'
import type { PrivateRoomStore } from './private-rooms-port.ts'
import type { RecordStore } from './records-port.ts'
import type { RepairStore } from './repairs-port.ts'
import type { RevisionStore } from './revisions-port.ts'
import type { BoardShelf } from './shelf-port.ts'
import type { ApiTokenStore } from './tokens-port.ts'
import type { WebhookStore } from './webhooks-port.ts'

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
  /** What it was taken by; the link that makes its role where it is not said. */
  link?: LinkKind
}

/** The beginning of a room's log, put together by compaction. */
export interface StoredSnapshot {
  /** Number of the last update that is in it. */
  seq: number
  /** What the chunks come to (Yjs' encoding). */
  stateVector: Uint8Array
  /**
   * Yjs updates (V1) of about 256 kB at most, but for a single thing that is larger. Applied in order to an empty
   * document, none of them waits for anything that is not there yet.
   */
  chunks: readonly Uint8Array[]
}

export interface StoredRoom {
  /** The life of the board this belongs to, of a private room its own as well; empty where there is no such board. */
  epoch: string
  /** Number of the last update that is in here, snapshot included; 0 for a room nobody ever wrote in. */
  seq: number
  snapshot: StoredSnapshot | undefined
  /** What came after the snapshot, in the order it was appended: numbers `(snapshot?.seq ?? 0) + 1` to `seq`. */
  updates: Uint8Array[]
}

/** What a room held at one time: everything up to `seq`, as updates to be applied in order. */
export interface KeptSnapshot {
  epoch: string
  seq: number
  chunks: Uint8Array[]
}

/** How many compaction snapshots of a room are kept, the one in use among them; and how many that were set aside. */
export const keptSnapshots = 3

/**
 * Where boards, links, seats and the updates of rooms are kept. Updates are opaque here; within a room and an epoch they
 * are numbered 1, 2, 3 … in the order they were appended. What a call wrote survives the end of the process once the call
 * has resolved, and the end of the machine once a later `durable()` has. What cannot be read is never written over.
 */
export interface BoardStore {
  /** All of it or nothing. The board begins its first epoch. */
  createBoard(board: NewBoard): Promise<void>
  getBoard(boardId: string): Promise<StoredBoard | undefined>
  /** Links that were reset are found no more. */
  findLink(boardId: string, tokenHash: string): Promise<LinkKind | undefined>
  addSeat(seat: NewSeat): Promise<void>
  /** Seats that were removed are found no more, here and below. */
  findSeat(tokenHash: string): Promise<Seat | undefined>
  /** In the order they were taken. */
  seatsOf(boardId: string): Promise<Seat[]>
  /** Gives the seat as it is then; undefined where this board has no such seat. */
  setSeatRole(boardId: string, seatId: string, role: Role): Promise<Seat | undefined>
  /**
   * All of them or none; gives the number of the last one. Rejects with `not-stored` where that is not possible, and with
   * `stale-copy` where they were made for another epoch than the room's.
   */
  appendUpdates(room: string, updates: readonly Uint8Array[], epoch?: string): Promise<number>
  /** Rejects with `damaged`, naming the room, where what is stored of it is not what was written. */
  loadRoom(room: string): Promise<StoredRoom>
  /**
   * Puts a snapshot in the place of the updates up to its `seq`, both in one transaction; the last `keptSnapshots` of a
   * room stay. Refused (rejects, changes nothing): a snapshot of another epoch than the board's, of fewer updates or with
   * a smaller state vector than the one in use, of more updates than were appended.
   */
  compact(room: string, snapshot: StoredSnapshot & { epoch: string }): Promise<void>
  /** The snapshot in use, those before it, and what was set aside when the board was replaced; the newest first. */
  snapshotsOf(room: string): Promise<KeptSnapshot[]>
  /**
   * Begins a new epoch of a board, in which the rooms given hold one update each, number 1; gives the new epoch. What they
   * held is set aside, in the same transaction, and the last `keptSnapshots` of those stay. Throws `unknown-board`.
   */
  replaceRooms(boardId: string, rooms: readonly { room: string; update: Uint8Array }[]): Promise<string>
  readonly access: AccessStore
  readonly accounts: AccountStore
  readonly ballots: BallotStore
  readonly ownCards: OwnCardStore
  readonly history: HistoryStore
  readonly pictures: PictureStore
  readonly privateRooms: PrivateRoomStore
  readonly records: RecordStore
  readonly repairs: RepairStore
  readonly revisions: RevisionStore
  readonly shelf: BoardShelf
  readonly apiTokens: ApiTokenStore
  readonly webhooks: WebhookStore
  /** Resolves once everything written before this call is on the disk. Calls that meet share one flush. */
  durable(): Promise<void>
  /** Flushes and lets go of everything. Nothing may be called afterwards. */
  close(): Promise<void>
}
