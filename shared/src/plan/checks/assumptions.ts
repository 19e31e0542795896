import { each, inField } from './missing.ts'
import type { PlanView } from './plan-view.ts'
import type { Draft, Rule } from './rule.ts'

type Assumption = PlanView['plan']['assumptions'][number]

export const assumptionRules: readonly Rule[] = [
  {
    code: 'ASM-01',
    severity: 'warning',
    *find(view) {
      for (const { id, statement = '' } of held(view)) {
        if (!beliefs.test(statement.trim())) yield inField(view, id, 'ASM-01.no-belief', 'statement')
      }
    },
  },
  { code: 'ASM-02', severity: 'error', find: untested },
  {
    code: 'ASM-03',
    severity: 'error',
    *find({ plan, about, isSupporting }) {
      if (plan.assumptions.some(({ id }) => isSupporting(id))) return
      const goal = plan.goal && about(plan.goal.id)
      const fields = goal ? { supports: [goal.cardId] } : {}
      yield { sentence: 'ASM-03.supports-nothing', fix: { act: 'add', kind: 'assumption', fields } }
    },
  },
  { code: 'ASM-04', severity: 'warning', find: unchallenged },
  {
    code: 'ASM-05',
    severity: 'error',
    *find(view) {
      for (const { id, owner, reviewDate } of held(view)) {
        yield* each(
          !owner && inField(view, id, 'ASM-05.no-owner', 'owner'),
          !reviewDate && inField(view, id, 'ASM-05.no-review-date', 'reviewDate'),
        )
      }
    },
  },
]

/** How a belief begins, in the languages sessions are likely to be held in. */
const beliefs =
  /^(we (firmly )?(believe|assume)\b|wir (glauben|nehmen an)|nous (croyons|pensons)|(nosotros )?creemos|crediamo|(nós )?acreditamos|wij? geloven|vi tror|uskomme|wierzymy|věříme|мы (считаем|верим)|我们相信|私たちは)/iu

function held({ plan }: PlanView): Assumption[] {
  return plan.assumptions.filter(({ status }) => status !== 'retired')
}

function* untested(view: PlanView): Generator<Draft> {
  const { assumptionImportanceMin, assumptionEvidenceMax } = view.limits
  const tested = new Set(view.plan.tasks.flatMap(({ tests, status }) => (status === 'CANCELLED' ? [] : (tests ?? []))))
  for (const { id, importance = 0, evidence = 5, tripwire } of held(view)) {
    if (importance < assumptionImportanceMin || evidence > assumptionEvidenceMax) continue
    if (tested.has(id) || isArmed(tripwire)) continue
    const about = view.about(id)
    const fields = { tests: about && [about.cardId], purpose: 'assumption-test' }
    const fix = { act: 'add', kind: 'task', fields } as const
    yield { sentence: 'ASM-02.not-tested', about, fix, personId: view.carrierOf(id) }
  }
}

/** A number on an indicator that would say that it is wrong, or a day by which it has to be known. */
function isArmed(tripwire: Assumption['tripwire']): boolean {
  const { indicatorId, operator, value, byDate } = tripwire ?? {}
  return (indicatorId !== undefined && operator !== undefined && value !== undefined) || byDate !== undefined
}

/** The most important and least proven first. An anonymous challenge counts as somebody else's. */
function* unchallenged(view: PlanView): Generator<Draft> {
  const weight = ({ importance = 0, evidence = 5 }: Assumption) => importance * 10 - evidence
  const top = held(view)
    .toSorted((a, b) => weight(b) - weight(a))
    .slice(0, view.limits.assumptionsToChallenge)
  for (const { id, owner, challenges = [] } of top) {
    if (challenges.some(({ by }) => by !== undefined && by !== owner)) continue
    const about = view.about(id)
    const fix = about && ({ act: 'add', kind: 'challenge', fields: { about: about.cardId } } as const)
    yield { sentence: 'ASM-04.not-challenged', about, fix }
  }
}
