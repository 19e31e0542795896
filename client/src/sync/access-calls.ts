import type { LinkKind } from '@planwall/shared/access/roles'
import { callBoard } from './board-api.ts'
import type { CallAnswer } from './board-api.ts'
import type { BoardHandle } from './open-board.ts'

/** What facilitators ask of the server about who gets in: links, codes, people who knock, seats. Nothing here rejects. */

/** One of the three links as the server knows it. Its token is kept nowhere but in browsers, so it is not told. */
export interface LinkState {
  kind: LinkKind
  createdAt: string
  /** ISO; null where it does not end. */
  expiresAt: string | null
  hasPasscode: boolean
  needsApproval: boolean
  /** Seats that were taken with it. */
  people: number
  /** A join code that leads to it, where one is in use. */
  code: { expiresAt: string } | null
}

/** What is changed about a link; null takes it away. */
export interface LinkChange {
  expiresAt?: string | null
  passcode?: string | null
  needsApproval?: boolean
}

/** A join code: told once, when it is made. */
export interface JoinCode {
  /** "ABCD-EFGH" */
  code: string
  url: string
  expiresAt: string
}

/** Somebody at the door. */
export interface Knock {
  knockId: string
  name: string
  kind: LinkKind
  since: string
}

type Asking = Pick<BoardHandle, 'apiUrl' | 'seat'>

export function linksNow({ apiUrl, seat }: Asking): Promise<CallAnswer<{ links: LinkState[] }>> {
  return callBoard({ apiUrl, ...seat }, 'GET', '/links')
}

export function changeLink(
  { apiUrl, seat }: Asking,
  kind: LinkKind,
  change: LinkChange,
): Promise<CallAnswer<LinkState>> {
  return callBoard({ apiUrl, ...seat }, 'PATCH', `/links/${kind}`, change)
}

/** The old link and its code are dead from now on; with `removePeople`, those who came by it have no seat any more. */
export function resetLink(
  { apiUrl, seat }: Asking,
  kind: LinkKind,
  removePeople: boolean,
): Promise<CallAnswer<{ kind: LinkKind; url: string; token: string }>> {
  return callBoard({ apiUrl, ...seat }, 'POST', `/links/${kind}/reset`, { removePeople })
}

/** Makes a code for a link; an earlier one ends with it. */
export function makeCode({ apiUrl, seat }: Asking, kind: LinkKind, minutes: number): Promise<CallAnswer<JoinCode>> {
  return callBoard({ apiUrl, ...seat }, 'POST', `/links/${kind}/code`, { minutes })
}

export function endCode({ apiUrl, seat }: Asking, kind: LinkKind): Promise<CallAnswer<unknown>> {
  return callBoard({ apiUrl, ...seat }, 'DELETE', `/links/${kind}/code`)
}

/** Who waits to be let in. */
export function knocksNow({ apiUrl, seat }: Asking): Promise<CallAnswer<{ knocks: Knock[] }>> {
  return callBoard({ apiUrl, ...seat }, 'GET', '/knocks')
}

export function answerKnock({ apiUrl, seat }: Asking, knockId: string, admit: boolean): Promise<CallAnswer<unknown>> {
  return callBoard({ apiUrl, ...seat }, 'POST', `/knocks/${encodeURIComponent(knockId)}`, { admit })
}

/** Takes a seat away; its sockets close at once. */
export function removeSeat({ apiUrl, seat }: Asking, seatId: string): Promise<CallAnswer<unknown>> {
  return callBoard({ apiUrl, ...seat }, 'POST', `/seats/${encodeURIComponent(seatId)}/remove`)
}

export function renameSeat({ apiUrl, seat }: Asking, seatId: string, name: string): Promise<CallAnswer<unknown>> {
  return callBoard({ apiUrl, ...seat }, 'POST', `/seats/${encodeURIComponent(seatId)}/name`, { name })
}
