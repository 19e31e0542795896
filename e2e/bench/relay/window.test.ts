import { expect, it } from 'vitest'
import { quantile } from '../canvas/statistics.ts'
import { Window } from './window.ts'

it('what never came counts as still waiting', async () => {
  const window = new Window(performance.now() - 1000)
  window.sent(4)
  for (const latency of [1, 2, 3]) window.arrived(latency)
  window.end(performance.now())
  await window.whenComplete(0)
  const latencies = window.latencies()
  expect(latencies).toHaveLength(4)
  expect(quantile(latencies, 1)).toBeGreaterThan(490)
})

it('what is sent after its end does not belong to it, what arrives in time does', async () => {
  const window = new Window(0)
  window.sent(2)
  window.arrived(5)
  expect(window.end(2000)).toBe(2)
  window.sent(2)
  window.arrived(7)
  await window.whenComplete(0)
  window.arrived(9)
  expect(window).toMatchObject({ expected: 2, delivered: 2 })
  expect(window.latencies()).toEqual([5, 7])
})

it('only movements made in it are its own', () => {
  const window = new Window(0)
  window.movedFrom.set(1, 10)
  window.movedTo.set(1, 12)
  expect([10, 11, 12, 13].filter((clock) => window.holdsMove(1, clock))).toEqual([11, 12])
  expect(window.movesOf(1)).toBe(2)
  expect(window.holdsMove(2, 11)).toBe(false)
})
