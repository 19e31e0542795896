import { expect, it } from 'vitest'
import { shortDate } from './short-date.ts'

it.each([
  ['2026-11-30', 'en-GB', '30 Nov'],
  ['2026-01-01', 'en-GB', '1 Jan'],
  ['2027-03-31', 'en-GB', '31 Mar 2027'],
  ['2026-11-30', 'de', '30. Nov.'],
])('%s is written in %s as %s, with the year only where it is another', (date, locale, shown) => {
  expect(shortDate(date, '2026-11-22', locale)).toBe(shown)
})
