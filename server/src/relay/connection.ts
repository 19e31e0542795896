import type { WebSocket } from 'ws'
import { errorTable } from '@planwall/shared/errors'
import type { ErrorCode } from '@planwall/shared/errors'
import { limits } from '@planwall/shared/protocol'
import { deniedFrame, durableFrame } from './frames.ts'
import type { PresenceOwner } from './presence.ts'

/** How long the other side has to answer a close, ms. */
const closingMs = 3000

/** One socket in one room: what it may do, what it has been told, and how far its own updates are on the disk. */
export class Connection implements PresenceOwner {
  readonly seatId: string
  readonly number: number
  readonly mayWrite: boolean
  /** It has been given the document and hears of every update since. */
  isSynced = false
  /** We asked for what it has and wait for the answer. */
  isAsked = false
  /** Unix ms of the last thing said to it, and heard from it. */
  saidAt: number
  heardAt: number

  readonly #socket: WebSocket
  readonly #now: () => number
  #isEnded = false
  #syncBytes = 0
  #received = 0
  #saved = 0
  #told = 0
  #firstMissing: number | undefined

  constructor(socket: WebSocket, of: { seatId: string; number: number; mayWrite: boolean; now: () => number }) {
    this.#socket = socket
    this.seatId = of.seatId
    this.number = of.number
    this.mayWrite = of.mayWrite
    this.#now = of.now
    this.saidAt = this.heardAt = of.now()
  }

  /** Nothing said by it counts any more, and nothing more is said to it. */
  get isEnded(): boolean {
    return this.#isEnded
  }

  /** Sends a frame. A reader who lets too much pile up is closed: it resumes where it was when it comes back. */
  send(frame: Uint8Array): void {
    if (this.#isEnded) return
    if (this.#queued() > limits.closeReaderBytes) this.end('slow-reader')
    else this.#write(frame)
  }

  /** Cursors are only worth sending fresh: a slow reader goes without. */
  sendPresence(frame: Uint8Array): void {
    if (!this.#isEnded && this.#queued() <= limits.slowReaderBytes) this.#write(frame)
  }

  /** The document as a whole. However large, it does not make its reader a slow one, unless asked for again meanwhile. */
  sendDocument(frame: Uint8Array): void {
    if (this.#isEnded) return
    if (this.#syncBytes > 0) return this.send(frame)
    this.#syncBytes = frame.byteLength
    this.#write(frame, () => (this.#syncBytes = 0))
  }

  ping(): void {
    if (!this.#isEnded) this.#socket.ping()
  }

  /** Closes with the code and words of the table, and for good after a while. */
  end(code: ErrorCode, words: string = errorTable[code].message): void {
    if (this.#isEnded) return
    if (code === 'not-allowed') this.#write(deniedFrame(words))
    this.#isEnded = true
    closeSocket(this.#socket, code, words)
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
    this.send(durableFrame(count))
  }

  #queued(): number {
    return this.#socket.bufferedAmount - this.#syncBytes
  }

  #write(frame: Uint8Array, written?: () => void): void {
    this.saidAt = this.#now()
    this.#socket.send(frame, written)
  }
}

/** Closes with the code and words of the table, and for good after a while. */
export function closeSocket(socket: WebSocket, code: ErrorCode, words: string = errorTable[code].message): void {
  socket.close(errorTable[code].close, shortened(words))
  const timer = setTimeout(() => socket.terminate(), closingMs)
  socket.once('close', () => clearTimeout(timer))
}

/** A close frame has room for 123 bytes. */
function shortened(words: string): string {
  return new TextDecoder().decode(Buffer.from(words).subarray(0, 123), { stream: true })
}
