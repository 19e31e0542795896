import { expect, it } from 'vitest'
import { day } from './calendar.ts'

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
