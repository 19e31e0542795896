/** How much is allowed: `perSecond` in the long run, `burst` at once. */
export interface Allowance {
  perSecond: number
  burst: number
}

/** Counts what was spent of an allowance that fills up again with time. Knows no clock: times come in, Unix ms. */
export class TokenBucket {
  readonly #allowance: Allowance
  #left: number
  #at: number

  constructor(allowance: Allowance, now: number) {
    this.#allowance = allowance
    this.#left = allowance.burst
    this.#at = now
  }

  /** Spends; gives how long to wait until nothing is owed any more, ms, 0 where all of it was allowed. */
  spend(cost: number, now: number): number {
    const { perSecond, burst } = this.#allowance
    if (now > this.#at) {
      this.#left = Math.min(burst, this.#left + ((now - this.#at) / 1000) * perSecond)
      this.#at = now
    }
    this.#left -= cost
    return this.#left >= 0 ? 0 : (-this.#left / perSecond) * 1000
  }
}
