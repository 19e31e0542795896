import { expect, it } from 'vitest'
import { addDays, addMonths, dateOf, day, dayNumber, weekday } from './calendar.ts'

it.each(['2026-01-01', '2026-12-31', '2028-02-29', '2000-02-29', '0001-06-30'])('%s is a day', (date) => {
  expect(day(date)).toBe(date)
})

it.each([
  '2026-02-29',
  '2100-02-29',
  '2026-04-31',
  '2026-00-10',
  '2026-13-01',
  '2026-01-00',
  '2026-1-1',
  '2026-01-01T00:00',
  'tomorrow',
  '',
  undefined,
])('%s is none', (date) => {
  expect(day(date)).toBeUndefined()
})

it.each([
  ['2026-02-28', 1, '2026-03-01'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2026-01-01', -1, '2025-12-31'],
  ['9999-12-31', 1, '9999-12-31'],
  ['0001-01-01', -1, '0001-01-01'],
])('%s and %s days is %s', (date, days, expected) => {
  expect(addDays(date, days)).toBe(expected)
})

it.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2026-01-15', -12, '2025-01-15'],
  ['2026-11-30', 3, '2027-02-28'],
  ['2024-02-29', 12, '2025-02-28'],
])('%s and %s months is %s', (date, months, expected) => {
  expect(addMonths(date, months)).toBe(expected)
})

it('days are counted from 1970, and weeks from Monday', () => {
  expect([dayNumber('1970-01-02'), dateOf(0), weekday('1970-01-01'), weekday('2026-04-13')]).toEqual([
    1,
    '1970-01-01',
    3,
    0,
  ])
})
