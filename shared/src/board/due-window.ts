export type DueWindow = 'month' | 'quarter' | 'later'

/**
 * The last day of the window that holds `today` (ISO date): this month, this calendar quarter, or this calendar year;
 * "later" in the last quarter is the end of the next year's first quarter, so that it always lies after the quarter.
 */
export function dueAtEndOf(window: DueWindow, today: string): string {
  const year = Number(today.slice(0, 4))
  const month = Number(today.slice(5, 7))
  const endOfQuarter = Math.ceil(month / 3) * 3
  switch (window) {
    case 'month':
      return lastDayOf(year, month)
    case 'quarter':
      return lastDayOf(year, endOfQuarter)
    case 'later':
      return endOfQuarter === 12 ? lastDayOf(year + 1, 3) : lastDayOf(year, 12)
    default:
      return window satisfies never
  }
}

function lastDayOf(year: number, month: number): string {
  const day = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
