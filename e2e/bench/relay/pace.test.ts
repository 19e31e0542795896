import { expect, it } from 'vitest'
import { Pace } from './pace.ts'

/** Who acted, looking at these times. */
function actors(pace: Pace, ...times: number[]): number[][] {
  return times.map((now) => {
    const acted: number[] = []
    pace.run(now, (actor) => acted.push(actor))
    return acted
  })
}

it('spreads the turns of all evenly over time, one after the other', () => {
  // Four actors, five times a second each: one every 50 ms.
  expect(actors(new Pace(1000, 4, 5), 1000, 1049, 1050, 1150, 1200)).toEqual([[0], [], [1], [2, 3], [0]])
})

it('who looks late acts for everybody, but for nobody twice', () => {
  const [first, late, next] = actors(new Pace(0, 4, 10), 0, 1000, 1025)
  expect(first).toEqual([0])
  expect(late?.toSorted()).toEqual([0, 1, 2, 3])
  expect(next).toHaveLength(1)
})

it('over a second everybody acts as often as asked', () => {
  const counts = new Map<number, number>()
  const pace = new Pace(0, 50, 20)
  for (let now = 0; now < 1000; now += 3) pace.run(now, (actor) => counts.set(actor, (counts.get(actor) ?? 0) + 1))
  expect([...counts.values()].every((count) => count === 20)).toBe(true)
  expect(counts.size).toBe(50)
})

it('without actors nothing happens', () => {
  expect(actors(new Pace(0, 0, 20), 500)).toEqual([[]])
})
