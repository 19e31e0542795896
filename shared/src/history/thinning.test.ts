import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { thinnedOut } from './thinning.ts'
import type { Timed } from './thinning.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const now = 100 * DAY

function every(ms: number, from: number, to: number): Timed[] {
  const all: Timed[] = []
  for (let at = from; at <= to; at += ms) all.push({ snapshotId: `${at}`, at })
  return all
}

function left(all: readonly Timed[], at = now): number[] {
  const gone = thinnedOut(all, at)
  return all.filter(({ snapshotId }) => !gone.includes(snapshotId)).map((one) => one.at)
}

describe('[H1] what is kept by itself', () => {
  it('of the last two hours is kept whole', () => {
    const all = every(10 * MINUTE, now - 110 * MINUTE, now)
    expect(left(all)).toEqual(all.map(({ at }) => at))
  })

  it('of the last day is the last of each hour', () => {
    const all = every(10 * MINUTE, now - 10 * HOUR, now - 5 * HOUR - 10 * MINUTE)
    expect(left(all)).toEqual([10, 9, 8, 7, 6].map((hours) => now - hours * HOUR + 50 * MINUTE))
  })

  it('of the last month is the last of each day, and nothing is older', () => {
    const all = every(HOUR, now - 60 * DAY, now)
    const days = left(all).filter((at) => at < now - DAY)
    expect(days).toEqual(Array.from({ length: 30 }, (_, i) => now - (30 - i) * DAY - HOUR))
  })

  it('is the newest in any case, however old it is', () => {
    expect(left([{ snapshotId: 'a', at: 5 }])).toEqual([5])
  })

  it('never grows without end, and what is left is left the next time as well', () => {
    const times = fc.array(fc.integer({ min: 0, max: 100 * DAY }), { maxLength: 300 })
    fc.assert(
      fc.property(times, (at) => {
        const all = at.map((one, i) => ({ snapshotId: `${i}`, at: one }))
        const gone = new Set(thinnedOut(all, now))
        const kept = all.filter(({ snapshotId }) => !gone.has(snapshotId))
        expect(thinnedOut(kept, now)).toEqual([])
        expect(kept.filter((one) => one.at < now - 2 * HOUR).length).toBeLessThanOrEqual(24 + 32)
        if (all.length > 0) expect(kept.map((one) => one.at)).toContain(Math.max(...at))
      }),
    )
  })
})
