import { HeadedError } from '../http/headed-error.ts'

/** How often something may be tried: `most` times within `windowMs` of the first. */
export interface AttemptLimit {
  most: number
  windowMs: number
}

/** Names that are remembered; beyond it those that began longest ago are forgotten. */
const mostNames = 20_000

/**
 * Counts tries by name, such as wrong passcodes from one address. Knows no clock: times come in, Unix ms. It forgets when the
 * process ends, as an attacker who could make it end would need no passcode.
 */
export class Attempts {
  readonly #limit: AttemptLimit
  readonly #made = new Map<string, { since: number; count: number }>()

  constructor(limit: AttemptLimit) {
    this.#limit = limit
  }

  /** How many are left for this name. */
  left(name: string, now: number): number {
    return this.#limit.most - (this.#current(name, now)?.count ?? 0)
  }

  /** How long until there are some again, ms; 0 where there are. */
  waitMs(name: string, now: number): number {
    const made = this.#current(name, now)
    return made && made.count >= this.#limit.most ? made.since + this.#limit.windowMs - now : 0
  }

  /** Counts one before it is made, so that many at once are no way round. Throws `too-many`, saying how long to wait. */
  take(name: string, now: number): void {
    const waitMs = this.waitMs(name, now)
    if (waitMs > 0) throw tooManyTries(waitMs)
    const made = this.#current(name, now)
    if (made) made.count++
    else {
      this.#made.delete(name)
      this.#made.set(name, { since: now, count: 1 })
    }
    for (const oldest of this.#made.keys()) {
      if (this.#made.size <= mostNames) break
      this.#made.delete(oldest)
    }
  }

  /** It was no wrong one after all. */
  giveBack(name: string, now: number): void {
    const made = this.#current(name, now)
    if (made && made.count > 0) made.count--
  }

  #current(name: string, now: number): { since: number; count: number } | undefined {
    const made = this.#made.get(name)
    return made && now - made.since < this.#limit.windowMs ? made : undefined
  }
}

/** Refused for a while; `retry-after` says for how long. */
function tooManyTries(waitMs: number): HeadedError {
  const words = `That was tried too often. Try again in ${inWords(waitMs)}.`
  return new HeadedError('too-many', words, { 'retry-after': `${Math.ceil(waitMs / 1000)}` })
}

function inWords(ms: number): string {
  const minutes = Math.ceil(ms / 60_000)
  if (minutes <= 1) return 'a minute'
  return minutes < 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`
}
