import { addMonths } from '../calendar.ts'
import { each, inField, isBlank } from './missing.ts'
import type { PlanView } from './plan-view.ts'
import type { Draft, Rule } from './rule.ts'

export const contingencyRules: readonly Rule[] = [
  {
    code: 'CON-01',
    severity: 'error',
    *find(view) {
      for (const { id, trigger, owner, taskTemplates = [] } of view.plan.contingencies) {
        yield* each(
          isBlank(trigger) && inField(view, id, 'CON-01.no-trigger', 'trigger'),
          !owner && inField(view, id, 'CON-01.no-owner', 'owner'),
          taskTemplates.every(({ summary }) => isBlank(summary)) && inField(view, id, 'CON-01.no-step', 'steps'),
        )
      }
    },
  },
  { code: 'CON-02', severity: 'warning', find: notReviewed },
  {
    code: 'CON-03',
    severity: 'warning',
    *find(view) {
      for (const { id, taskTemplates = [] } of view.plan.contingencies) {
        const count = taskTemplates.filter(({ assignee }) => !assignee).length
        if (count > 0) yield inField(view, id, 'CON-03.step-without-owner', 'steps', { count })
      }
    },
  },
]

function* notReviewed(view: PlanView): Generator<Draft> {
  const earliest = addMonths(view.today, -view.limits.contingencyReviewMonths)
  for (const { id, lastReviewed: date } of view.plan.contingencies) {
    if (!date) yield inField(view, id, 'CON-02.never-reviewed', 'lastReviewed')
    else if (date < earliest) yield inField(view, id, 'CON-02.long-ago', 'lastReviewed', { date })
  }
}
