import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { messageType, syncType } from '@planwall/shared/protocol'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { addressOf } from '../relay/wire/addresses.ts'

/** An update as it arrived. */
export interface Arrival {
  /** `performance.now()` */
  at: number
  update: Uint8Array
}

/**
 * One document over one socket, as little as it takes: what arrives is written down with its time and only put together when
 * it is asked for, so that fifty of them in one process do not wait for each other's documents.
 */
export class LightClient {
  readonly doc = new Y.Doc()
  readonly arrivals: Arrival[] = []
  /** Bytes that came, all messages together. */
  heardBytes = 0
  /** When each update this one wrote was known to be on the disk, ms after it was sent. */
  readonly ackMs: number[] = []
  closedWith: number | undefined
  readonly #socket: WebSocket
  readonly #sentAt: number[] = []
  readonly #synced: Promise<void>
  #durable = 0
  #applied = 0

  constructor(url: string, room: string, seatToken: string, person: number) {
    const localAddress = addressOf(person)
    const address = `${url.replace(/^http/, 'ws')}/sync/${room}?v=1&token=${seatToken}`
    this.#socket = new WebSocket(address, localAddress === undefined ? {} : { localAddress })
    this.#socket.on('close', (code) => (this.closedWith = code))
    this.#socket.on('error', () => undefined)
    this.#synced = new Promise((resolve) => {
      this.#socket.on('message', (bytes: Buffer) => this.#hear(bytes, resolve))
    })
    this.#socket.on('open', () => this.#say(syncType.step1, Y.encodeStateVector(this.doc)))
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'server') return
      this.#sentAt.push(performance.now())
      this.#say(syncType.update, update)
    })
  }

  synced(): Promise<void> {
    return this.#synced
  }

  /** Everything this one wrote is on the disk. */
  get isSaved(): boolean {
    return this.ackMs.length === this.#sentAt.length
  }

  /** Puts together what has arrived. */
  read(): Y.Doc {
    for (const { update } of this.arrivals.slice(this.#applied)) Y.applyUpdate(this.doc, update, 'server')
    this.#applied = this.arrivals.length
    return this.doc
  }

  close(): void {
    this.#socket.terminate()
  }

  #hear(bytes: Buffer, onSynced: () => void): void {
    const at = performance.now()
    this.heardBytes += bytes.length
    const decoder = decoding.createDecoder(bytes)
    const type = decoding.readVarUint(decoder)
    if (type === messageType.durable) this.#acknowledge(decoding.readVarUint(decoder), at)
    if (type !== messageType.sync) return
    const kind = decoding.readVarUint(decoder)
    const body = decoding.readVarUint8Array(decoder)
    if (kind === syncType.step1) {
      // The answer counts as this one's first update.
      this.#sentAt.unshift(at)
      this.#say(syncType.step2, new Uint8Array([0, 0]))
      return
    }
    this.arrivals.push({ at, update: body })
    if (kind === syncType.step2) onSynced()
  }

  #acknowledge(count: number, at: number): void {
    for (; this.#durable < count; this.#durable++) this.ackMs.push(at - (this.#sentAt[this.#durable] ?? at))
  }

  #say(kind: number, body: Uint8Array): void {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, messageType.sync)
    encoding.writeVarUint(encoder, kind)
    encoding.writeVarUint8Array(encoder, body)
    this.#socket.send(encoding.toUint8Array(encoder))
  }
}
