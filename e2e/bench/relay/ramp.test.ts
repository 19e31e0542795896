import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findLargest } from './ramp.ts'

/** A server that can do so much and no more. */
async function search(limit: number, of: { start?: number; most?: number; precision?: number } = {}) {
  const tried: number[] = []
  const found = await findLargest({ start: 40, most: 900, factor: 1.5, precision: 1.04, ...of }, (size) => {
    tried.push(size)
    return Promise.resolve(size <= limit)
  })
  return { ...found, tried }
}

describe('the largest size that passes', () => {
  it('is found in coarse steps, then in fine ones', async () => {
    const { largest, failed, tried } = await search(200)
    expect(tried.slice(0, 5)).toEqual([40, 60, 90, 135, 203])
    expect(largest).toBeLessThanOrEqual(200)
    expect(failed).toBeGreaterThan(200)
  })

  it('is looked for below the start where the start is too much', async () => {
    expect(await search(7)).toMatchObject({ largest: 7, failed: 8 })
  })

  it('is nothing where nothing passes', async () => {
    expect(await search(0)).toMatchObject({ largest: 0, failed: 1 })
  })

  it('has nothing that failed above it where the most that is tried passes', async () => {
    expect(await search(5000)).toMatchObject({ largest: 900, failed: undefined })
  })

  it('is never further from the truth than the precision, and no size is tried twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 899 }), fc.constantFrom(1.04, 1.3), async (limit, precision) => {
        const { largest, failed = Number.NaN, tried } = await search(limit, { precision })
        expect(largest).toBeLessThanOrEqual(limit)
        expect(failed).toBeGreaterThan(limit)
        expect(failed <= largest * precision || failed - largest === 1).toBe(true)
        expect(new Set(tried).size).toBe(tried.length)
      }),
    )
  })
})
