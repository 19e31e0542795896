import type { FastifyBaseLogger } from 'fastify'
import type { WebSocket } from 'ws'
import { can } from '@planwall/shared/access/roles'
import { parseRoom, roomName, writeAct } from '@planwall/shared/access/rooms'
import type { Room as RoomId } from '@planwall/shared/access/rooms'
import { AppError } from '@planwall/shared/errors'
import { limits, PROTOCOL_VERSION } from '@planwall/shared/protocol'
import type * as Y from 'yjs'
import type { BoardStore, Seat } from '../store/board-store.ts'
import { closeSocket, Connection } from './connection.ts'
import { presenceFrame } from './frames.ts'
import { Room } from './room.ts'

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

/** How long sockets may take to close when the server ends, ms. */
const farewellMs = 2000

/** What a socket asks for when it is opened. */
export interface Request {
  /** `<boardId>` or `<boardId>/session`. */
  room: string
  token: string | undefined
  /** Protocol version; absent for stock clients. */
  version: string | undefined
}

export interface RelayNeeds {
  store: BoardStore
  log: FastifyBaseLogger
  now: () => number
  /** Whose seat a token is, if it is one at this board; throws `unknown-board` or `wrong-token`. */
  seatAt: (boardId: string, token: string | undefined) => Promise<Seat>
  timings?: Partial<Timings> | undefined
}

interface Held {
  room: Promise<Room>
  /** Sockets and server acts that need the room to stay. */
  users: number
}

/** The rooms that are open: sockets come and go, the server reads and changes documents. */
export class Relay {
  readonly #needs: RelayNeeds
  readonly #timings: Timings
  readonly #rooms = new Map<string, Held>()
  readonly #connections = new Map<Connection, WebSocket>()
  readonly #releasing = new Set<Promise<void>>()
  readonly #heartbeat: NodeJS.Timeout
  #opened = 0
  #isClosing = false

  constructor(needs: RelayNeeds) {
    this.#needs = needs
    this.#timings = { ...defaultTimings, ...needs.timings }
    this.#heartbeat = setInterval(() => this.#beat(), this.#timings.heartbeatMs / 4)
    this.#heartbeat.unref()
  }

  /** Serves a socket for as long as it lives. Never rejects: what goes wrong closes the socket, with words. */
  async serve(socket: WebSocket, request: Request): Promise<void> {
    // Before the first await: what is said meanwhile is kept, and reading stops so that it cannot become much.
    const waiting: [Buffer, boolean][] = []
    let hear = (frame: Buffer, isBinary: boolean): void => void waiting.push([frame, isBinary])
    socket.on('message', (frame: Buffer, isBinary: boolean) => hear(frame, isBinary))
    socket.on('error', (error) => this.#needs.log.debug({ err: error }, 'a socket failed'))
    socket.pause()
    try {
      const { id, seat } = await this.#admit(request)
      const name = roomName(id)
      const room = await this.#hold(name)
      const connection = new Connection(socket, {
        seatId: seat.seatId,
        number: ++this.#opened,
        mayWrite: can(seat.role, writeAct(id)),
        now: this.#needs.now,
      })
      hear = (frame, isBinary) => this.#hear(room, connection, frame, isBinary)
      this.#enter(socket, room, connection)
      for (const [frame, isBinary] of waiting) hear(frame, isBinary)
    } catch (error) {
      this.#refuse(socket, error)
    } finally {
      socket.resume()
    }
  }

  /** Lets the server change a document; resolves once the change is appended and told to everybody in the room. */
  async change<T>(name: string, act: (doc: Y.Doc) => T): Promise<T> {
    return this.#with(name, (room) => room.change(act))
  }

  /** Reads a document as it is now, with nothing in it that is not stored. The document must not be kept or changed. */
  async read<T>(name: string, look: (doc: Y.Doc) => T): Promise<T> {
    return this.#with(name, (room) => room.whenStored(look))
  }

  /** Stores everything, says so, sends everybody away, and lets go of all rooms. New sockets are sent away meanwhile. */
  async close(): Promise<void> {
    this.#isClosing = true
    clearInterval(this.#heartbeat)
    await Promise.allSettled([...this.#rooms.values()].map(async ({ room }) => (await room).confirmed()))
    const closed = [...this.#connections].map(async ([connection, socket]) => {
      const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()))
      connection.end('restarting')
      const timer = setTimeout(() => socket.terminate(), farewellMs)
      await gone
      clearTimeout(timer)
    })
    await Promise.all(closed)
    while (this.#releasing.size > 0) await Promise.all(this.#releasing)
  }

  async #admit({ room, token, version }: Request): Promise<{ id: RoomId; seat: Seat }> {
    if (this.#isClosing) throw new AppError('restarting')
    if (Number(version ?? 1) !== PROTOCOL_VERSION) throw new AppError('version-unsupported')
    const id = parseRoom(room)
    if (!id) throw new AppError('unknown-board')
    return { id, seat: await this.#needs.seatAt(id.boardId, token) }
  }

  #refuse(socket: WebSocket, error: unknown): void {
    if (error instanceof AppError) return closeSocket(socket, error.code, error.message)
    this.#needs.log.error({ err: error }, 'a socket could not be served')
    closeSocket(socket, 'internal')
  }

  #enter(socket: WebSocket, room: Room, connection: Connection): void {
    if (socket.readyState !== socket.OPEN || this.#isClosing) {
      connection.end('restarting')
      this.#release(room)
      return
    }
    const silent = setTimeout(() => {
      if (!connection.isSynced) connection.end('too-slow')
    }, this.#timings.firstMessageMs)
    socket.on('pong', () => (connection.heardAt = this.#needs.now()))
    socket.once('close', () => {
      clearTimeout(silent)
      this.#connections.delete(connection)
      room.remove(connection)
      this.#release(room)
    })
    this.#connections.set(connection, socket)
    room.add(connection)
  }

  #hear(room: Room, connection: Connection, frame: Buffer, isBinary: boolean): void {
    if (connection.isEnded) return
    connection.heardAt = this.#needs.now()
    try {
      if (!isBinary) throw new Error('A text frame.')
      room.hear(connection, frame)
    } catch (error) {
      this.#needs.log.info({ reason: String(error), room: room.name, seatId: connection.seatId }, 'a bad frame')
      connection.end('bad-update')
    }
  }

  async #with<T>(name: string, use: (room: Room) => Promise<T>): Promise<T> {
    const room = await this.#hold(name)
    try {
      return await use(room)
    } finally {
      this.#release(room)
    }
  }

  async #hold(name: string): Promise<Room> {
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
    const { store, log } = this.#needs
    const held: Held = { users: 0, room: Room.load(name, { store, log, onFailed: () => this.#forget(name, held) }) }
    this.#rooms.set(name, held)
    return held
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

  /** The last one out stores what is left, shortens the log, and frees the memory, unless somebody comes meanwhile. */
  async #leave(room: Room): Promise<void> {
    const held = this.#rooms.get(room.name)
    if (!held || (await held.room) !== room) {
      // Given up earlier; nobody comes here any more.
      if (room.connections.size === 0) room.destroy()
      return
    }
    if (--held.users > 0) return
    await room.confirmed()
    await room.compact()
    if (held.users > 0 || this.#rooms.get(room.name) !== held) return
    this.#forget(room.name, held)
    room.destroy()
  }

  #beat(): void {
    const now = this.#needs.now()
    const { heartbeatMs, silenceMs } = this.#timings
    for (const [connection, socket] of this.#connections) {
      if (now - connection.heardAt > 2 * heartbeatMs) socket.terminate()
      else if (now - connection.heardAt > heartbeatMs) connection.ping()
      if (now - connection.saidAt > silenceMs) connection.sendPresence(presenceFrame([]))
    }
  }
}
