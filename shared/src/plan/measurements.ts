import { addDays, dateOf, dayNumber, day, daysIn, isoDate, weekday } from './calendar.ts'
import type { Plan } from './plan.ts'

type Measurement = NonNullable<NonNullable<Plan['goal']>['measurements']>[number]

/** A span of days that a period means, and which kind of period it is. */
export interface Period {
  unit: 'day' | 'week' | 'month' | 'quarter' | 'year'
  start: string
  end: string
}

/** The rows of a series as measurements; a row without a number is left out, one whose period is not understood has no days. */
export function measurementsOf(rows: readonly { period?: string; value?: number }[]): Measurement[] {
  return rows.flatMap(({ period, value }): Measurement[] => {
    if (value === undefined) return []
    const days = period === undefined ? undefined : periodOf(period)
    return [
      {
        ...(period ? { period } : {}),
        ...(days ? { start: days.start, end: days.end } : {}),
        measurementType: 'actual',
        value,
      },
    ]
  })
}

/** The days of `2026`, `2026-Q1`, `Q1 2026`, `2026-01`, `2026-W05` and `2026-01-31`; undefined for anything else. */
export function periodOf(text: string): Period | undefined {
  const words = text.trim()
  const [, year, rest] = /^(\d{4})(?:[- ]?(.+))?$/.exec(words) ?? []
  const [, backQuarter, backYear] = /^Q([1-4])[- ](\d{4})$/i.exec(words) ?? []
  if (backQuarter && backYear) return quarter(Number(backYear), Number(backQuarter))
  if (!year || year === '0000') return undefined
  const of = Number(year)
  if (rest === undefined) return { unit: 'year', start: isoDate(of, 1, 1), end: isoDate(of, 12, 31) }
  if (/^Q[1-4]$/i.test(rest)) return quarter(of, Number(rest[1]))
  if (/^W\d{2}$/i.test(rest)) return week(of, Number(rest.slice(1)))
  if (/^\d{4}-\d{2}$/.test(words)) return month(of, Number(rest))
  const only = day(words)
  return only === undefined ? undefined : { unit: 'day', start: only, end: only }
}

function quarter(year: number, number: number): Period {
  const last = number * 3
  return { unit: 'quarter', start: isoDate(year, last - 2, 1), end: isoDate(year, last, daysIn(year, last)) }
}

function month(year: number, number: number): Period | undefined {
  const days = daysIn(year, number)
  return days === 0 ? undefined : { unit: 'month', start: isoDate(year, number, 1), end: isoDate(year, number, days) }
}

/** ISO 8601: week 1 is the one with 4 January in it; weeks begin on Monday. */
function week(year: number, number: number): Period | undefined {
  const fourth = isoDate(year, 1, 4)
  const start = dateOf(dayNumber(fourth) - weekday(fourth) + (number - 1) * 7)
  const isOfYear = number >= 1 && addDays(start, 3).startsWith(`${String(year).padStart(4, '0')}-`)
  return isOfYear ? { unit: 'week', start, end: addDays(start, 6) } : undefined
}
