import type { BoardElement, Zone } from '@planwall/shared/board/model'
import { callBoard } from '../../sync/board-api.ts'
import type { CallAnswer } from '../../sync/board-api.ts'
import type { BoardHandle } from '../../sync/open-board.ts'

/** A moment of the board that the server has kept, as it lists it. */
export interface Moment {
  snapshotId: string
  /** Unix ms. */
  at: number
  why: 'time' | 'named' | 'before-restore' | 'step' | 'plan'
  name: string
  by: string
  revision?: number
  step?: { stepId: string; title: string }
  /** Person ids. */
  people: string[]
}

export interface MomentList {
  /** The oldest first. */
  moments: Moment[]
  people: { personId: string; name: string }[]
}

/** What the board was at a moment, as the server sends it. */
export interface MomentContent {
  title: string
  zones: Zone[]
  elements: BoardElement[]
}

type Asking = Pick<BoardHandle, 'apiUrl' | 'seat'>

export function listMoments({ apiUrl, seat }: Asking): Promise<CallAnswer<MomentList>> {
  return callBoard({ apiUrl, ...seat }, 'GET', '/history')
}

export function fetchMoment({ apiUrl, seat }: Asking, snapshotId: string): Promise<CallAnswer<MomentContent>> {
  return callBoard({ apiUrl, ...seat }, 'GET', `/history/${encodeURIComponent(snapshotId)}`)
}

/** Keeps what the board is now under a name. */
export function nameMoment({ apiUrl, seat }: Asking, name: string): Promise<CallAnswer<Moment>> {
  return callBoard({ apiUrl, ...seat }, 'POST', '/history', { name })
}

export function removeMoment({ apiUrl, seat }: Asking, snapshotId: string): Promise<CallAnswer<null>> {
  return callBoard({ apiUrl, ...seat }, 'DELETE', `/history/${encodeURIComponent(snapshotId)}`)
}

/** Brings the whole board back, for everybody. */
export function restoreBoard({ apiUrl, seat }: Asking, snapshotId: string): Promise<CallAnswer<{ before: Moment }>> {
  return callBoard({ apiUrl, ...seat }, 'POST', `/history/${encodeURIComponent(snapshotId)}/restore`, {})
}
