import type { Relay } from '../relay/relay.ts'
import type { BoardStore, Seat } from '../store/board-store.ts'
import { seatBytes } from './seat-bytes.ts'

/** Whoever wrote within so long is said to be writing, ms. */
const writingMs = 6000

interface Count {
  cards: number
  isWriting: boolean
}

interface Counted {
  epoch: string
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

  async of(boardId: string, seats: readonly Seat[]): Promise<Map<string, Count>> {
    const { store, relay, now } = this.#needs
    const before = this.#boards.get(boardId)
    const writing = new Set(await store.privateRooms.seatsWriting(boardId))
    const rooms = await Promise.all(
      seats.filter(({ seatId }) => writing.has(seatId)).map((seat) => seatBytes(store, seat)),
    )
    const isNew = ({ seatId, epoch, seq }: (typeof rooms)[number]) => {
      const known = before?.get(seatId)
      return known?.seq !== seq || known.epoch !== epoch
    }
    const changed = rooms.filter(isNew)
    const counted = changed.length > 0 ? await relay.act(boardId, 'count-private', { seats: changed }) : []
    const cards = new Map(counted.map((one) => [one.seatId, one.cards]))
    const counts = new Map<string, Counted>()
    for (const room of rooms) {
      const known = before?.get(room.seatId)
      const changedAt = isNew(room) ? (before ? now() : 0) : (known?.changedAt ?? 0)
      counts.set(room.seatId, {
        epoch: room.epoch,
        seq: room.seq,
        cards: cards.get(room.seatId) ?? known?.cards ?? 0,
        changedAt,
      })
    }
    this.#boards.set(boardId, counts)
    return new Map(
      [...counts].map(([seatId, one]) => [seatId, { cards: one.cards, isWriting: now() - one.changedAt < writingMs }]),
    )
  }

  /** Nothing is hidden on this board any more. */
  forget(boardId: string): void {
    this.#boards.delete(boardId)
  }
}
