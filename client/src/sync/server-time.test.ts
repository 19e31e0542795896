import { describe, expect, it } from 'vitest'
import { createServerClock } from './server-time.ts'

/** A page whose clock is off by an hour, and a server whose answers take `tripMs` each. */
function page({ offMs = 3_600_000, trips = [40, 200, 90] }: { offMs?: number; trips?: number[] } = {}) {
  let real = 1_000_000_000
  let off = offMs
  let asked = 0
  const clock = createServerClock({
    wall: () => real + off,
    steady: () => real - 999_000_000,
    ask: () => {
      const trip = trips[asked++ % trips.length] as number
      real += trip / 2
      const answer = real
      real += trip / 2
      return Promise.resolve(answer)
    },
  })
  return {
    clock,
    real: () => real,
    pass: (ms: number) => {
      real += ms
    },
    setBack: (ms: number) => {
      off -= ms
    },
  }
}

describe('the time of the server', () => {
  it('is the same for a browser whose clock is off by an hour', async () => {
    const { clock, real, pass } = page()
    await clock.measure()
    expect(clock.now()).toBe(real())
    pass(61_000)
    expect(clock.now()).toBe(real())
    expect(clock.time.getState()).toEqual({ offsetMs: -3_600_000, known: true })
  })

  it('stays the same when the clock of the browser is set meanwhile', async () => {
    const { clock, real, setBack } = page()
    await clock.measure()
    setBack(1_800_000)
    expect(clock.now()).toBe(real())
    await clock.measure()
    expect(clock.time.getState().offsetMs).toBe(-1_800_000)
  })

  it('is taken from the answer that came back fastest', async () => {
    let real = 5000
    let n = 0
    const clock = createServerClock({
      wall: () => real,
      steady: () => real,
      ask: () => {
        const trip = [900, 10, 400][n++ % 3] as number
        // All of the delay on the way back: the slow answers are far off.
        const answer = real
        real += trip
        return Promise.resolve(answer)
      },
    })
    await clock.measure()
    expect(Math.abs(clock.now() - real)).toBeLessThanOrEqual(5)
  })

  it('is the browser’s own until the server answers', async () => {
    const clock = createServerClock({ wall: () => 777, steady: () => 7, ask: () => Promise.resolve(undefined) })
    await clock.measure()
    expect(clock.now()).toBe(777)
    expect(clock.time.getState().known).toBe(false)
  })
})
