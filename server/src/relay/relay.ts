import type { FastifyBaseLogger } from 'fastify'
import type { WebSocket } from 'ws'
import { can } from '@planwall/shared/access/roles'
import { mayOpen, parseRoom, roomName, writeAct } from '@planwall/shared/access/rooms'
import type { Room as RoomId } from '@planwall/shared/access/rooms'
import { AppError, errorTable } from '@planwall/shared/errors'
import type { ErrorCode } from '@planwall/shared/errors'
import { limits, parseSince, PROTOCOL_VERSION, retryReason } from '@planwall/shared/protocol'
import type { Since } from '@planwall/shared/protocol'
import { actOf } from '../docs/acts.ts'
import type { ActArgs, ActName, ActPart, ActResult } from '../docs/acts.ts'
import type { ActRooms, Documents, RoomBytes } from '../docs/documents.ts'
import type { BoardStore, Seat } from '../store/board-store.ts'
import { closeSocket, Connection } from './connection.ts'
import type { Wire } from './connection.ts'
import { noticeMessage, presenceMessage } from './messages.ts'
import { Places } from './places.ts'
import { RoomPlaces } from './room-places.ts'
import { RoomsOfAddress } from './rooms-of-address.ts'
import { countRefused, createRelayStats } from './relay-stats.ts'
import type { RelayStats } from './relay-stats.ts'
import { RoomLog } from './room-log.ts'
import { Room } from './room.ts'
import type { RoomNeeds, Told } from './room.ts'
import type { Revealed } from '@planwall/shared/session/reveal'
import type { Notice } from '@planwall/shared/protocol'
import type { Role } from '@planwall/shared/access/roles'
import type { SeatBytes } from '../docs/acts/private-seats.ts'
import type { Gate, Gates } from '../session/gates.ts'
import { proverOf } from '../session/own-cards.ts'
import type { Prove } from '../session/own-cards.ts'
import { socketFrame } from './socket-frames.ts'

/** What the relay waits for, ms. */
export interface Timings {
  /** From the opening of a socket to its first question. */
  firstMessageMs: number
  /** A socket that says nothing for so long is asked whether it is there, and given up after twice that. */
  heartbeatMs: number
  /** A socket that was told nothing for so long is told nothing in words: stock clients give up after 30 s of silence. */
  silenceMs: number
}

const defaultTimings: Timings = { firstMessageMs: limits.firstMessageMs, heartbeatMs: 20_000, silenceMs: 15_000 }

/** How many may come, and how large a room may become. */
export interface RelayLimits {
  connectionsPerAddress: number
  connectionsPerRoom: number
  roomsPerAddress: number
  /** Bytes. */
  maxRoomBytes: number
}

/** The most somebody may write in private: all of it together is revealed at once. */
const maxPrivateBytes = 2 * 1024 * 1024

/** How long sockets may take to close when the server ends, ms. */
const farewellMs = 2000

/** Where the server ends, its clients come back spread over this long for each of them, within these bounds, ms. */
const comeBack = { perClient: 2, least: 500, most: 10_000 }

const emptyPresence = socketFrame(presenceMessage([]))

/** What a socket asks for when it is opened. */
export interface Request {
  /** `<boardId>`, `<boardId>/session` or `<boardId>/seat/<seatId>`. */
  room: string
  token: string | undefined
  /** Protocol version; absent for stock clients. */
  version: string | undefined
  /** Where it left off, as `formatSince` writes it. */
  since: string | undefined
  /** Network address it comes from, as it is counted. */
  address: string
  /** Whether a browser opened it for a page of another server. */
  isForeign: boolean
}

/** An opened socket, before anybody knows whose it is. */
export type OpenSocket = Pick<Wire, 'stream' | 'takesDeflated'> & { socket: WebSocket }

export interface RelayNeeds {
  store: BoardStore
  documents: Documents
  log: FastifyBaseLogger
  now: () => number
  /** Whose seat a token is, if it is one at this board; throws `unknown-board` or `wrong-token`. */
  seatAt: (boardId: string, token: string | undefined) => Promise<Seat>
  limits: RelayLimits
  timings?: Partial<Timings> | undefined
  /** What a step allows, on top of what a role does; roles alone without it. */
  gates?: Gates
  /** Hears of everybody who opens a room or leaves one. */
  onSeen?: (seatId: string) => void
  /** Hears of everything that is written on a wall, with who wrote it (the server: undefined), before others do. */
  onWall?: (boardId: string, written: readonly Written[], before: () => RoomBytes) => void
  /** Rejects where a board may not be opened at all; every room that is opened asks. */
  assertOpen?: (boardId: string) => Promise<void>
  /** Hears that a room of a board was written in. */
  onChanged?: (boardId: string, part: RoomId['part']) => void
  /** Hears that a board is another one now: what is known of the one before says nothing of it. */
  onReplaced?: (boardId: string) => void
}

/** Hears that the wall or the session of a board is about to change; `before` gives that room without the change. */
export type OnChange = (boardId: string, part: ActPart, before: () => RoomBytes) => void

/** Both rooms of a board, as they are stored. */
export type BoardBytes = Record<ActPart, RoomBytes>

/** What a board is to begin with instead of what it is. */
export type NewRooms = readonly { room: string; update: Uint8Array }[]

/** An update that was taken in, and whose it was then. */
export interface Written {
  update: Uint8Array
  seat: Seat | undefined
  /** Proves that cards without a name are theirs. */
  prove?: Prove | undefined
}

interface Open {
  socket: WebSocket
  id: RoomId
  seat: Seat
}

interface Held {
  room: Promise<Room>
  /** Sockets and server acts that need the room to stay. */
  users: number
}

interface Admitted {
  id: RoomId
  seat: Seat
  since: Since | undefined
}

/** The rooms that are open: sockets come and go, the server reads and changes documents. */
export class Relay {
  readonly stats: RelayStats = createRelayStats()
  readonly #needs: RelayNeeds
  readonly #timings: Timings
  readonly #addresses: Places
  readonly #places: RoomPlaces
  readonly #roomsOfAddress: RoomsOfAddress
  readonly #rooms = new Map<string, Held>()
  readonly #connections = new Map<Connection, Open>()
  /** Sockets that were let in and wait for their room: what becomes of their seat meanwhile is theirs too. */
  readonly #coming = new Map<WebSocket, Seat>()
  /** Boards whose private rooms nobody may open now, until these settle. */
  readonly #locked = new Map<string, Promise<void>>()
  /** Boards that are being replaced: their rooms are opened once these settle. */
  readonly #replacing = new Map<string, Promise<void>>()
  readonly #releasing = new Set<Promise<void>>()
  readonly #heartbeat: NodeJS.Timeout
  #opened = 0
  #isClosing = false
  #onArrived: (seat: Seat) => void = () => undefined
  #onChange: OnChange = () => undefined
  #beforeEnd: () => Promise<void> = () => Promise.resolve()

  constructor(needs: RelayNeeds) {
    this.#needs = needs
    this.#timings = { ...defaultTimings, ...needs.timings }
    this.#addresses = new Places(needs.limits.connectionsPerAddress)
    this.#places = new RoomPlaces({
      perRoom: needs.limits.connectionsPerRoom,
      perSeat: limits.maxConnectionsPerSeat,
    })
    this.#roomsOfAddress = new RoomsOfAddress(needs.limits.roomsPerAddress)
    this.#heartbeat = setInterval(() => this.#beat(), this.#timings.heartbeatMs / 4)
    this.#heartbeat.unref()
  }

  /** How many rooms and sockets are open, and what waits to be sent: to all, and to the one for whom most waits, bytes. */
  load(): { rooms: number; connections: number; queued: number; longestQueue: number } {
    let queued = 0
    let longestQueue = 0
    for (const connection of this.#connections.keys()) {
      queued += connection.queued
      longestQueue = Math.max(longestQueue, connection.queued)
    }
    return { rooms: this.#rooms.size, connections: this.#connections.size, queued, longestQueue }
  }

  /** Serves a socket for as long as it lives. Never rejects: what goes wrong closes the socket, with words. */
  async serve({ socket, stream, takesDeflated }: OpenSocket, request: Request): Promise<void> {
    // Before the first await: what is said meanwhile is kept, and reading stops so that it cannot become much.
    const waiting: [Buffer, boolean][] = []
    let hear = (frame: Buffer, isBinary: boolean): void => void waiting.push([frame, isBinary])
    socket.on('message', (frame: Buffer, isBinary: boolean) => hear(frame, isBinary))
    socket.on('error', (error) => this.#needs.log.debug({ err: error }, 'a socket failed'))
    socket.pause()
    try {
      const leaveAddress = this.#addresses.take(request.address)
      socket.once('close', leaveAddress)
      const { id, seat, since } = await this.#admit(request)
      if (socket.readyState !== socket.OPEN) return
      this.#coming.set(socket, seat)
      socket.once('close', this.#roomsOfAddress.take(request.address, roomName(id)))
      const gate = await this.#holdGate(socket, id.boardId)
      if (id.part === 'seat') while (this.#locked.has(id.boardId)) await this.#locked.get(id.boardId)
      if (socket.readyState !== socket.OPEN) return
      const name = roomName(id)
      let connection: Connection | undefined
      const leavePlace = this.#places.take(name, {
        seatId: seat.seatId,
        get isSilent() {
          return !connection?.isServed
        },
        sendAway: () => (connection ? connection.end('too-many') : this.#refuse(socket, new AppError('too-many'))),
      })
      socket.once('close', leavePlace)
      const room = await this.#hold(name)
      if (since && since.epoch !== room.epoch) {
        this.#release(room)
        throw new AppError('stale-copy')
      }
      const entering = (connection = new Connection(
        { socket, stream, takesDeflated },
        {
          seatId: seat.seatId,
          seat,
          prove: proverOf(id.boardId, request.token ?? ''),
          number: ++this.#opened,
          mayWrite: gate ? () => gate.verdict(id, seat) : can(seat.role, writeAct(id)),
          isOurs: request.version !== undefined,
          since,
          now: this.#needs.now,
          stats: this.stats,
        },
      ))
      hear = (frame, isBinary) => this.#hear(room, entering, frame, isBinary)
      this.#enter({ socket, id, seat }, room, entering)
      for (const [frame, isBinary] of waiting) hear(frame, isBinary)
    } catch (error) {
      this.#refuse(socket, error)
    } finally {
      this.#coming.delete(socket)
      socket.resume()
    }
  }

  /**
   * Runs an act of the server on the rooms of a board it names, as they are with everything in them stored. What it
   * changes is appended and told to everybody before this resolves. Rejects where the act throws; nothing is changed then.
   */
  async act<N extends ActName>(boardId: string, name: N, args: ActArgs<N>): Promise<ActResult<N>> {
    const rooms = new Map<ActPart, Room>()
    try {
      const bytes: ActRooms = {}
      for (const part of actOf(name).parts) {
        const room = await this.#hold(roomName({ boardId, part }))
        rooms.set(part, room)
        bytes[part] = await room.bytes()
      }
      const { result, updates } = await this.#needs.documents.act(name, bytes, args)
      for (const [part, room] of rooms) {
        const update = updates[part]
        if (update) await room.change(update)
      }
      return result
    } finally {
      for (const room of rooms.values()) this.#release(room)
    }
  }

  /** The server's own change of a wall, made for one epoch of it; resolves once it is stored and told, or for nothing. */
  async change(room: RoomId, update: Uint8Array, epoch: string): Promise<void> {
    const held = await this.#hold(roomName(room))
    try {
      if (held.epoch === epoch) await held.change(update)
    } finally {
      this.#release(held)
    }
  }

  /** `hear` is told of everybody who opens the session of a board, in every tab. There is one who listens. */
  whenSomebodyArrives(hear: (seat: Seat) => void): void {
    this.#onArrived = hear
  }

  /** Wall and session of a board, as they are with everything in them stored. */
  async bytesOf(boardId: string): Promise<BoardBytes> {
    const rooms: Room[] = []
    try {
      for (const part of ['board', 'session'] as const) rooms.push(await this.#hold(roomName({ boardId, part })))
      const [board, session] = (await Promise.all(rooms.map((room) => room.bytes()))) as [RoomBytes, RoomBytes]
      return { board, session }
    } finally {
      for (const room of rooms) this.#release(room)
    }
  }

  /**
   * `hear` is told of changes of boards before others are; `end` is waited for before the rooms are put away. There is one
   * who listens.
   */
  whenChanging(hear: OnChange, end: () => Promise<void>): void {
    this.#onChange = hear
    this.#beforeEnd = end
  }

  /** Those who have the wall or the session of a board open, each seat once. */
  present(boardId: string): { seatId: string; personId: string | null; role: Role }[] {
    const seats = new Map<string, Seat>()
    for (const { id, seat } of this.#connections.values()) {
      if (id.boardId === boardId && (id.part === 'board' || id.part === 'session')) seats.set(seat.seatId, seat)
    }
    return [...seats.values()].map(({ seatId, personId, role }) => ({ seatId, personId, role }))
  }

  /** A seat has another role now, and maybe a person: what it has open goes on with it, or is closed. */
  setRole({ seatId, role, personId }: Pick<Seat, 'seatId' | 'role' | 'personId'>): void {
    for (const seat of this.#coming.values()) if (seat.seatId === seatId) Object.assign(seat, { role, personId })
    for (const [connection, { id, seat }] of this.#connections) {
      if (seat.seatId !== seatId) continue
      Object.assign(seat, { role, personId })
      if (!mayOpen(id, seat)) connection.end('not-allowed')
    }
  }

  /** These seats are nobody's any more: whatever they have open is closed, and nothing they say counts from now on. */
  removeSeats(seatIds: readonly string[], code: 'removed' | 'link-reset'): void {
    const removed = new Set(seatIds)
    for (const [socket, { seatId }] of this.#coming) {
      if (removed.has(seatId)) this.#refuse(socket, new AppError(code))
    }
    for (const [connection, { seat }] of this.#connections) {
      if (removed.has(seat.seatId)) connection.end(code)
    }
  }

  /** The same to every facilitator who has the board open. */
  notifyFacilitators(boardId: string, notice: Notice): void {
    for (const { seatId, role } of this.present(boardId)) {
      if (role === 'facilitator') this.notify(boardId, seatId, notice)
    }
  }

  /** Tells a person's open pages something about what they did. */
  notify(boardId: string, seatId: string, notice: Notice): void {
    const frame = socketFrame(noticeMessage(JSON.stringify(notice)))
    for (const [connection, { id, seat }] of this.#connections) {
      if (connection.isOurs && id.boardId === boardId && id.part === 'board' && seat.seatId === seatId) {
        connection.send(frame)
      }
    }
  }

  /**
   * Moves what the private rooms of a board hold to its wall. They are closed first, so that nothing is written in them
   * meanwhile; wall and session are stored in the transaction that removes them, and then told to everybody.
   */
  async reveal(
    boardId: string,
    { read, now, by }: { read: () => Promise<SeatBytes[]>; now: number; by: string | null },
  ): Promise<Revealed> {
    const { store, documents } = this.#needs
    const unlock = await this.#lockPrivate(boardId)
    const held: Room[] = []
    try {
      const parts = ['board', 'session'] as const
      const names = parts.map((part) => roomName({ boardId, part }))
      for (const name of names) held.push(await this.#hold(name))
      const [wall, session] = held as [Room, Room]
      const seats = await read()
      return await wall.alone((board, wallStored) =>
        session.alone(async (sessionBytes, sessionStored) => {
          const { result, updates } = await documents.act(
            'reveal',
            { board, session: sessionBytes },
            { seats, now, by },
          )
          const changed = parts.flatMap((part, i) => {
            const update = updates[part]
            return update
              ? [{ room: names[i] as string, update, stored: part === 'board' ? wallStored : sessionStored }]
              : []
          })
          const numbers = await store.privateRooms.reveal(boardId, changed)
          for (const [i, { update, stored }] of changed.entries()) stored(update, numbers[i] as number)
          return result
        }),
      )
    } finally {
      for (const room of held) this.#release(room)
      unlock()
    }
  }

  /**
   * Puts other documents in the place of a board's rooms, under a new epoch, and gives that. They may be made of what the
   * board is at the last moment, when nothing is taken in any more. Whoever has any room of the board open is told that their
   * copy is stale; who comes meanwhile waits for the new one. Rejects where the store or the making does, and nothing is
   * changed then.
   */
  async replaceBoard(boardId: string, rooms: NewRooms | ((now: BoardBytes) => Promise<NewRooms>)): Promise<string> {
    const { store, gates, onReplaced } = this.#needs
    const open = await this.#lockBoard(boardId)
    try {
      await Promise.allSettled(open.rooms.map((room) => room.freeze()))
      const made = typeof rooms === 'function' ? await rooms(await this.#frozenBytes(boardId, open.rooms)) : rooms
      const epoch = await store.replaceRooms(boardId, made)
      onReplaced?.(boardId)
      for (const room of open.rooms) room.sendAway('stale-copy')
      return epoch
    } catch (error) {
      for (const room of open.rooms) room.sendAway('internal')
      throw error
    } finally {
      open.unlock()
      gates?.changed(boardId)
    }
  }

  /**
   * Ends every room of a board for good: what was said before is stored, then `act` is done, then everybody who has one open
   * is sent away with these words. Who comes meanwhile waits until it is done. Rejects where `act` does.
   */
  async endBoard(boardId: string, { code, words }: { code: ErrorCode; words: string }, act: () => Promise<void>) {
    const open = await this.#lockBoard(boardId)
    try {
      await Promise.allSettled(open.rooms.map((room) => room.freeze()))
      await act()
      for (const room of open.rooms) room.sendAway(code, words)
    } catch (error) {
      for (const room of open.rooms) room.sendAway('internal')
      throw error
    } finally {
      open.unlock()
    }
  }

  /** What is stored of a board that is locked; `open` are its rooms that are open. */
  async #frozenBytes(boardId: string, open: readonly Room[]): Promise<BoardBytes> {
    const bytesOf = async (part: ActPart): Promise<RoomBytes> => {
      const name = roomName({ boardId, part })
      const room = open.find((one) => one.name === name)
      return room ? room.bytes() : new RoomLog(name, await this.#needs.store.loadRoom(name)).asBytes()
    }
    return { board: await bytesOf('board'), session: await bytesOf('session') }
  }

  /** Lets nobody open a room of a board until `unlock` is called; gives those that are open. */
  async #lockBoard(boardId: string): Promise<{ rooms: Room[]; unlock: () => void }> {
    while (this.#replacing.has(boardId)) await this.#replacing.get(boardId)
    let resolve = (): void => undefined
    this.#replacing.set(boardId, new Promise<void>((done) => (resolve = done)))
    const held = [...this.#rooms].filter(([name]) => parseRoom(name)?.boardId === boardId)
    const rooms = await Promise.allSettled(held.map(([, { room }]) => room))
    return {
      rooms: rooms.flatMap((room) => (room.status === 'fulfilled' ? [room.value] : [])),
      unlock: () => {
        this.#replacing.delete(boardId)
        resolve()
      },
    }
  }

  /** Closes the private rooms of a board to everybody until the function it gives is called. */
  async #lockPrivate(boardId: string): Promise<() => void> {
    while (this.#locked.has(boardId)) await this.#locked.get(boardId)
    let unlock = (): void => undefined
    const locked = new Promise<void>((resolve) => (unlock = resolve))
    this.#locked.set(boardId, locked)
    const isPrivate = (name: string) => {
      const id = parseRoom(name)
      return id?.part === 'seat' && id.boardId === boardId
    }
    const open = [...this.#rooms].filter(([name]) => isPrivate(name))
    await Promise.allSettled(open.map(async ([, { room }]) => (await room).retire('stale-copy')))
    return () => {
      this.#locked.delete(boardId)
      unlock()
    }
  }

  /** Stores everything, says so, sends everybody away, and lets go of all rooms. New sockets are sent away meanwhile. */
  async close(): Promise<void> {
    this.#isClosing = true
    clearInterval(this.#heartbeat)
    await this.#beforeEnd()
    await Promise.allSettled([...this.#rooms.values()].map(async ({ room }) => (await room).confirmed()))
    const closed = [...this.#connections].map(async ([connection, { socket }]) => {
      const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()))
      connection.end('restarting', this.#farewell())
      const timer = setTimeout(() => socket.terminate(), farewellMs)
      await gone
      clearTimeout(timer)
    })
    await Promise.all(closed)
    while (this.#releasing.size > 0) await Promise.all(this.#releasing)
  }

  /** All at once they would be too many: each is told another time to come back after. */
  #farewell(): string {
    const spread = this.#connections.size * comeBack.perClient
    const spreadMs = Math.min(comeBack.most, Math.max(comeBack.least, spread))
    return retryReason(errorTable.restarting.message, comeBack.least + Math.random() * spreadMs)
  }

  async #admit({ room, token, version, since, isForeign }: Request): Promise<Admitted> {
    if (isForeign) throw new AppError('wrong-origin')
    if (this.#isClosing) throw new AppError('restarting', this.#farewell())
    if (Number(version ?? 1) !== PROTOCOL_VERSION) throw new AppError('version-unsupported')
    const id = parseRoom(room)
    if (!id) throw new AppError('unknown-board')
    await this.#needs.assertOpen?.(id.boardId)
    const seat = await this.#needs.seatAt(id.boardId, token)
    if (!mayOpen(id, seat)) throw new AppError('not-allowed')
    const position = since === undefined ? undefined : parseSince(since)
    if (since !== undefined && !position) throw new AppError('bad-request')
    return { id, seat, since: position }
  }

  #refuse(socket: WebSocket, error: unknown): void {
    countRefused(this.stats, error instanceof AppError ? error.code : 'internal')
    if (error instanceof AppError) return closeSocket(socket, error.code, error.message)
    this.#needs.log.error({ err: error }, 'a socket could not be served')
    closeSocket(socket, 'internal')
  }

  #enter(open: Open, room: Room, connection: Connection): void {
    const { socket } = open
    if (socket.readyState !== socket.OPEN || this.#isClosing) {
      connection.end('restarting', this.#farewell())
      this.#release(room)
      return
    }
    const silent = setTimeout(() => {
      if (!connection.isServed) connection.end('too-slow')
    }, this.#timings.firstMessageMs)
    socket.on('pong', () => (connection.heardAt = this.#needs.now()))
    socket.once('close', () => {
      clearTimeout(silent)
      connection.letGo()
      this.#connections.delete(connection)
      this.#needs.onSeen?.(open.seat.seatId)
      room.remove(connection)
      this.#release(room)
    })
    this.#connections.set(connection, open)
    this.#needs.onSeen?.(open.seat.seatId)
    room.add(connection)
    if (open.id.part === 'session') this.#onArrived(open.seat)
  }

  #hear(room: Room, connection: Connection, frame: Buffer, isBinary: boolean): void {
    if (connection.isEnded) return
    connection.heardAt = this.#needs.now()
    this.stats.bytesIn += frame.length
    if (isBinary) room.hear(connection, frame)
    else connection.end('bad-update')
  }

  async #hold(name: string): Promise<Room> {
    const boardId = parseRoom(name)?.boardId ?? ''
    while (this.#replacing.has(boardId)) await this.#replacing.get(boardId)
    const held = this.#rooms.get(name) ?? this.#open(name)
    held.users++
    try {
      return await held.room
    } catch (error) {
      this.#forget(name, held)
      throw error
    }
  }

  #open(name: string): Held {
    const { store, documents, log, now } = this.#needs
    const onFailed = () => this.#forget(name, held)
    const { maxRoomBytes } = this.#needs.limits
    const maxBytes = parseRoom(name)?.part === 'seat' ? Math.min(maxRoomBytes, maxPrivateBytes) : maxRoomBytes
    const needs = { store, documents, log, now, stats: this.stats, maxBytes, onFailed, ...this.#hooksOf(name) }
    const load = async () => {
      await this.#needs.assertOpen?.(parseRoom(name)?.boardId ?? '')
      const onTold = this.#telling(name, needs.onTold)
      return Room.load(name, onTold ? { ...needs, onTold } : needs)
    }
    const held: Held = { users: 0, room: load() }
    this.#rooms.set(name, held)
    return held
  }

  /** Who wants to know only that something was written hears of every room. */
  #telling(name: string, onTold: RoomNeeds['onTold']): RoomNeeds['onTold'] {
    const id = parseRoom(name)
    const { onChanged } = this.#needs
    if (!id || !onChanged) return onTold
    return (told, before) => {
      onChanged(id.boardId, id.part)
      onTold?.(told, before)
    }
  }

  /** What of a room others want to know. */
  #hooksOf(name: string): Pick<RoomNeeds, 'isStamped' | 'onTold'> {
    const id = parseRoom(name)
    const { gates, onWall } = this.#needs
    if (id?.part === 'session') {
      const onTold: NonNullable<RoomNeeds['onTold']> = (_told, before) => {
        this.#onChange(id.boardId, 'session', before)
        gates?.changed(id.boardId)
      }
      return { isStamped: gates !== undefined, onTold }
    }
    if (id?.part !== 'board') return {}
    const written = (told: readonly Told[]) =>
      told.map(({ update, from }) => ({ update, seat: from?.seat, prove: from?.prove }))
    return {
      onTold: (told, before) => {
        this.#onChange(id.boardId, 'board', before)
        onWall?.(id.boardId, written(told), before)
      },
    }
  }

  /** The rules of the socket's board, for as long as it is open. */
  async #holdGate(socket: WebSocket, boardId: string): Promise<Gate | undefined> {
    const { gates } = this.#needs
    if (!gates) return undefined
    const gate = await gates.hold(boardId)
    const release = () => gates.release(boardId)
    if (socket.readyState === socket.CLOSED) release()
    else socket.once('close', release)
    return gate
  }

  #forget(name: string, held: Held): void {
    if (this.#rooms.get(name) === held) this.#rooms.delete(name)
  }

  #release(room: Room): void {
    const released = this.#leave(room).catch((error: unknown) =>
      this.#needs.log.error({ err: error, room: room.name }, 'a room could not be put away'),
    )
    this.#releasing.add(released)
    void released.finally(() => this.#releasing.delete(released))
  }

  /** The last one out waits for what is to be stored and frees the memory, unless somebody comes meanwhile. */
  async #leave(room: Room): Promise<void> {
    const held = this.#rooms.get(room.name)
    if (!held || (await held.room) !== room) {
      // Given up earlier; nobody comes here any more.
      if (room.connections.size === 0) room.destroy()
      return
    }
    if (--held.users > 0) return
    await room.confirmed()
    if (!this.#isClosing) await room.settled()
    if (held.users > 0 || this.#rooms.get(room.name) !== held) return
    this.#forget(room.name, held)
    room.destroy()
  }

  #beat(): void {
    const now = this.#needs.now()
    const { heartbeatMs, silenceMs } = this.#timings
    for (const [connection, { socket }] of this.#connections) {
      if (now - connection.heardAt > 2 * heartbeatMs) socket.terminate()
      else if (now - connection.heardAt > heartbeatMs) connection.ping()
      if (now - connection.saidAt > silenceMs) connection.sendPresence(emptyPresence)
    }
  }
}
