import type { Fix } from '../finding.ts'
import { inField, omittedCard } from './missing.ts'
import type { PlanView, Task } from './plan-view.ts'
import type { Draft, Rule } from './rule.ts'

export const cascadeRules: readonly Rule[] = [
  { code: 'CAS-01', severity: 'error', find: orphans },
  {
    code: 'CAS-02',
    severity: 'warning',
    *find(view) {
      const { goal } = view.plan
      if (goal && !goal.contributesTo?.length) yield inField(view, goal.id, 'CAS-02.no-goal-above', 'contributesTo')
    },
  },
  {
    code: 'CAS-03',
    severity: 'warning',
    *find(view) {
      for (const { id, acceptance, acceptedBy } of view.plan.parentGoals) {
        if (acceptance === 'accepted' || acceptance === 'declined') continue
        yield { ...inField(view, id, 'CAS-03.not-answered', 'acceptance'), personId: acceptedBy }
      }
    },
  },
]

/** Without a goal there is nothing to reach, and GOL-01 says so. Cards that belong to nothing are in `omitted`. */
function* orphans(view: PlanView): Generator<Draft> {
  const { goal, capabilityGaps, omitted } = view.plan
  if (!goal) return
  for (const card of omitted) {
    if (card.reason !== 'no-move') continue
    const fix = { act: 'fill', cardId: card.cardId, field: 'moveId' } as const
    yield { sentence: 'CAS-01.no-goal-reached', about: omittedCard('task', card), fix }
  }
  const skills = new Set(capabilityGaps.flatMap(({ taskIds = [] }) => taskIds))
  for (const task of view.plan.tasks) {
    const { id, moveId, conditionOf, mitigates = [], tests = [] } = task
    if (moveId !== undefined || conditionOf !== undefined || skills.has(id)) continue
    if (mitigates.some((risk) => view.risks.get(risk)?.threatens?.length)) continue
    if (tests.some(view.isSupporting)) continue
    yield throughNothing(view, task)
  }
}

/** The task serves something; that serves nothing, and is where to mend it. */
function throughNothing(view: PlanView, { id, mitigates = [], tests = [] }: Task): Draft {
  const [risk] = mitigates
  const between = view.about(risk ?? tests[0] ?? '')
  const draft = inField(view, id, between ? 'CAS-01.by-way-of' : 'CAS-01.no-goal-reached', 'moveId')
  if (!between) return draft
  const field = risk === undefined ? 'supports' : 'threatens'
  const fix: Fix = { act: 'fill', cardId: between.cardId, field }
  return { ...draft, params: { other: between.name }, fix, personId: view.carrierOf(between.itemId) }
}
