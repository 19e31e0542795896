import Value from 'typebox/value'
import type * as Y from 'yjs'
import { ordersBetween } from '../board/order.ts'
import { readFacilitation } from './facilitation.ts'
import { agendaOf, changeEntry, putEntry } from './session-doc.ts'
import { agendaStepSchema } from './step.ts'
import type { AgendaStep } from './step.ts'

/** Verbs that change the agenda of a session document. Facilitators and the server may write here. */

export type NewStep = Omit<AgendaStep, 'order'>

/** Fields to be changed; undefined takes one away. */
export type StepChange = { [K in keyof Omit<NewStep, 'id'>]?: NewStep[K] | undefined }

/** Adds steps behind the one with this id; absent or unknown: at the end. False where one is not valid, or its id taken. */
export function addSteps(session: Y.Doc, steps: readonly NewStep[], origin: unknown, after?: string): boolean {
  const { agenda } = readFacilitation(session).facilitation
  const found = agenda.findIndex(({ id }) => id === after)
  const index = found < 0 ? agenda.length - 1 : found
  const orders = ordersBetween(agenda[index]?.order ?? null, agenda[index + 1]?.order ?? null, steps.length)
  const added = steps.map((step, i) => ({ ...step, order: orders[i] as string }))
  const ids = new Set([...agendaOf(session).keys(), ...steps.map(({ id }) => id)])
  if (ids.size !== agendaOf(session).size + steps.length) return false
  if (!added.every((step) => Value.Check(agendaStepSchema, step))) return false
  session.transact(() => {
    for (const { id, ...fields } of added) putEntry(agendaOf(session), id, Value.Clone(fields))
  }, origin)
  return true
}

/** Changes fields of a step (its minutes, title, rules …); false where a value is not valid, and then nothing changes. */
export function changeStep(session: Y.Doc, id: string, change: StepChange, origin: unknown): boolean {
  const entry = agendaOf(session).get(id)
  const before = readFacilitation(session).facilitation.agenda.find((step) => step.id === id)
  if (!entry || !before) return false
  const after: Record<string, unknown> = { ...before, ...change }
  for (const [name, value] of Object.entries(after)) if (value === undefined) delete after[name]
  if (!Value.Check(agendaStepSchema, after)) return false
  if (Object.keys(change).some((name) => !(name in agendaStepSchema.properties) || name === 'id')) return false
  session.transact(() => changeEntry(entry, change), origin)
  return true
}

/** Puts a step at this place of the agenda, counted from 0. */
export function moveStep(session: Y.Doc, id: string, to: number, origin: unknown): void {
  const { agenda } = readFacilitation(session).facilitation
  const entry = agendaOf(session).get(id)
  const from = agenda.findIndex((step) => step.id === id)
  if (!entry || from < 0 || from === to) return
  const others = agenda.filter((step) => step.id !== id)
  const place = Math.min(Math.max(0, to), others.length)
  const [order] = ordersBetween(others[place - 1]?.order ?? null, others[place]?.order ?? null, 1)
  session.transact(() => changeEntry(entry, { order }), origin)
}

/** Takes a step off the agenda. If it runs, its rules hold no longer; what was written stays. */
export function removeStep(session: Y.Doc, id: string, origin: unknown): void {
  if (agendaOf(session).has(id)) session.transact(() => agendaOf(session).delete(id), origin)
}

/** Minutes of all steps together. */
export function agendaMinutes(agenda: readonly Pick<AgendaStep, 'minutes'>[]): number {
  return agenda.reduce((sum, { minutes }) => sum + minutes, 0)
}
