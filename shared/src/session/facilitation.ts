import Type from 'typebox'
import type { Static } from 'typebox'
import Value from 'typebox/value'
import type * as Y from 'yjs'
import { colors } from '../board/model.ts'
import type { Problem, Zone } from '../board/model.ts'
import { byOrder } from '../board/order.ts'
import { readSession } from '../board/read.ts'
import { eventSchema } from './record.ts'
import type { SessionEvent } from './record.ts'
import { idle, runSchemas } from './run.ts'
import type { Run, RunKey } from './run.ts'
import { agendaOf, groupsOf, membersOf, readEntry, recordOf, roots, roundsOf, runOf } from './session-doc.ts'
import { agendaStepSchema } from './step.ts'
import type { AgendaStep } from './step.ts'
import { roundSchema } from './voting.ts'
import type { Round } from './voting.ts'

export const groupSchema = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 64 }),
  name: Type.String({ minLength: 1, maxLength: 80 }),
  color: Type.Enum([...colors]),
  /** The group's own zones; `{n}` is not known here. */
  zoneIds: Type.Array(Type.String({ minLength: 1, maxLength: 128 }), { maxItems: 200 }),
  order: Type.String(),
})
export type Group = Static<typeof groupSchema>

/** All that the session document says of facilitating: what rules, views and the server decide from. */
export interface Facilitation {
  zones: ReadonlyMap<string, Zone>
  /** In the order of the agenda. */
  agenda: readonly AgendaStep[]
  run: Run
  rounds: ReadonlyMap<string, Round>
  /** In order. */
  groups: readonly Group[]
  /** Person id -> group id; only groups there are. */
  members: ReadonlyMap<string, string>
  /** Oldest first. */
  record: readonly SessionEvent[]
}

/** A session in which nothing was ever facilitated. */
export const noFacilitation: Facilitation = {
  zones: new Map(),
  agenda: [],
  run: idle,
  rounds: new Map(),
  groups: [],
  members: new Map(),
  record: [],
}

/**
 * [D3] The session as values. Never throws on content: what is not understood is left out of the result, never out of the
 * document, and listed in `problems`.
 */
export function readFacilitation(session: Y.Doc): { facilitation: Facilitation; problems: Problem[] } {
  const { session: board, problems } = readSession(session)
  const agenda = entries(agendaOf(session), agendaStepSchema, problems).toSorted(byOrder)
  const groups = entries(groupsOf(session), groupSchema, problems).toSorted(byOrder)
  const rounds = entries(roundsOf(session), roundSchema, problems)
  const facilitation: Facilitation = {
    zones: board.zones,
    agenda,
    run: readRun(session, problems),
    rounds: new Map(rounds.toSorted((a, b) => a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1)).map((r) => [r.id, r])),
    groups,
    members: readMembers(session, groups),
    record: readRecord(session, problems),
  }
  return { facilitation, problems }
}

/** The step that runs, or undefined: none was started, or a facilitator removed it meanwhile. */
export function currentStep({ agenda, run }: Pick<Facilitation, 'agenda' | 'run'>): AgendaStep | undefined {
  return agenda.find(({ id }) => id === run.step?.stepId)
}

function entries<S extends typeof agendaStepSchema | typeof groupSchema | typeof roundSchema>(
  map: Y.Map<Y.Map<unknown>>,
  schema: S,
  problems: Problem[],
): Static<S>[] {
  const found: Static<S>[] = []
  for (const [id, entry] of map.entries()) {
    const value = { ...readEntry(entry), id }
    if (Value.Check(schema, value)) found.push(value)
    else problems.push({ elementId: id, field: '', reason: 'bad-element' })
  }
  return found
}

function readRun(session: Y.Doc, problems: Problem[]): Run {
  const map = runOf(session)
  const run: Record<RunKey, unknown> = { ...idle }
  for (const name of Object.keys(runSchemas) as RunKey[]) {
    const value = map.get(name)
    if (value === undefined || value === null) continue
    if (Value.Check(runSchemas[name], value)) run[name] = value
    else problems.push({ elementId: roots.run, field: name, reason: 'bad-field' })
  }
  return run as Run
}

function readMembers(session: Y.Doc, groups: readonly Group[]): ReadonlyMap<string, string> {
  const ids = new Set(groups.map(({ id }) => id))
  const members = new Map<string, string>()
  for (const [personId, groupId] of membersOf(session).entries()) {
    if (typeof groupId === 'string' && ids.has(groupId)) members.set(personId, groupId)
  }
  return members
}

function readRecord(session: Y.Doc, problems: Problem[]): SessionEvent[] {
  const events: SessionEvent[] = []
  for (const [id, value] of recordOf(session).entries()) {
    if (Value.Check(eventSchema, value) && value.id === id) events.push(value)
    else problems.push({ elementId: id, field: '', reason: 'bad-element' })
  }
  return events.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}
