/** Randomness that a seed repeats: what failed once can fail again. */
export interface Dice {
  /** A whole number from 0 up to, not including, `below`. */
  below: (below: number) => number
  /** True in so many of a hundred cases. */
  percent: (percent: number) => boolean
  pick: <T>(from: readonly T[]) => T
  shuffle: <T>(from: readonly T[]) => T[]
  bytes: (length: number) => Uint8Array
}

/** Dice of a seed, any whole number (mulberry32's mixing). */
export function createDice(seed: number): Dice {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (limit: number): number => Math.floor((next() / 0x1_0000_0000) * limit)
  const pick = <T>(from: readonly T[]): T => {
    if (from.length === 0) throw new Error('There is nothing to pick from.')
    return from[below(from.length)] as T
  }
  return {
    below,
    percent: (percent) => below(100) < percent,
    pick,
    shuffle: (from) => {
      const left = [...from]
      return from.map(() => left.splice(below(left.length), 1)[0] as (typeof from)[number])
    },
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
  }
}
