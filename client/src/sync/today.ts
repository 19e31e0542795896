/** Today's ISO date in a time zone (IANA name); in this browser's own where the name is unknown. */
export function todayIn(timezone: string, now: Date = new Date()): string {
  return formatter(timezone).format(now)
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(timezone: string): Intl.DateTimeFormat {
  let made = formatters.get(timezone)
  if (!made) {
    made = makeFormatter(timezone)
    formatters.set(timezone, made)
  }
  return made
}

function makeFormatter(timezone: string): Intl.DateTimeFormat {
  // Canadian English writes dates as ISO 8601 does.
  try {
    return new Intl.DateTimeFormat('en-CA', { ...isoParts, timeZone: timezone })
  } catch {
    return new Intl.DateTimeFormat('en-CA', isoParts)
  }
}

const isoParts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
