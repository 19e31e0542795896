import type { CardOf } from '../board/model.ts'
import type { Belongings } from './belongings.ts'
import { addMonths, dateOf, dayNumber } from './calendar.ts'
import { periodOf } from './measurements.ts'
import type { Period } from './measurements.ts'
import { planId } from './plan-id.ts'
import type { Plan } from './plan.ts'

type Gap = NonNullable<Plan['performanceGap']>
type Point = Period & { value: number }

/**
 * [P30] What the goal asks for beyond what the numbers promise. Rolling average over 3 periods (6 from 18 numbers on),
 * each set at the middle of its window; a straight line through them by least squares; the line's values over the plan's
 * period, summed or averaged as the series says. Undefined where any of it is not known: nothing is guessed.
 */
export function performanceGapOf(
  { goal, series, numbersOf, measures }: Belongings,
  moves: Plan['moves'],
  period: Plan['period'],
): Gap | undefined {
  if (!goal?.fields.target || !period) return undefined
  const ofGoal = (card: CardOf<'series'>): boolean => {
    const subject = numbersOf.get(card.id)
    return subject === goal.id || (subject !== undefined && measures.get(subject) === goal.id)
  }
  const chosen = series.find((card) => card.fields.total !== undefined && ofGoal(card))
  const points = chosen && pointsOf(chosen)
  const unit = points?.[0]?.unit
  if (!chosen || !points || !unit) return undefined

  const window = points.length >= 18 ? 6 : 3
  const line = trendOf(points, window)
  const asked = positionsIn(period, unit, points[0]?.start ?? '')
  if (!line || asked.length === 0) return undefined
  const sum = asked.reduce((total, x) => total + line.at(x), 0)
  const forecast = chosen.fields.total === 'sum' ? sum : sum / asked.length
  const { baseline, target } = goal.fields
  const required = target.value
  const isLess = baseline !== undefined && baseline.value > required
  const gap = isLess ? forecast - required : required - forecast
  const coverage = gap > 0 ? contributionOf(moves, target.unit) / gap : undefined
  if (![forecast, gap, line.slope, coverage ?? 0].every(Number.isFinite)) return undefined

  const subject = numbersOf.get(chosen.id)
  const warnings = warningsOf(points, line)
  return {
    ...(subject === undefined || subject === goal.id ? {} : { indicatorId: planId(subject) }),
    method: 'linear-trend-on-rolling-average',
    window,
    points: points.length,
    slopePerPeriod: line.slope,
    required,
    forecast,
    gap,
    ...(coverage === undefined ? {} : { coverage }),
    ...(warnings.length > 0 ? { warnings } : {}),
  }
}

interface Line {
  slope: number
  /** The line's value at a position, counted in periods from the first number. */
  at: (x: number) => number
}

/** Numbers in the order of time; undefined where a period is not understood, told twice, or of another kind than the others. */
function pointsOf({ fields }: CardOf<'series'>): Point[] | undefined {
  const points: Point[] = []
  for (const { period, value } of fields.rows ?? []) {
    if (value === undefined) continue
    const days = periodOf(period ?? '')
    if (!days || days.unit !== (points[0]?.unit ?? days.unit)) return undefined
    points.push({ ...days, value })
  }
  points.sort((a, b) => (a.start < b.start ? -1 : 1))
  return points.every(({ start }, i) => start !== points[i + 1]?.start) ? points : undefined
}

function trendOf(points: readonly Point[], window: number): Line | undefined {
  const first = points[0]?.start
  if (first === undefined) return undefined
  const averaged: { x: number; y: number }[] = []
  for (let i = window - 1; i < points.length; i++) {
    const part = points.slice(i - window + 1, i + 1)
    averaged.push({
      x: mean(part.map(({ unit, start }) => positionOf(start, unit, first))),
      y: mean(part.map(({ value }) => value)),
    })
  }
  if (averaged.length < 2) return undefined
  const [middleX, middleY] = [mean(averaged.map(({ x }) => x)), mean(averaged.map(({ y }) => y))]
  const spread = averaged.reduce((sum, { x }) => sum + (x - middleX) ** 2, 0)
  const slope = averaged.reduce((sum, { x, y }) => sum + (x - middleX) * (y - middleY), 0) / spread
  return { slope, at: (x) => middleY + slope * (x - middleX) }
}

/** The periods that lie within these days, as positions on the line. */
function positionsIn({ start, end }: { start: string; end: string }, unit: Period['unit'], first: string): number[] {
  const positions: number[] = []
  const from = Math.ceil(positionOf(start, unit, first))
  for (let x = from; x < from + MAX_PERIODS && startOf(x + 1, unit, first) <= dayAfter(end); x++) positions.push(x)
  return positions
}

/** How many periods lie between the first number and a day; a fraction inside a period. */
function positionOf(date: string, unit: Period['unit'], first: string): number {
  if (unit === 'day' || unit === 'week') return (dayNumber(date) - dayNumber(first)) / (unit === 'day' ? 1 : 7)
  const months = monthOf(date) - monthOf(first)
  const within = Number(date.slice(8)) > 1 ? 0.5 : 0
  return (months + within) / monthsOf[unit]
}

function startOf(position: number, unit: Period['unit'], first: string): string {
  if (unit === 'day' || unit === 'week') return dateOf(dayNumber(first) + position * (unit === 'day' ? 1 : 7))
  return addMonths(first, position * monthsOf[unit])
}

function dayAfter(date: string): string {
  return dateOf(dayNumber(date) + 1)
}

/** Contribution times confidence of all moves that say both, in the unit of the target. */
function contributionOf(moves: Plan['moves'], unit: string): number {
  let total = 0
  for (const { expectedContribution, confidence } of moves) {
    if (expectedContribution?.unit === unit && confidence !== undefined)
      total += expectedContribution.value * confidence
  }
  return total
}

function warningsOf(points: readonly Point[], line: Line): NonNullable<Gap['warnings']> {
  const off = points.map(
    ({ unit, start, value }) => value - line.at(positionOf(start, unit, points[0]?.start ?? start)),
  )
  const usual = Math.sqrt(mean(off.slice(0, -2).map((by) => by ** 2)))
  const [last = 0, before = 0] = off.toReversed()
  const leaves = Math.sign(last) === Math.sign(before) && Math.min(Math.abs(last), Math.abs(before)) > 2 * usual
  return [
    ...(points.length < FEW_POINTS ? (['few-points'] as const) : []),
    ...(leaves && usual > 0 ? (['last-two-leave-the-line'] as const) : []),
  ]
}

const FEW_POINTS = 8
/** A plan longer than this many periods is none. */
const MAX_PERIODS = 1200
const monthsOf = { month: 1, quarter: 3, year: 12 } as const

function monthOf(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7))
}

function mean(of: readonly number[]): number {
  return of.reduce((sum, value) => sum + value, 0) / of.length
}
