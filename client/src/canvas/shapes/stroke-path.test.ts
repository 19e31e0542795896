import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { simplified, strokePath } from './stroke-path.ts'

describe('a freehand line', () => {
  it('points on a straight line are left out', () => {
    expect(simplified([0, 0, 5, 0, 10, 0, 20, 0], 1)).toEqual([0, 0, 20, 0])
  })

  it('a corner stays', () => {
    expect(simplified([0, 0, 10, 0, 10, 10], 1)).toEqual([0, 0, 10, 0, 10, 10])
  })

  it('keeps its ends and takes no point that was not there', () => {
    const points = fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 4, maxLength: 80 })
    fc.assert(
      fc.property(points, fc.integer({ min: 0, max: 50 }), (flat, tolerance) => {
        const whole = flat.slice(0, flat.length - (flat.length % 2))
        const kept = simplified(whole, tolerance)
        expect(kept.slice(0, 2)).toEqual(whole.slice(0, 2))
        expect(kept.slice(-2)).toEqual(whole.slice(-2))
        expect(kept.length).toBeLessThanOrEqual(whole.length)
      }),
    )
  })

  it('a dot is drawn as a dot, nothing as nothing', () => {
    expect(strokePath([3, 4])).toBe('M3 4l0 0')
    expect(strokePath([])).toBe('')
  })

  it('passes from its first to its last point', () => {
    expect(strokePath([0, 0, 10, 0, 10, 10])).toBe('M0 0Q10 0 10 5L10 10')
  })
})
