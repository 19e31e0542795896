import { expect, it } from 'vitest'
import { measurementsOf, periodOf } from './measurements.ts'

it.each([
  ['2026', 'year', '2026-01-01', '2026-12-31'],
  ['2026-02', 'month', '2026-02-01', '2026-02-28'],
  ['2028-02', 'month', '2028-02-01', '2028-02-29'],
  ['2026-Q1', 'quarter', '2026-01-01', '2026-03-31'],
  ['2026 q4', 'quarter', '2026-10-01', '2026-12-31'],
  ['Q2 2026', 'quarter', '2026-04-01', '2026-06-30'],
  ['2026-W01', 'week', '2025-12-29', '2026-01-04'],
  ['2026-W53', 'week', '2026-12-28', '2027-01-03'],
  [' 2026-01-31 ', 'day', '2026-01-31', '2026-01-31'],
])('%s is a %s from %s to %s', (text, unit, start, end) => {
  expect(periodOf(text)).toEqual({ unit, start, end })
})

it.each(['', 'January', '2026-13', '2026-00', '2026-1', '2025-W53', '2026-W00', '2026-02-30', '0000', '26', '2026-Q5'])(
  '%j says not which days it means',
  (text) => expect(periodOf(text)).toBeUndefined(),
)

it('a row without a number is left out, one without days keeps its words', () => {
  expect(
    measurementsOf([
      { period: '2026-01', value: 3 },
      { period: 'spring', value: 4 },
      { period: '2026-02' },
      { value: 0 },
    ]),
  ).toEqual([
    { period: '2026-01', start: '2026-01-01', end: '2026-01-31', measurementType: 'actual', value: 3 },
    { period: 'spring', measurementType: 'actual', value: 4 },
    { measurementType: 'actual', value: 0 },
  ])
})
