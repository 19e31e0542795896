import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { errorTable } from '@planwall/shared/errors'
import type { ErrorCode } from '@planwall/shared/errors'
import { limits } from '@planwall/shared/protocol'
import type { Since } from '@planwall/shared/protocol'
import { deniedMessage, durableMessage } from './messages.ts'
import type { PresenceOwner } from './presence.ts'
import { countRefused } from './relay-stats.ts'
import type { RelayStats } from './relay-stats.ts'
import { socketFrame } from './socket-frames.ts'
import { TokenBucket } from './token-bucket.ts'
import type { RoomVerdict } from '@planwall/shared/session/room-rules'
import type { Prove } from '../session/own-cards.ts'
import type { Seat } from '../store/board-store.ts'

/** How long the other side has to answer a close, ms. */
const closingMs = 3000

/** A socket and the stream below it. Frames are built by us and written to the stream; the rest is the socket's. */
export interface Wire {
  socket: Pick<WebSocket, 'readyState' | 'ping' | 'close' | 'terminate' | 'once' | 'pause' | 'resume'>
  stream: Pick<Duplex, 'write' | 'cork' | 'uncork' | 'writableLength' | 'writableNeedDrain' | 'once' | 'off'>
  /** It negotiated compression. */
  takesDeflated: boolean
}

export interface ConnectionOf {
  seatId: string
  number: number
  /** Who it is, where that is known; its role may change. */
  seat?: Seat
  /** Proves that cards without a name are theirs. */
  prove?: Prove
  /** Asked for every update: what is allowed changes with the step that runs. */
  mayWrite: boolean | (() => RoomVerdict)
  /** It is one of our clients: it is told positions. */
  isOurs: boolean
  since: Since | undefined
  now: () => number
  stats: RelayStats
}

/** One socket in one room: what it may do, what it has been told, and how far its own updates are on the disk. */
export class Connection implements PresenceOwner {
  readonly seatId: string
  readonly number: number
  readonly seat: Seat | undefined
  readonly prove: Prove | undefined
  readonly isOurs: boolean
  readonly takesDeflated: boolean
  /** Where it says it left off; forgotten once it has been answered. */
  since: Since | undefined
  /** It has been given the document and hears of every update since. */
  isLive = false
  /** It is being given the document. */
  isCatchingUp = false
  /** We asked for what it has and wait for the answer. */
  isAsked = false
  /** It went without cursors for a while, and is to be told of everybody. */
  missedPresence = false
  /** Unix ms of the last thing said to it, and heard from it. */
  saidAt: number
  heardAt: number

  readonly #wire: Wire
  readonly #now: () => number
  readonly #stats: RelayStats
  readonly #edits: TokenBucket
  readonly #editBytes: TokenBucket
  readonly #chatter: TokenBucket
  readonly #questions: TokenBucket
  readonly #presenceBytes: TokenBucket
  readonly #verdict: () => RoomVerdict
  #isEnded = false
  #held: Uint8Array[] | undefined
  #resting: NodeJS.Timeout | undefined
  #received = 0
  #saved = 0
  #told = 0
  #firstMissing: number | undefined

  constructor(wire: Wire, { seatId, seat, prove, number, mayWrite, isOurs, since, now, stats }: ConnectionOf) {
    this.#wire = wire
    this.takesDeflated = wire.takesDeflated
    this.seatId = seatId
    this.number = number
    this.seat = seat
    this.prove = prove
    this.#verdict = typeof mayWrite === 'function' ? mayWrite : () => (mayWrite ? { allowed: true } : byRole)
    this.isOurs = isOurs
    this.since = since
    this.#now = now
    this.#stats = stats
    this.saidAt = this.heardAt = now()
    this.#edits = new TokenBucket(limits.edits, this.heardAt)
    this.#editBytes = new TokenBucket(limits.editBytes, this.heardAt)
    this.#chatter = new TokenBucket(limits.chatter, this.heardAt)
    this.#questions = new TokenBucket(limits.questions, this.heardAt)
    this.#presenceBytes = new TokenBucket(limits.presenceBytes, this.heardAt)
  }

  /** Nothing said by it counts any more, and nothing more is said to it. */
  get isEnded(): boolean {
    return this.#isEnded
  }

  /** It has asked for the document, and has it or is given it. */
  get isServed(): boolean {
    return this.isLive || this.isCatchingUp
  }

  get mayWrite(): boolean {
    return this.#verdict().allowed
  }

  /** Ends it because of an update it may not send now, with the words that say why. */
  refuse(): void {
    const verdict = this.#verdict()
    this.end('refused', verdict.allowed ? undefined : verdict.message)
  }

  /** Bytes that wait to be sent. */
  get queued(): number {
    return this.#wire.stream.writableLength
  }

  /** Sends a frame. A reader who lets too much pile up is closed: it resumes where it was when it comes back. */
  send(frame: Uint8Array): void {
    if (this.queued > limits.closeReaderBytes) this.end('slow-reader')
    else this.#write(frame)
  }

  /** Sends frames, or parts of one, with one write. */
  sendAll(frames: readonly Uint8Array[]): void {
    const { stream } = this.#wire
    stream.cork()
    for (const frame of frames) this.#write(frame)
    stream.uncork()
  }

  /** Cursors are only worth sending fresh: a slow reader goes without. Gives whether they were sent. */
  sendPresence(frame: Uint8Array): boolean {
    if (this.queued > limits.slowReaderBytes) return false
    this.#write(frame)
    return true
  }

  /** Resolves once what was sent has left, or nothing leaves any more. */
  drained(): Promise<void> {
    const { stream, socket } = this.#wire
    if (!stream.writableNeedDrain || this.#isEnded || socket.readyState !== 1) return Promise.resolve()
    return new Promise((resolve) => {
      const done = () => {
        stream.off('drain', done)
        stream.off('close', done)
        resolve()
      }
      stream.once('drain', done)
      stream.once('close', done)
    })
  }

  ping(): void {
    if (!this.#isEnded) this.#wire.socket.ping()
  }

  /** Closes with the code and words of the table, and for good after a while. */
  end(code: ErrorCode, words: string = errorTable[code].message): void {
    if (this.#isEnded) return
    countRefused(this.#stats, code)
    if (code === 'refused') this.#write(socketFrame(deniedMessage(words)))
    this.#isEnded = true
    this.#held = undefined
    this.letGo()
    closeSocket(this.#wire.socket, code, words)
  }

  /** Something has to be looked up before this message can be taken in; what follows waits behind it, and is not read. */
  hold(message: Uint8Array): void {
    this.#held = [message]
    this.#wire.socket.pause()
  }

  /** Keeps a message back if others wait already; gives whether it did. */
  isHolding(message: Uint8Array): boolean {
    this.#held?.push(message)
    return this.#held !== undefined
  }

  /** What was held, in order; from now on messages are taken in again. */
  takeHeld(): readonly Uint8Array[] {
    const held = this.#held ?? []
    this.#held = undefined
    if (!this.#resting) this.#wire.socket.resume()
    return held
  }

  /** Its socket is closed: forgets timers. */
  letGo(): void {
    clearTimeout(this.#resting)
    this.#resting = undefined
  }

  /** An update came: who sends more than is allowed is not read from for a while, and so loses nothing. */
  countEdit(bytes: number): void {
    const now = this.#now()
    const waitMs = Math.max(this.#edits.spend(1, now), this.#editBytes.spend(bytes, now))
    if (waitMs > 0) this.#rest(waitMs)
  }

  /** Something else came; who floods is closed. */
  countChatter(bytes: number): void {
    if (this.#chatter.spend(1 + bytes / 8192, this.#now()) > 0) this.end('too-many')
  }

  /** A question came that takes the relay more to answer than the client to ask. */
  countQuestion(): void {
    if (this.#questions.spend(1, this.#now()) > 0) this.end('too-many')
  }

  /** Whether others can be told of its presence now; a later one says the same or more. */
  maySpread(bytes: number): boolean {
    return this.#presenceBytes.spend(bytes, this.#now()) === 0
  }

  /** Numbers an update of this connection, 1, 2, 3 … as its sender counts them. */
  countUpdate(): number {
    return ++this.#received
  }

  /** This update builds on something we never got: it does not count as saved until an answer to our question does. */
  markMissing(index: number): void {
    this.#firstMissing ??= index
  }

  /** The update with this number is on the disk; an answer to our question holds everything sent before it. */
  acknowledge(index: number, isAnswer: boolean): void {
    this.#saved = Math.max(this.#saved, index)
    if (isAnswer && this.#firstMissing !== undefined && this.#firstMissing < index) this.#firstMissing = undefined
    const count = Math.min(this.#saved, (this.#firstMissing ?? Infinity) - 1)
    if (count <= this.#told) return
    this.#told = count
    this.#stats.messagesOut.durable++
    this.send(socketFrame(durableMessage(count)))
  }

  #rest(ms: number): void {
    if (this.#isEnded || this.#resting) return
    const { socket } = this.#wire
    socket.pause()
    this.#resting = setTimeout(() => {
      this.#resting = undefined
      this.heardAt = this.#now()
      if (!this.#held) socket.resume()
    }, ms)
  }

  #write(frame: Uint8Array): void {
    if (this.#isEnded || this.#wire.socket.readyState !== 1) return
    this.saidAt = this.#now()
    this.#stats.bytesOut += frame.length
    this.#wire.stream.write(frame)
  }
}

const byRole: RoomVerdict = { allowed: false, code: 'not-your-room', message: errorTable.refused.message }

/** Closes with the code and words of the table, and for good after a while. */
export function closeSocket(
  socket: Pick<WebSocket, 'close' | 'terminate' | 'once'>,
  code: ErrorCode,
  words: string = errorTable[code].message,
): void {
  socket.close(errorTable[code].close, shortened(words))
  const timer = setTimeout(() => socket.terminate(), closingMs)
  socket.once('close', () => clearTimeout(timer))
}

/** A close frame has room for 123 bytes. */
function shortened(words: string): string {
  return new TextDecoder().decode(Buffer.from(words).subarray(0, 123), { stream: true })
}
