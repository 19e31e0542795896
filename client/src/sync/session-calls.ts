import type { Role } from '@planwall/shared/access/roles'
import type { SummonTarget } from '@planwall/shared/session/run'
import type { Vote } from '@planwall/shared/session/step'
import { callBoard } from './board-api.ts'
import type { CallAnswer } from './board-api.ts'
import type { BoardHandle } from './open-board.ts'
import type { PersonNow } from './use-people-now.ts'

/**
 * What is asked of the server in a session: acts that carry a stamp (who, when), and what no document holds. Each answers
 * with what came of it or with why it was not done, and never rejects.
 */

/** One thing a facilitator asks for. */
export type Order =
  | { do: 'start-step'; stepId: string }
  | { do: 'next' | 'skip' | 'back' | 'end-step' | 'end-session' }
  | { do: 'start-timer'; durationMs: number }
  | { do: 'add-time'; ms: number }
  | { do: 'pause-timer' | 'resume-timer' | 'stop-timer' }
  | { do: 'pause' | 'resume' }
  | { do: 'summon'; target: SummonTarget | null }
  /** To everybody who is here; `first` begins, where they are. */
  | { do: 'open-floor'; first: string | null }
  /** Shows the cards of the step that runs one by one. */
  | { do: 'show-cards' }
  | { do: 'pass-floor'; step: 1 | -1 }
  | { do: 'close-floor' | 'ask-ready' | 'end-ready' }
  /** For everybody, step or no step. */
  | { do: 'hide-cursors' | 'show-cursors' }
  | { do: 'decide'; text: string; cardId?: string }
  | { do: 'draw-groups'; people: readonly string[] }

type Asking = Pick<BoardHandle, 'apiUrl' | 'seat'>

export function orderSession({ apiUrl, seat }: Asking, order: Order): Promise<CallAnswer<unknown>> {
  const { path, body } = requestFor(order)
  return callBoard({ apiUrl, ...seat }, 'POST', path, body)
}

function requestFor(order: Order): { path: string; body: object } {
  switch (order.do) {
    case 'start-step':
      return { path: '/session/step', body: { do: 'start', stepId: order.stepId } }
    case 'end-step':
      return { path: '/session/step', body: { do: 'end' } }
    case 'next':
    case 'skip':
    case 'back':
    case 'end-session':
      return { path: '/session/step', body: { do: order.do } }
    case 'start-timer':
      return { path: '/session/timer', body: { do: 'start', durationMs: order.durationMs } }
    case 'add-time':
      return { path: '/session/timer', body: { do: 'add', ms: order.ms } }
    case 'pause-timer':
    case 'resume-timer':
    case 'stop-timer':
      return { path: '/session/timer', body: { do: order.do.replace('-timer', '') } }
    case 'pause':
    case 'resume':
      return { path: '/session/pause', body: { isPaused: order.do === 'pause' } }
    case 'summon':
      return { path: '/session/summon', body: { target: order.target } }
    case 'open-floor':
      return {
        path: '/session/floor',
        body: { do: 'open', of: 'people', ...(order.first === null ? {} : { first: order.first }) },
      }
    case 'show-cards':
      return { path: '/session/floor', body: { do: 'open', of: 'cards' } }
    case 'pass-floor':
      return { path: '/session/floor', body: { do: order.step === 1 ? 'pass' : 'back' } }
    case 'close-floor':
      return { path: '/session/floor', body: { do: 'close' } }
    case 'ask-ready':
    case 'end-ready':
      return { path: '/session/ready', body: { isAsked: order.do === 'ask-ready' } }
    case 'hide-cursors':
    case 'show-cursors':
      return { path: '/session/cursors', body: { areHidden: order.do === 'hide-cursors' } }
    case 'decide': {
      const { text, cardId } = order
      return { path: '/session/decisions', body: cardId === undefined ? { text } : { text, cardId } }
    }
    case 'draw-groups':
      return { path: '/groups/draw', body: { people: order.people } }
    default:
      return order satisfies never
  }
}

/** [P5] Shows what was written in private to everybody. */
export function revealCards({ apiUrl, seat }: Asking): Promise<CallAnswer<{ cards: number; writers: number }>> {
  return callBoard({ apiUrl, ...seat }, 'POST', '/session/reveal')
}

/** [G4] Brings what the groups made together; gives how many cards moved. */
export function mergeGroups({ apiUrl, seat }: Asking): Promise<CallAnswer<{ cards: number }>> {
  return callBoard({ apiUrl, ...seat }, 'POST', '/groups/merge')
}

/** Puts this person in a group, as the group's link asks. */
export function joinGroup({ apiUrl, seat }: Asking, groupId: string): Promise<CallAnswer<{ groupId: string }>> {
  return callBoard({ apiUrl, ...seat }, 'POST', '/groups/join', { groupId })
}

/** [V1] Opens a vote on the cards of a step; without a wish what the step that runs asks. */
export function openRound(
  { apiUrl, seat }: Asking,
  wish: { stepId?: string; title?: string; vote?: Vote },
): Promise<CallAnswer<{ roundId: string; cards: number }>> {
  return callBoard({ apiUrl, ...seat }, 'POST', '/rounds', wish)
}

/** [V4] Closes a vote and counts it; called off, it has no result. */
export function closeRound(
  { apiUrl, seat }: Asking,
  roundId: string,
  how: { sort?: boolean; callOff?: boolean },
): Promise<CallAnswer<unknown>> {
  return callBoard({ apiUrl, ...seat }, 'POST', `/rounds/${encodeURIComponent(roundId)}/close`, how)
}

/** [P4, V5] Everybody with a seat: who is here, how much they have written in private, what they have to vote. */
export function peopleNow({ apiUrl, seat }: Asking): Promise<CallAnswer<{ people: PersonNow[] }>> {
  return callBoard({ apiUrl, ...seat }, 'GET', '/session/people')
}

/** [O1] Which cards without a name are this seat's, in the step that runs. */
export function ownCardsNow({ apiUrl, seat }: Asking): Promise<CallAnswer<{ elementIds: string[] }>> {
  return callBoard({ apiUrl, ...seat }, 'GET', '/session/own')
}

/** Gives somebody another role; it counts at once. */
export function giveRole({ apiUrl, seat }: Asking, seatId: string, role: Role): Promise<CallAnswer<unknown>> {
  return callBoard({ apiUrl, ...seat }, 'POST', `/seats/${encodeURIComponent(seatId)}/role`, { role })
}
