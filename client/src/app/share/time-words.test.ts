import { expect, it } from 'vitest'
import { localInputValue, momentWords } from './time-words.ts'

const now = new Date(2026, 10, 22, 12, 0).getTime()

it('today is told by the time alone', () => {
  expect(momentWords(new Date(2026, 10, 22, 15, 40).getTime(), 'en-GB', now)).toBe('15:40')
})

it('another day is named', () => {
  expect(momentWords(new Date(2026, 10, 27, 9, 5).getTime(), 'en-GB', now)).toBe('Fri 27 Nov, 9:05')
})

it('what goes into the control comes out of it as the same minute', () => {
  const at = new Date(2026, 0, 3, 4, 5).getTime()
  expect(localInputValue(at)).toBe('2026-01-03T04:05')
  expect(Date.parse(localInputValue(at))).toBe(at)
})
