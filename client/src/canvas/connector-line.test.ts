import { contains } from '@planwall/shared/board/geometry'
import { geometry } from '@planwall/shared/testing/arbitraries'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxOfLine, connectorLine, distanceToLine } from './connector-line.ts'

const loose = { x: 10, y: 20, w: 100, h: -50 }
const a = { x: 0, y: 0, w: 100, h: 100 }
const b = { x: 300, y: 0, w: 100, h: 100 }

describe('the line of a connector', () => {
  it('runs from edge to edge, with a little air', () => {
    expect(connectorLine(loose, a, b)).toEqual({ start: { x: 104, y: 50 }, end: { x: 296, y: 50 } })
  })

  it('lies where it was left where neither end has an element', () => {
    expect(connectorLine(loose, undefined, undefined)).toEqual({ start: { x: 10, y: 20 }, end: { x: 110, y: -30 } })
  })

  it('one loose end is drawn to where it was left', () => {
    expect(connectorLine(loose, undefined, b).start).toEqual({ x: 10, y: 20 })
    expect(connectorLine(loose, a, undefined).end).toEqual({ x: 110, y: -30 })
  })

  it('elements that lie on one another are joined centre to centre', () => {
    expect(connectorLine(loose, a, { ...a, x: 10 })).toEqual({ start: { x: 50, y: 50 }, end: { x: 60, y: 50 } })
  })

  it('is always a line of numbers, and starts outside of elements that lie apart', () => {
    fc.assert(
      fc.property(geometry, geometry, (from, to) => {
        const { start, end } = connectorLine(loose, from, to)
        expect([start.x, start.y, end.x, end.y].every(Number.isFinite)).toBe(true)
        const apart = to.x > from.x + from.w + 20
        if (apart) expect(contains(from, start)).toBe(false)
      }),
    )
  })

  it('its box has no negative sides', () => {
    expect(boxOfLine({ start: { x: 10, y: 5 }, end: { x: 0, y: 20 } })).toEqual({ x: 0, y: 5, w: 10, h: 15 })
  })

  it.each([
    [{ x: 50, y: 10 }, 10],
    [{ x: -30, y: 40 }, 50],
    [{ x: 130, y: 0 }, 30],
  ])('the distance of %j to a line along the x axis is %d', (point, distance) => {
    expect(distanceToLine({ start: { x: 0, y: 0 }, end: { x: 100, y: 0 } }, point)).toBe(distance)
  })
})
