/** Acts that are spread evenly over time: `count` actors, each of them so many times a second, one after the other. */
export class Pace {
  readonly #startedAt: number
  readonly #gapMs: number
  readonly #count: number
  #next = 0

  constructor(startedAt: number, count: number, timesPerSecond: number) {
    this.#startedAt = startedAt
    this.#count = count
    this.#gapMs = 1000 / timesPerSecond / count
  }

  /**
   * Calls every actor whose turn has come. Whoever is late is caught up with, but nobody acts twice at once: turns that
   * were missed by more than a whole round are left out.
   */
  run(now: number, act: (actor: number) => void): void {
    if (this.#count === 0) return
    const due = Math.floor((now - this.#startedAt) / this.#gapMs)
    this.#next = Math.max(this.#next, due - this.#count + 1)
    while (this.#next <= due) act(this.#next++ % this.#count)
  }
}
