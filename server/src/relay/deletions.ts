import * as encoding from 'lib0/encoding'

/**
 * What has been deleted in a room: per client, ranges of clocks that neither touch nor overlap, in order. It lets the relay
 * see whether somebody who comes back tells of deletions that are new, without holding a document.
 */
export class Deletions {
  /** Start, end, start, end … */
  readonly #ranges = new Map<number, number[]>()

  /** Takes in deletions as a scan gives them: client, clock, length … */
  add(deletions: readonly number[]): void {
    for (let i = 0; i < deletions.length; i += 3) {
      const clock = deletions[i + 1] as number
      this.#addOne(deletions[i] as number, clock, clock + (deletions[i + 2] as number))
    }
  }

  /** Those of the deletions that are not known yet, as a scan gives them. */
  unknownOf(deletions: readonly number[]): number[] {
    const unknown: number[] = []
    for (let i = 0; i < deletions.length; i += 3) {
      const client = deletions[i] as number
      const clock = deletions[i + 1] as number
      const length = deletions[i + 2] as number
      if (!this.#has(client, clock, clock + length)) unknown.push(client, clock, length)
    }
    return unknown
  }

  /** All of them, as an update that holds nothing else. */
  asUpdate(): Uint8Array {
    const all: number[] = []
    for (const [client, ranges] of this.#ranges) {
      for (let i = 0; i < ranges.length; i += 2) {
        all.push(client, ranges[i] as number, (ranges[i + 1] as number) - (ranges[i] as number))
      }
    }
    return withDeletions(new Uint8Array([0]), all)
  }

  #has(client: number, start: number, end: number): boolean {
    const ranges = this.#ranges.get(client)
    if (!ranges) return false
    const i = firstEndingAfter(ranges, start)
    return i < ranges.length && (ranges[i] as number) <= start && end <= (ranges[i + 1] as number)
  }

  #addOne(client: number, start: number, end: number): void {
    if (start >= end) return
    const ranges = this.#ranges.get(client)
    if (!ranges) {
      this.#ranges.set(client, [start, end])
      return
    }
    // What ends where this one begins is put together with it.
    const from = firstEndingAfter(ranges, start - 1)
    let to = from
    let first = start
    let last = end
    for (; to < ranges.length && (ranges[to] as number) <= end; to += 2) {
      first = Math.min(first, ranges[to] as number)
      last = Math.max(last, ranges[to + 1] as number)
    }
    if (to === from + 2) {
      ranges[from] = first
      ranges[from + 1] = last
    } else ranges.splice(from, to - from, first, last)
  }
}

/** An update's structs (its bytes up to the deletions), with other deletions: client, clock, length … */
export function withDeletions(structs: Uint8Array, deletions: readonly number[]): Uint8Array {
  const byClient = new Map<number, number[]>()
  for (let i = 0; i < deletions.length; i += 3) {
    const client = deletions[i] as number
    const ranges = byClient.get(client) ?? []
    ranges.push(deletions[i + 1] as number, deletions[i + 2] as number)
    byClient.set(client, ranges)
  }
  const encoder = encoding.createEncoder()
  encoding.writeUint8Array(encoder, structs)
  encoding.writeVarUint(encoder, byClient.size)
  for (const [client, ranges] of byClient) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, ranges.length / 2)
    for (const number of ranges) encoding.writeVarUint(encoder, number)
  }
  return encoding.toUint8Array(encoder)
}

/** Index of the first range that ends after `clock`. */
function firstEndingAfter(ranges: readonly number[], clock: number): number {
  let low = 0
  let high = ranges.length / 2
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ranges[2 * middle + 1] as number) > clock) high = middle
    else low = middle + 1
  }
  return 2 * low
}
