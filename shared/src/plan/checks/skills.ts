import { isOpen } from './plan-view.ts'
import type { PlanView } from './plan-view.ts'
import type { Draft, Rule } from './rule.ts'

export const skillRules: readonly Rule[] = [{ code: 'SKL-01', severity: 'error', find: notBuilt }]

/** A skill that is needed more than it is there has a task that is open or done. */
function* notBuilt(view: PlanView): Generator<Draft> {
  for (const { id, currentLevel = 0, neededLevel = 0, taskIds = [], people = [] } of view.plan.capabilityGaps) {
    if (neededLevel <= currentLevel) continue
    const tasks = taskIds.flatMap((task) => view.tasks.get(task) ?? [])
    if (tasks.some((task) => isOpen(task) || task.status === 'COMPLETED')) continue
    const about = view.about(id)
    const fix = about && ({ act: 'fill', cardId: about.cardId, field: 'task' } as const)
    yield { sentence: 'SKL-01.no-task', about, fix, personId: people[0] ?? view.carrierOf(id) }
  }
}
