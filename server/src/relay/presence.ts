import { limits } from '@planwall/shared/protocol'
import type { PresenceEntry } from './frames.ts'

/** Whoever speaks for client ids: one socket of one seat. */
export interface PresenceOwner {
  readonly seatId: string
  /** Rises with every socket that is opened. */
  readonly number: number
}

interface Present {
  entry: PresenceEntry
  owner: PresenceOwner
}

interface Departed {
  clock: number
  seatId: string
  /** Number of the socket that was the newest when the id left. */
  newest: number
}

/** Ids that left and are remembered, so that a late echo of them does not bring them back as ghosts. */
const maxDeparted = 1000

const gone = 'null'

/**
 * Who is in a room, by client id. An id belongs to the seat that used it first: stock clients repeat what they hear about
 * others, and those repetitions are left out, as is everything an id's owner did not say. Clocks are ours, always rising,
 * so that somebody who comes back with an old clock is seen at once.
 */
export class Presence {
  readonly #present = new Map<number, Present>()
  readonly #departed = new Map<number, Departed>()
  #newest = 0

  enter(owner: PresenceOwner): void {
    this.#newest = Math.max(this.#newest, owner.number)
  }

  /** Takes in what one socket said; gives the ids others should hear of. Throws on a state that is too large or no JSON. */
  hear(owner: PresenceOwner, entries: readonly PresenceEntry[]): number[] {
    return entries.filter((entry) => this.#hearOne(owner, entry)).map(({ clientId }) => clientId)
  }

  /** The socket is gone, and everybody it spoke for; gives their ids. */
  leave(owner: PresenceOwner): number[] {
    const ids = this.idsOf(owner)
    for (const id of ids) this.#depart(id)
    return ids
  }

  idsOf(owner: PresenceOwner): number[] {
    return [...this.#present].filter(([, one]) => one.owner === owner).map(([id]) => id)
  }

  isOf(owner: PresenceOwner, clientId: number): boolean {
    return this.#present.get(clientId)?.owner === owner
  }

  /** Everybody who is here, but those this socket speaks for. */
  othersThan(owner: PresenceOwner): PresenceEntry[] {
    return [...this.#present.values()].filter((one) => one.owner !== owner).map(({ entry }) => entry)
  }

  /** What is to be told about these ids: their state, or that they are gone. */
  entriesOf(ids: Iterable<number>): PresenceEntry[] {
    return [...ids].flatMap((clientId) => {
      const departed = this.#departed.get(clientId)
      const present = this.#present.get(clientId)?.entry
      return present ?? (departed ? { clientId, clock: departed.clock, state: gone } : [])
    })
  }

  #hearOne(owner: PresenceOwner, { clientId, clock, state }: PresenceEntry): boolean {
    const present = this.#present.get(clientId)
    if (!this.#maySpeak(owner, clientId, clock)) return false
    if (state === gone) {
      if (present) this.#depart(clientId)
      return present !== undefined
    }
    if (!present && this.idsOf(owner).length >= limits.maxClientsPerConnection) return false
    checkState(state)
    const before = present?.entry.clock ?? this.#departed.get(clientId)?.clock
    const next = before === undefined ? clock : Math.max(clock, before + 1)
    this.#departed.delete(clientId)
    this.#present.set(clientId, { entry: { clientId, clock: next, state }, owner })
    return true
  }

  #maySpeak(owner: PresenceOwner, clientId: number, clock: number): boolean {
    const present = this.#present.get(clientId)
    if (present?.owner === owner) return true
    if (present) return present.owner.seatId === owner.seatId && clock > present.entry.clock
    const departed = this.#departed.get(clientId)
    if (!departed) return true
    return departed.seatId === owner.seatId && (owner.number > departed.newest || clock > departed.clock)
  }

  #depart(clientId: number): void {
    const present = this.#present.get(clientId)
    if (!present) return
    this.#present.delete(clientId)
    this.#departed.delete(clientId)
    const { owner, entry } = present
    this.#departed.set(clientId, { clock: entry.clock, seatId: owner.seatId, newest: this.#newest })
    for (const oldest of this.#departed.keys()) {
      if (this.#departed.size <= maxDeparted) break
      this.#departed.delete(oldest)
    }
  }
}

function checkState(state: string): void {
  if (Buffer.byteLength(state) > limits.maxAwarenessBytes) throw new Error('A presence is too large.')
  const value: unknown = JSON.parse(state)
  if (typeof value !== 'object') throw new Error('A presence is no object.')
}
