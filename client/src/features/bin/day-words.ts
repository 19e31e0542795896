const DAY_MS = 86_400_000

/** "today", "yesterday", "3 days ago", then the date. */
export function dayWords(at: number, locale: string): string {
  const days = Math.round((startOfDay(Date.now()) - startOfDay(at)) / DAY_MS)
  if (days < 7) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-days, 'day')
  return dateWords(at, locale)
}

export function dateWords(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(at)
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}
