import { describe, expect, it } from 'vitest'
import { boardWith, card, t1Session } from '../testing/builders.ts'
import { extractPlan } from './extract.ts'

const wall = t1Session()
const context = { boardId: 'b', asOf: '2026-04-15', exportedAt: '2026-04-15T09:00:00Z', generator: 'test' }
const eur = (value: number) => ({ value, unit: 'EUR' })
const months = (...values: number[]) =>
  values.map((value, i) => ({ period: `2025-${String(i + 1).padStart(2, '0')}`, value }))
const rising = months(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)

/** The plan of T1 goes from April to December 2026: months 16 to 24, counted from January 2025 as the first. */
function gapOf({ rows = rising, goal = {}, series = {}, moves = [] as Record<string, unknown>[] } = {}) {
  const board = boardWith(
    card('goal', { id: 'g', zoneId: 'goal', fields: { target: eur(25), ...goal } }),
    card('series', { id: 's', fields: { rows, measures: 'g', total: 'average', ...series } }),
    ...moves.map((fields, i) => card('move', { id: `m${i}`, fields })),
  )
  return extractPlan(board, wall, context).performanceGap
}

describe('[P30] the gap between the target and what the numbers promise', () => {
  it('is the target less the line through the rolling average, over the months of the plan', () => {
    expect(gapOf()).toEqual({
      method: 'linear-trend-on-rolling-average',
      window: 3,
      points: 12,
      slopePerPeriod: 1,
      required: 25,
      forecast: 20,
      gap: 5,
      coverage: 0,
    })
  })

  it('sums the months where the target is a sum', () => {
    expect(gapOf({ series: { total: 'sum' }, goal: { target: eur(200) } })).toMatchObject({ forecast: 180, gap: 20 })
  })

  it('a goal to have less of something is missed the other way round', () => {
    expect(gapOf({ goal: { baseline: eur(30), target: eur(15) } })).toMatchObject({
      required: 15,
      forecast: 20,
      gap: 5,
    })
  })

  it('moves cover it with contribution times confidence, in the unit of the target', () => {
    const moves = [
      { expectedContribution: eur(4), confidence: 0.5 },
      { expectedContribution: eur(3), confidence: 1 },
      { expectedContribution: { value: 100, unit: 'site' }, confidence: 1 },
      { expectedContribution: eur(100) },
    ]
    expect(gapOf({ moves })).toMatchObject({ gap: 5, coverage: 1 })
  })

  it('takes six months to the average from eighteen numbers on', () => {
    const long = Array.from({ length: 18 }, (_, i) => ({
      period: `20${24 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
      value: i,
    }))
    expect(gapOf({ rows: long })).toMatchObject({ window: 6, points: 18, slopePerPeriod: 1 })
  })

  it.each([
    ['few numbers', months(1, 2, 3, 4, 5), ['few-points']],
    ['a bend at the end', months(1, 2, 3, 4, 5.1, 6, 7, 8, 9, 10.1, 2, 2), ['last-two-leave-the-line']],
  ])('warns of %s', (_name, rows, warnings) => {
    expect(gapOf({ rows })?.warnings).toEqual(warnings)
  })

  it('does not hang on the order of the rows', () => {
    expect(gapOf({ rows: rising.toReversed() })).toEqual(gapOf())
  })

  it.each([
    ['a target', { goal: { target: undefined } }],
    ['a word on sum or average', { series: { total: undefined } }],
    ['what it belongs to', { series: { measures: undefined } }],
    ['enough numbers for a line', { rows: months(1, 2, 3) }],
    ['months it understands', { rows: [...rising, { period: 'soon', value: 3 }] }],
    ['one number for each month', { rows: [...rising, { period: '2025-12', value: 3 }] }],
    ['months only', { rows: [...rising, { period: '2026-Q1', value: 3 }] }],
    ['numbers that can be added up', { rows: months(1e308, 1e308, 1e308, 1e308, -1e308) }],
  ])('without %s there is no gap: nothing is guessed', (_name, given) => {
    expect(gapOf(given)).toBeUndefined()
  })

  it('a series of an indicator that measures the goal counts, and is named', () => {
    const board = boardWith(
      card('goal', { id: 'g', zoneId: 'goal', fields: { target: eur(25) } }),
      card('kpi', { id: 'k', fields: { measures: 'g' } }),
      card('series', { id: 's', fields: { rows: rising, measures: 'k', total: 'average' } }),
    )
    const plan = extractPlan(board, wall, context)
    expect(plan.performanceGap).toMatchObject({ indicatorId: 'k', gap: 5 })
    expect(plan.performanceIndicators[0]?.measurements).toHaveLength(12)
    expect(plan.performanceIndicators[0]?.derivedFrom?.map(({ cardId }) => cardId)).toEqual(['k', 's'])
  })
})
