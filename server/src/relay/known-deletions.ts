import { AppError } from '@planwall/shared/errors'
import { Deletions } from './deletions.ts'
import type { RoomLog } from './room-log.ts'
import { scanUpdate } from './scan-update.ts'

/** After looking through so many bytes, others have their turn. */
const giveWayBytes = 1024 * 1024

/** Everything that was deleted in a room, found out once somebody needs to know and kept up to date from then on. */
export class KnownDeletions {
  readonly #log: RoomLog
  #deletions: Deletions | undefined
  #looking: Promise<Deletions> | undefined
  #isWhole = false

  constructor(log: RoomLog) {
    this.#log = log
  }

  /** All that is stored has been looked through. */
  get isWhole(): boolean {
    return this.#isWhole
  }

  /** Resolves once all that is stored has been looked through; rejects with `damaged` where it cannot be read. */
  whole(): Promise<Deletions> {
    this.#looking ??= this.#look()
    return this.#looking
  }

  /** These were appended: client, clock, length … */
  add(deletions: readonly number[]): void {
    this.#deletions?.add(deletions)
  }

  /** Those that are not known yet. */
  unknownOf(deletions: readonly number[]): readonly number[] {
    return this.#deletions?.unknownOf(deletions) ?? deletions
  }

  async #look(): Promise<Deletions> {
    const { chunks, updates } = this.#log.asBytes()
    const deletions = new Deletions()
    // What is appended while others have their turn is added as well.
    this.#deletions = deletions
    let bytes = 0
    for (const update of [...chunks, ...updates]) {
      deletions.add(this.#deletionsIn(update))
      bytes += update.length
      if (bytes < giveWayBytes) continue
      bytes = 0
      await new Promise(setImmediate)
    }
    this.#isWhole = true
    return deletions
  }

  #deletionsIn(update: Uint8Array): readonly number[] {
    try {
      return scanUpdate(update, this.#log.clocks).deletions
    } catch (error) {
      throw new AppError('damaged', undefined, { cause: error })
    }
  }
}
