import type { SessionEvent } from '../session/record.ts'
import { stepAt } from '../session/record.ts'

/** What the record of a session says of a time. */
export interface There {
  /** The step that ran then; undefined between steps, and where no session was held. */
  step: { stepId: string; title: string } | undefined
  /** Person ids of those who were there at the end of that run of the step, in order. */
  people: string[]
}

/**
 * Who was there at a time (Unix ms), as far as the record knows: it names the people at the end of each step and nobody
 * else, so that of a time outside a session nothing is said. It never says who wrote what.
 */
export function whoWasThere(record: readonly SessionEvent[], at: number): There {
  const stepId = stepAt(record, at - 1)
  if (stepId === undefined) return { step: undefined, people: [] }
  const events = record.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  const started = events.findLast((one) => one.type === 'step-started' && one.stepId === stepId && one.at < at)
  const ended = events.find((one) => one.type === 'step-ended' && one.stepId === stepId && one.at >= at)
  const title = started?.type === 'step-started' ? started.title : ''
  const people = ended?.type === 'step-ended' ? (ended.people ?? []) : []
  return { step: { stepId, title }, people: people.toSorted() }
}
