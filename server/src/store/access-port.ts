import { linkKinds, roleOfLink } from '@planwall/shared/access/roles'
import type { LinkKind, Role } from '@planwall/shared/access/roles'
import type { Seat } from './board-store.ts'

/** One of a board's three links as it is set. Neither its token nor its code is kept, only their hashes. */
export interface LinkSettings {
  kind: LinkKind
  /** Unix ms: when the board was made, or the link reset. */
  createdAt: number
  /** Unix ms; null: never. */
  expiresAt: number | null
  /** argon2id in its usual text form; null where none is asked for. */
  passcodeHash: string | null
  needsApproval: boolean
  /** Who joined by it and was not removed. */
  people: number
  /** Unix ms; null where it has no code. Codes whose time is over are still told. */
  codeExpiresAt: number | null
}

export type LinkChange = Partial<Pick<LinkSettings, 'expiresAt' | 'passcodeHash' | 'needsApproval'>>

/** Why a seat is nobody's any more. */
export type Removal = 'removed' | 'link-reset'

/** A seat with what facilitators may know of it. */
export interface SeatRecord extends Seat {
  link: LinkKind
  /** Unix ms. */
  createdAt: number
  /** Unix ms, to about a minute; null before the first time. */
  seenAt: number | null
  removed: Removal | null
}

/** Links as they are set, codes that stand for them, and what happens to seats after they were taken. */
export interface AccessStore {
  /** In the order of `linkKinds`; none where there is no such board. */
  links(boardId: string): Promise<LinkSettings[]>
  changeLink(boardId: string, kind: LinkKind, change: LinkChange): Promise<void>
  /** Puts another token in the place of the link's, whose code ends with it; the old one is remembered as reset. */
  resetLink(boardId: string, kind: LinkKind, to: { tokenHash: string; at: number }): Promise<void>
  /** Whether this was a link of the board and was reset. */
  wasReset(boardId: string, tokenHash: string): Promise<boolean>
  /** Gives the link a code in the place of the one it has, or none. Rejects where another link has the same. */
  setCode(boardId: string, kind: LinkKind, code: { codeHash: string; expiresAt: number } | null): Promise<void>
  findCode(codeHash: string): Promise<{ boardId: string; kind: LinkKind; expiresAt: number } | undefined>
  /** In the order they were taken, removed ones too. */
  seats(boardId: string): Promise<SeatRecord[]>
  /** Their tokens open nothing from then on; a seat that was removed before stays as it is. */
  removeSeats(boardId: string, seatIds: readonly string[], why: Removal): Promise<void>
  /** What became of the seat of this token, where it was removed. */
  removedSeat(tokenHash: string): Promise<{ boardId: string; why: Removal } | undefined>
  /** Gives the seat as it is then; undefined where this board has no such seat. */
  renameSeat(boardId: string, seatId: string, name: string): Promise<Seat | undefined>
  /** The seat stands for this person of the plan from now on. */
  setPerson(boardId: string, seatId: string, personId: string): Promise<Seat | undefined>
  markSeen(seen: readonly { seatId: string; at: number }[]): Promise<void>
}

/** The link that makes a role: of a seat nobody said the link of. */
export function linkMaking(role: Role): LinkKind {
  return linkKinds.find((kind) => roleOfLink[kind] === role) ?? 'observe'
}
