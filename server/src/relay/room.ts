import type { FastifyBaseLogger } from 'fastify'
import { AppError } from '@planwall/shared/errors'
import type { ErrorCode } from '@planwall/shared/errors'
import * as Y from 'yjs'
import type { Documents, RoomBytes } from '../docs/documents.ts'
import type { BoardStore } from '../store/board-store.ts'
import { CatchUp, frameUpdates } from './catch-up.ts'
import type { Connection } from './connection.ts'
import { withDeletions } from './deletions.ts'
import { KnownDeletions } from './known-deletions.ts'
import { positionMessage, readMessage, step1Message } from './messages.ts'
import { knowsAll, planCatchUp } from './plan-catch-up.ts'
import type { RelayStats } from './relay-stats.ts'
import { RoomLog } from './room-log.ts'
import { RoomPresence } from './room-presence.ts'
import { scanUpdate, withoutGap } from './scan-update.ts'
import type { Scan } from './scan-update.ts'
import { socketFrame } from './socket-frames.ts'

/** A log that grew beyond one of these is put into one snapshot. */
const compactAfter = { updates: 500, bytes: 1024 * 1024 }

/** Clients of ours are told where they are at most this often, ms. */
const positionMs = 1000

/** Updates that somebody who is catching up has not been sent yet may grow to this, bytes, before they are sent away. */
const maxBehindBytes = 32 * 1024 * 1024

/** Updates in one turn up to this, bytes, are told in one write with what is new of people. */
const longestTogether = 16 * 1024

/** More numbers than this in the deletions of an update are looked at one by one: they may all be known. */
const manyDeletions = 60

/** Trials have names of their own, so that nothing goes on from a document that was only tried. */
let trials = 0

/** What waits to be appended: an update, or only the word that a connection's message needed nothing to be. */
interface Pending {
  update: Uint8Array | undefined
  deletions: readonly number[]
  from: Connection | undefined
  /** Number of the message on its connection; 0 for none. */
  index: number
  isAnswer: boolean
}

/** An update that is about to be told, and who said it; the server where nobody did. */
export interface Told {
  update: Uint8Array
  from: Connection | undefined
}

export interface RoomNeeds {
  store: BoardStore
  documents: Documents
  log: FastifyBaseLogger
  stats: RelayStats
  now: () => number
  /** The most a room may hold, bytes. */
  maxBytes: number
  /** Some of the document is the server's alone: every update is looked at in a document before it is taken in. */
  isStamped?: boolean
  /** Hears of updates as they are appended; `before` gives the room without them. */
  onTold?: (told: readonly Told[], before: () => RoomBytes) => void
  /** The room cannot go on; it is to be loaded anew by whoever comes next. */
  onFailed: () => void
}

/**
 * One document and everybody who has it open. The document itself is nowhere here: updates are looked at, not applied, and
 * passed on as they came. What is said in one turn of the event loop is appended to the store together, and only then told
 * to others; what could not be appended takes the room down, so that nobody goes on with something that will not be there
 * tomorrow.
 */
export class Room {
  readonly name: string
  readonly connections = new Set<Connection>()

  readonly #needs: RoomNeeds
  readonly #roomLog: RoomLog
  readonly #deletions: KnownDeletions
  readonly #presence: RoomPresence
  readonly #confirming = new Set<Promise<void>>()
  readonly #catchUps = new Set<CatchUp>()
  #pending: Pending[] = []
  #pendingBytes = 0
  #pendingSince = 0
  #appending: Promise<void> | undefined
  #scheduled: NodeJS.Immediate | undefined
  #positionTimer: NodeJS.Timeout | undefined
  /** Number of the last update that is known to be on the disk. */
  #durable: number
  #compacting: Promise<void> | undefined
  #compactAgainAt = 0
  #failure: AppError | undefined
  #isDestroyed = false
  #isFrozen = false
  readonly #inspected = new WeakSet<Uint8Array>()

  private constructor(name: string, needs: RoomNeeds, log: RoomLog) {
    this.name = name
    this.#needs = needs
    this.#roomLog = log
    this.#durable = log.seq
    this.#deletions = new KnownDeletions(log)
    this.#presence = new RoomPresence(this.connections, needs)
    void this.#compactWhenLong()
  }

  /** Reads the room from the store. Rejects where it cannot be read, and has then written nothing. */
  static async load(name: string, needs: RoomNeeds): Promise<Room> {
    return new Room(name, needs, new RoomLog(name, await needs.store.loadRoom(name)))
  }

  get epoch(): string {
    return this.#roomLog.epoch
  }

  /** Lets a connection in: it is asked what it has, and told who is here. It hears of updates once it has asked for them. */
  add(connection: Connection): void {
    if (this.#failure) return connection.end(this.#failure.code)
    this.connections.add(connection)
    this.#ask(connection)
    this.#presence.enter(connection)
  }

  remove(connection: Connection): void {
    if (this.connections.delete(connection)) this.#presence.leave(connection)
  }

  /** Takes in one message. One that makes no sense closes its connection, and changes nothing. */
  hear(connection: Connection, bytes: Uint8Array): void {
    if (connection.isEnded || this.#isFrozen || connection.isHolding(bytes)) return
    try {
      this.#hear(connection, bytes)
    } catch (error) {
      this.#needs.log.info({ reason: String(error), room: this.name, seatId: connection.seatId }, 'a bad message')
      connection.end('bad-update')
    }
  }

  #hear(connection: Connection, bytes: Uint8Array): void {
    const message = readMessage(bytes)
    const { messagesIn } = this.#needs.stats
    messagesIn[message.type === 'unknown' ? 'other' : message.type]++
    switch (message.type) {
      case 'step1':
        connection.countQuestion()
        this.#answer(connection, message.body)
        break
      case 'step2':
      case 'update':
        connection.countEdit(bytes.length)
        this.#take(connection, message.body, message.type === 'step2', bytes)
        break
      case 'awareness':
        connection.countChatter(bytes.length)
        this.#presence.hear(connection, message.body)
        break
      case 'cursor':
        connection.countChatter(bytes.length)
        this.#presence.hearCursor(connection, message.body)
        break
      case 'query-awareness':
        connection.countQuestion()
        this.#presence.tellOfOthers(connection)
        break
      case 'unknown':
        connection.countChatter(bytes.length)
        break
      default:
        message satisfies never
    }
  }

  /** The server's own change. Resolves once it is appended and told to everybody. */
  async change(update: Uint8Array): Promise<void> {
    this.#throwWhereOver()
    const scan = scanUpdate(update, this.#roomLog.clocks)
    if (scan.hasGap) throw new Error(`A change of the server does not fit ${this.name}.`)
    if (scan.isEmpty) return
    this.#accept({ update, deletions: scan.deletions, from: undefined, index: 0, isAnswer: false }, scan)
    await this.#whenStored(() => undefined)
  }

  /** What is stored, at a moment when all that was taken in is. Rejects where it could not be. */
  bytes(): Promise<RoomBytes> {
    return this.#whenStored(() => this.#roomLog.asBytes())
  }

  /** Resolves once all that was taken in is on the disk, and those who are to know have been told. */
  async confirmed(): Promise<void> {
    await this.#whenStored(() => undefined)
    while (this.#confirming.size > 0) await Promise.all(this.#confirming)
  }

  /** Freezes the room and sends everybody away; it is to be loaded anew. */
  async retire(code: ErrorCode): Promise<void> {
    await this.freeze()
    this.sendAway(code)
  }

  /**
   * Nobody is heard any more, and the server changes nothing. Resolves once all that was taken in is on the disk and said to
   * be; rejects where it could not be.
   */
  async freeze(): Promise<void> {
    this.#isFrozen = true
    await this.confirmed()
    await this.settled()
  }

  /** Ends every connection to a room that was frozen; it is to be loaded anew. */
  sendAway(code: ErrorCode, words?: string): void {
    this.#failure ??= new AppError(code, words)
    this.#needs.onFailed()
    for (const connection of this.connections) connection.end(code, words)
  }

  /**
   * Runs `work` while nothing is appended: what is said meanwhile waits. It is given what is stored, and what to call with
   * an update of the server's once that is stored, and under which number.
   */
  async alone<T>(
    work: (bytes: RoomBytes, stored: (update: Uint8Array, seq: number) => void) => Promise<T>,
  ): Promise<T> {
    do await this.#whenStored(() => undefined)
    while (this.#appending ?? this.#pending.length > 0)
    this.#throwWhereOver()
    const working = work(this.#roomLog.asBytes(), (update, seq) => this.#tellStored(update, seq))
    this.#appending = working
      .then(
        () => undefined,
        () => undefined,
      )
      .finally(() => {
        this.#appending = undefined
        if (this.#pending.length > 0) void this.#append()
      })
    return working
  }

  /** Resolves when no snapshot is being made. */
  async settled(): Promise<void> {
    await this.#compacting
  }

  /** Lets go of memory and timers. Nothing may be called afterwards. */
  destroy(): void {
    this.#isDestroyed = true
    clearImmediate(this.#scheduled)
    this.#presence.destroy()
    clearTimeout(this.#positionTimer)
  }

  #throwWhereOver(): void {
    if (this.#failure) throw this.#failure
    if (this.#isFrozen) throw new AppError('stale-copy')
  }

  /** Looks at a moment when all that was taken in is appended; rejects where it could not be. */
  async #whenStored<T>(look: () => T): Promise<T> {
    while (!this.#failure && (this.#pending.length > 0 || this.#appending)) await this.#append()
    if (this.#failure) throw this.#failure
    return look()
  }

  #ask(connection: Connection): void {
    if (connection.isAsked) return
    connection.isAsked = true
    this.#needs.stats.messagesOut.step1++
    connection.send(socketFrame(step1Message(Y.encodeStateVector(this.#roomLog.clocks))))
  }

  #answer(connection: Connection, stateVector: Uint8Array): void {
    Y.decodeStateVector(stateVector)
    if (connection.isEnded || connection.isCatchingUp) return
    connection.isCatchingUp = true
    connection.isLive = false
    this.#catchUp(connection, stateVector).catch((error: unknown) => this.#sendAway(connection, error))
  }

  #sendAway(connection: Connection, error: unknown): void {
    // Where something could not be appended, the connection has been sent away already.
    if (error === this.#failure) return
    this.#needs.log.error({ err: error, room: this.name }, 'a client could not be brought up to date')
    connection.end(error instanceof AppError ? error.code : 'internal')
  }

  async #catchUp(connection: Connection, stateVector: Uint8Array): Promise<void> {
    // Nobody hears of what is not appended.
    await this.#whenStored(() => undefined)
    const { documents, log: logger, stats } = this.#needs
    const shorten = async () => {
      if (this.#roomLog.loose.bytes > compactAfter.bytes) await this.#compactWhenLong()
    }
    const from = { log: this.#roomLog, deletions: this.#deletions, documents, logger, shorten }
    const plan = await planCatchUp(from, { stateVector, since: connection.since?.seq })
    connection.since = undefined
    stats.joins[plan.kind]++
    const catchUp = new CatchUp(connection, this.#roomLog, plan.from)
    this.#catchUps.add(catchUp)
    try {
      await catchUp.run(plan, () => {
        connection.isLive = true
        this.#needs.stats.messagesOut.step2++
        return connection.isOurs ? [this.#positionFrame()] : []
      })
    } finally {
      connection.isCatchingUp = false
      this.#catchUps.delete(catchUp)
    }
  }

  #take(connection: Connection, said: Uint8Array, isAnswer: boolean, message: Uint8Array): void {
    const { clocks } = this.#roomLog
    let update = said
    let scan = scanUpdate(update, clocks)
    if (scan.hasGap && isAnswer) {
      // What even its sender cannot explain is left out: nobody waits for what never comes.
      update = withoutGap(said, clocks)
      scan = scanUpdate(update, clocks)
    }
    // Answers of clients who come back hold every deletion there ever was, known ones too.
    const mayRepeat = isAnswer || !connection.mayWrite || scan.deletions.length > manyDeletions
    const isRepeating = mayRepeat && scan.deletions.length > 0
    if (isRepeating && !this.#deletions.isWhole) return this.#hold(connection, message)
    const deletions = isRepeating ? this.#deletions.unknownOf(scan.deletions) : scan.deletions
    const isNews = scan.hasGap || scan.reached.length > 0 || deletions.length > 0
    if (isNews && !connection.mayWrite) return connection.refuse()
    const isLookedAt = this.#needs.isStamped || scan.overlaps
    if (isLookedAt && isNews && !scan.hasGap && !this.#inspected.has(message)) {
      return this.#inspect(connection, update, { message, mustFit: scan.overlaps })
    }
    const index = connection.countUpdate()
    if (isAnswer) connection.isAsked = false
    if (scan.hasGap) {
      connection.markMissing(index)
      return this.#ask(connection)
    }
    const isShorter = deletions.length < scan.deletions.length
    const news = isShorter ? withDeletions(update.subarray(0, scan.deletionsAt), deletions) : update
    if (isNews && this.#roomLog.bytes + this.#pendingBytes + news.length > this.#needs.maxBytes) {
      return connection.end('board-full')
    }
    this.#accept({ update: isNews ? news : undefined, deletions, from: connection, index, isAnswer }, scan)
  }

  /** Waits with what a connection says until it is known whether its update leaves alone what is the server's. */
  #inspect(
    connection: Connection,
    update: Uint8Array,
    { message, mustFit }: { message: Uint8Array; mustFit: boolean },
  ): void {
    connection.hold(message)
    this.#whyNot(update, mustFit).then(
      (why) => {
        const held = connection.takeHeld()
        if (why === 'unreadable') return connection.end('bad-update')
        if (why === 'stamped') return connection.end('refused', 'What carries a stamp is written by the server alone.')
        this.#inspected.add(message)
        for (const one of held) this.hear(connection, one)
      },
      (error: unknown) => this.#sendAway(connection, error),
    )
  }

  /** Why an update may not be taken in, which its bytes alone do not tell. */
  async #whyNot(update: Uint8Array, mustFit: boolean): Promise<'unreadable' | 'stamped' | undefined> {
    if (mustFit && !(await this.#fits(new Uint8Array(update)))) return 'unreadable'
    if (!this.#needs.isStamped) return undefined
    return (await this.#rootsRefused(update)).length > 0 ? 'stamped' : undefined
  }

  /** Tries it on a document of its own: one that no reader could take in would make the board unreadable for everybody. */
  async #fits(update: Uint8Array): Promise<boolean> {
    const bytes = await this.bytes()
    const tried = { room: `${bytes.room}, trial ${++trials}`, seq: bytes.seq + 1, updates: [...bytes.updates, update] }
    try {
      await this.#needs.documents.diff({ ...bytes, ...tried }, Y.encodeStateVector(this.#roomLog.clocks))
      return true
    } catch (error) {
      if (error instanceof AppError && error.code === 'damaged') return false
      throw error
    }
  }

  async #rootsRefused(update: Uint8Array): Promise<readonly string[]> {
    const session = await this.bytes()
    const args = { update: new Uint8Array(update) }
    return (await this.#needs.documents.act('inspect-update', { session }, args)).result
  }

  /** Waits with what a connection says until it is known what has been deleted here. */
  #hold(connection: Connection, message: Uint8Array): void {
    connection.hold(message)
    this.#deletions.whole().then(
      () => {
        for (const held of connection.takeHeld()) this.hear(connection, held)
      },
      (error: unknown) => this.#sendAway(connection, error),
    )
  }

  #accept(pending: Pending, { reached }: Scan): void {
    if (pending.update) {
      this.#roomLog.advance(reached)
      this.#pendingBytes += pending.update.length
    }
    if (this.#pending.length === 0) this.#pendingSince = performance.now()
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
      const since = this.#pendingSince
      this.#pending = []
      this.#pendingBytes = 0
      const updates = batch.flatMap(({ update }) => update ?? [])
      if (updates.length > 0) {
        const seq = await this.#needs.store.appendUpdates(this.name, updates, this.epoch).catch(asNotStored)
        if (seq instanceof AppError) return this.#fail(seq)
        this.#tell(batch, updates, seq)
      }
      this.#confirm(batch, since)
    }
  }

  /** The server's own update is stored already. */
  #tellStored(update: Uint8Array, seq: number): void {
    const scan = scanUpdate(update, this.#roomLog.clocks)
    this.#roomLog.advance(scan.reached)
    const batch = [{ update, deletions: scan.deletions, from: undefined, index: 0, isAnswer: false }]
    this.#tell(batch, [update], seq)
    this.#confirm(batch, performance.now())
  }

  /** These were appended: everybody is told, each with one write, and nobody of what they said themselves. */
  #tell(batch: readonly Pending[], updates: readonly Uint8Array[], seq: number): void {
    const { stats } = this.#needs
    const { frames, starts, inside } = frameUpdates(updates)
    this.#needs.onTold?.(
      batch.flatMap(({ update, from }) => (update ? [{ update, from }] : [])),
      () => this.#roomLog.asBytes(),
    )
    this.#roomLog.append(inside, seq)
    const said = new Map<Connection | undefined, number[]>()
    let i = 0
    for (const { update, from, deletions } of batch) {
      if (!update) continue
      this.#deletions.add(deletions)
      stats.updateBytes += update.length
      const own = said.get(from)
      if (own) own.push(i)
      else said.set(from, [i])
      i++
    }
    stats.updates += updates.length
    const people = frames.length <= longestTogether ? this.#presence.takeAlong() : undefined
    for (const connection of this.connections) {
      const own = said.get(connection)
      const count = connection.isLive ? updates.length - (own?.length ?? 0) : 0
      const news = count === 0 ? undefined : own ? without(frames, starts, own) : frames
      if (people) this.#presence.tell(connection, people, news)
      else if (news) connection.send(news)
      stats.messagesOut.update += count
    }
    if (this.#roomLog.keptBytes > maxBehindBytes) {
      for (const catchUp of this.#catchUps) if (catchUp.reached < this.#roomLog.snapshot.seq) catchUp.giveUp()
    }
    this.#tellPositionSoon()
    void this.#compactWhenLong()
  }

  #confirm(batch: readonly Pending[], since: number): void {
    const { seq } = this.#roomLog
    const confirmed = this.#needs.store.durable().then(
      () => {
        this.#durable = seq
        for (const [connection, { index, isAnswer }] of highestOf(batch)) connection.acknowledge(index, isAnswer)
        this.#needs.stats.onAck(performance.now() - since)
      },
      (error: unknown) => this.#fail(asNotStored(error)),
    )
    this.#confirming.add(confirmed)
    void confirmed.finally(() => this.#confirming.delete(confirmed))
  }

  /** Numbers of what is not on the disk yet could be given to other updates, if the machine stopped now. */
  #positionFrame(): Buffer {
    this.#needs.stats.messagesOut.position++
    return socketFrame(positionMessage(this.#roomLog.epoch, this.#durable))
  }

  #tellPositionSoon(): void {
    this.#positionTimer ??= setTimeout(() => {
      this.#positionTimer = undefined
      if (this.#durable < this.#roomLog.seq) this.#tellPositionSoon()
      const frame = this.#positionFrame()
      for (const connection of this.connections) if (connection.isOurs && connection.isLive) connection.send(frame)
    }, positionMs)
  }

  async #compactWhenLong(): Promise<void> {
    const { updates, bytes } = this.#roomLog.loose
    if (updates <= compactAfter.updates && bytes <= compactAfter.bytes) return
    if (this.#roomLog.seq >= this.#compactAgainAt) await this.#compact()
  }

  /** Puts the log into one snapshot, made elsewhere. Never rejects: without it, the log is only longer. */
  #compact(): Promise<void> {
    this.#compacting ??= this.#makeSnapshot().finally(() => (this.#compacting = undefined))
    return this.#compacting
  }

  async #makeSnapshot(): Promise<void> {
    const { store, documents, log, stats } = this.#needs
    const roomLog = this.#roomLog
    try {
      const { bytes, known } = await this.#whenStored(() => ({
        bytes: roomLog.asBytes(),
        known: new Map(roomLog.clocks),
      }))
      const { stateVector, chunks } = await documents.compact(bytes)
      if (this.#failure || this.#isDestroyed) return
      if (!knowsAll(Y.decodeStateVector(stateVector), known)) throw new Error('The snapshot lacks something.')
      const snapshot = { seq: bytes.seq, stateVector, chunks }
      await store.compact(this.name, { epoch: this.epoch, ...snapshot })
      roomLog.compacted(snapshot, Math.min(...[...this.#catchUps].map(({ reached }) => reached)))
      stats.compactions++
    } catch (error) {
      if (error === this.#failure) return
      stats.failedCompactions++
      this.#compactAgainAt = roomLog.seq + compactAfter.updates
      log.error({ err: error, room: this.name }, 'a log could not be put into a snapshot')
    }
  }

  /** Takes the room down: everybody comes back to what is in the store. */
  #fail(failure: AppError): void {
    if (this.#failure) return
    this.#failure = failure
    this.#pending = []
    this.#needs.log.error({ err: failure, room: this.name }, 'a room was given up')
    this.#needs.onFailed()
    for (const connection of this.connections) connection.end(failure.code)
  }
}

/** The last message of each connection; an answer among them counts for all. */
function highestOf(batch: readonly Pending[]): Map<Connection, { index: number; isAnswer: boolean }> {
  const highest = new Map<Connection, { index: number; isAnswer: boolean }>()
  for (const { from, index, isAnswer } of batch) {
    if (from && index > 0) highest.set(from, { index, isAnswer: isAnswer || (highest.get(from)?.isAnswer ?? false) })
  }
  return highest
}

/** Frames behind each other, without some of them. */
function without(frames: Buffer, starts: readonly number[], left: readonly number[]): Buffer {
  const parts: Buffer[] = []
  let from = 0
  for (const i of left) {
    if ((starts[i] as number) > from) parts.push(frames.subarray(from, starts[i]))
    from = starts[i + 1] ?? frames.length
  }
  if (from < frames.length) parts.push(frames.subarray(from))
  return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)
}

function asNotStored(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('not-stored', undefined, { cause: error })
}
