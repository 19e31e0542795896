import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'

/** How far the server's clock is ahead of this browser's, ms; 0 until it was asked for the first time. */
export interface ServerTime {
  offsetMs: number
  /** Whether the server was ever heard. */
  known: boolean
}

export interface Clocks {
  /** This browser's clock, Unix ms; it may be set while the page is open. */
  wall: () => number
  /** Counts on whatever is done to the clock, ms. */
  steady: () => number
  /** The server's time, Unix ms; undefined where it does not answer. */
  ask: () => Promise<number | undefined>
}

export interface ServerClock {
  time: StoreApi<ServerTime>
  /** The server's time now, Unix ms. */
  now: () => number
  /** Asks the server again: after sleep, after the clock was set. */
  measure: () => Promise<void>
}

/** So many answers are compared; the one that came back fastest says most. */
const SAMPLES = 3
/** A browser's clock that jumped by this much against the steady one was set, or the machine slept, ms. */
const JUMP_MS = 750

/**
 * The server's clock, seen from here: time by the steady clock of this page, so that setting the browser's clock changes
 * nothing. A machine that sleeps may stop the steady clock; `now` then sees the two clocks apart and asks again.
 */
export function createServerClock({ wall, steady, ask }: Clocks): ServerClock {
  const time = createStore<ServerTime>(() => ({ offsetMs: 0, known: false }))
  /** Server time at steady 0. */
  let base = wall() - steady()
  let apart = wall() - steady()
  let measuring: Promise<void> | undefined
  const measureNow = async () => {
    let best: { base: number; tripMs: number } | undefined
    for (let sample = 0; sample < SAMPLES; sample++) {
      const asked = steady()
      const answer = await ask()
      const tripMs = steady() - asked
      if (answer === undefined) continue
      if (!best || tripMs < best.tripMs) best = { base: answer - (asked + tripMs / 2), tripMs }
    }
    apart = wall() - steady()
    if (!best) return
    base = best.base
    time.setState({ offsetMs: Math.round(base - apart), known: true })
  }
  const measure = () => {
    measuring ??= measureNow().finally(() => {
      measuring = undefined
    })
    return measuring
  }
  return {
    time,
    measure,
    now: () => {
      if (Math.abs(wall() - steady() - apart) > JUMP_MS && !measuring) {
        // Asleep, the steady clock may have stood still; the other one did not. Until the server answers both are guesses.
        void measure()
      }
      return base + steady()
    },
  }
}
