import { setTimeout as pause } from 'node:timers/promises'
import type { ServerKind, Seat } from '../servers/server-kinds.ts'
import type { Frame } from './frame-reader.ts'
import type { Inflated } from './inflated.ts'
import { presenceBody } from './presence-body.ts'
import { RawSocket } from './raw-socket.ts'

const emptyUpdate = new Uint8Array([0, 0])

export interface Door {
  kind: ServerKind
  port: number
}

/** Somebody in a room, without a document: says what it is told to, and passes on what it hears, hardly looked at. */
export class Client {
  readonly clientId = 1 + Math.floor(Math.random() * 0xffff_fffe)
  readonly seat: Seat
  readonly socket: RawSocket
  /** Settles when the document has come; at once where there are no documents. */
  readonly synced: Promise<void>
  /** What came on the wire so far. */
  bytes = 0
  frames = 0
  presenceBytes = 0
  /** Updates said, the answer to the server's question among them, and how many of them are acknowledged. */
  said = 0
  acked = 0
  isSynced = false
  /** Last clock of its presence. */
  clock = 0
  /** Bytes are only good during the call. */
  onUpdate: ((update: Uint8Array) => void) | undefined
  onPresence: ((body: Uint8Array) => void) | undefined
  onCursors: ((body: Uint8Array) => void) | undefined
  onAcked: ((count: number) => void) | undefined

  readonly #kind: ServerKind
  readonly #inflated: Inflated
  #sync: () => void = () => undefined
  #answers = 0

  constructor({ kind, port }: Door, seat: Seat, of: { inflated: Inflated; from?: string | undefined }) {
    this.seat = seat
    this.#kind = kind
    this.#inflated = of.inflated
    this.socket = new RawSocket({ port, path: seat.path, from: of.from })
    this.socket.onFrame = (frame) => this.#hear(frame)
    this.synced = new Promise((resolve, reject) => {
      this.#sync = resolve
      this.socket.onClose = (code) => reject(new Error(`Closed with ${code} before it was in sync.`))
    })
    this.synced.catch(() => undefined)
    this.socket.opened.then(
      () => this.#begin(),
      () => undefined,
    )
  }

  /** Says a change; gives its number on this connection. */
  sendUpdate(update: Uint8Array, type: 'step2' | 'update' = 'update'): number {
    this.socket.send(this.#kind.dialect.update(this.seat.room, type, update))
    return ++this.said
  }

  sendPresence(state: string): void {
    const body = presenceBody(this.clientId, ++this.clock, state)
    this.socket.send(this.#kind.dialect.presence(this.seat.room, body))
  }

  /** Says where the pointer is now and nothing else; false where this server is told all of a person every time. */
  sendCursor(at: { x: number; y: number }): boolean {
    const { cursor } = this.#kind.dialect
    if (cursor) this.socket.send(cursor(this.clientId, at))
    return cursor !== undefined
  }

  /**
   * Resolves when the server has dealt with everything said so far: it acknowledged that, or, where it acknowledges
   * nothing, answered a question that was asked afterwards. Rejects when the connection ends before.
   */
  async answered(): Promise<void> {
    const { acks, dialect } = this.#kind
    const answers = this.#answers
    if (acks === 'none') this.socket.send(dialect.step1(this.seat.room))
    const isDone = () => (acks === 'none' ? this.#answers > answers : this.acked >= this.said)
    while (!isDone()) {
      if (this.socket.isClosed) throw new Error('The connection ended before everything was taken in.')
      await pause(2)
    }
  }

  leave(): void {
    this.socket.close()
  }

  #begin(): void {
    const { dialect, hasDocuments } = this.#kind
    if (!hasDocuments) this.#reach()
    for (const message of dialect.hello(this.seat.room)) this.socket.send(message)
    if (hasDocuments && !dialect.waitsForWelcome) this.socket.send(dialect.step1(this.seat.room))
  }

  #hear({ payload, isDeflated, wireBytes }: Frame): void {
    this.frames++
    this.bytes += wireBytes
    const message = isDeflated ? this.#inflated.of(payload) : payload
    const { dialect } = this.#kind
    if (dialect.isPresence(message)) {
      this.presenceBytes += wireBytes
      if (!this.onPresence && !this.onCursors) return
    }
    const said = dialect.read(message)
    switch (said.type) {
      case 'presence':
        return this.onPresence?.(said.body)
      case 'cursors':
        return this.onCursors?.(said.body)
      case 'update':
        return this.onUpdate?.(said.update)
      case 'step2':
        this.#answers++
        this.onUpdate?.(said.update)
        return this.#reach()
      case 'step1':
        if (this.#kind.hasDocuments) this.sendUpdate(emptyUpdate, 'step2')
        return
      case 'welcome':
        return this.socket.send(dialect.step1(this.seat.room))
      case 'acked':
        return this.#acknowledge(said.count)
      case 'acked-one':
        return this.#acknowledge(this.acked + 1)
      case 'other':
        return
      default:
        said satisfies never
    }
  }

  #acknowledge(count: number): void {
    this.acked = count
    this.onAcked?.(count)
  }

  #reach(): void {
    this.isSynced = true
    this.#sync()
  }
}
