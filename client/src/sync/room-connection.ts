import { messageType, PROTOCOL_VERSION, syncType } from '@planwall/shared/protocol'
import { errorForClose, errorTable } from '@planwall/shared/errors'
import type { ErrorCode } from '@planwall/shared/errors'
import { readVarUint } from 'lib0/decoding'
import { IndexeddbPersistence } from 'y-indexeddb'
import type { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import { SaveLedger } from './save-ledger.ts'
import type { RoomState } from './save-ledger.ts'

export interface RoomOptions {
  /** `ws(s)://host/base/sync` */
  syncUrl: string
  room: string
  seatToken: string
  doc: Y.Doc
  awareness: Awareness
  /** Called after every change of `state` or `closed`. */
  onState: () => void
}

/**
 * One document kept in step with the server and with a copy in this browser. The copy is loaded first, so that a board
 * opens without a network and unsent changes are sent on return.
 */
export class RoomConnection {
  readonly provider: WebsocketProvider
  readonly copy: IndexeddbPersistence
  readonly #ledger = new SaveLedger()
  readonly #onState: () => void
  readonly #ending = new AbortController()
  #closed: ErrorCode | undefined

  constructor({ syncUrl, room, seatToken, doc, awareness, onState }: RoomOptions) {
    this.#onState = onState
    this.copy = new IndexeddbPersistence(offlineName(room), doc)
    // Before the provider's own listener, so that a change is counted before it is sent.
    doc.on('update', (_update: Uint8Array, origin: unknown) => {
      if (origin === this.provider || origin === this.copy) return
      this.#ledger.changed()
      onState()
    })
    this.provider = new WebsocketProvider(syncUrl, room, doc, {
      connect: false,
      awareness,
      params: { token: seatToken, v: String(PROTOCOL_VERSION) },
      // Two tabs of one browser go through the server as well, so that its rules hold for both.
      disableBc: true,
      shouldReconnect: ({ code }) => {
        const known = errorForClose(code)
        return known === undefined || errorTable[known].retry
      },
      WebSocketPolyfill: countingSocket(() => {
        this.#ledger.sent()
        onState()
      }),
    })
    this.#listen()
  }

  get state(): RoomState {
    return this.#ledger.state
  }

  /** Why the server ended the connection for good, if it did. */
  get closed(): ErrorCode | undefined {
    return this.#closed
  }

  /** Settles when this browser's copy has been read; false where the browser keeps none (private windows). */
  get copyRead(): Promise<boolean> {
    const refused = this.copy._db.then(
      () => new Promise<never>(() => undefined),
      () => false,
    )
    return Promise.race([this.copy.whenSynced.then(() => true), refused])
  }

  connect(): void {
    this.#closed = undefined
    this.provider.connect()
  }

  destroy(): void {
    this.#ending.abort()
    this.provider.destroy()
    void this.copy.destroy()
  }

  #listen(): void {
    const { provider } = this
    provider.messageHandlers[messageType.durable] = (_encoder, decoder) => {
      this.#ledger.durable(readVarUint(decoder))
      this.#onState()
    }
    // The close code that follows says it; the stock handler would print the address, token and all.
    provider.messageHandlers[messageType.auth] = () => undefined
    provider.on('status', ({ status }: { status: string }) => {
      if (status === 'connected') this.#ledger.connected()
      if (status === 'disconnected') this.#ledger.disconnected()
      this.#onState()
    })
    provider.on('sync', (synced: boolean) => {
      if (synced) this.#ledger.synced()
      this.#onState()
    })
    provider.on('closed', ({ code }: { code: number }) => {
      this.#closed = errorForClose(code) ?? 'internal'
      this.#onState()
    })
    this.#followNetwork()
  }

  /** The browser knows at once that the network went or came back; a socket finds out half a minute later. */
  #followNetwork(): void {
    const { provider } = this
    const { signal } = this.#ending
    const lost = () => {
      if (!provider.shouldConnect) return
      provider.disconnect()
      // It goes on trying: a server on this machine needs no network.
      provider.connect()
    }
    const back = () => {
      if (provider.shouldConnect) provider.connect()
    }
    window.addEventListener('offline', lost, { signal })
    window.addEventListener('online', back, { signal })
  }
}

/** Name of the browser's copy of a room. */
export function offlineName(room: string): string {
  return `planwall/${room}`
}

/** A WebSocket that reports every frame it is given that carries an update, as the server counts them. */
function countingSocket(onUpdate: () => void): typeof WebSocket {
  return class extends WebSocket {
    override send(data: Parameters<WebSocket['send']>[0]): void {
      super.send(data)
      if (carriesUpdate(data)) onUpdate()
    }
  }
}

function carriesUpdate(data: unknown): boolean {
  if (!(data instanceof Uint8Array) || data[0] !== messageType.sync) return false
  return data[1] === syncType.step2 || data[1] === syncType.update
}
