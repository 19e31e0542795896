import { addDays, day, daysIn, isoDate, weekday } from './calendar.ts'

/** A repeat rule as far as the checks have to understand it: whole days; hours play no part. */
export interface Recurrence {
  freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'
  interval: number
  byDay: readonly { ordinal: number; weekday: number }[]
  byMonthDay: readonly number[]
  count: number | undefined
  until: string | undefined
}

/** Reads an RRULE (RFC 5545). Undefined where it has parts this does not understand: better no answer than a wrong one. */
export function readRule(text: string | undefined): Recurrence | undefined {
  const parts = new Map<string, string>()
  for (const part of (text ?? '')
    .trim()
    .replace(/^RRULE:/i, '')
    .split(';')) {
    const [, name, value] = /^([A-Za-z]+)=(.+)$/.exec(part) ?? []
    if (!name || !value || parts.has(name.toUpperCase())) return undefined
    parts.set(name.toUpperCase(), value.toUpperCase())
  }
  const known = ['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'COUNT', 'UNTIL', 'WKST']
  if ([...parts.keys()].some((name) => !known.includes(name))) return undefined
  const freq = frequencies.find((name) => name === parts.get('FREQ'))
  const interval = positive(parts.get('INTERVAL') ?? '1')
  const count = parts.has('COUNT') ? positive(parts.get('COUNT') ?? '') : undefined
  const until = parts.has('UNTIL') ? untilOf(parts.get('UNTIL') ?? '') : undefined
  const byDay = (parts.get('BYDAY')?.split(',') ?? []).map(byDayOf)
  const byMonthDay = (parts.get('BYMONTHDAY')?.split(',') ?? []).map(Number)
  if (!freq || interval === undefined || (parts.has('COUNT') && count === undefined)) return undefined
  if ((parts.has('UNTIL') && until === undefined) || byDay.includes(undefined)) return undefined
  if (byMonthDay.some((n) => !Number.isInteger(n) || n === 0 || Math.abs(n) > 31)) return undefined
  return { freq, interval, byDay: byDay.flatMap((one) => one ?? []), byMonthDay, count, until }
}

/** Shortest and longest number of days from one time to the next, as the rule is meant; undefined for one that never repeats. */
export function daysBetween({ freq, interval, byDay, byMonthDay }: Recurrence): { min: number; max: number } {
  const times = Math.max(byDay.length, byMonthDay.length, 1)
  switch (freq) {
    case 'DAILY':
      return { min: interval, max: interval }
    case 'WEEKLY':
      return times === 1 ? { min: interval * 7, max: interval * 7 } : { min: 1, max: interval * 7 }
    case 'MONTHLY':
      return times === 1 ? { min: interval * 28, max: interval * 31 } : { min: 1, max: interval * 31 }
    case 'YEARLY':
      return { min: interval * 365, max: interval * 366 }
    default:
      return freq satisfies never
  }
}

/** The first time on or after a day, as an ISO date; undefined where there is none. `start` is the date of the first. */
export function nextOn(rule: Recurrence | undefined, start: string, from: string): string | undefined {
  if (!rule) return start >= from ? start : undefined
  let counted = 0
  let cycles = 0
  for (const date of datesOf(rule, start)) {
    if ((rule.until !== undefined && date > rule.until) || ++cycles > MAX_DATES) return undefined
    if (rule.count !== undefined && ++counted > rule.count) return undefined
    if (date >= from) return date
  }
  return undefined
}

const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
/** Ten years of days: a meeting further off is none that anybody waits for. */
const MAX_DATES = 3660

/** Every date of a rule, rising, the first one included. */
function* datesOf(rule: Recurrence, start: string): Generator<string> {
  yield start
  for (let cycle = 0; cycle <= MAX_DATES; cycle++) {
    for (const date of datesInCycle(rule, start, cycle)) if (date > start) yield date
  }
}

function datesInCycle(rule: Recurrence, start: string, cycle: number): string[] {
  const step = cycle * rule.interval
  switch (rule.freq) {
    case 'DAILY':
      return [addDays(start, step)].filter((date) => isOnWeekday(rule, date))
    case 'WEEKLY': {
      const monday = addDays(start, step * 7 - weekday(start))
      const days = rule.byDay.length > 0 ? rule.byDay.map((one) => one.weekday) : [weekday(start)]
      return days.toSorted((a, b) => a - b).map((one) => addDays(monday, one))
    }
    case 'MONTHLY': {
      const months = Number(start.slice(0, 4)) * 12 + Number(start.slice(5, 7)) - 1 + step
      return datesInMonth(rule, Math.floor(months / 12), (months % 12) + 1, Number(start.slice(8)))
    }
    case 'YEARLY': {
      const date = day(`${String(Number(start.slice(0, 4)) + step).padStart(4, '0')}${start.slice(4)}`)
      return date === undefined ? [] : [date]
    }
    default:
      return rule.freq satisfies never
  }
}

function datesInMonth(rule: Recurrence, year: number, month: number, sameDay: number): string[] {
  const days = daysIn(year, month)
  const first = weekday(isoDate(year, month, 1))
  const found = rule.byMonthDay.map((n) => (n > 0 ? n : days + 1 + n))
  for (const one of rule.byDay) {
    const all: number[] = []
    for (let n = 1 + ((one.weekday - first + 7) % 7); n <= days; n += 7) all.push(n)
    found.push(...(one.ordinal === 0 ? all : [all.at(one.ordinal > 0 ? one.ordinal - 1 : one.ordinal) ?? 0]))
  }
  const wanted = rule.byMonthDay.length + rule.byDay.length > 0 ? found : [sameDay]
  return [...new Set(wanted)]
    .filter((n) => n >= 1 && n <= days)
    .toSorted((a, b) => a - b)
    .map((n) => isoDate(year, month, n))
}

function isOnWeekday({ byDay }: Recurrence, date: string): boolean {
  return byDay.length === 0 || byDay.some((one) => one.weekday === weekday(date))
}

function byDayOf(text: string): { ordinal: number; weekday: number } | undefined {
  const [, ordinal = '0', name = ''] = /^([+-]?[1-5])?([A-Z]{2})$/.exec(text) ?? []
  const found = weekdays.indexOf(name)
  return found < 0 ? undefined : { ordinal: Number(ordinal), weekday: found }
}

function positive(text: string): number | undefined {
  const number = Number(text)
  return /^\d{1,6}$/.test(text) && number > 0 ? number : undefined
}

function untilOf(text: string): string | undefined {
  const [, year, month, date] = /^(\d{4})(\d{2})(\d{2})(T\d{6}Z?)?$/.exec(text) ?? []
  return year && month && date ? day(`${year}-${month}-${date}`) : undefined
}
