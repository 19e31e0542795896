/** A date as it stands on a card: "30 Nov", with the year where it is not this one. Both are ISO dates. */
export function shortDate(date: string, today: string, locale: string): string {
  const isThisYear = date.slice(0, 4) === today.slice(0, 4)
  return formatter(locale, isThisYear).format(new Date(`${date}T00:00:00Z`))
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(locale: string, isThisYear: boolean): Intl.DateTimeFormat {
  const key = `${locale}/${isThisYear}`
  let made = formatters.get(key)
  if (!made) {
    const year = isThisYear ? {} : ({ year: 'numeric' } as const)
    made = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC', ...year })
    formatters.set(key, made)
  }
  return made
}
