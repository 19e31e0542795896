import * as Y from 'yjs'

/** What an update holds of one writer: everything from one clock up to another. */
interface Range {
  clientId: number
  from: number
  to: number
}

const kept = 16

/** Reads which edits are in an update. Many clients hear the same one: it is read once. */
export class UpdateClocks {
  readonly #known: { update: Buffer; ranges: readonly Range[] }[] = []
  #next = 0

  of(update: Uint8Array): readonly Range[] {
    for (const known of this.#known) if (known.update.equals(update)) return known.ranges
    const { from, to } = Y.parseUpdateMeta(update)
    const ranges = [...to].map(([clientId, end]) => ({ clientId, from: from.get(clientId) ?? 0, to: end }))
    this.#known[this.#next] = { update: Buffer.from(update), ranges }
    this.#next = (this.#next + 1) % kept
    return ranges
  }
}
