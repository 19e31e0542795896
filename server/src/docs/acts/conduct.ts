import {
  endSession,
  endStep,
  moveOn,
  pauseSession,
  resumeSession,
  setTimer,
  startStep,
} from '@planwall/shared/session/conduct'
import type { Conducting, Outcome } from '@planwall/shared/session/conduct'
import { readFacilitation } from '@planwall/shared/session/facilitation'
import { drawGroups, joinSmallestGroup, putInGroup } from '@planwall/shared/session/groups'
import { addEvent } from '@planwall/shared/session/record'
import type { SummonTarget } from '@planwall/shared/session/run'
import { addTime, pauseTimer, resumeTimer, startTimer } from '@planwall/shared/session/timer'
import {
  askReady,
  closeFloor,
  hideCursors,
  joinFloor,
  openFloor,
  passFloor,
  summonAll,
} from '@planwall/shared/session/together'
import { AppError } from '@planwall/shared/errors'
import type * as Y from 'yjs'
import { newId } from '../../access/tokens.ts'
import { serverDice } from '../../session/dice.ts'
import type { Act } from '../acts.ts'

/**
 * One thing a facilitator asks for in the session document alone. `n` is the number of the step that is thought to run (0
 * for none): where two facilitators press at once, the second finds another running and moves nothing.
 */
export type Order =
  | { do: 'start-step'; stepId: string; n: number | undefined }
  | { do: 'next' | 'skip' | 'back' | 'end-step' | 'end-session'; n: number | undefined }
  | { do: 'start-timer'; durationMs: number }
  | { do: 'add-time'; ms: number }
  | { do: 'pause-timer' | 'resume-timer' | 'stop-timer' }
  | { do: 'pause' | 'resume' }
  | { do: 'summon'; target: SummonTarget | null }
  | { do: 'open-floor'; first: string | null }
  | { do: 'pass-floor'; step: 1 | -1 }
  | { do: 'join-floor'; personId: string }
  | { do: 'close-floor' | 'ask-ready' | 'end-ready' | 'hide-cursors' | 'show-cursors' }
  | { do: 'decide'; text: string; cardId: string | undefined }
  | { do: 'draw-groups'; people: readonly string[] | undefined }
  | { do: 'join-group'; personId: string; groupId: string | undefined }

export interface Ordered {
  order: Order
  /** Server time, Unix ms. */
  now: number
  /** Person id of who asked. */
  by: string | null
  /** Person ids of those who are connected. */
  present: readonly string[]
}

/** What came of it: which step ended and started, if any did; the group somebody is in now. */
export type Conducted = Outcome & { groupId?: string }

/** Does what a facilitator asks for, stamped. Throws `not-found` where it is about something that is not there, `taken`. */
export const conduct: Act<Ordered, Conducted> = {
  parts: ['session'],
  run: ({ session }, { order, now, by, present }) => {
    const conducted = follow(session, order, { now, by, present, newId })
    if (!conducted) throw new AppError('not-found', missing[order.do] ?? 'There is no such thing on this board now.')
    return conducted
  },
}

const missing: Partial<Record<Order['do'], string>> = {
  'start-step': 'This step is not on the agenda any more.',
  next: 'There is no step after this one.',
  skip: 'There is no step after this one.',
  back: 'There is no step before this one.',
  'end-step': 'No step runs.',
  'end-session': 'No session runs.',
  'add-time': 'There is no timer.',
  'pause-timer': 'There is no timer.',
  'resume-timer': 'There is no timer.',
  'join-group': 'There is no such group.',
  'draw-groups': 'There are no groups to draw people to.',
}

/** Undefined where there is nothing to do it with. */
function follow(session: Y.Doc, order: Order, by: Conducting): Conducted | undefined {
  const { run, groups } = readFacilitation(session).facilitation
  const present = new Set(by.present)
  if ('n' in order && order.n !== undefined && order.n !== (run.step?.n ?? 0)) throw new AppError('taken')
  switch (order.do) {
    case 'start-step':
      return startStep(session, order.stepId, by, origin)
    case 'next':
    case 'skip':
    case 'back':
      return moveOn(session, order.do, by, origin)
    case 'end-step':
      return endStep(session, by, origin)
    case 'end-session':
      return endSession(session, by, origin)
    case 'start-timer': {
      const timer = startTimer(order.durationMs, by.now)
      return done(setTimer(session, () => (run.pause ? pauseTimer(timer, by.now) : timer), origin))
    }
    case 'add-time':
      if (!run.timer) return undefined
      return done(setTimer(session, (timer) => timer && addTime(timer, order.ms, by.now), origin))
    case 'pause-timer':
      if (!run.timer) return undefined
      return done(setTimer(session, (timer) => timer && pauseTimer(timer, by.now), origin))
    case 'resume-timer':
      if (!run.timer) return undefined
      return done(setTimer(session, (timer) => timer && resumeTimer(timer, by.now), origin))
    case 'stop-timer':
      return done(setTimer(session, () => null, origin))
    case 'pause':
      return done(pauseSession(session, by, origin))
    case 'resume':
      return done(resumeSession(session, by, origin))
    case 'summon':
      return summonAll(session, order.target, by, origin) ? {} : undefined
    case 'open-floor':
      return done(
        openFloor(session, { of: 'people', among: [...present], first: order.first, random: serverDice }, by, origin),
      )
    case 'pass-floor':
      // Whoever came where nobody noticed is in the order before it goes on.
      if (run.floor?.of === 'people') for (const id of present) joinFloor(session, id, origin)
      return done(passFloor(session, run.floor?.of === 'people' ? present : 'all', by, origin, order.step))
    case 'join-floor':
      return done(joinFloor(session, order.personId, origin))
    case 'close-floor':
      return done(closeFloor(session, origin))
    case 'ask-ready':
      return done(askReady(session, by, origin))
    case 'end-ready':
      return done(askReady(session, null, origin))
    case 'hide-cursors':
      return done(hideCursors(session, by, origin))
    case 'show-cursors':
      return done(hideCursors(session, null, origin))
    case 'decide': {
      const { text, cardId } = order
      const event = { type: 'decided' as const, text, ...(cardId === undefined ? {} : { cardId }) }
      return addEvent(session, newId(), event, by, origin) ? {} : undefined
    }
    case 'draw-groups':
      if (groups.length === 0) return undefined
      return done(drawGroups(session, order.people ?? [...present], serverDice, origin))
    case 'join-group':
      return joinGroup(session, order, groups)
    default:
      return order satisfies never
  }
}

const origin = 'server'

function done(_nothing: void): Conducted {
  return {}
}

function joinGroup(
  session: Y.Doc,
  { personId, groupId }: { personId: string; groupId: string | undefined },
  groups: readonly { id: string }[],
): Conducted | undefined {
  if (groupId === undefined) {
    const joined = joinSmallestGroup(session, personId, origin)
    return joined === undefined ? undefined : { groupId: joined }
  }
  if (!groups.some(({ id }) => id === groupId)) return undefined
  putInGroup(session, [personId], groupId, origin)
  return { groupId }
}
