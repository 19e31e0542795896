import { EventEmitter } from 'node:events'
import type { Dice } from '@planwall/shared/testing/dice'
import type { WebSocket } from 'ws'
import type { OpenSocket } from '../../relay/relay.ts'

/** What the client's end of a link hears. */
export interface LinkEnd {
  hear: (message: Uint8Array) => void
  /** The link is gone; `code` where the server closed it. */
  gone: (code: number | undefined) => void
}

const updateHead = [0, 2]

/** So many messages at the front may change places. */
const stirred = 12

/**
 * A connection that takes its time. It keeps the order of what is sent, as TCP does, but for updates to the client, which
 * may come twice or in another order; and it may end at any moment, with what was on its way lost.
 */
export class Link {
  readonly #dice: Dice
  readonly #end: LinkEnd
  readonly #socket = new EventEmitter()
  #toServer: Uint8Array[] = []
  #toClient: (Uint8Array | { close: number })[] = []
  #received = Buffer.alloc(0)
  #isPaused = false
  #isOpen = true

  constructor(dice: Dice, end: LinkEnd) {
    this.#dice = dice
    this.#end = end
  }

  get isQuiet(): boolean {
    return !this.#isOpen || (this.#toServer.length === 0 && this.#toClient.length === 0)
  }

  /** The server's end, as the relay takes it. */
  serverEnd(): OpenSocket {
    const socket = Object.assign(this.#socket, {
      OPEN: 1,
      readyState: 1,
      pause: () => void (this.#isPaused = true),
      resume: () => void (this.#isPaused = false),
      ping: () => undefined,
      close: (code: number) => {
        socket.readyState = 2
        this.#toClient.push({ close: code })
      },
      terminate: () => this.cut(),
    })
    const stream = {
      write: (bytes: Uint8Array) => this.#takeFrames(bytes),
      cork: () => undefined,
      uncork: () => undefined,
      writableLength: 0,
      writableNeedDrain: false,
      once: () => stream,
      off: () => stream,
    }
    return {
      socket: socket as unknown as WebSocket,
      stream: stream as unknown as OpenSocket['stream'],
      takesDeflated: false,
    }
  }

  /** The client says something. */
  send(message: Uint8Array): void {
    if (this.#isOpen) this.#toServer.push(message)
  }

  /** Lets some of what is on its way arrive, or all of it. */
  deliver(most = Infinity): void {
    for (let i = 0; i < most && this.#isOpen && !this.#isPaused && this.#toServer.length > 0; i++) {
      this.#socket.emit('message', Buffer.from(this.#toServer.shift() as Uint8Array), true)
    }
    this.#stir()
    for (let i = 0; i < most && this.#isOpen && this.#toClient.length > 0; i++) {
      const next = this.#toClient.shift() as Uint8Array | { close: number }
      if (next instanceof Uint8Array) this.#end.hear(next)
      else this.cut(next.close)
    }
  }

  /** Ends it at once, for both. */
  cut(code?: number): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    Object.assign(this.#socket, { readyState: 3 })
    this.#socket.emit('close')
    this.#end.gone(code)
  }

  /** Updates that follow each other change places, or come twice. */
  #stir(): void {
    for (let i = 0; i + 1 < Math.min(this.#toClient.length, stirred); i++) {
      const [one, two] = [this.#toClient[i], this.#toClient[i + 1]]
      if (!isUpdate(one) || !isUpdate(two) || this.#dice.percent(30)) continue
      this.#toClient.splice(i, 2, ...(this.#dice.percent(50) ? [two, one] : [one, two, one]))
    }
  }

  #takeFrames(bytes: Uint8Array): void {
    this.#received = Buffer.concat([this.#received, bytes])
    for (;;) {
      const frame = firstFrame(this.#received)
      if (!frame) return
      this.#toClient.push(new Uint8Array(frame.message))
      this.#received = this.#received.subarray(frame.end)
    }
  }
}

function isUpdate(message: unknown): message is Uint8Array {
  return message instanceof Uint8Array && updateHead.every((byte, i) => message[i] === byte)
}

/** The first whole frame of some bytes: a plain binary message, never masked. */
function firstFrame(bytes: Buffer): { message: Buffer; end: number } | undefined {
  if (bytes.length < 2) return undefined
  const short = bytes.readUInt8(1)
  const headLength = short < 126 ? 2 : short === 126 ? 4 : 10
  if (bytes.length < headLength) return undefined
  const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
  const end = headLength + length
  return bytes.length < end ? undefined : { message: bytes.subarray(headLength, end), end }
}
