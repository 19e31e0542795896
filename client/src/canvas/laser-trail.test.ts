import { expect, it } from 'vitest'
import { LaserTrail, TRAIL_MS } from './laser-trail.ts'

it('a trail fades from its end: the newest piece is the freshest, what is old is gone', () => {
  const trail = new LaserTrail()
  for (const x of [0, 10, 20]) trail.add({ x, y: 0 }, x * 10)
  const pieces = trail.pieces(200)
  expect(pieces.map(({ from, to }) => [from.x, to.x])).toEqual([
    [0, 10],
    [10, 20],
  ])
  expect(pieces[1]?.fresh).toBe(1)
  expect(pieces[0]?.fresh).toBeLessThan(1)
  expect(trail.pieces(100 + TRAIL_MS).map(({ to }) => to.x)).toEqual([])
  expect(trail.pieces(200 + TRAIL_MS)).toEqual([])
  expect(trail.isEmpty).toBe(true)
})

it('a laser that rests has no trail, and never more points than can be drawn', () => {
  const trail = new LaserTrail()
  for (let now = 0; now < 1000; now++) trail.add({ x: 5, y: 5 }, now)
  expect(trail.pieces(1000)).toEqual([])
  expect(trail.isEmpty).toBe(false)
  for (let i = 0; i < 5000; i++) trail.add({ x: i, y: 0 }, 1000)
  expect(trail.pieces(1000).length).toBeLessThan(200)
})
