import { limits } from '@planwall/shared/protocol'
import type { Connection } from './connection.ts'
import { ByteReader } from './byte-reader.ts'
import { cursorsMessage, presenceMessage } from './messages.ts'
import { Presence } from './presence.ts'
import type { RelayStats } from './relay-stats.ts'
import { deflateAbove, deflatedFrame, socketFrame } from './socket-frames.ts'

/** Tells those in a room of each other: cursors together, as often as so many people can bear, one frame for all. */
export class RoomPresence {
  readonly #connections: ReadonlySet<Connection>
  readonly #stats: RelayStats
  readonly #now: () => number
  readonly #presence = new Presence<Connection>()
  #changed = new Set<number>()
  /** What was last said of each client id's pointer; ids and bytes as they came. */
  readonly #cursors = new Map<number, Uint8Array>()
  #moved = new Set<number>()
  #timer: NodeJS.Timeout | undefined
  #toldAt = 0

  constructor(connections: ReadonlySet<Connection>, { stats, now }: { stats: RelayStats; now: () => number }) {
    this.#connections = connections
    this.#stats = stats
    this.#now = now
  }

  enter(connection: Connection): void {
    this.#presence.enter(connection)
    if (this.#presence.hasOthersThan(connection)) this.tellOfOthers(connection)
  }

  leave(connection: Connection): void {
    this.#presence.leave(connection, this.#changed)
    this.#tellSoon()
  }

  /** Takes in what a connection says; throws on bytes that make no sense. */
  hear(connection: Connection, body: Uint8Array): void {
    const late = this.#presence.hear(connection, body, this.#changed)
    // Told that they are gone, clients say with a later clock that they are not.
    if (late.length > 0) {
      const entries = late.flatMap((id) => this.#presence.entryOf(id) ?? [])
      connection.send(socketFrame(presenceMessage(entries)))
    }
    this.#tellSoon()
  }

  /** Takes in a pointer; throws on bytes that make no sense. What is said of somebody else's is left out. */
  hearCursor(connection: Connection, body: Uint8Array): void {
    const id = readCursor(body)
    if (this.#presence.ownerOf(id) !== connection) return
    this.#cursors.set(id, Uint8Array.prototype.slice.call(body))
    this.#moved.add(id)
    this.#tellSoon()
  }

  tellOfOthers(connection: Connection): void {
    connection.missedPresence = false
    this.#stats.messagesOut.awareness++
    connection.sendPresence(socketFrame(presenceMessage(this.#presence.othersThan(connection))))
    const cursors = [...this.#cursors].filter(([id]) => this.#presence.ownerOf(id) !== connection)
    if (!connection.isOurs || cursors.length === 0) return
    this.#stats.messagesOut.cursor++
    connection.sendPresence(socketFrame(cursorsMessage(cursors.map(([, entry]) => entry))))
  }

  /** Lets go of timers. */
  destroy(): void {
    clearTimeout(this.#timer)
  }

  /** After a pause at once, otherwise with the next tick. */
  #tellSoon(): void {
    if (this.#timer || (this.#changed.size === 0 && this.#moved.size === 0)) return
    const since = Math.max(0, this.#now() - this.#toldAt)
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined
        this.#toldAt = this.#now()
        this.#tell()
      },
      Math.max(0, tickMs(this.#connections.size) - since),
    )
  }

  #tell(): void {
    const changed = this.#changed
    this.#changed = new Set()
    const entries: Uint8Array[] = []
    for (const id of changed) {
      const entry = this.#presence.entryOf(id)
      if (!this.#presence.ownerOf(id)) this.#cursors.delete(id)
      if (!entry) continue
      if (this.#presence.ownerOf(id)?.maySpread(entry.length) === false) this.#changed.add(id)
      else entries.push(entry)
    }
    if (entries.length > 0) this.#spread(presenceMessage(entries))
    this.#tellCursors()
    this.#tellSoon()
  }

  /** After the states, so that nobody hears of a pointer before they hear whose it is. */
  #tellCursors(): void {
    const moved = this.#moved
    this.#moved = new Set()
    const entries: Uint8Array[] = []
    for (const id of moved) {
      const entry = this.#cursors.get(id)
      if (!entry) continue
      if (this.#presence.ownerOf(id)?.maySpread(entry.length) === false) this.#moved.add(id)
      else entries.push(entry)
    }
    if (entries.length === 0) return
    const frame = socketFrame(cursorsMessage(entries))
    for (const connection of this.#connections) {
      if (!connection.isOurs || connection.missedPresence) continue
      if (connection.sendPresence(frame)) this.#stats.messagesOut.cursor++
      else connection.missedPresence = true
    }
  }

  /** Those who are in the frame get it too: they know of themselves, and leave it. */
  #spread(message: Uint8Array): void {
    const plain = socketFrame(message)
    let deflated: Buffer | undefined
    for (const connection of this.#connections) {
      if (connection.missedPresence && connection.queued <= limits.slowReaderBytes) {
        this.tellOfOthers(connection)
        continue
      }
      let frame = plain
      if (connection.takesDeflated && message.length > deflateAbove) frame = deflated ??= deflatedFrame(message)
      if (!connection.sendPresence(frame)) connection.missedPresence = true
    }
    this.#stats.messagesOut.awareness += this.#connections.size
  }
}

/** Whose pointer a message is about. */
function readCursor(body: Uint8Array): number {
  const reader = new ByteReader(body)
  const head = reader.readVarUint()
  if (head % 2 === 0) for (const _coordinate of ['x', 'y']) reader.readVarUint()
  if (!reader.isAtEnd) throw new Error('More than a pointer was said of a pointer.')
  return Math.floor(head / 2)
}

/** How often cursors are told in a room of so many, ms. */
function tickMs(people: number): number {
  if (people < 10) return 16
  return people > 200 ? 50 : 33
}
