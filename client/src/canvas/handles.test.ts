import { geometry } from '@planwall/shared/testing/arbitraries'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { handleAt, resized, resizedInProportion } from './handles.ts'

const box = { x: 100, y: 100, w: 200, h: 120 }
const least = { w: 50, h: 40 }

describe('resizing', () => {
  it('the side that is not held stays where it is', () => {
    expect(resized(box, { sideX: 1, sideY: 1 }, { x: 30, y: -20 }, least)).toEqual({ x: 100, y: 100, w: 230, h: 100 })
    expect(resized(box, { sideX: -1, sideY: -1 }, { x: 30, y: -20 }, least)).toEqual({ x: 130, y: 80, w: 170, h: 140 })
    expect(resized(box, { sideX: 0, sideY: 1 }, { x: 30, y: 10 }, least)).toEqual({ x: 100, y: 100, w: 200, h: 130 })
  })

  const held: [rule: string, sides: [-1 | 0 | 1, -1 | 0 | 1], by: [number, number], after: number[]][] = [
    ['a corner, as far as the further side', [1, 1], [100, 10], [100, 100, 300, 180]],
    ['the opposite corner stays', [-1, -1], [-100, 0], [0, 40, 300, 180]],
    ['an edge, around the middle of the other', [1, 0], [100, 0], [100, 70, 300, 180]],
    ['no smaller than it may be', [1, 1], [-500, -500], [100, 100, 200 * (40 / 120), 40]],
  ]
  it.each(held)('in proportion: %s', (_rule, [sideX, sideY], [x, y], [left, top, w, h]) => {
    expect(resizedInProportion(box, { sideX, sideY }, { x, y }, least)).toEqual({ x: left, y: top, w, h })
  })

  it('a box never becomes smaller than it may be, nor turns over', () => {
    fc.assert(
      fc.property(geometry, fc.integer(), fc.integer(), (start, x, y) => {
        const { w, h } = resized(start, { sideX: -1, sideY: 1 }, { x, y }, least)
        expect(w).toBeGreaterThanOrEqual(least.w)
        expect(h).toBeGreaterThanOrEqual(least.h)
      }),
    )
  })

  it.each([
    [
      { x: 101, y: 99 },
      { sideX: -1, sideY: -1 },
    ],
    [
      { x: 300, y: 220 },
      { sideX: 1, sideY: 1 },
    ],
    [
      { x: 300, y: 160 },
      { sideX: 1, sideY: 0 },
    ],
    [{ x: 200, y: 160 }, undefined],
  ])('at %j lies the handle %j', (point, handle) => {
    expect(handleAt(box, point, 6)).toEqual(handle)
  })
})
