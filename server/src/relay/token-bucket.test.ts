import { expect, it } from 'vitest'
import { TokenBucket } from './token-bucket.ts'

it('allows a burst, then as much as fills up again', () => {
  const bucket = new TokenBucket({ perSecond: 10, burst: 20 }, 0)
  expect(bucket.spend(20, 0)).toBe(0)
  expect(bucket.spend(1, 0)).toBe(100)
  expect(bucket.spend(1, 200)).toBe(0)
  expect(bucket.spend(1, 200)).toBe(100)
})

it('never holds more than a burst, and no time runs backwards', () => {
  const bucket = new TokenBucket({ perSecond: 10, burst: 20 }, 1000)
  expect(bucket.spend(20, 999_000)).toBe(0)
  expect(bucket.spend(1, 5)).toBe(100)
})
