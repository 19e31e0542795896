import { each, inField, isBlank, omittedCard } from './missing.ts'
import type { PlanView } from './plan-view.ts'
import type { Draft, Rule } from './rule.ts'

export const goalRules: readonly Rule[] = [
  { code: 'GOL-01', severity: 'error', find: incomplete },
  {
    code: 'GOL-02',
    severity: 'error',
    *find(view) {
      const { goal } = view.plan
      if (goal && !goal.accountable) yield inField(view, goal.id, 'GOL-02.no-accountable', 'accountable')
    },
  },
  { code: 'GOL-03', severity: 'error', find: outsidePeriod },
]

function* incomplete(view: PlanView): Generator<Draft> {
  const { goal, omitted } = view.plan
  if (!goal) yield { sentence: 'GOL-01.no-goal', fix: { act: 'add', kind: 'goal', fields: {} } }
  for (const card of omitted) {
    if (card.reason !== 'second-goal') continue
    const fix = { act: 'fill', cardId: card.cardId, field: 'name' } as const
    yield { sentence: 'GOL-01.second-goal', about: omittedCard('goal', card), fix }
  }
  if (!goal) return
  const { id, metric, baseline, target, due } = goal
  yield* each(
    isBlank(metric) && inField(view, id, 'GOL-01.no-metric', 'metric'),
    !baseline && inField(view, id, 'GOL-01.no-baseline', 'baseline'),
    !target && inField(view, id, 'GOL-01.no-target', 'target'),
    target && isBlank(target.unit) && inField(view, id, 'GOL-01.no-unit', 'target'),
    target &&
      baseline &&
      !isBlank(target.unit) &&
      baseline.unit.trim() !== target.unit.trim() &&
      inField(view, id, 'GOL-01.unit-differs', 'baseline'),
    !due && inField(view, id, 'GOL-01.no-due', 'due'),
  )
}

function* outsidePeriod(view: PlanView): Generator<Draft> {
  const { goal, period } = view.plan
  if (!period) yield { sentence: 'GOL-03.no-period', fix: { act: 'set-period' } }
  else if (goal?.due && (goal.due < period.start || goal.due > period.end)) {
    yield inField(view, goal.id, 'GOL-03.outside-period', 'due', { due: goal.due, ...period })
  }
}
