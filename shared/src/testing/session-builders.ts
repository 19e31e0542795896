import * as Y from 'yjs'
import type { NewStep } from '../session/agenda.ts'
import { addSteps } from '../session/agenda.ts'
import type { Conducting } from '../session/conduct.ts'
import { noFacilitation, readFacilitation } from '../session/facilitation.ts'
import type { Facilitation } from '../session/facilitation.ts'
import type { Run } from '../session/run.ts'
import type { StepRules } from '../session/step.ts'
import type { Round } from '../session/voting.ts'
import { counter, sessionWith, zone } from './builders.ts'

/** A step in which nothing may be done but what is said. */
export function step(
  id: string,
  of: Partial<Omit<NewStep, 'id' | 'rules'>> & { rules?: Partial<StepRules> } = {},
): NewStep {
  const rules: StepRules = {
    mayAdd: [],
    mayEdit: 'none',
    mayMove: 'none',
    private: false,
    anonymous: false,
    cursors: true,
  }
  return {
    title: id,
    minutes: 5,
    zoneIds: [],
    activity: 'talk',
    say: '',
    exit: [],
    ...of,
    id,
    rules: { ...rules, ...of.rules },
  }
}

/** What goes on in a board with these zones while a step with these rules runs; nothing else is said. */
export function during(
  rules: Partial<StepRules> | null,
  of: { zoneIds?: string[]; run?: Partial<Run> } & Partial<Omit<Facilitation, 'run'>> = {},
): Facilitation {
  const { zoneIds = [], run = {}, ...more } = of
  const running = { stepId: 's', startedAt: 0, n: 1, by: null }
  const writing = rules?.private ? { stepIds: ['s'], anonymous: rules.anonymous ?? false, since: 0 } : null
  return {
    ...noFacilitation,
    zones: sessionWith(zone('ideas', { accepts: ['note'] }), zone('tasks', { accepts: ['task'] }), zone('any')).zones,
    agenda: rules ? [{ ...step('s', { zoneIds, rules }), order: 'a0' }] : [],
    ...more,
    run: { ...noFacilitation.run, step: rules ? running : null, writing, ...run },
  }
}

/** The server's hand, at a time. */
export function hand(
  now = 0,
  by: string | null = 'fay',
  newId = counter('e'),
): Conducting & { at: (ms: number) => Conducting } {
  return { now, by, newId, at: (ms) => ({ now: ms, by, newId }) }
}

/** A session document with these steps and nothing else. */
export function sessionDoc(...steps: readonly NewStep[]): Y.Doc {
  const session = new Y.Doc()
  addSteps(session, steps, 'test')
  return session
}

export function facilitationIn(session: Y.Doc): Facilitation {
  return readFacilitation(session).facilitation
}

export function round(of: Partial<Round> = {}): Round {
  return {
    id: 'r',
    title: 'Round',
    stepId: null,
    answer: 'dots',
    perPerson: 5,
    maxPerCard: 2,
    axes: [],
    cardIds: ['a', 'b', 'c'],
    openedAt: 0,
    openedBy: null,
    ...of,
  }
}

/** Numbers from 0 to 1 that are the same for the same seed. */
export function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 0x1_0000_0000
  }
}
