import { describe, expect, it } from 'vitest'
import { needsDecimalSign, readDate, readNumber } from './read-cell.ts'

describe('dates as people write them', () => {
  const rows: [raw: string, dmy: string | undefined, mdy: string | undefined][] = [
    ['2027-04-03', '2027-04-03', '2027-04-03'],
    ['2027/4/3', '2027-04-03', '2027-04-03'],
    ['2027-04-03 00:00:00', '2027-04-03', '2027-04-03'],
    ['2027-04-03T09:30:00Z', '2027-04-03', '2027-04-03'],
    ['03/04/2027', '2027-04-03', '2027-03-04'],
    ['3.4.2027', '2027-04-03', '2027-03-04'],
    ['3-4-27', '2027-04-03', '2027-03-04'],
    ['31/12/2026', '2026-12-31', undefined],
    ['12/31/2026', undefined, '2026-12-31'],
    ['31.02.2027', undefined, undefined],
    ['3 April 2027', '2027-04-03', '2027-04-03'],
    ['April 3rd, 2027', '2027-04-03', '2027-04-03'],
    ['3-Apr-27', '2027-04-03', '2027-04-03'],
    ['Sat 3 Apr 2027', '2027-04-03', '2027-04-03'],
    ['46387', '2026-12-31', '2026-12-31'],
    ['next week', undefined, undefined],
    ['marketing 3 2027', undefined, undefined],
    ['12', undefined, undefined],
    ['', undefined, undefined],
  ]
  it.each(rows)('%j with the day first, and with the month first', (raw, dmy, mdy) => {
    expect([readDate(raw, 'dmy'), readDate(raw, 'mdy')]).toEqual([dmy, mdy])
  })
})

describe('numbers as people write them', () => {
  const rows: [raw: string, comma: number | undefined, point: number | undefined][] = [
    ['1200', 1200, 1200],
    ['-3', -3, -3],
    ['1,5', 1.5, 1.5],
    ['1.5', 1.5, 1.5],
    ['1.234,56', 1234.56, 1234.56],
    ['1,234.56', 1234.56, 1234.56],
    ['1,234', 1.234, 1234],
    ['1.234', 1234, 1.234],
    ['1,234,567', 1234567, 1234567],
    ['1.234.567', 1234567, 1234567],
    ['1 234 567', 1234567, 1234567],
    ["1'234.5", 1234.5, 1234.5],
    ['ten', undefined, undefined],
    ['12a', undefined, undefined],
  ]
  it.each(rows)('%j with a comma before tenths, and with a point', (raw, comma, point) => {
    expect([readNumber(raw, ','), readNumber(raw, '.')]).toEqual([comma, point])
  })

  it('asks for the sign only where a number can be read both ways', () => {
    expect(needsDecimalSign(['1.5', '1.234,56'])).toBe(false)
    expect(needsDecimalSign(['1.5', '1,234'])).toBe(true)
  })
})
