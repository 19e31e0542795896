import { addDays, day } from '../calendar.ts'
import { nextOn, readRule } from '../recurrence.ts'
import { inField } from './missing.ts'
import { groupBy, isOpen } from './plan-view.ts'
import type { PlanView, Task } from './plan-view.ts'
import type { Draft, Rule } from './rule.ts'

export const microTaskRules: readonly Rule[] = [
  { code: 'MIC-01', severity: 'error', find: oneEach },
  { code: 'MIC-02', severity: 'error', find: effort },
  { code: 'MIC-03', severity: 'error', find: soon },
]

function* oneEach(view: PlanView): Generator<Draft> {
  for (const [person, tasks] of groupBy(view.openTasks, ({ assignee }) => assignee)) {
    const open = view.openStepsOf.get(person) ?? []
    const params = { person: view.nameOf(person), count: open.length }
    if (open.length === 0) {
      const fields = { assignee: view.about(person)?.cardId, taskId: view.about(soonest(tasks)?.id ?? '')?.cardId }
      const fix = { act: 'add', kind: 'microTask', fields } as const
      yield { sentence: 'MIC-01.no-next-step', params, about: view.about(person), fix, personId: person }
    }
    const [, second] = open
    if (second) {
      const about = view.about(second.id)
      const fix = about && ({ act: 'fill', cardId: about.cardId, field: 'status' } as const)
      yield { sentence: 'MIC-01.too-many', params, about, fix, personId: person }
    }
  }
}

/** The open task that is due first; those without a date come last. */
function soonest(tasks: readonly Task[]): Task | undefined {
  return tasks.toSorted((a, b) => ((a.due ?? '9999') < (b.due ?? '9999') ? -1 : 1))[0]
}

function* effort(view: PlanView): Generator<Draft> {
  const { microTaskMinutesMax: most, microTaskMinutesWarn: better } = view.limits
  for (const { id, effortMinutes: minutes } of view.plan.microTasks.filter(isOpen)) {
    if (minutes === undefined) yield inField(view, id, 'MIC-02.no-effort', 'effortMinutes')
    else if (minutes > most) yield inField(view, id, 'MIC-02.too-long', 'effortMinutes', { minutes, max: most })
    else if (minutes > better) {
      yield { ...inField(view, id, 'MIC-02.long', 'effortMinutes', { minutes, max: better }), severity: 'warning' }
    }
  }
}

/** Within a week, or by the day of its owner's next cadence call after today, where that is sooner. */
function* soon(view: PlanView): Generator<Draft> {
  const latestFor = latestDates(view)
  for (const { id, due, assignee } of view.plan.microTasks.filter(isOpen)) {
    const latest = latestFor(assignee)
    if (!due) yield inField(view, id, 'MIC-03.no-due', 'due')
    else if (due > latest) yield inField(view, id, 'MIC-03.too-far', 'due', { due, latest })
  }
}

function latestDates({ plan, today, limits }: PlanView): (person: string | undefined) => string {
  const inAWeek = addDays(today, limits.microTaskDaysAhead)
  const calls = plan.cadence.flatMap(
    ({ reviewType, dtstart, rrule, driver, attendees = [], optionalAttendees = [] }) => {
      const start = reviewType === 'cadence-call' ? day(dtstart?.slice(0, 10)) : undefined
      const date = start && nextOn(readRule(rrule), start, addDays(today, 1))
      return date ? [{ date, people: new Set([driver, ...attendees, ...optionalAttendees]) }] : []
    },
  )
  return (person) => {
    const own = calls.filter(({ people }) => people.has(person)).map(({ date }) => date)
    return [inAWeek, ...own].toSorted()[0] ?? inAWeek
  }
}
