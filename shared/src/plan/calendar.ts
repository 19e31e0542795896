/** The date itself where it is ISO 8601 and in the calendar, else undefined. */
export function day(date: string | undefined): string | undefined {
  if (date === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined
  const [year, month, dayOfMonth] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8))]
  return dayOfMonth >= 1 && dayOfMonth <= daysIn(year, month) ? date : undefined
}

/** Days since 1 January 1970 of a date that is in the calendar. */
export function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY)
}

/** The ISO date of a day number; days outside the years 1 to 9999 become the nearest that are in them. */
export function dateOf(days: number): string {
  const within = Math.min(Math.max(days, FIRST_DAY), LAST_DAY)
  return new Date(within * MS_PER_DAY).toISOString().slice(0, 10)
}

export function addDays(date: string, days: number): string {
  return dateOf(dayNumber(date) + days)
}

/** The same day of the month some months later, or the last one where that month is shorter. */
export function addMonths(date: string, months: number): string {
  const all = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months
  const [year, month] = [Math.floor(all / 12), (((all % 12) + 12) % 12) + 1]
  const last = daysIn(year, month)
  return isoDate(year, month, Math.min(Number(date.slice(8)), last))
}

/** 0 for a month there is not. */
export function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [31, 0, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
}

/** Month counts from 1. */
export function isoDate(year: number, month: number, dayOfMonth: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`
}

/** 0 is Monday. */
export function weekday(date: string): number {
  return (((dayNumber(date) + 3) % 7) + 7) % 7
}

const MS_PER_DAY = 86_400_000
const FIRST_DAY = -719_162
const LAST_DAY = 2_932_896
