import { expect, it } from 'vitest'
import { Attempts } from './attempts.ts'

it('so many are allowed within the window, each name by itself, and then again', () => {
  const attempts = new Attempts({ most: 2, windowMs: 600_000 })
  attempts.take('a', 0)
  attempts.take('a', 1000)
  expect([attempts.left('a', 1000), attempts.left('b', 1000)]).toEqual([0, 2])
  expect(() => attempts.take('a', 2000)).toThrow('Try again in 10 minutes.')
  expect(attempts.waitMs('a', 2000)).toBe(598_000)
  attempts.take('b', 2000)
  expect(attempts.waitMs('a', 600_000)).toBe(0)
  attempts.take('a', 600_000)
  expect(attempts.left('a', 600_000)).toBe(1)
})

it('one that was right is given back', () => {
  const attempts = new Attempts({ most: 1, windowMs: 1000 })
  for (let i = 0; i < 10; i++) {
    attempts.take('a', i)
    attempts.giveBack('a', i)
  }
  expect(attempts.left('a', 10)).toBe(1)
})

it('remembers no more than so many names, the latest of them', () => {
  const attempts = new Attempts({ most: 1, windowMs: 1000 })
  for (let i = 0; i <= 20_000; i++) attempts.take(`${i}`, 0)
  expect([attempts.left('0', 0), attempts.left('1', 0), attempts.left('20000', 0)]).toEqual([1, 0, 0])
})
