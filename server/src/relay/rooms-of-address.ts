import { AppError } from '@planwall/shared/errors'

/** How many different rooms one network address may have open at a time; each holds memory, however few are in it. */
export class RoomsOfAddress {
  readonly #most: number
  /** By address: how many sockets each room is open on. */
  readonly #open = new Map<string, Map<string, number>>()

  constructor(most: number) {
    this.#most = most
  }

  /** Gives what leaves it again, once. Throws `too-many` where this would be one room more than allowed. */
  take(address: string, room: string): () => void {
    const rooms = this.#open.get(address) ?? new Map<string, number>()
    if (!rooms.has(room) && rooms.size >= this.#most) {
      throw new AppError('too-many', 'Too many boards are open from this network. Close some, then try again.')
    }
    rooms.set(room, (rooms.get(room) ?? 0) + 1)
    this.#open.set(address, rooms)
    let isOpen = true
    return () => {
      if (!isOpen) return
      isOpen = false
      const left = (rooms.get(room) ?? 1) - 1
      if (left > 0) rooms.set(room, left)
      else rooms.delete(room)
      if (rooms.size === 0 && this.#open.get(address) === rooms) this.#open.delete(address)
    }
  }
}
