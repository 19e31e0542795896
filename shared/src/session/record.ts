import Type from 'typebox'
import type { Static } from 'typebox'
import Value from 'typebox/value'
import type * as Y from 'yjs'
import { wellFormed } from '../board/well-formed.ts'
import { recordOf } from './session-doc.ts'
import type { Stamp } from './session-doc.ts'

/**
 * What happened in a session, one value an event, kept in the session document. No event tells who wrote, moved or chose
 * what; people appear where they led the session or were present.
 */

const anyId = Type.String({ minLength: 1, maxLength: 128 })
const common = { id: anyId, at: Type.Number(), by: Type.Union([anyId, Type.Null()]) }
const count = Type.Integer({ minimum: 0 })
const title = Type.String({ maxLength: 200 })
const personIds = Type.Array(anyId, { maxItems: 2000 })

function kindOf<T extends string, P extends Record<string, Type.TSchema>>(type: T, more: P) {
  return Type.Object({ ...common, type: Type.Literal(type), ...more })
}

export const eventSchema = Type.Union([
  kindOf('session-started', { sessionId: anyId }),
  kindOf('session-ended', { sessionId: anyId }),
  /** `people`: who was there when it began. */
  kindOf('step-started', {
    stepId: anyId,
    title,
    plannedMinutes: Type.Number(),
    people: Type.Optional(personIds),
  }),
  /** `people`: who was there when it ended. */
  kindOf('step-ended', {
    stepId: anyId,
    title,
    outcome: Type.Enum(['done', 'skipped', 'back']),
    people: Type.Optional(personIds),
  }),
  kindOf('paused', {}),
  kindOf('resumed', {}),
  kindOf('revealed', { stepIds: Type.Array(anyId), cards: count, writers: count, anonymous: Type.Boolean() }),
  kindOf('vote-closed', { roundId: anyId, title, ballots: count, people: count }),
  kindOf('decided', { text: Type.String({ maxLength: 2000 }), cardId: Type.Optional(anyId) }),
])
export type SessionEvent = Static<typeof eventSchema>

/** An event before it is stamped. */
export type NewEvent = SessionEvent extends infer E
  ? E extends SessionEvent
    ? Omit<E, 'id' | 'at' | 'by'>
    : never
  : never

/** Adds an event under an id of its own; one whose id is taken, or that is not valid, changes nothing (false). */
export function addEvent(session: Y.Doc, id: string, event: NewEvent, { now, by }: Stamp, origin: unknown): boolean {
  const stamped = wellFormed({ ...event, id, at: now, by })
  if (recordOf(session).has(id) || !Value.Check(eventSchema, stamped)) return false
  session.transact(() => recordOf(session).set(id, stamped), origin)
  return true
}

/** [E3] One step as it went, all its runs together. */
export interface StepRecord {
  stepId: string
  title: string
  plannedMinutes: number
  startedAt: number
  /** Null while it runs. */
  endedAt: number | null
  /** Time it ran, all its runs together, ms; until `now` while it runs. */
  ranMs: number
  runs: number
  outcome: 'done' | 'skipped' | 'back' | 'running'
  people: string[]
}

/** [E3] What a summary page shows. */
export interface SessionSummary {
  sessionIds: string[]
  startedAt: number | null
  endedAt: number | null
  /** In the order they were first started. */
  steps: StepRecord[]
  /** Person ids of all who were there at the end of any step, in order of id. */
  people: string[]
  reveals: { at: number; cards: number; writers: number; anonymous: boolean }[]
  votes: { at: number; roundId: string; title: string; ballots: number; people: number }[]
  decisions: { at: number; by: string | null; text: string; cardId: string | null }[]
  /** Time the session stood still, ms. */
  pausedMs: number
}

/** [E3] The record as a summary. Any events in any order give one; what does not fit together is left out. */
export function summarise(record: readonly SessionEvent[], now: number): SessionSummary {
  const events = record.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  const summary: SessionSummary = {
    sessionIds: [],
    startedAt: null,
    endedAt: null,
    steps: [],
    people: [],
    reveals: [],
    votes: [],
    decisions: [],
    pausedMs: 0,
  }
  const steps = new Map<string, StepRecord>()
  const openSince = new Map<string, number>()
  let pausedSince: number | null = null
  const there = new Set<string>()
  for (const e of events) {
    switch (e.type) {
      case 'session-started':
        if (!summary.sessionIds.includes(e.sessionId)) summary.sessionIds.push(e.sessionId)
        summary.startedAt ??= e.at
        summary.endedAt = null
        break
      case 'session-ended':
        summary.endedAt = e.at
        break
      case 'step-started':
        begin(steps, e)
        openSince.set(e.stepId, e.at)
        for (const person of e.people ?? []) there.add(person)
        break
      case 'step-ended': {
        const since = openSince.get(e.stepId)
        const step = steps.get(e.stepId)
        if (!step || since === undefined) break
        openSince.delete(e.stepId)
        const people = new Set([...step.people, ...(e.people ?? [])])
        Object.assign(step, { endedAt: e.at, outcome: e.outcome, ranMs: step.ranMs + e.at - since })
        step.people = [...people].toSorted()
        for (const person of e.people ?? []) there.add(person)
        break
      }
      case 'paused':
        pausedSince ??= e.at
        break
      case 'resumed':
        if (pausedSince !== null) summary.pausedMs += e.at - pausedSince
        pausedSince = null
        break
      case 'revealed':
        summary.reveals.push({ at: e.at, cards: e.cards, writers: e.writers, anonymous: e.anonymous })
        break
      case 'vote-closed':
        summary.votes.push({ at: e.at, roundId: e.roundId, title: e.title, ballots: e.ballots, people: e.people })
        break
      case 'decided':
        summary.decisions.push({ at: e.at, by: e.by, text: e.text, cardId: e.cardId ?? null })
        break
      default:
        e satisfies never
    }
  }
  for (const [stepId, since] of openSince) {
    const step = steps.get(stepId)
    if (step) step.ranMs += Math.max(0, now - since)
  }
  if (pausedSince !== null) summary.pausedMs += Math.max(0, now - pausedSince)
  return { ...summary, steps: [...steps.values()], people: [...there].toSorted() }
}

/** [E4] The step that ran at a time (Unix ms), for saying in which step a card was made; undefined between steps. */
export function stepAt(record: readonly SessionEvent[], at: number): string | undefined {
  let running: string | undefined
  for (const e of record.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))) {
    if (e.at > at) break
    if (e.type === 'step-started') running = e.stepId
    else if (e.type === 'step-ended' && e.stepId === running) running = undefined
  }
  return running
}

/** [E4] What of the record goes into a plan's provenance. */
export function provenanceOf(summary: Pick<SessionSummary, 'sessionIds'>): { sessionIds?: string[] } {
  return summary.sessionIds.length > 0 ? { sessionIds: [...summary.sessionIds] } : {}
}

function begin(steps: Map<string, StepRecord>, e: Extract<SessionEvent, { type: 'step-started' }>): void {
  const before = steps.get(e.stepId)
  steps.set(e.stepId, {
    stepId: e.stepId,
    title: e.title,
    plannedMinutes: e.plannedMinutes,
    startedAt: before?.startedAt ?? e.at,
    endedAt: null,
    ranMs: before?.ranMs ?? 0,
    runs: (before?.runs ?? 0) + 1,
    outcome: 'running',
    people: [...new Set([...(before?.people ?? []), ...(e.people ?? [])])].toSorted(),
  })
}
