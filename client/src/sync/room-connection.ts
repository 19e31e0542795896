import { errorForClose, errorTable } from '@planwall/shared/errors'
import type { ErrorCode } from '@planwall/shared/errors'
import { formatSince, messageType, PROTOCOL_VERSION, retryMsOf, syncType } from '@planwall/shared/protocol'
import type { Notice } from '@planwall/shared/protocol'
import { readTailAsUint8Array, readVarString, readVarUint } from 'lib0/decoding'
import { cursorMessage, eachCursor } from '@planwall/shared/cursor-message'
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from 'lib0/encoding'
import { encodeAwarenessUpdate } from 'y-protocols/awareness'
import type { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { CursorLine, HeardCursor } from './presence.ts'
import { onLeaving } from './leaving.ts'
import { watchLine } from './line-watch.ts'
import { openOfflineCopy } from './offline-copy.ts'
import type { OfflineCopy } from './offline-copy.ts'
import { SaveLedger } from './save-ledger.ts'
import type { RoomState } from './save-ledger.ts'
import { readNotice } from './taken-back.ts'
import { touchedThings } from './touched-things.ts'

export interface RoomOptions {
  /** `ws(s)://host/base/sync` */
  syncUrl: string
  room: string
  seatToken: string
  doc: Y.Doc
  awareness: Awareness
  /** Called after every change of `state` or `closed`. */
  onState: () => void
  /** Called with every message of the server; timers of hidden pages are slow, messages are not. */
  onHeard?: () => void
  /** Called with what the server tells of a change of this person's that it put right. */
  onNotice?: (notice: Notice) => void
}

/** What is in the document twice: as the server knows it, and with what it is not known to have. */
export interface Unsent {
  without: Y.Doc
  with: Y.Doc
}

/**
 * One document kept in step with the server and with a copy in this browser. The copy is loaded first, so that a board
 * opens without a network and unsent changes are sent on return.
 */
export class RoomConnection {
  readonly provider: WebsocketProvider
  /** Settles when this browser's copy has been read; false where the browser keeps none (private windows). */
  readonly copyRead: Promise<boolean>
  /** Pointers travel alone, so that not all of a person is said again with every movement. */
  readonly cursors: CursorLine = {
    say: (clientId, at) => {
      if (this.provider.wsconnected) this.provider.ws?.send(cursorMessage(clientId, at))
    },
    listen: (hear) => void (this.#onCursors = hear),
  }
  readonly #doc: Y.Doc
  readonly #ledger = new SaveLedger()
  readonly #onState: () => void
  readonly #onHeard: () => void
  readonly #onNotice: (notice: Notice) => void
  readonly #ending = new AbortController()
  /** Origin of what is read from the copy. */
  readonly #fromCopy = { copy: true }
  readonly #stopLeaving: () => void
  #onCursors: (heard: readonly HeardCursor[]) => void = () => undefined
  #copy: OfflineCopy | undefined
  #epoch: string | undefined
  #closed: ErrorCode | undefined
  #returning: ReturnType<typeof setTimeout> | undefined
  #shortening: ReturnType<typeof setTimeout> | undefined

  constructor({
    syncUrl,
    room,
    seatToken,
    doc,
    awareness,
    onState,
    onHeard = () => undefined,
    onNotice = () => undefined,
  }: RoomOptions) {
    this.#doc = doc
    this.#onState = onState
    this.#onHeard = onHeard
    this.#onNotice = onNotice
    // Before the provider's own listener, so that a change is counted, and kept, before it is sent.
    doc.on('update', this.#keep)
    this.provider = new WebsocketProvider(syncUrl, room, doc, {
      connect: false,
      awareness,
      params: { token: seatToken, v: String(PROTOCOL_VERSION) },
      // Two tabs of one browser go through the server as well, so that its rules hold for both.
      disableBc: true,
      shouldReconnect: ({ code }) => {
        const known = codeOf(code)
        return known === undefined || errorTable[known].retry
      },
      WebSocketPolyfill: countingSocket(() => {
        this.#ledger.sent()
        onState()
      }),
    })
    this.copyRead = this.#open(offlineName(room))
    this.#stopLeaving = onLeaving(() => this.#copy?.flush())
    this.#listen()
  }

  get state(): RoomState {
    return this.#ledger.state
  }

  /** Why the server ended the connection for good, if it did. */
  get closed(): ErrorCode | undefined {
    return this.#closed
  }

  connect(): void {
    this.#closed = undefined
    this.provider.connect()
  }

  /**
   * Ends the connection and reads what this browser keeps, so that nothing is missed that another tab left there.
   * The answer tells, without waiting, what is unsent at the moment it is called.
   */
  async whatIsUnsent(): Promise<() => Unsent> {
    this.provider.disconnect()
    // A copy that cannot be read any more says nothing: everything is taken for unsent then, rather than nothing.
    const { known = [], unsent = [] } = (await this.#copy?.look().catch(() => undefined)) ?? {}
    const without = docOf(known)
    const kept = [Y.encodeStateAsUpdate(without), ...unsent]
    // What was written meanwhile lies in the document itself.
    return () => ({ without, with: docOf([...kept, Y.encodeStateAsUpdate(this.#doc)]) })
  }

  /**
   * Forgets what is unsent, or the whole copy; whoever opens it from now on finds it so. The document is to be closed
   * at once: it still has everything, and what is written in it is kept nowhere any more.
   */
  async forget(what: 'unsent' | 'all'): Promise<void> {
    const copy = this.#copy
    this.#doc.off('update', this.#keep)
    this.#copy = undefined
    await copy?.forget(what).catch(() => undefined)
    copy?.close()
  }

  destroy(): void {
    this.#ending.abort()
    clearTimeout(this.#returning)
    clearTimeout(this.#shortening)
    this.#stopLeaving()
    this.#doc.off('update', this.#keep)
    this.provider.destroy()
    this.#copy?.close()
    this.#copy = undefined
  }

  async #open(name: string): Promise<boolean> {
    const copy = await openOfflineCopy(name)
    if (this.#ending.signal.aborted) {
      copy.close()
      return false
    }
    const { epoch, known, unsent } = copy.atOpening
    this.#follow(epoch)
    this.#doc.transact(() => {
      for (const update of known) Y.applyUpdate(this.#doc, update, this.#fromCopy)
    }, this.#fromCopy)
    for (const update of unsent) this.#count(update)
    this.#copy = copy
    this.#onState()
    return copy.outlivesTab
  }

  /** Takes in what an earlier visit could not send: it is this person's change like any of now. */
  #count(update: Uint8Array): void {
    const things = new Set<string>()
    const collect = (transaction: Y.Transaction) => {
      for (const thing of touchedThings(transaction)) things.add(thing)
    }
    this.#doc.on('afterTransaction', collect)
    Y.applyUpdate(this.#doc, update, this.#fromCopy)
    this.#doc.off('afterTransaction', collect)
    this.#ledger.changed(things)
  }

  readonly #keep = (update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
    if (origin === this.#fromCopy) return
    if (origin === this.provider) return this.#copy?.keepKnown(update)
    this.#ledger.changed(touchedThings(transaction))
    this.#copy?.keepUnsent(update)
    this.#onState()
  }

  #listen(): void {
    const { provider } = this
    for (const [type, handle] of Object.entries(provider.messageHandlers)) {
      provider.messageHandlers[Number(type)] = (...message: Parameters<typeof handle>) => {
        handle(...message)
        this.#onHeard()
      }
    }
    provider.messageHandlers[messageType.durable] = (_encoder, decoder) => {
      this.#ledger.durable(readVarUint(decoder))
      this.#copy?.sent(this.#ledger.durableChanges)
      this.#onState()
      this.#shortenSoon()
    }
    provider.messageHandlers[messageType.position] = (_encoder, decoder) => {
      const epoch = readVarString(decoder)
      this.#follow(epoch, readVarUint(decoder))
      this.#copy?.setEpoch(epoch)
      this.#shortenSoon()
    }
    provider.messageHandlers[messageType.cursor] = (_encoder, decoder) => {
      const heard: HeardCursor[] = []
      eachCursor(readTailAsUint8Array(decoder), (clientId, at) => heard.push({ clientId, at }))
      this.#onCursors(heard)
      this.#onHeard()
    }
    tellOnlyOwnPresence(provider)
    provider.messageHandlers[messageType.notice] = (_encoder, decoder) => {
      const notice = readNotice(readVarString(decoder))
      if (notice) this.#onNotice(notice)
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
    provider.on('connection-close', (event) => {
      if (event?.code === errorTable.restarting.close)
        this.#returnLater(retryMsOf(event.reason) ?? Math.random() * MOST_SPREAD_MS)
      if (event?.code !== errorTable['not-stored'].close) return
      this.#ledger.notStored()
      this.#returnLater(NOT_STORED_MS * (1 + Math.random()))
    })
    provider.on('closed', ({ code }: { code: number }) => {
      this.#closed = codeOf(code) ?? 'internal'
      this.#onState()
    })
    watchLine(provider, () => !this.#ledger.hasNothingUnsent, this.#ending.signal)
  }

  /** From where on the server has to tell when this connection is made again. */
  #follow(epoch: string | undefined, seq?: number): void {
    if (epoch === undefined) return
    this.#epoch = epoch
    this.provider.params = { ...this.provider.params, since: formatSince({ epoch: this.#epoch, seq }) }
  }

  /** Not all at the same moment when a server is replaced by the next, nor at once where its disk is full. */
  #returnLater(inMs: number): void {
    const { provider } = this
    provider.shouldConnect = false
    clearTimeout(this.#returning)
    this.#returning = setTimeout(() => provider.connect(), inMs)
  }

  /** A long copy is made short in a quiet moment: when all of the document is known to the server. */
  #shortenSoon(): void {
    if (!this.#copy?.isLong || this.#shortening !== undefined) return
    this.#shortening = setTimeout(() => {
      this.#shortening = undefined
      if (this.#ledger.hasNothingUnsent) this.#copy?.shorten(Y.encodeStateAsUpdate(this.#doc))
    }, QUIET_MS)
  }
}

/** Name of the browser's copy of a room. */
export function offlineName(room: string): string {
  return `planwall/${room}`
}

/** Over how long clients come back by themselves when the server does not say when, ms. */
const MOST_SPREAD_MS = 2000
const QUIET_MS = 1000
/** So long, and up to twice as long, a server that cannot store anything is left alone. */
const NOT_STORED_MS = 1000
/** What browsers and servers say of a message that is too long for them. */
const MESSAGE_TOO_BIG = 1009

function codeOf(close: number): ErrorCode | undefined {
  return close === MESSAGE_TOO_BIG ? 'too-large' : errorForClose(close)
}

/**
 * The stock provider says everything it hears of others to the server again, so that N people make N² messages. Ours says
 * only what is true of this tab, and all of that when a connection is made.
 */
function tellOnlyOwnPresence(provider: WebsocketProvider): void {
  const { awareness } = provider
  awareness.off('update', provider._awarenessUpdateHandler)
  provider._awarenessUpdateHandler = ({ added, updated, removed }) => {
    const isOwn = [added, updated, removed].some((ids: readonly number[]) => ids.includes(awareness.clientID))
    if (!isOwn || !provider.wsconnected) return
    const encoder = createEncoder()
    writeVarUint(encoder, messageType.awareness)
    writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, [awareness.clientID]))
    provider.ws?.send(toUint8Array(encoder))
  }
  awareness.on('update', provider._awarenessUpdateHandler)
  provider.on('status', ({ status }: { status: string }) => {
    const state = awareness.getLocalState()
    // Others may know this tab as gone at its last clock; the provider says the state when the connection is open.
    if (status === 'connecting' && state) awareness.setLocalState(state)
    // The server tells of everybody anew, of most at clocks that were heard before.
    if (status === 'disconnected') {
      for (const id of awareness.meta.keys()) if (id !== awareness.clientID) awareness.meta.delete(id)
    }
  })
}

function docOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  return doc
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
