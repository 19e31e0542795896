import { AppError } from '@planwall/shared/errors'

/** Counts what holds a place of some name, and lets nobody in where all are taken. */
export class Places {
  readonly #most: number
  readonly #taken = new Map<string, number>()

  constructor(most: number) {
    this.#most = most
  }

  /** Takes a place; gives what leaves it again, once. Throws `too-many`. */
  take(name: string): () => void {
    const taken = this.#taken.get(name) ?? 0
    if (taken >= this.#most) {
      throw new AppError('too-many', 'Too many tabs are open from this network. Close some, then try again.')
    }
    this.#taken.set(name, taken + 1)
    let isTaken = true
    return () => {
      if (!isTaken) return
      isTaken = false
      const left = (this.#taken.get(name) ?? 1) - 1
      if (left > 0) this.#taken.set(name, left)
      else this.#taken.delete(name)
    }
  }
}
