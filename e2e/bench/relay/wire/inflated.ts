import { constants, inflateRawSync } from 'node:zlib'

/** Frames that are kept to compare the next with. */
const kept = 32
const tail = Buffer.from([0, 0, 0xff, 0xff])

/**
 * Inflates frames that were deflated without context. Many clients of one generator get the same bytes, which in the
 * field each inflates on its own machine: the same frame is inflated once.
 */
export class Inflated {
  readonly #known: { deflated: Buffer; plain: Buffer }[] = []
  #next = 0
  /** Time of all inflating, ms, and how many frames that was. */
  spentMs = 0
  count = 0

  of(deflated: Buffer): Buffer {
    for (const one of this.#known) if (one.deflated.equals(deflated)) return one.plain
    const startedAt = performance.now()
    const whole = Buffer.concat([deflated, tail])
    const plain = inflateRawSync(whole, { finishFlush: constants.Z_SYNC_FLUSH })
    this.spentMs += performance.now() - startedAt
    this.count++
    this.#known[this.#next] = { deflated: Buffer.from(deflated), plain }
    this.#next = (this.#next + 1) % kept
    return plain
  }
}
