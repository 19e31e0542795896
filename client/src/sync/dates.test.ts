import { describe, expect, it } from 'vitest'
import { formatDay, formatDayAndTime, formatMoment, isLikelyDay } from './dates.ts'
import { todayIn } from './today.ts'

describe('dates in words', () => {
  it('name the month, so that nobody takes it for the day', () => {
    expect(formatDay('2026-12-31', 'en')).toBe('Dec 31, 2026')
    expect(formatDay('2026-12-31', 'de')).toBe('31.12.2026')
    expect(formatDayAndTime('2026-12-31T09:30', 'en')).toMatch(/^Dec 31, 2026, 9:30\sAM$/u)
  })

  it('what is no date is shown as it is', () => {
    expect([formatDay('soon', 'en'), formatDayAndTime('soon', 'en')]).toEqual(['soon', 'soon'])
  })

  it('a moment is told in the time zone of the board, or in one there is', () => {
    const newYear = Date.UTC(2027, 0, 1)
    expect(formatMoment(newYear, 'en', 'America/New_York')).toMatch(/^Dec 31, 2026, 7:00\sPM$/u)
    expect(formatMoment(newYear, 'en', 'Nowhere/At_All')).toContain('202')
  })

  it.each([
    ['2026-12-31', true],
    ['0002-01-31', false],
    ['20266-01-31', false],
    ['', false],
  ])('%j is a date somebody means: %s', (text, expected) => expect(isLikelyDay(text)).toBe(expected))
})

describe('today', () => {
  const late = new Date('2026-12-31T23:30:00Z')

  it.each([
    ['UTC', '2026-12-31'],
    ['Europe/Berlin', '2027-01-01'],
    ['America/Los_Angeles', '2026-12-31'],
  ])('in %s is %s', (timezone, expected) => expect(todayIn(timezone, late)).toBe(expected))

  it('is a date in a time zone there is none of, too', () => {
    expect(todayIn('Nowhere/At_All', late)).toMatch(/^2026-12-31|2027-01-01$/)
  })
})
