import { expect, it } from 'vitest'
import { timeZoneComponent } from './time-zone.ts'

const rulesOf = (zone: string, year = 2026) =>
  timeZoneComponent(zone, year)
    ?.getAllSubcomponents()
    .map((part) => {
      const value = (name: string) => part.getFirstPropertyValue(name)?.toString()
      return [part.name, value('tzoffsetfrom'), value('tzoffsetto'), value('dtstart'), value('rrule')]
    })

const rows: [zone: string, rules: (string | undefined)[][]][] = [
  [
    'Europe/London',
    [
      ['daylight', '+00:00', '+01:00', '2025-03-30T01:00:00', 'FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU'],
      ['standard', '+01:00', '+00:00', '2025-10-26T02:00:00', 'FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU'],
    ],
  ],
  [
    'America/New_York',
    [
      ['daylight', '-05:00', '-04:00', '2025-03-09T02:00:00', 'FREQ=YEARLY;BYMONTH=3;BYDAY=2SU'],
      ['standard', '-04:00', '-05:00', '2025-11-02T02:00:00', 'FREQ=YEARLY;BYMONTH=11;BYDAY=1SU'],
    ],
  ],
  ['Asia/Kolkata', [['standard', '+05:30', '+05:30', '1970-01-01T05:30:00', undefined]]],
]
it.each(rows)('%s has the rules its clocks follow', (zone, rules) => {
  expect(rulesOf(zone)).toEqual(rules)
})

it('south of the equator summer time ends in autumn, which comes first in the year', () => {
  expect(rulesOf('Australia/Sydney')?.map(([name, from, to]) => [name, from, to])).toEqual([
    ['standard', '+11:00', '+10:00'],
    ['daylight', '+10:00', '+11:00'],
  ])
})

it('a zone whose changes follow no rule has them listed', () => {
  const rules = rulesOf('Africa/Casablanca', 2015) ?? []
  expect(rules.length).toBeGreaterThan(10)
  expect(rules.every(([, , , , rule]) => rule === undefined)).toBe(true)
})

it('there is nothing to say of a zone that is none', () => {
  expect(timeZoneComponent('Mars/Olympus', 2026)).toBeUndefined()
})
