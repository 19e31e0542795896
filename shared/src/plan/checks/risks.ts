import { each, inField, isBlank, omittedCard } from './missing.ts'
import { isOpen } from './plan-view.ts'
import type { PlanView, Risk } from './plan-view.ts'
import type { Draft, Rule } from './rule.ts'

export const riskRules: readonly Rule[] = [
  {
    code: 'RSK-01',
    severity: 'error',
    *find(view) {
      for (const { id, likelihood, impact, owner, responseStrategy } of openRisks(view)) {
        yield* each(
          likelihood === undefined && inField(view, id, 'RSK-01.no-likelihood', 'likelihood'),
          impact === undefined && inField(view, id, 'RSK-01.no-impact', 'impact'),
          !owner && inField(view, id, 'RSK-01.no-owner', 'owner'),
          (responseStrategy ?? 'undecided') === 'undecided' && inField(view, id, 'RSK-01.undecided', 'response'),
        )
      }
    },
  },
  { code: 'RSK-02', severity: 'error', find: uncured },
  {
    code: 'RSK-03',
    severity: 'error',
    *find(view) {
      for (const risk of openRisks(view)) {
        const { id, responseStrategy, acceptanceReason, acceptedBy } = risk
        if (responseStrategy !== 'accept') continue
        const isHigh = scoreOf(risk) >= view.limits.riskScore
        yield* each(
          isBlank(acceptanceReason) && inField(view, id, 'RSK-03.no-reason', 'acceptReason'),
          isHigh &&
            !(acceptedBy && view.sponsors.has(acceptedBy)) &&
            inField(view, id, 'RSK-03.no-sponsor', 'acceptedBy', { score: scoreOf(risk) }),
        )
      }
    },
  },
  {
    code: 'RSK-04',
    severity: 'warning',
    *find(view) {
      for (const { id, earlyWarningSign } of openRisks(view)) {
        if (isBlank(earlyWarningSign)) yield inField(view, id, 'RSK-04.no-sign', 'sign')
      }
    },
  },
  {
    code: 'RSK-05',
    severity: 'error',
    *find(view) {
      for (const { id, impact = 0, contingencyId } of openRisks(view)) {
        if (impact < view.limits.contingencyImpact || contingencyId !== undefined) continue
        const about = view.about(id)
        const fix = about && ({ act: 'add', kind: 'contingency', fields: { riskId: about.cardId } } as const)
        yield { sentence: 'RSK-05.no-plan-b', about, fix, personId: view.carrierOf(id) }
      }
    },
  },
  {
    code: 'RSK-06',
    severity: 'error',
    *find({ plan }) {
      if (plan.risks.some(({ category }) => category === 'delivery')) return
      yield { sentence: 'RSK-06.no-delivery-risk', fix: { act: 'add', kind: 'risk', fields: { category: 'delivery' } } }
    },
  },
  {
    code: 'RSK-07',
    severity: 'warning',
    *find({ plan }) {
      for (const card of plan.omitted) {
        if (card.reason !== 'no-risk') continue
        const fix = { act: 'fill', cardId: card.cardId, field: 'riskId' } as const
        yield { sentence: 'RSK-07.not-a-risk', about: omittedCard('failure', card), fix }
      }
    },
  },
]

function openRisks({ plan }: PlanView): Risk[] {
  return plan.risks.filter(({ status }) => status !== 'closed')
}

function scoreOf({ likelihood = 0, impact = 0 }: Risk): number {
  return likelihood * impact
}

/** A high risk that is not accepted has an open task against it, with a name and a date. */
function* uncured(view: PlanView): Generator<Draft> {
  for (const risk of openRisks(view)) {
    const { id, responseStrategy = 'undecided' } = risk
    const score = scoreOf(risk)
    if (score < view.limits.riskScore || responseStrategy === 'accept' || responseStrategy === 'undecided') continue
    const about = view.about(id)
    const base = { params: { score }, about, personId: view.carrierOf(id) }
    const cures = (view.curesOf.get(id) ?? []).filter(isOpen)
    if (cures.length === 0) {
      const fields = { mitigates: about && [about.cardId], purpose: 'mitigation' }
      yield { ...base, sentence: 'RSK-02.no-cure', fix: { act: 'add', kind: 'task', fields } }
    } else if (!cures.some(({ assignee, due }) => assignee && due)) {
      const [first] = cures
      const cardId = first && view.about(first.id)?.cardId
      const field = first?.assignee ? 'due' : 'assignee'
      yield { ...base, sentence: 'RSK-02.cure-not-ready', fix: cardId ? { act: 'fill', cardId, field } : undefined }
    }
  }
}
