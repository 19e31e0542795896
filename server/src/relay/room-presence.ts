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

  /**
   * What is new of people, to be told in one write with something else, where they were last told of it some time ago; the
   * tick that would have told it is called off. What it gives has to be told to every connection.
   */
  takeAlong(): Told | undefined {
    if (!this.#timer || this.#sinceTold() < tickMs(this.#connections.size).alongAfter) return undefined
    clearTimeout(this.#timer)
    return this.#take()
  }

  /** Tells a connection of people, after `news` in the same write. */
  tell(connection: Connection, told: Told, news?: Buffer): void {
    if (connection.missedPresence && connection.queued <= limits.slowReaderBytes) {
      if (news) connection.send(news)
      this.tellOfOthers(connection)
      return
    }
    const frames = told.framesFor(connection)
    if (frames && connection.queued <= limits.slowReaderBytes) {
      connection.send(news ? told.after(news, frames) : frames)
      if (told.hasCursors && connection.isOurs) this.#stats.messagesOut.cursor++
      if (told.hasStates) this.#stats.messagesOut.awareness++
      return
    }
    if (frames) connection.missedPresence = true
    if (news) connection.send(news)
  }

  #sinceTold(): number {
    return Math.max(0, this.#now() - this.#toldAt)
  }

  /** After a pause at once, otherwise with the next tick. */
  #tellSoon(): void {
    if (this.#timer || (this.#changed.size === 0 && this.#moved.size === 0)) return
    const waitMs = Math.max(0, tickMs(this.#connections.size).most - this.#sinceTold())
    this.#timer = setTimeout(() => {
      const told = this.#take()
      if (told) for (const connection of this.#connections) this.tell(connection, told)
    }, waitMs)
  }

  #take(): Told | undefined {
    this.#timer = undefined
    this.#toldAt = this.#now()
    const states = this.#takeStates()
    const cursors = this.#takeCursors()
    this.#tellSoon()
    return states.length > 0 || cursors.length > 0 ? new Told(states, cursors) : undefined
  }

  /** What is to be told of those who said something of themselves. */
  #takeStates(): Uint8Array[] {
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
    return entries
  }

  #takeCursors(): Uint8Array[] {
    const moved = this.#moved
    this.#moved = new Set()
    const entries: Uint8Array[] = []
    for (const id of moved) {
      const entry = this.#cursors.get(id)
      if (!entry) continue
      if (this.#presence.ownerOf(id)?.maySpread(entry.length) === false) this.#moved.add(id)
      else entries.push(entry)
    }
    return entries
  }
}

/** What is told of people at once: made once for all who can read the same. Those who are in it know of themselves, and leave it. */
class Told {
  readonly hasStates: boolean
  readonly hasCursors: boolean
  readonly #states: Uint8Array
  readonly #cursors: Buffer
  readonly #made = new Map<string, Buffer>()
  readonly #joined = new Map<Buffer, Map<Buffer, Buffer>>()

  constructor(states: readonly Uint8Array[], cursors: readonly Uint8Array[]) {
    this.hasStates = states.length > 0
    this.hasCursors = cursors.length > 0
    this.#states = presenceMessage(states)
    this.#cursors = socketFrame(cursorsMessage(cursors))
  }

  /** The states first, so that nobody hears of a pointer before they hear whose it is; undefined for nothing. */
  framesFor({ isOurs, takesDeflated }: Connection): Buffer | undefined {
    const hasCursors = this.hasCursors && isOurs
    if (!this.hasStates) return hasCursors ? this.#cursors : undefined
    const isDeflated = takesDeflated && this.#states.length > deflateAbove
    const kind = `${hasCursors} ${isDeflated}`
    const made = this.#made.get(kind)
    if (made) return made
    const states = isDeflated ? deflatedFrame(this.#states) : socketFrame(this.#states)
    const frames = hasCursors ? Buffer.concat([states, this.#cursors]) : states
    this.#made.set(kind, frames)
    return frames
  }

  /** These frames behind others. */
  after(news: Buffer, frames: Buffer): Buffer {
    const known = this.#joined.get(news) ?? new Map<Buffer, Buffer>()
    const joined = known.get(frames) ?? Buffer.concat([news, frames])
    this.#joined.set(news, known.set(frames, joined))
    return joined
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

/**
 * How often people are told of each other in a room of so many: after `most` ms at the latest, and from `alongAfter` ms on
 * with the first update that is told anyway, since what a message costs is its write.
 */
function tickMs(people: number): { most: number; alongAfter: number } {
  if (people < 10) return { most: 16, alongAfter: 12 }
  return people > 200 ? { most: 50, alongAfter: 30 } : { most: 40, alongAfter: 24 }
}
