import { expect, it } from 'vitest'
import { clockText, minutesLeft } from './clock-text.ts'

it.each([
  ['a second that has begun counts whole', 4_001, '0:05'],
  ['minutes and seconds', 245_000, '4:05'],
  ['from an hour on, hours', 3_845_000, '1:04:05'],
  ['over', 0, '0:00'],
  ['never below nothing', -5000, '0:00'],
])('%s', (_rule, ms, text) => {
  expect(clockText(ms)).toBe(text)
})

it('who hears it is told whole minutes, and nothing left only at the end', () => {
  expect([0, 1, 60_000, 60_001].map(minutesLeft)).toEqual([0, 1, 1, 2])
})
