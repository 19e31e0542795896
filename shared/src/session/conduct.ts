import type * as Y from 'yjs'
import { currentStep, readFacilitation } from './facilitation.ts'
import type { Facilitation } from './facilitation.ts'
import { addEvent } from './record.ts'
import type { NewEvent } from './record.ts'
import type { Run, RunKey } from './run.ts'
import { runOf } from './session-doc.ts'
import type { Stamp } from './session-doc.ts'
import { pauseTimer, resumeTimer, startTimer, timeLeftMs } from './timer.ts'
import type { Timer } from './timer.ts'
import type { AgendaStep } from './step.ts'

/**
 * Verbs that run a session along its agenda: the server's, on behalf of a facilitator whose name is in the stamp. Each is
 * one transaction of the session document, and each says what is to be done beside the document.
 */

/** What an act asks of the server: nothing was changed where it is undefined. */
export interface Outcome {
  /** The step that ended: a snapshot of the board is due, under its id. */
  ended?: string
  /** The step that started. */
  started?: string
}

export interface Conducting extends Stamp {
  /** Ids for the events of the record. */
  newId: () => string
  /** Person ids of those who are connected. */
  present?: readonly string[]
}

/** [A1] Starts a step: ends the one that runs, sets its timer, clears the floor; begins the session if there is none. */
export function startStep(
  session: Y.Doc,
  stepId: string,
  by: Conducting,
  origin: unknown,
  how: 'done' | 'skipped' | 'back' = 'done',
): Outcome | undefined {
  const { facilitation } = readFacilitation(session)
  const step = facilitation.agenda.find(({ id }) => id === stepId)
  if (!step) return undefined
  const { run } = facilitation
  return session.transact(() => {
    if (!run.session || run.session.endedAt !== null) {
      const sessionId = by.newId()
      write(session, 'session', { id: sessionId, startedAt: by.now, endedAt: null })
      note(session, { type: 'session-started', sessionId }, by, origin)
    }
    const ended = endRunning(session, facilitation, how, by, origin)
    write(session, 'step', { stepId, startedAt: by.now, n: nextNumber(session), by: by.by })
    write(session, 'timer', startedTimer(step, run, by.now))
    for (const name of ['floor', 'summon', 'readyCheck'] as const) write(session, name, null)
    if (step.rules.private) write(session, 'writing', writingWith(run, step, by.now))
    const about = { stepId, title: step.title, plannedMinutes: step.minutes, ...peopleOf(by) }
    note(session, { type: 'step-started', ...about }, by, origin)
    return { ...ended, started: stepId }
  }, origin)
}

/** [A2] On to the next step, back to the one before, or past this one. Undefined where there is none. */
export function moveOn(
  session: Y.Doc,
  direction: 'next' | 'skip' | 'back',
  by: Conducting,
  origin: unknown,
): Outcome | undefined {
  const target = neighbour(readFacilitation(session).facilitation, direction === 'back' ? -1 : 1)
  const how = direction === 'next' ? 'done' : direction === 'skip' ? 'skipped' : 'back'
  return target && startStep(session, target.id, by, origin, how)
}

/** [A3] Ends the step that runs without starting another: its rules hold no longer. */
export function endStep(session: Y.Doc, by: Conducting, origin: unknown): Outcome | undefined {
  const { facilitation } = readFacilitation(session)
  if (!facilitation.run.step) return undefined
  return session.transact(() => endRunning(session, facilitation, 'done', by, origin), origin)
}

/** [A3] Ends the session, and the step that runs. Cards that were not revealed stay where they are until they are. */
export function endSession(session: Y.Doc, by: Conducting, origin: unknown): Outcome | undefined {
  const { facilitation } = readFacilitation(session)
  const { session: running } = facilitation.run
  if (!running || running.endedAt !== null) return undefined
  return session.transact(() => {
    const ended = endRunning(session, facilitation, 'done', by, origin)
    if (facilitation.run.pause) note(session, { type: 'resumed' }, by, origin)
    for (const name of ['pause', 'summon'] as const) write(session, name, null)
    write(session, 'session', { ...running, endedAt: by.now })
    note(session, { type: 'session-ended', sessionId: running.id }, by, origin)
    return ended
  }, origin)
}

/** The step before (-1) or after (1) the one that runs; the first or last where none runs. */
export function neighbour({ agenda, run }: Pick<Facilitation, 'agenda' | 'run'>, by: -1 | 1): AgendaStep | undefined {
  const at = agenda.findIndex(({ id }) => id === run.step?.stepId)
  if (at < 0) return by === 1 ? agenda[0] : undefined
  return agenda[at + by]
}

/** [T1 to T3] Changes the timer: null takes it away. */
export function setTimer(session: Y.Doc, change: (timer: Timer | null) => Timer | null, origin: unknown): void {
  const { timer } = readFacilitation(session).facilitation.run
  session.transact(() => write(session, 'timer', change(timer)), origin)
}

/** [M1] Nobody but facilitators writes until `resumeSession`; the timer stands still. */
export function pauseSession(session: Y.Doc, by: Conducting, origin: unknown): void {
  const { pause, timer } = readFacilitation(session).facilitation.run
  if (pause) return
  session.transact(() => {
    const runs = timer !== null && timer.pausedAt === null && timeLeftMs(timer, by.now) > 0
    write(session, 'pause', { at: by.now, by: by.by, timer: runs })
    if (timer && runs) write(session, 'timer', pauseTimer(timer, by.now))
    note(session, { type: 'paused' }, by, origin)
  }, origin)
}

/** [M1] Lets everybody go on; a timer that the pause stopped runs again with the time it had left. */
export function resumeSession(session: Y.Doc, by: Conducting, origin: unknown): void {
  const { pause, timer } = readFacilitation(session).facilitation.run
  if (!pause) return
  session.transact(() => {
    write(session, 'pause', null)
    if (pause.timer && timer) write(session, 'timer', resumeTimer(timer, by.now))
    note(session, { type: 'resumed' }, by, origin)
  }, origin)
}

/** [P6] Writes that what was written in private is revealed now, with the counts of it. */
export function endWriting(
  session: Y.Doc,
  counts: { cards: number; writers: number },
  by: Conducting,
  origin: unknown,
): void {
  const { writing } = readFacilitation(session).facilitation.run
  if (!writing) return
  session.transact(() => {
    write(session, 'writing', null)
    const { stepIds, anonymous } = writing
    note(session, { type: 'revealed', stepIds, anonymous, ...counts }, by, origin)
  }, origin)
}

/** Sets or clears one thing that goes on. */
export function write<K extends RunKey>(session: Y.Doc, name: K, value: Run[K]): void {
  const map = runOf(session)
  if (value === null) map.delete(name)
  else if (JSON.stringify(map.get(name)) !== JSON.stringify(value)) map.set(name, value)
}

/** A number no step, summons or asking of this session had before; it outlives what it was given to. */
export function nextNumber(session: Y.Doc): number {
  const last = runOf(session).get('n')
  const n = typeof last === 'number' && Number.isSafeInteger(last) && last > 0 ? last + 1 : 1
  runOf(session).set('n', n)
  return n
}

function endRunning(
  session: Y.Doc,
  facilitation: Facilitation,
  outcome: 'done' | 'skipped' | 'back',
  by: Conducting,
  origin: unknown,
): Outcome {
  const { step } = facilitation.run
  if (!step) return {}
  for (const name of ['step', 'timer', 'floor', 'readyCheck'] as const) write(session, name, null)
  const title = currentStep(facilitation)?.title ?? ''
  note(session, { type: 'step-ended', stepId: step.stepId, title, outcome, ...peopleOf(by) }, by, origin)
  return { ended: step.stepId }
}

/** [E2] Who is there now, where that is known. */
function peopleOf({ present }: Conducting): { people?: string[] } {
  return present ? { people: [...present] } : {}
}

/** [M1] While the session is paused a new timer waits with it. */
function startedTimer(step: AgendaStep, run: Run, now: number): Timer {
  const timer = startTimer(step.minutes * 60_000, now)
  return run.pause ? pauseTimer(timer, now) : timer
}

/** [P2] Cards that are still hidden from an earlier step keep the promise they were written under. */
function writingWith(run: Run, step: AgendaStep, now: number): NonNullable<Run['writing']> {
  const { writing } = run
  const stepIds = [...new Set([...(writing?.stepIds ?? []), step.id])]
  return {
    stepIds,
    anonymous: (writing?.anonymous ?? false) || step.rules.anonymous,
    since: writing?.since ?? now,
  }
}

function note(session: Y.Doc, event: NewEvent, by: Conducting, origin: unknown): void {
  addEvent(session, by.newId(), event, by, origin)
}
