import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boardWith, card, counter, t1Session, TODAY, zone } from '../testing/builders.ts'
import { overlaps } from './geometry.ts'
import type { BoardElement, Zone } from './model.ts'
import { accepts, defaultKind, placeCards } from './place.ts'
import type { Placing } from './place.ts'

const { zones } = t1Session()
const column = zones.get('tasks-1-month') as Zone

describe('placing new cards', () => {
  it('in a zone gives them its meaning, places side by side, and an order above everything', () => {
    const there = card('task', {
      id: 'old',
      zoneId: column.id,
      order: 'a5',
      geometry: { x: 1168, y: 296, w: 200, h: 120 },
    })
    const [first, second] = placeCards(
      placing({
        zone: column,
        elements: elementsOf(there),
        texts: [{ text: 'One' }, { text: 'Two', fields: { due: '2026-05-05' } }],
      }),
    )
    expect(first).toMatchObject({ text: 'One', zoneId: column.id, fields: { due: '2026-04-30', purpose: 'delivery' } })
    expect(second).toMatchObject({ text: 'Two', fields: { due: '2026-05-05', purpose: 'delivery' } })
    expect(first?.geometry).toEqual({ x: 1384, y: 296, w: 200, h: 120 })
    expect(first && second && 'a5' < first.order && first.order < second.order).toBe(true)
  })

  it('at a point puts the first card’s centre there', () => {
    const [only] = placeCards(placing({ at: { x: 500, y: 300 }, texts: [{ text: 'Here' }] }))
    expect(only?.geometry).toEqual({ x: 400, y: 240, w: 200, h: 120 })
  })

  it('in no zone puts cards beside all zones and cards, in columns', () => {
    const made = placeCards(placing({ zones, texts: Array.from({ length: 10 }, (_, i) => ({ text: `${i}` })) }))
    for (const { geometry } of made) {
      for (const one of zones.values()) expect(geometry && overlaps(geometry, one.geometry)).toBe(false)
    }
    expect(new Set(made.map(({ geometry }) => geometry?.x)).size).toBe(2)
  })

  it('never lays one on another, in a zone or out of it', () => {
    const lying = fc.array(
      fc.record({ x: fc.integer({ min: 1000, max: 1700 }), y: fc.integer({ min: 200, max: 700 }) }),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(lying, fc.integer({ min: 1, max: 12 }), fc.boolean(), (places, count, inZone) => {
        const there = places.map(({ x, y }, i) =>
          card('task', { id: `old-${i}`, zoneId: column.id, geometry: { x, y, w: 200, h: 120 } }),
        )
        const texts = Array.from({ length: count }, (_, i) => ({ text: `${i}` }))
        const made = placeCards(placing({ zone: inZone ? column : undefined, elements: elementsOf(...there), texts }))
        const boxes = made.map(({ geometry }) => geometry).filter((geometry) => geometry !== null)
        expect(boxes).toHaveLength(count)
        for (const [i, a] of boxes.entries()) {
          expect(boxes.slice(i + 1).some((b) => overlaps(a, b))).toBe(false)
          if (inZone) expect(there.some(({ geometry }) => geometry && overlaps(a, geometry))).toBe(false)
        }
      }),
    )
  })
})

describe('what a zone takes', () => {
  it('is any kind where it names none, else those it names, up to its limit', () => {
    expect(accepts(zone('any'), 'risk', 99)).toBe(true)
    expect(accepts(column, 'task', 99)).toBe(true)
    expect(accepts(column, 'note', 0)).toBe(false)
    expect(accepts(zones.get('move-1') as Zone, 'move', 1)).toBe(false)
  })

  it('and makes when nothing is said is its first kind, else a note', () => {
    expect(defaultKind(zones.get('goal'))).toBe('goal')
    expect(defaultKind(zone('odd', { accepts: ['hologram', 'risk'] }))).toBe('risk')
    expect(defaultKind(undefined)).toBe('note')
  })
})

function placing(of: Partial<Placing>): Placing {
  return {
    kind: 'task',
    texts: [],
    zone: undefined,
    elements: new Map(),
    zones: new Map(),
    today: TODAY,
    now: 0,
    createdBy: null,
    newId: counter(),
    ...of,
  }
}

function elementsOf(...elements: readonly BoardElement[]): Placing['elements'] {
  return boardWith(...elements).elements
}
