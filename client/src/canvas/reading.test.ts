import { describe, expect, it } from 'vitest'
import { inReadingOrder, nearestIn } from './reading.ts'
import type { Direction } from './reading.ts'

const at = (id: string, x: number, y: number, zoneId: string | null = null) => ({
  id,
  zoneId,
  geometry: { x, y, w: 200, h: 120 },
})

describe('the way through the cards', () => {
  it('goes zone by zone, in each as one reads, and ends with what lies in no zone', () => {
    const cards = [
      at('loose', 0, 0),
      at('b2', 0, 200, 'b'),
      at('b1', 0, 0, 'b'),
      at('a2', 220, 0, 'a'),
      at('a1', 0, 5, 'a'),
    ]
    expect(inReadingOrder(cards, ['a', 'b']).map(({ id }) => id)).toEqual(['a1', 'a2', 'b1', 'b2', 'loose'])
  })

  it('a card of a zone that is gone comes last', () => {
    expect(inReadingOrder([at('x', 0, 0, 'gone'), at('y', 0, 0, 'a')], ['a']).map(({ id }) => id)).toEqual(['y', 'x'])
  })

  const around = [
    at('right', 300, 20),
    at('far-right', 900, 0),
    at('below', 30, 200),
    at('left', -400, 0),
    at('up', 0, -200),
  ]
  it.each<[Direction, string]>([
    ['right', 'right'],
    ['down', 'below'],
    ['left', 'left'],
    ['up', 'up'],
  ])('an arrow key to the %s chooses the nearest there', (direction, id) => {
    expect(nearestIn(direction, { x: 0, y: 0, w: 200, h: 120 }, around)?.id).toBe(id)
  })

  it('where nothing lies in a direction nothing is chosen', () => {
    expect(
      nearestIn('left', { x: 0, y: 0, w: 200, h: 120 }, [at('right', 300, 0), at('below', 0, 300)]),
    ).toBeUndefined()
  })
})
