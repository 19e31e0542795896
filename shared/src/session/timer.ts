import Type from 'typebox'
import type { Static } from 'typebox'

/** A timer as it lies in the session document. All times are server time in Unix ms; nothing ticks in a document. */
export const timerSchema = Type.Object({
  /** When it was started, put forward by the time it stood still. */
  startedAt: Type.Number(),
  durationMs: Type.Number({ minimum: 0 }),
  /** Since when it stands still; null while it runs. */
  pausedAt: Type.Union([Type.Number(), Type.Null()]),
})
export type Timer = Static<typeof timerSchema>

/** The longest a timer can be set to, ms. */
export const MAX_TIMER_MS = 12 * 60 * 60_000

/** [T1] */
export function startTimer(durationMs: number, now: number): Timer {
  return { startedAt: now, durationMs: Math.min(Math.max(0, durationMs), MAX_TIMER_MS), pausedAt: null }
}

/** [T2] Stops the clock; one that stands already is left as it is. */
export function pauseTimer(timer: Timer, now: number): Timer {
  return timer.pausedAt === null ? { ...timer, pausedAt: Math.max(now, timer.startedAt) } : timer
}

/** [T2] Lets it run again with the time it had left. */
export function resumeTimer(timer: Timer, now: number): Timer {
  if (timer.pausedAt === null) return timer
  return { ...timer, startedAt: timer.startedAt + Math.max(0, now - timer.pausedAt), pausedAt: null }
}

/** [T3] More time, or less: what is left changes by this much; one that is over starts again with it. */
export function addTime(timer: Timer, ms: number, now: number): Timer {
  const elapsed = elapsedMs(timer, now)
  const left = Math.max(0, timer.durationMs - elapsed)
  const durationMs = Math.min(elapsed + Math.max(0, left + ms), elapsed + MAX_TIMER_MS)
  return { ...timer, durationMs }
}

/** [T1] Time left at this server time, ms; never negative, never more than it was set to. */
export function timeLeftMs(timer: Timer, now: number): number {
  return Math.min(timer.durationMs, Math.max(0, timer.durationMs - elapsedMs(timer, now)))
}

/** How long it has been over, ms; 0 while it is not. */
export function overtimeMs(timer: Timer, now: number): number {
  return Math.max(0, elapsedMs(timer, now) - timer.durationMs)
}

export type Milestone = 'half' | 'minute' | 'end'

/**
 * [T4] What is to be said aloud when time has gone from `before` to `now`, in order. Each is said once; half time is
 * left out where it comes within the last minute.
 */
export function milestones(timer: Timer, before: number, now: number): Milestone[] {
  const [left, leftBefore] = [timeLeftMs(timer, now), timeLeftMs(timer, before)]
  const at: [Milestone, number][] = [
    ['half', timer.durationMs / 2],
    ['minute', 60_000],
    ['end', 0],
  ]
  return at
    .filter(([name, mark]) => {
      if (name === 'half' && mark <= 60_000) return false
      if (name === 'minute' && timer.durationMs <= 60_000) return false
      return leftBefore > mark && left <= mark
    })
    .map(([name]) => name)
}

function elapsedMs(timer: Timer, now: number): number {
  return Math.max(0, (timer.pausedAt ?? now) - timer.startedAt)
}
