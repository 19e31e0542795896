/** An ISO date in the words of a language: "31 Dec 2026". What is no date is given back as it is. */
export function formatDay(iso: string, locale: string): string {
  const time = Date.parse(`${iso}T00:00:00Z`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso) || Number.isNaN(time)) return iso
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(time)
}

/** A local date and time as it is stored (2026-12-31T09:30), in words. */
export function formatDayAndTime(local: string, locale: string): string {
  const time = Date.parse(`${local}:00Z`)
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local) || Number.isNaN(time)) return local
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(time)
}

/** A moment in the time zone of a board. */
export function formatMoment(unixMs: number, locale: string, timezone: string): string {
  const style = { dateStyle: 'medium', timeStyle: 'short' } as const
  try {
    return new Intl.DateTimeFormat(locale, { ...style, timeZone: timezone }).format(unixMs)
  } catch {
    return new Intl.DateTimeFormat(locale, style).format(unixMs)
  }
}

/** Whether a date a person can mean was typed; a year being typed passes through years nobody means. */
export function isLikelyDay(iso: string): boolean {
  const year = Number(iso.slice(0, 4))
  return /^\d{4}-\d{2}-\d{2}/.test(iso) && year >= 1900 && year <= 2200
}
