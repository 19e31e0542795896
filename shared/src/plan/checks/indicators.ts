import { each, inField, isBlank } from './missing.ts'
import type { PlanView } from './plan-view.ts'
import type { Draft, Rule } from './rule.ts'

export const indicatorRules: readonly Rule[] = [
  { code: 'KPI-01', severity: 'error', find: incomplete },
  {
    code: 'KPI-02',
    severity: 'error',
    *find(view) {
      for (const { id, indicatorType } of view.plan.performanceIndicators) {
        if (!indicatorType) yield inField(view, id, 'KPI-02.no-type', 'type')
      }
    },
  },
  { code: 'KPI-03', severity: 'error', find: unmeasured },
  { code: 'KPI-04', severity: 'warning', find: weakLeading },
  {
    code: 'KPI-05',
    severity: 'warning',
    *find(view) {
      for (const { id, dataSource } of view.plan.performanceIndicators) {
        if (isBlank(dataSource)) yield inField(view, id, 'KPI-05.no-source', 'source')
      }
    },
  },
  {
    code: 'GAP-01',
    severity: 'warning',
    *find({ plan }) {
      const { gap, coverage = 0 } = plan.performanceGap ?? { gap: 0 }
      if (gap <= 0 || coverage >= 1) return
      const params = { percent: Math.floor(coverage * 100), gap: Number(gap.toPrecision(4)) }
      const [first] = plan.moves.filter((move) => !move.expectedContribution || move.confidence === undefined)
      const cardId = first?.derivedFrom?.[0]?.cardId ?? first?.id
      const field = first?.expectedContribution ? 'confidence' : 'expectedContribution'
      yield { sentence: 'GAP-01.not-covered', params, fix: cardId ? { act: 'fill', cardId, field } : undefined }
    },
  },
  {
    code: 'GAP-02',
    severity: 'warning',
    *find({ plan, limits }) {
      const count = plan.performanceGap?.points
      if (count === undefined || count >= limits.seriesPointsMin) return
      yield { sentence: 'GAP-02.few-points', params: { count, min: limits.seriesPointsMin } }
    },
  },
]

function* incomplete(view: PlanView): Generator<Draft> {
  for (const kpi of view.plan.performanceIndicators) {
    const { id } = kpi
    yield* each(
      kpi.target === undefined && inField(view, id, 'KPI-01.no-target', 'target'),
      !kpi.targetDate && inField(view, id, 'KPI-01.no-target-date', 'targetDate'),
      isBlank(kpi.unitOfMeasurement) && inField(view, id, 'KPI-01.no-unit', 'unit'),
      kpi.baseline === undefined && inField(view, id, 'KPI-01.no-baseline', 'baseline'),
      !kpi.direction && inField(view, id, 'KPI-01.no-direction', 'direction'),
      !kpi.frequency && inField(view, id, 'KPI-01.no-frequency', 'frequency'),
      !kpi.owner && inField(view, id, 'KPI-01.no-owner', 'owner'),
    )
  }
}

function* unmeasured(view: PlanView): Generator<Draft> {
  const { goal, moves } = view.plan
  if (goal && !view.measuredBy(goal.id, 'lagging')) {
    const about = view.about(goal.id)
    const fields = { type: 'lagging', measures: about?.cardId }
    const fix = { act: 'add', kind: 'kpi', fields } as const
    yield { sentence: 'KPI-03.goal-not-measured', about, fix, personId: goal.accountable }
  }
  for (const { id } of moves) {
    if (view.measuredBy(id, 'leading')) continue
    const about = view.about(id)
    const fields = { type: 'leading', measures: about?.cardId }
    const fix = { act: 'add', kind: 'kpi', fields } as const
    yield { sentence: 'KPI-03.move-not-measured', about, fix, personId: view.carrierOf(id) }
  }
}

function* weakLeading(view: PlanView): Generator<Draft> {
  const { performanceIndicators } = view.plan
  const lagging = new Set(performanceIndicators.flatMap((kpi) => (kpi.indicatorType === 'lagging' ? kpi.id : [])))
  for (const { id, indicatorType, influenceable, predicts = [] } of performanceIndicators) {
    if (indicatorType !== 'leading') continue
    yield* each(
      influenceable !== true && inField(view, id, 'KPI-04.not-influenceable', 'influenceable'),
      !predicts.some((other) => lagging.has(other)) && inField(view, id, 'KPI-04.predicts-nothing', 'predicts'),
    )
  }
}
