import type { NewDelivery } from './webhooks-port.ts'

/** A finished plan without its content. */
export interface StoredRevision {
  boardId: string
  /** 1, 2, 3 … within a board. */
  revision: number
  /** Unix ms. */
  createdAt: number
  /** Who finished it: the person of the plan, where the seat has one, and the name they had then. */
  personId: string | null
  name: string
  /** What they said of it; may be empty. */
  note: string
  /** SHA-256 of the plan's bytes, hex. */
  checksum: string
  counts: RevisionCounts
}

/** What a list of revisions shows of each. */
export interface RevisionCounts {
  moves: number
  tasks: number
  warnings: number
  waived: number
}

export interface NewRevision extends StoredRevision {
  /** The plan as JSON, as it was hashed. */
  plan: string
  snapshot: BoardSnapshot
}

/** What both rooms of the board held, one update each (Yjs, V1). */
export interface BoardSnapshot {
  board: Uint8Array
  session: Uint8Array
}

/** A link that shows one revision and nothing else. The token is never kept, only its hash. */
export interface PlanLink {
  linkId: string
  boardId: string
  revision: number
  /** Unix ms. */
  createdAt: number
}

/** Finished plans. Nothing in here changes one that is there. */
export interface RevisionStore {
  /**
   * Stores a revision, and what is to be sent to other programs because of it: both or neither. Throws `taken` where its
   * number is not the next one of the board, and rejects where there is no such board.
   */
  add(revision: NewRevision, deliveries: readonly NewDelivery[]): Promise<void>
  /** The newest first. */
  list(boardId: string): Promise<StoredRevision[]>
  /** Undefined where there is none; rejects with `damaged` where it is not what was written. */
  get(boardId: string, revision: number): Promise<(StoredRevision & { plan: string }) | undefined>
  snapshot(boardId: string, revision: number): Promise<BoardSnapshot | undefined>
  addLink(link: PlanLink & { tokenHash: string }): Promise<void>
  /** In the order they were made. */
  linksOf(boardId: string): Promise<PlanLink[]>
  findLink(linkId: string, tokenHash: string): Promise<PlanLink | undefined>
  /** False where there was none. */
  removeLink(boardId: string, linkId: string): Promise<boolean>
}
