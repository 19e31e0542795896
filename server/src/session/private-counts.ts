import type { Relay } from '../relay/relay.ts'
import type { BoardStore, Seat } from '../store/board-store.ts'
import { seatBytes } from './seat-bytes.ts'

/** Whoever wrote within so long is said to be writing, ms. */
const writingMs = 6000

interface Counted {
  /** Number of the last update that was counted. */
  seq: number
  cards: number
  /** When this number was first seen, Unix ms; 0 for what was there before anybody asked. */
  changedAt: number
}

/** [P4] How many cards lie in each private room, counted again only where something was written since. */
export class PrivateCounts {
  readonly #needs: { store: BoardStore; relay: Relay; now: () => number }
  readonly #boards = new Map<string, Map<string, Counted>>()

  constructor(needs: { store: BoardStore; relay: Relay; now: () => number }) {
    this.#needs = needs
  }

  /** By seat; seats that wrote nothing are left out. */
  async of(boardId: string, seats: readonly Seat[]): Promise<Map<string, { cards: number; isWriting: boolean }>> {
    const { store, relay, now } = this.#needs
    const before = this.#boards.get(boardId)
    const known = before ?? new Map<string, Counted>()
    const numbers = new Map((await store.privateRooms.seatsWriting(boardId)).map(({ seatId, seq }) => [seatId, seq]))
    const changed = seats.filter(({ seatId }) => numbers.has(seatId) && known.get(seatId)?.seq !== numbers.get(seatId))
    const rooms = await Promise.all(changed.map((seat) => seatBytes(store, seat)))
    const counted = rooms.length > 0 ? await relay.act(boardId, 'count-private', { seats: rooms }) : []
    const counts = new Map([...known].filter(([seatId]) => numbers.has(seatId)))
    for (const { seatId, cards } of counted) {
      counts.set(seatId, { seq: numbers.get(seatId) ?? 0, cards, changedAt: before ? now() : 0 })
    }
    this.#boards.set(boardId, counts)
    return new Map(
      [...counts].map(([seatId, { cards, changedAt }]) => [
        seatId,
        { cards, isWriting: now() - changedAt < writingMs },
      ]),
    )
  }

  /** Nothing is hidden on this board any more. */
  forget(boardId: string): void {
    this.#boards.delete(boardId)
  }
}
