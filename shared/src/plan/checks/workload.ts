import { addDays } from '../calendar.ts'
import { groupBy } from './plan-view.ts'
import type { PlanView } from './plan-view.ts'
import type { Draft, Rule } from './rule.ts'

export const workloadRules: readonly Rule[] = [{ code: 'OVR-01', severity: 'warning', find: tooMuch }]

/** Tasks that are late count as well: they are still to be done. */
function* tooMuch(view: PlanView): Generator<Draft> {
  const { openTasksPerPerson: max, openTasksWindowDays: days } = view.limits
  const until = addDays(view.today, days)
  const soon = view.openTasks.filter(({ due }) => due !== undefined && due <= until)
  for (const [person, tasks] of groupBy(soon, ({ assignee }) => assignee)) {
    if (tasks.length <= max) continue
    const last = view.about(tasks.at(-1)?.id ?? '')
    const fix = last && ({ act: 'fill', cardId: last.cardId, field: 'assignee' } as const)
    const params = { person: view.nameOf(person), count: tasks.length, until, max }
    yield { sentence: 'OVR-01.too-much', params, about: view.about(person), fix, personId: person }
  }
}
