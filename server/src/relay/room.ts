import type { FastifyBaseLogger } from 'fastify'
import { AppError } from '@planwall/shared/errors'
import * as Y from 'yjs'
import type { BoardStore } from '../store/board-store.ts'
import type { Connection } from './connection.ts'
import { presenceFrame, readFrame, step1Frame, step2Frame, updateFrame } from './frames.ts'
import { inspectUpdate } from './inspect-update.ts'
import { Presence } from './presence.ts'

/** Cursors of a room are told together, this often, ms. */
const presenceTickMs = 33

/** A log that grew beyond one of these is put into one snapshot, when the room is quiet for a while or left by everybody. */
const compactAfter = { updates: 500, bytes: 1024 * 1024 }
const quietMs = 5000

/** What waits to be appended: an update, or only the word that a connection's message needed nothing to be. */
interface Pending {
  update: Uint8Array | undefined
  from: Connection | undefined
  /** Number of the message on its connection; 0 for none. */
  index: number
  isAnswer: boolean
}

/**
 * One document and everybody who has it open. What is said in one turn of the event loop is appended to the store
 * together, and only then told to others; what could not be appended takes the room down, so that nobody goes on with
 * something that will not be there tomorrow.
 */
export class Room {
  readonly name: string
  readonly doc = new Y.Doc()
  readonly connections = new Set<Connection>()

  readonly #store: BoardStore
  readonly #log: FastifyBaseLogger
  readonly #onFailed: () => void
  readonly #presence = new Presence()
  readonly #changedPresence = new Set<number>()
  readonly #confirming = new Set<Promise<void>>()
  #pending: Pending[] = []
  #appending: Promise<void> | undefined
  #scheduled: NodeJS.Immediate | undefined
  #presenceTimer: NodeJS.Timeout | undefined
  #quietTimer: NodeJS.Timeout | undefined
  #speaker: Connection | undefined
  #failure: AppError | undefined
  #seq = 0
  #loose = { updates: 0, bytes: 0 }

  private constructor(name: string, of: RoomNeeds) {
    this.name = name
    this.#store = of.store
    this.#log = of.log
    this.#onFailed = of.onFailed
  }

  /** Reads the room from the store. Rejects where it cannot be read, and has then written nothing. */
  static async load(name: string, needs: RoomNeeds): Promise<Room> {
    const room = new Room(name, needs)
    const { seq, snapshot, updates } = await needs.store.loadRoom(name)
    room.doc.transact(() => {
      if (snapshot) Y.applyUpdate(room.doc, snapshot)
      for (const update of updates) Y.applyUpdate(room.doc, update)
    })
    room.#seq = seq
    room.#loose = { updates: updates.length, bytes: totalBytes(updates) }
    room.doc.on('update', (update: Uint8Array) => room.#add({ update, from: room.#speaker, index: 0, isAnswer: false }))
    return room
  }

  /** Lets a connection in: it is asked what it has, and told who is here. It hears of updates once it has asked for them. */
  add(connection: Connection): void {
    this.connections.add(connection)
    this.#presence.enter(connection)
    this.#ask(connection)
    const others = this.#presence.othersThan(connection)
    if (others.length > 0) connection.sendPresence(presenceFrame(others))
  }

  remove(connection: Connection): void {
    if (!this.connections.delete(connection)) return
    this.#tellPresence(this.#presence.leave(connection))
  }

  /** Takes in one frame. Throws on bytes that make no sense. */
  hear(connection: Connection, frame: Uint8Array): void {
    const message = readFrame(frame)
    switch (message.type) {
      case 'step1':
        Y.decodeStateVector(message.stateVector)
        this.#answer(connection, message.stateVector)
        break
      case 'step2':
      case 'update':
        this.#take(connection, message.update, message.type === 'step2')
        break
      case 'awareness':
        this.#tellPresence(this.#presence.hear(connection, message.entries))
        break
      case 'query-awareness':
        connection.sendPresence(presenceFrame(this.#presence.othersThan(connection)))
        break
      case 'unknown':
        break
      default:
        message satisfies never
    }
  }

  /** The server's own change. Resolves once it is appended and told to everybody. */
  async change<T>(act: (doc: Y.Doc) => T): Promise<T> {
    const result = act(this.doc)
    return this.whenStored(() => result)
  }

  /**
   * What `look` finds at a moment when everything the document holds is appended; rejects where it could not be. The
   * document must not be kept or changed by it.
   */
  async whenStored<T>(look: (doc: Y.Doc) => T): Promise<T> {
    while (!this.#failure && this.#isBehind()) await this.#append()
    if (this.#failure) throw this.#failure
    return look(this.doc)
  }

  /** Resolves once everything the document holds is on the disk, and those who are to know have been told. */
  async confirmed(): Promise<void> {
    await this.whenStored(() => undefined)
    while (this.#confirming.size > 0) await Promise.all(this.#confirming)
  }

  /** Puts a log that has grown long into one snapshot. */
  async compact(): Promise<void> {
    const { updates, bytes } = this.#loose
    if (updates <= compactAfter.updates && bytes <= compactAfter.bytes) return
    const { covered, to } = await this.whenStored((doc) => ({
      covered: this.#loose,
      to: { seq: this.#seq, snapshot: Y.encodeStateAsUpdate(doc) },
    }))
    await this.#store.compact(this.name, to)
    this.#loose = {
      updates: this.#loose.updates - covered.updates,
      bytes: this.#loose.bytes - covered.bytes,
    }
  }

  /** Lets go of memory and timers. Nothing may be called afterwards. */
  destroy(): void {
    clearImmediate(this.#scheduled)
    clearTimeout(this.#presenceTimer)
    clearTimeout(this.#quietTimer)
    this.doc.destroy()
  }

  #ask(connection: Connection): void {
    if (connection.isAsked) return
    connection.isAsked = true
    connection.send(step1Frame(Y.encodeStateVector(this.doc)))
  }

  #answer(connection: Connection, stateVector: Uint8Array): void {
    // Nobody hears of what is not appended. Where that fails, the connection has been sent away already.
    this.whenStored((doc) => {
      connection.sendDocument(step2Frame(Y.encodeStateAsUpdate(doc, stateVector)))
      connection.isSynced = true
    }).catch((error: unknown) => this.#log.debug({ err: error, room: this.name }, 'a question was left unanswered'))
  }

  #isBehind(): boolean {
    return this.#pending.length > 0 || this.#appending !== undefined
  }

  #take(connection: Connection, update: Uint8Array, isAnswer: boolean): void {
    const index = connection.countUpdate()
    const found = inspectUpdate(this.doc, update)
    if (!connection.mayWrite && found.hasNews()) return connection.end('not-allowed')
    if (isAnswer) connection.isAsked = false
    if (found.hasGap && !isAnswer) {
      connection.markMissing(index)
      return this.#ask(connection)
    }
    if (!found.isEmpty) this.#apply(connection, update)
    this.#add({ update: undefined, from: connection, index, isAnswer })
  }

  #apply(connection: Connection, update: Uint8Array): void {
    this.#speaker = connection
    try {
      Y.applyUpdate(this.doc, update, connection)
    } catch (error) {
      connection.end('bad-update')
      this.#fail(new AppError('restarting', undefined, { cause: error }))
    } finally {
      this.#speaker = undefined
    }
    // What even the sender cannot explain is left out: nobody waits for what never comes.
    this.doc.store.pendingStructs = null
    this.doc.store.pendingDs = null
  }

  #add(pending: Pending): void {
    this.#pending.push(pending)
    this.#scheduled ??= setImmediate(() => {
      this.#scheduled = undefined
      void this.#append()
    })
  }

  #append(): Promise<void> {
    this.#appending ??= this.#appendAll().finally(() => (this.#appending = undefined))
    return this.#appending
  }

  async #appendAll(): Promise<void> {
    while (this.#pending.length > 0 && !this.#failure) {
      const batch = this.#pending
      this.#pending = []
      const updates = batch.flatMap(({ update }) => update ?? [])
      try {
        if (updates.length > 0) this.#seq = await this.#store.appendUpdates(this.name, updates)
      } catch (error) {
        return this.#fail(asNotStored(error))
      }
      this.#loose = {
        updates: this.#loose.updates + updates.length,
        bytes: this.#loose.bytes + totalBytes(updates),
      }
      for (const { update, from } of batch) if (update) this.#tell(update, from)
      this.#confirm(batch)
      if (updates.length > 0) this.#compactWhenQuiet()
    }
  }

  #tell(update: Uint8Array, from: Connection | undefined): void {
    const frame = updateFrame(update)
    for (const connection of this.connections) {
      if (connection !== from && connection.isSynced) connection.send(frame)
    }
  }

  #confirm(batch: readonly Pending[]): void {
    if (!batch.some(({ index }) => index > 0)) return
    const confirmed = this.#store.durable().then(
      () => {
        for (const { from, index, isAnswer } of batch) if (index > 0) from?.acknowledge(index, isAnswer)
      },
      (error: unknown) => this.#fail(asNotStored(error)),
    )
    this.#confirming.add(confirmed)
    void confirmed.finally(() => this.#confirming.delete(confirmed))
  }

  #compactWhenQuiet(): void {
    clearTimeout(this.#quietTimer)
    this.#quietTimer = setTimeout(() => {
      this.compact().catch((error: unknown) => this.#log.error({ err: error, room: this.name }, 'compaction failed'))
    }, quietMs)
    this.#quietTimer.unref()
  }

  #tellPresence(ids: readonly number[]): void {
    for (const id of ids) this.#changedPresence.add(id)
    if (this.#changedPresence.size === 0) return
    this.#presenceTimer ??= setTimeout(() => {
      this.#presenceTimer = undefined
      this.#sendPresence()
    }, presenceTickMs)
  }

  /** One frame for all, but for those who would hear of themselves. */
  #sendPresence(): void {
    const entries = this.#presence.entriesOf(this.#changedPresence)
    this.#changedPresence.clear()
    const all = presenceFrame(entries)
    for (const connection of this.connections) {
      const others = entries.filter(({ clientId }) => !this.#presence.isOf(connection, clientId))
      if (others.length === entries.length) connection.sendPresence(all)
      else if (others.length > 0) connection.sendPresence(presenceFrame(others))
    }
  }

  /** Takes the room down: everybody comes back to what is in the store. */
  #fail(failure: AppError): void {
    if (this.#failure) return
    this.#failure = failure
    this.#pending = []
    clearTimeout(this.#quietTimer)
    this.#log.error({ err: failure, room: this.name }, 'a room was given up')
    this.#onFailed()
    for (const connection of this.connections) connection.end(failure.code)
  }
}

export interface RoomNeeds {
  store: BoardStore
  log: FastifyBaseLogger
  /** The room cannot go on; it is to be loaded anew by whoever comes next. */
  onFailed: () => void
}

function asNotStored(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('not-stored', undefined, { cause: error })
}

function totalBytes(updates: readonly Uint8Array[]): number {
  return updates.reduce((sum, update) => sum + update.byteLength, 0)
}
