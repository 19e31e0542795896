import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addTime, milestones, overtimeMs, pauseTimer, resumeTimer, startTimer, timeLeftMs } from './timer.ts'

const MIN = 60_000

describe('the timer', () => {
  it('[T1] counts down in server time and stops at nothing', () => {
    const timer = startTimer(5 * MIN, 1000)
    expect(timeLeftMs(timer, 1000)).toBe(5 * MIN)
    expect(timeLeftMs(timer, 1000 + 2 * MIN)).toBe(3 * MIN)
    expect(timeLeftMs(timer, 1000 + 9 * MIN)).toBe(0)
    expect(overtimeMs(timer, 1000 + 9 * MIN)).toBe(4 * MIN)
    expect(timeLeftMs(timer, 0)).toBe(5 * MIN)
  })

  it('[T2] stands still while it is paused and goes on with what it had left', () => {
    const paused = pauseTimer(startTimer(5 * MIN, 0), MIN)
    expect(timeLeftMs(paused, 60 * MIN)).toBe(4 * MIN)
    expect(pauseTimer(paused, 2 * MIN)).toBe(paused)
    const again = resumeTimer(paused, 60 * MIN)
    expect(timeLeftMs(again, 61 * MIN)).toBe(3 * MIN)
    expect(resumeTimer(again, 99 * MIN)).toBe(again)
  })

  it('[T3] a minute more is a minute more, also when it is paused, over, or less', () => {
    const timer = startTimer(5 * MIN, 0)
    expect(timeLeftMs(addTime(timer, MIN, MIN), MIN)).toBe(5 * MIN)
    expect(timeLeftMs(addTime(pauseTimer(timer, MIN), MIN, 9 * MIN), 9 * MIN)).toBe(5 * MIN)
    expect(timeLeftMs(addTime(timer, MIN, 20 * MIN), 20 * MIN)).toBe(MIN)
    expect(timeLeftMs(addTime(timer, -MIN, MIN), MIN)).toBe(3 * MIN)
    expect(timeLeftMs(addTime(timer, -9 * MIN, MIN), MIN)).toBe(0)
  })

  it.each([
    ['half time', 10, 4 * MIN, 5 * MIN, ['half']],
    ['the last minute', 10, 8 * MIN, 9 * MIN, ['minute']],
    ['the end', 10, 9.5 * MIN, 10 * MIN, ['end']],
    ['all of them for somebody who slept', 10, 0, 30 * MIN, ['half', 'minute', 'end']],
    ['no half time within the last minute', 2, 0, 1.5 * MIN, ['minute']],
    ['nothing but the end in a timer of a minute', 1, 0, 2 * MIN, ['end']],
    ['nothing when nothing is reached', 10, MIN, 2 * MIN, []],
  ])('[T4] says %s', (_what, minutes, before, now, said) => {
    expect(milestones(startTimer(minutes * MIN, 0), before, now)).toEqual(said)
  })

  const acts = fc.array(
    fc.record({
      act: fc.constantFrom('pause', 'resume', 'add', 'less', 'look'),
      wait: fc.nat(10 * MIN),
      ms: fc.nat(5 * MIN),
    }),
    { maxLength: 20 },
  )

  it('[T1, T2, T3] whatever is done to it, only running takes time away and only adding gives some', () => {
    fc.assert(
      fc.property(fc.nat(60 * MIN), acts, (durationMs, all) => {
        let now = 1_000_000
        let timer = startTimer(durationMs, now)
        let left = durationMs
        let runs = true
        for (const { act, wait, ms } of all) {
          now += wait
          if (runs) left = Math.max(0, left - wait)
          if (act === 'pause') [timer, runs] = [pauseTimer(timer, now), false]
          if (act === 'resume') [timer, runs] = [resumeTimer(timer, now), true]
          if (act === 'add') [timer, left] = [addTime(timer, ms, now), left + ms]
          if (act === 'less') [timer, left] = [addTime(timer, -ms, now), Math.max(0, left - ms)]
          expect(timeLeftMs(timer, now)).toBe(left)
        }
      }),
    )
  })

  it('[T4] is announced once each, however the looks fall', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.array(fc.nat(70 * MIN), { maxLength: 30 }), (minutes, looks) => {
        const timer = startTimer(minutes * MIN, 0)
        const times = [0, ...looks.toSorted((a, b) => a - b), 71 * MIN]
        const said = times.slice(1).flatMap((now, i) => milestones(timer, times[i] as number, now))
        expect(said).toEqual(milestones(timer, 0, 71 * MIN))
      }),
    )
  })
})
