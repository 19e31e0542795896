import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { zone } from '../testing/builders.ts'
import {
  bounds,
  CARD_SIZE,
  contains,
  freeSpot,
  GAP,
  overlaps,
  readingOrder,
  tidy,
  ZONE_HEADER,
  zoneAt,
} from './geometry.ts'
import type { Geometry, Zone } from './model.ts'

const box = (x: number, y: number, w: number, h: number): Geometry => ({ x, y, w, h })

describe('the zone a card lies in', () => {
  const left = zone('left', { geometry: box(0, 0, 100, 100) })
  const right = zone('right', { geometry: box(100, 0, 100, 100) })
  const inner = zone('inner', { geometry: box(10, 10, 50, 50) })
  const twin = zone('a-twin', { geometry: box(10, 10, 50, 50) })
  const rows: [rule: string, zones: Zone[], card: Geometry, found: string | undefined][] = [
    ['is the one around its centre', [left, right], box(80, 0, 30, 10), 'left'],
    [
      'is the right one of two neighbours when its centre is on the edge between',
      [left, right],
      box(90, 0, 20, 10),
      'right',
    ],
    ['is none on the outer right edge', [left, right], box(190, 0, 20, 10), undefined],
    ['is none on the bottom edge', [left], box(0, 95, 10, 10), undefined],
    ['is the smallest of nested ones', [left, inner], box(20, 20, 10, 10), 'inner'],
    ['is the outer one where the inner one ends', [left, inner], box(80, 80, 10, 10), 'left'],
    ['is the first by id of two that are the same', [inner, twin], box(20, 20, 10, 10), 'a-twin'],
    ['is none where there are no zones', [], box(0, 0, 10, 10), undefined],
  ]
  it.each(rows)('%s', (_rule, zones, card, found) => {
    expect(zoneAt(zones, card)?.id).toBe(found)
    expect(zoneAt(zones.toReversed(), card)?.id).toBe(found)
  })
})

describe('tidying', () => {
  const sizes = fc.array(fc.record({ w: fc.integer({ min: 10, max: 400 }), h: fc.integer({ min: 10, max: 400 }) }), {
    maxLength: 30,
  })
  const area = fc.record({
    x: fc.integer({ min: -999, max: 999 }),
    y: fc.integer({ min: -999, max: 999 }),
    w: fc.integer({ min: 0, max: 2000 }),
    h: fc.integer({ min: 0, max: 2000 }),
  })
  const layouts = ['grid', 'columns'] as const

  it.each(layouts)(
    'as %s: cards keep their sizes, never overlap, and lie below the header and right of the edge',
    (layout) => {
      fc.assert(
        fc.property(area, sizes, (zoneArea, cards) => {
          const places = tidy(zoneArea, cards, layout)
          expect(places.map(({ w, h }) => ({ w, h }))).toEqual(cards)
          for (const [i, a] of places.entries()) {
            expect(a.x).toBeGreaterThanOrEqual(zoneArea.x + GAP)
            expect(a.y).toBeGreaterThanOrEqual(zoneArea.y + ZONE_HEADER)
            expect(places.slice(i + 1).filter((b) => overlaps(a, b))).toEqual([])
          }
        }),
      )
    },
  )

  it('as grid fills rows to the width, as columns fills columns to the height', () => {
    const four = Array.from({ length: 4 }, () => CARD_SIZE)
    const column = box(0, 0, 448, 352)
    expect(tidy(column, four, 'grid').map(({ x, y }) => [x, y])).toEqual([
      [16, 72],
      [232, 72],
      [16, 208],
      [232, 208],
    ])
    expect(tidy(column, four, 'columns').map(({ x, y }) => [x, y])).toEqual([
      [16, 72],
      [16, 208],
      [232, 72],
      [232, 208],
    ])
  })
})

describe('a free place', () => {
  it('is the first in reading order that nothing lies on', () => {
    const area = box(0, 0, 448, 352)
    expect(freeSpot(area, [])).toEqual(box(16, 72, 200, 120))
    expect(freeSpot(area, [box(16, 72, 200, 120)])).toEqual(box(232, 72, 200, 120))
    expect(freeSpot(area, [box(232, 72, 200, 120)])).toEqual(box(16, 72, 200, 120))
  })

  it('never lies on a card, however full the zone is', () => {
    const taken = fc.array(
      fc.record({
        x: fc.integer({ min: -300, max: 900 }),
        y: fc.integer({ min: -300, max: 900 }),
        w: fc.constant(200),
        h: fc.constant(120),
      }),
      { maxLength: 25 },
    )
    fc.assert(
      fc.property(taken, fc.integer({ min: 0, max: 900 }), (cards, w) => {
        const spot = freeSpot(box(0, 0, w, 300), cards)
        expect(cards.filter((card) => overlaps(card, spot))).toEqual([])
      }),
    )
  })
})

describe('reading order', () => {
  it('is by rows of half a card, then from left to right, then by id; what has no place comes last', () => {
    const items = [
      { id: 'nowhere', geometry: null },
      { id: 'below', geometry: box(0, 200, 1, 1) },
      { id: 'right', geometry: box(300, 10, 1, 1) },
      { id: 'left', geometry: box(0, 40, 1, 1) },
      { id: 'b', geometry: box(500, 0, 1, 1) },
      { id: 'a', geometry: box(500, 0, 1, 1) },
    ]
    expect(items.toSorted(readingOrder).map(({ id }) => id)).toEqual(['left', 'right', 'a', 'b', 'below', 'nowhere'])
  })
})

describe('boxes', () => {
  it('hold their left and top edges, not their right and bottom ones', () => {
    const g = box(0, 0, 10, 10)
    expect([contains(g, { x: 0, y: 0 }), contains(g, { x: 10, y: 5 }), contains(g, { x: 5, y: 10 })]).toEqual([
      true,
      false,
      false,
    ])
  })

  it('that only touch do not overlap', () => {
    expect(overlaps(box(0, 0, 10, 10), box(10, 0, 10, 10))).toBe(false)
    expect(overlaps(box(0, 0, 10, 10), box(9, 9, 10, 10))).toBe(true)
  })

  it('have bounds around all of them, and none around nothing', () => {
    expect(bounds([box(0, 0, 10, 10), box(-5, 20, 5, 5)])).toEqual(box(-5, 0, 15, 25))
    expect(bounds([])).toBeNull()
  })
})
