/** An ISO date in the words of a language: "31 Dec 2026". What is no date is given back as it is. */
export function formatDay(iso: string, locale: string): string {
  const time = Date.parse(`${iso}T00:00:00Z`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso) || Number.isNaN(time)) return iso
  return formatter(locale, 'UTC', { dateStyle: 'medium' }).format(time)
}

/** A local date and time as it is stored (2026-12-31T09:30), in words. */
export function formatDayAndTime(local: string, locale: string): string {
  const time = Date.parse(`${local}:00Z`)
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local) || Number.isNaN(time)) return local
  return formatter(locale, 'UTC', { dateStyle: 'medium', timeStyle: 'short' }).format(time)
}

/** A moment in the time zone of a board. */
export function formatMoment(unixMs: number, locale: string, timezone: string): string {
  return formatter(locale, timezone, { dateStyle: 'medium', timeStyle: 'short' }).format(unixMs)
}

/** The time of day of a moment in the time zone of a board: "10:42". */
export function formatClock(unixMs: number, locale: string, timezone: string): string {
  return formatter(locale, timezone, { timeStyle: 'short' }).format(unixMs)
}

/** Whether a date a person can mean was typed; a year being typed passes through years nobody means. */
export function isLikelyDay(iso: string): boolean {
  const year = Number(iso.slice(0, 4))
  return /^\d{4}-\d{2}-\d{2}/.test(iso) && year >= 1900 && year <= 2200
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Making one costs as much as a hundred uses of it. A zone that this browser does not know is its own. */
function formatter(locale: string, timeZone: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${style.dateStyle ?? ''} ${style.timeStyle ?? ''}`
  const known = formatters.get(key)
  if (known) return known
  const made = inZone(locale, timeZone, style)
  formatters.set(key, made)
  return made
}

function inZone(locale: string, timeZone: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(locale, { ...style, timeZone })
  } catch {
    return new Intl.DateTimeFormat(locale, style)
  }
}
