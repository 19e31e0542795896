import type { Facilitation } from '@planwall/shared/session/facilitation'
import { summarise } from '@planwall/shared/session/record'
import { timeLeftMs } from '@planwall/shared/session/timer'

/** When a step that has not begun is likely to, and how a past one ended. */
export interface StepTime {
  state: 'done' | 'skipped' | 'now' | 'to-come'
  /** Server time, Unix ms; null for steps that are over, and while no session runs. */
  startsAt: number | null
}

/**
 * The agenda against the clock: the step that runs ends when its timer does (at once where it is over), those behind it
 * follow with their minutes. Steps before the one that runs are over, whether they ran or were passed.
 */
export function agendaTimes(
  { agenda, run, record }: Pick<Facilitation, 'agenda' | 'run' | 'record'>,
  now: number,
): ReadonlyMap<string, StepTime> {
  const outcomes = new Map(summarise(record, now).steps.map((step) => [step.stepId, step.outcome]))
  const at = agenda.findIndex(({ id }) => id === run.step?.stepId)
  const isRunning = run.session !== null && run.session.endedAt === null
  const times = new Map<string, StepTime>()
  let clock = now
  for (const [index, { id, minutes }] of agenda.entries()) {
    const outcome = outcomes.get(id)
    if (index === at) {
      times.set(id, { state: 'now', startsAt: null })
      clock = now + (run.timer ? timeLeftMs(run.timer, now) : 0)
    } else if (index < at || (at < 0 && isOver(outcome))) {
      times.set(id, { state: outcome === 'done' ? 'done' : 'skipped', startsAt: null })
    } else {
      times.set(id, { state: 'to-come', startsAt: isRunning ? clock : null })
      clock += minutes * 60_000
    }
  }
  return times
}

/** Minutes the rest of the agenda takes, with what is left of the step that runs. */
export function minutesToGo(facilitation: Pick<Facilitation, 'agenda' | 'run' | 'record'>, now: number): number {
  const times = agendaTimes(facilitation, now)
  const rest = facilitation.agenda.filter(({ id }) => times.get(id)?.state === 'to-come')
  const left = facilitation.run.timer && facilitation.run.step ? timeLeftMs(facilitation.run.timer, now) : 0
  return rest.reduce((sum, { minutes }) => sum + minutes, 0) + Math.ceil(left / 60_000)
}

function isOver(outcome: string | undefined): boolean {
  return outcome === 'done' || outcome === 'skipped'
}
