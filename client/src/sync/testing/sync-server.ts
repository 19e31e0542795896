import { errorTable } from '@planwall/shared/errors'
import type { ErrorCode } from '@planwall/shared/errors'
import { messageType, parseSince, syncType } from '@planwall/shared/protocol'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import * as Y from 'yjs'

/** A server that speaks the contract of `shared/protocol.ts` and remembers who said what, for one room a name. */
export interface SyncServer {
  /** `ws://…/sync` */
  url: string
  /** `?since=` of every connection, in order. */
  sinces: (string | null)[]
  room: (name: string) => ServerRoom
  /** Does not say `durable` until it is let. */
  holdAcks: (isHeld: boolean) => void
  /** Every update that arrives from now on, in this room or in any, is refused with this code; undefined takes them again. */
  refuse: (code: ErrorCode | undefined, room?: string) => void
  /** Closes every connection. */
  closeAll: (code: ErrorCode, reason?: string) => void
  /** How many messages about who is here have arrived; each is passed on to the others in its room. */
  presenceHeard: () => number
  /** Everything said in either direction disappears, and no socket hears of it. */
  freeze: (isFrozen: boolean) => void
  connections: () => number
  stop: () => Promise<void>
}

export interface ServerRoom {
  doc: Y.Doc
  epoch: string
  /** Another document, under another epoch. */
  replace: (doc: Y.Doc, epoch: string) => void
}

interface Room extends ServerRoom {
  log: Uint8Array[]
}

export async function startSyncServer(): Promise<SyncServer> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  const rooms = new Map<string, Room>()
  const sinces: (string | null)[] = []
  const sockets = new Map<WebSocket, { room: Room; taken: number; presence: Uint8Array | undefined }>()
  let refusal: ErrorCode | undefined
  let refusingRoom: Room | undefined
  let acksHeld = false
  let isFrozen = false
  let presenceHeard = 0

  const roomOf = (name: string): Room => {
    const known = rooms.get(name)
    if (known) return known
    const made: Room = { doc: new Y.Doc(), epoch: 'e1', log: [], replace: () => undefined }
    made.replace = (doc, epoch) => Object.assign(made, { doc, epoch, log: [] })
    rooms.set(name, made)
    return made
  }
  const send = (socket: WebSocket, type: number, write: (encoder: encoding.Encoder) => void) => {
    if (isFrozen) return
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, type)
    write(encoder)
    socket.send(encoding.toUint8Array(encoder))
  }
  const sendSync = (socket: WebSocket, type: number, bytes: Uint8Array) =>
    send(socket, messageType.sync, (encoder) => {
      encoding.writeVarUint(encoder, type)
      encoding.writeVarUint8Array(encoder, bytes)
    })
  const sendPosition = (socket: WebSocket, { epoch, log }: Room) =>
    send(socket, messageType.position, (encoder) => {
      encoding.writeVarString(encoder, epoch)
      encoding.writeVarUint(encoder, log.length)
    })
  const acknowledge = () => {
    if (acksHeld) return
    for (const [socket, { taken }] of sockets) {
      send(socket, messageType.durable, (encoder) => encoding.writeVarUint(encoder, taken))
    }
  }
  const take = (socket: WebSocket, update: Uint8Array) => {
    const at = sockets.get(socket)
    if (!at) return
    const isEmpty = update.length <= 2
    const isConcerned = !refusingRoom || refusingRoom === at.room
    if (refusal && isConcerned && !isEmpty) return socket.close(errorTable[refusal].close, errorTable[refusal].message)
    at.taken++
    if (!isEmpty) {
      Y.applyUpdate(at.room.doc, update)
      at.room.log.push(update)
      for (const [other, { room }] of sockets) {
        if (room !== at.room) continue
        if (other !== socket) sendSync(other, syncType.update, update)
        sendPosition(other, room)
      }
    }
    acknowledge()
  }
  const spread = (socket: WebSocket, frame: Uint8Array) => {
    presenceHeard++
    const at = sockets.get(socket)
    if (!at) return
    at.presence = frame
    pass(socket, frame)
  }
  const pass = (socket: WebSocket, frame: Uint8Array) => {
    const room = sockets.get(socket)?.room
    for (const [other, of] of sockets) if (of.room === room && other !== socket) other.send(frame)
  }
  const hear = (socket: WebSocket, frame: Uint8Array) => {
    const at = sockets.get(socket)
    if (isFrozen || !at) return
    const decoder = decoding.createDecoder(frame)
    const type = decoding.readVarUint(decoder)
    if (type === messageType.queryAwareness) return sendSync(socket, syncType.update, new Uint8Array([0, 0]))
    if (type === messageType.awareness) return spread(socket, frame)
    if (type === messageType.cursor) return pass(socket, frame)
    if (type !== messageType.sync) return
    const kind = decoding.readVarUint(decoder)
    const body = decoding.readVarUint8Array(decoder)
    if (kind !== syncType.step1) return take(socket, body)
    sendSync(socket, syncType.step2, Y.encodeStateAsUpdate(at.room.doc, body))
    sendPosition(socket, at.room)
  }
  server.on('connection', (socket, request) => {
    const url = new URL(request.url ?? '', 'ws://host')
    const since = url.searchParams.get('since')
    sinces.push(since)
    const room = roomOf(decodeURIComponent(url.pathname.replace('/sync/', '')))
    const place = since === null ? undefined : parseSince(since)
    if (place && place.epoch !== room.epoch) return socket.close(errorTable['stale-copy'].close)
    for (const { room: itsRoom, presence } of sockets.values()) if (presence && itsRoom === room) socket.send(presence)
    sockets.set(socket, { room, taken: 0, presence: undefined })
    socket.on('message', (frame: Buffer) => hear(socket, new Uint8Array(frame)))
    socket.on('close', () => sockets.delete(socket))
    sendSync(socket, syncType.step1, Y.encodeStateVector(room.doc))
  })
  return {
    url: `ws://127.0.0.1:${port}/sync`,
    sinces,
    room: roomOf,
    holdAcks: (isHeld) => {
      acksHeld = isHeld
      acknowledge()
    },
    refuse: (code, room) => {
      refusal = code
      refusingRoom = room === undefined ? undefined : roomOf(room)
    },
    closeAll: (code, reason = errorTable[code].message) => {
      for (const socket of sockets.keys()) socket.close(errorTable[code].close, reason)
    },
    presenceHeard: () => presenceHeard,
    freeze: (frozen) => {
      isFrozen = frozen
    },
    connections: () => sockets.size,
    stop: async () => {
      for (const socket of server.clients) socket.terminate()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
