import { isUtf8 } from 'node:buffer'
import { limits } from '@planwall/shared/protocol'
import { ByteReader } from './byte-reader.ts'
import { isJsonObject } from './json-text.ts'
import { goneEntry } from './messages.ts'

/** Whoever speaks for client ids: one socket of one seat. */
export interface PresenceOwner {
  readonly seatId: string
  /** Rises with every socket that is opened. */
  readonly number: number
}

/** What one client id last said of itself. */
interface Present<Owner> {
  owner: Owner
  clock: number
  /** Client id, clock and state as they came: what others are told. */
  entry: Uint8Array
}

interface Departed {
  clock: number
  seatId: string
  /** Number of the socket that was the newest when the id left. */
  newest: number
}

/** Ids that left and are remembered, so that a late echo of them does not bring them back as ghosts. */
const maxDeparted = 1000

/** Nobody repeats more than everybody in the largest room. */
const maxEntries = 10_000

/**
 * Who is in a room, by client id. An id belongs to the seat that used it first: stock clients repeat what they hear about
 * others, and those repetitions are left out, as is everything an id's owner did not say. States are passed on as the
 * bytes they came in; they are checked, since one that cannot be read would spoil the frame for all.
 */
export class Presence<Owner extends PresenceOwner = PresenceOwner> {
  readonly #present = new Map<number, Present<Owner>>()
  readonly #departed = new Map<number, Departed>()
  /** How many ids each socket speaks for. */
  readonly #counts = new Map<Owner, number>()
  #newest = 0

  enter(owner: Owner): void {
    this.#newest = Math.max(this.#newest, owner.number)
  }

  /**
   * Takes in what one socket said (the body of an awareness message): adds the ids that others should hear of to `changed`.
   * Gives the ids that cannot be shown yet, since others know them as gone at a later clock. Throws on bytes that make no
   * sense, on a state that is too large or no JSON object.
   */
  hear(owner: Owner, body: Uint8Array, changed: Set<number>): number[] {
    const reader = new ByteReader(body)
    const count = reader.readVarUint()
    if (count > maxEntries) throw new Error(`${count} presences in one message.`)
    let late: number[] = []
    for (let i = 0; i < count; i++) {
      const start = reader.at
      const id = reader.readVarUint()
      const clock = reader.readVarUint()
      const length = reader.readVarUint()
      const from = reader.skip(length)
      const present = this.#present.get(id)
      if (present ? !maySpeak(owner, present, clock) : this.#isEcho(owner, id, clock)) continue
      if (isGone(body, from, reader.at)) {
        if (!present) continue
        this.#depart(id, present, clock)
        changed.add(id)
        continue
      }
      // Others have it already.
      if (present?.clock === clock) continue
      if (!present && (this.#counts.get(owner) ?? 0) >= limits.maxClientsPerConnection) continue
      checkState(body, from, reader.at)
      const departed = present ? undefined : this.#departed.get(id)
      if (departed && departed.clock >= clock) {
        late = [...late, id]
        continue
      }
      this.#departed.delete(id)
      if (present) this.#count(present.owner, -1)
      this.#count(owner, 1)
      this.#present.set(id, { owner, clock, entry: Uint8Array.prototype.slice.call(body, start, reader.at) })
      changed.add(id)
    }
    return late
  }

  /** The socket is gone, and everybody it spoke for; adds their ids to `changed`. */
  leave(owner: Owner, changed: Set<number>): void {
    for (const [id, present] of this.#present) {
      if (present.owner !== owner) continue
      this.#depart(id, present, present.clock)
      changed.add(id)
    }
  }

  /** Everybody who is here, but those this socket speaks for. */
  othersThan(owner: Owner): Uint8Array[] {
    const entries: Uint8Array[] = []
    for (const present of this.#present.values()) if (present.owner !== owner) entries.push(present.entry)
    return entries
  }

  hasOthersThan(owner: Owner): boolean {
    return this.#present.size > (this.#counts.get(owner) ?? 0)
  }

  /** What is to be told about an id: its state, or that it is gone; undefined where nothing is known of it any more. */
  entryOf(id: number): Uint8Array | undefined {
    const present = this.#present.get(id)
    if (present) return present.entry
    const departed = this.#departed.get(id)
    return departed && goneEntry(id, departed.clock)
  }

  /** Whose an id is now. */
  ownerOf(id: number): Owner | undefined {
    return this.#present.get(id)?.owner
  }

  #count(owner: Owner, by: number): void {
    const count = (this.#counts.get(owner) ?? 0) + by
    if (count > 0) this.#counts.set(owner, count)
    else this.#counts.delete(owner)
  }

  /** Somebody who left is brought back by their own seat alone, and not by a socket that only heard of them. */
  #isEcho(owner: Owner, id: number, clock: number): boolean {
    const departed = this.#departed.get(id)
    if (!departed) return false
    return departed.seatId !== owner.seatId || (owner.number <= departed.newest && clock <= departed.clock)
  }

  #depart(id: number, { owner }: Present<Owner>, clock: number): void {
    this.#present.delete(id)
    this.#count(owner, -1)
    this.#departed.delete(id)
    this.#departed.set(id, { clock, seatId: owner.seatId, newest: this.#newest })
    for (const oldest of this.#departed.keys()) {
      if (this.#departed.size <= maxDeparted) break
      this.#departed.delete(oldest)
    }
  }
}

/** An id's own socket, or the next socket of its seat when that speaks later words. What is older was overtaken. */
function maySpeak(owner: PresenceOwner, present: Present<PresenceOwner>, clock: number): boolean {
  if (present.owner === owner) return clock >= present.clock
  return present.owner.seatId === owner.seatId && clock > present.clock
}

function isGone(body: Uint8Array, from: number, to: number): boolean {
  return to - from === 4 && body[from] === 0x6e && body[from + 1] === 0x75 && body[from + 2] === 0x6c
}

function checkState(body: Uint8Array, from: number, to: number): void {
  if (to - from > limits.maxAwarenessBytes) throw new Error('A presence is too large.')
  if (!isJsonObject(body, from, to) || !isUtf8(body.subarray(from, to))) throw new Error('A presence is no object.')
}
