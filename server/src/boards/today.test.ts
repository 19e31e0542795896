import { describe, expect, it } from 'vitest'
import { todayIn } from './today.ts'

describe('today', () => {
  const newYear = Date.UTC(2026, 11, 31, 23, 30)
  it.each([
    ['UTC', '2026-12-31'],
    ['Europe/Berlin', '2027-01-01'],
    ['America/Los_Angeles', '2026-12-31'],
    ['Pacific/Kiritimati', '2027-01-01'],
  ])('in %s is %s', (timezone, date) => {
    expect(todayIn(timezone, newYear)).toBe(date)
  })

  it('is not known where the zone is not', () => {
    expect(() => todayIn('Mars/Base', newYear)).toThrow('Mars/Base')
  })
})
