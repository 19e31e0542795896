import ICAL from 'ical.js'

/** A moment at which a zone changes its clocks. Offsets in seconds east of Greenwich. */
interface Change {
  /** Unix ms. */
  at: number
  before: number
  after: number
}

/**
 * The rules of a time zone as RFC 5545 wants them beside every event that uses it, from the year given on. Two changes
 * a year that keep to one weekday become yearly rules; anything else is listed for ten years. Undefined where there is
 * no such zone.
 */
export function timeZoneComponent(name: string, year: number): ICAL.Component | undefined {
  const offsetAt = offsetsOf(name)
  if (!offsetAt) return undefined
  const zone = new ICAL.Component('vtimezone')
  zone.addPropertyWithValue('tzid', name)
  const changes = changesBetween(offsetAt, year - 1, year + 10)
  const yearly = yearlyRules(changes)
  const first = offsetAt(Date.UTC(year - 1, 0, 1))
  if (changes.length === 0) {
    zone.addSubcomponent(observance({ at: Date.UTC(1970, 0, 1), before: first, after: first }, undefined, false))
    return zone
  }
  const winter = Math.min(first, ...changes.map(({ after }) => after))
  const listed = yearly ? changes.slice(0, 2) : changes
  for (const change of listed) {
    zone.addSubcomponent(observance(change, yearly?.get(change), change.after > winter))
  }
  return zone
}

type Offset = (at: number) => number

function offsetsOf(name: string): Offset | undefined {
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    return (at) => {
      const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
      const part = (type: string) => parts.get(type as Intl.DateTimeFormatPartTypes) ?? 0
      const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
      return Math.round((local - at) / 1000)
    }
  } catch {
    return undefined
  }
}

const DAY_MS = 86_400_000

function changesBetween(offsetAt: Offset, firstYear: number, lastYear: number): Change[] {
  const changes: Change[] = []
  const end = Date.UTC(lastYear, 0, 1)
  let before = offsetAt(Date.UTC(firstYear, 0, 1))
  // Two weeks at a time: no zone has changed its clocks twice within less, but for Morocco's month of fasting.
  for (let from = Date.UTC(firstYear, 0, 1); from < end; from += 14 * DAY_MS) {
    const to = Math.min(end, from + 14 * DAY_MS)
    const after = offsetAt(to)
    if (after === before) continue
    changes.push({ at: momentBetween(offsetAt, from, to, before), before, after })
    before = after
  }
  return changes
}

/** The first second with another offset. */
function momentBetween(offsetAt: Offset, from: number, to: number, before: number): number {
  let [low, high] = [from, to]
  while (high - low > 1000) {
    const middle = low + Math.floor((high - low) / 2000) * 1000
    if (offsetAt(middle) === before) low = middle
    else high = middle
  }
  return high
}

/** The rule of each of the first two changes, where all the later ones keep to them. */
function yearlyRules(changes: readonly Change[]): Map<Change, string> | undefined {
  const [spring, autumn] = changes
  if (!spring || !autumn || changes.length < 4) return undefined
  const rules = new Map<Change, string>()
  for (const [first, parity] of [
    [spring, 0],
    [autumn, 1],
  ] as const) {
    const same = changes.filter((_, i) => i % 2 === parity)
    const places = same.map(placeInMonth)
    const [place] = places
    if (!place || !same.every(({ before, after }) => before === first.before && after === first.after)) return undefined
    const isSame = places.every(({ month, weekday, time }) => {
      return month === place.month && weekday === place.weekday && time === place.time
    })
    if (!isSame) return undefined
    const nth = places.every(({ isLast }) => isLast)
      ? -1
      : places.every(({ week }) => week === place.week)
        ? place.week
        : undefined
    if (nth === undefined) return undefined
    rules.set(first, `FREQ=YEARLY;BYMONTH=${place.month};BYDAY=${nth}${place.weekday}`)
  }
  return rules
}

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const

/** Where a change lies in its month, on the clock that is given up by it. */
function placeInMonth({ at, before }: Change) {
  const local = new Date(at + before * 1000)
  const day = local.getUTCDate()
  const days = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 0)).getUTCDate()
  return {
    month: local.getUTCMonth() + 1,
    weekday: weekdays[local.getUTCDay()] ?? 'SU',
    week: Math.ceil(day / 7),
    isLast: day > days - 7,
    time: local.getUTCHours() * 3600 + local.getUTCMinutes() * 60 + local.getUTCSeconds(),
  }
}

function observance({ at, before, after }: Change, rule: string | undefined, isSummer: boolean): ICAL.Component {
  const component = new ICAL.Component(isSummer ? 'daylight' : 'standard')
  component.addPropertyWithValue('tzoffsetfrom', utcOffset(before))
  component.addPropertyWithValue('tzoffsetto', utcOffset(after))
  component.addPropertyWithValue('dtstart', ICAL.Time.fromDateTimeString(localTime(at + before * 1000)))
  if (rule) component.addPropertyWithValue('rrule', ICAL.Recur.fromString(rule))
  return component
}

function utcOffset(seconds: number): ICAL.UtcOffset {
  return ICAL.UtcOffset.fromSeconds(Math.round(seconds / 60) * 60)
}

function localTime(shifted: number): string {
  return new Date(shifted).toISOString().slice(0, 19)
}
