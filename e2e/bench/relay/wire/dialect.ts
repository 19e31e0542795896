import { cursorMessage } from '@planwall/shared/cursor-message'
import { messageType, syncType } from '@planwall/shared/protocol'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/** What a server says, as far as the bench cares. Bytes are views of the message. */
export type ServerMessage =
  | { type: 'step1' }
  | { type: 'update' | 'step2'; update: Uint8Array }
  | { type: 'presence' | 'cursors'; body: Uint8Array }
  /** The first `count` updates of this connection are safe, as far as this server promises that. */
  | { type: 'acked'; count: number }
  /** One more update has been taken in. */
  | { type: 'acked-one' }
  | { type: 'welcome' }
  | { type: 'other' }

/** How a server is talked to: the same messages in the envelope each of them wants. */
export interface Dialect {
  /** What a client says first. */
  hello(room: string): Uint8Array[]
  /** Whether the sync begins only after a `welcome`. */
  waitsForWelcome: boolean
  step1(room: string): Uint8Array
  /** An answer to step 1 (`step2`), or a change (`update`). */
  update(room: string, type: 'step2' | 'update', update: Uint8Array): Uint8Array
  presence(room: string, body: Uint8Array): Uint8Array
  /** Where a pointer can be said alone; the others say all of a person with every movement. */
  cursor?: (clientId: number, at: { x: number; y: number }) => Uint8Array
  /** Where the type of a message stands, and what type it is of, without reading more. */
  isPresence(message: Uint8Array): boolean
  read(message: Uint8Array): ServerMessage
}

const emptyStateVector = new Uint8Array([0])

/** y-websocket's protocol, with our own additions for those who listen. */
export const yWebsocket: Dialect = {
  waitsForWelcome: false,
  hello: () => [],
  step1: () => plain(messageType.sync, syncType.step1, emptyStateVector),
  update: (_room, type, update) => plain(messageType.sync, syncType[type], update),
  presence: (_room, body) => {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, messageType.awareness)
    encoding.writeVarUint8Array(encoder, body)
    return encoding.toUint8Array(encoder)
  },
  isPresence: (message) => message[0] === messageType.awareness,
  read: (message) => readAfterAddress(decoding.createDecoder(message)),
}

/** Ours as our own client speaks it: a pointer travels alone. */
export const ours: Dialect = {
  ...yWebsocket,
  cursor: cursorMessage,
  isPresence: (message) => message[0] === messageType.awareness || message[0] === messageType.cursor,
  read: (message) =>
    message[0] === messageType.cursor ? { type: 'cursors', body: message.subarray(1) } : yWebsocket.read(message),
}

const hocuspocusType = { auth: 2, syncReply: 4, syncStatus: 8 } as const
const providerVersion = '4.7.0'

/** Hocuspocus: the name of the document in front of every message, a token first, an ack for each update. */
export const hocuspocus: Dialect = {
  waitsForWelcome: true,
  hello: (room) => [
    addressed(room, (encoder) => {
      encoding.writeVarUint(encoder, hocuspocusType.auth)
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarString(encoder, 'a-token')
      encoding.writeVarString(encoder, providerVersion)
    }),
  ],
  step1: (room) => addressed(room, (encoder) => writeSync(encoder, syncType.step1, emptyStateVector)),
  update: (room, type, update) => addressed(room, (encoder) => writeSync(encoder, syncType[type], update)),
  presence: (room, body) =>
    addressed(room, (encoder) => {
      encoding.writeVarUint(encoder, messageType.awareness)
      encoding.writeVarUint8Array(encoder, body)
    }),
  isPresence: (message) => message[1 + (message[0] ?? 0)] === messageType.awareness,
  read(message) {
    const decoder = decoding.createDecoder(message)
    decoding.readVarUint8Array(decoder)
    switch (message[decoder.pos]) {
      case hocuspocusType.auth:
        return { type: 'welcome' }
      case hocuspocusType.syncStatus:
        return { type: 'acked-one' }
      case hocuspocusType.syncReply:
        decoder.pos++
        return readSync(decoder)
      default:
        return readAfterAddress(decoder)
    }
  },
}

function readAfterAddress(decoder: decoding.Decoder): ServerMessage {
  switch (decoding.readVarUint(decoder)) {
    case messageType.sync:
      return readSync(decoder)
    case messageType.awareness:
      return { type: 'presence', body: decoding.readVarUint8Array(decoder) }
    case messageType.durable:
      return { type: 'acked', count: decoding.readVarUint(decoder) }
    default:
      return { type: 'other' }
  }
}

function readSync(decoder: decoding.Decoder): ServerMessage {
  const type = decoding.readVarUint(decoder)
  const body = decoding.readVarUint8Array(decoder)
  if (type === syncType.step1) return { type: 'step1' }
  return { type: type === syncType.step2 ? 'step2' : 'update', update: body }
}

function plain(type: number, sync: number, body: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, type)
  encoding.writeVarUint(encoder, sync)
  encoding.writeVarUint8Array(encoder, body)
  return encoding.toUint8Array(encoder)
}

function writeSync(encoder: encoding.Encoder, type: number, body: Uint8Array): void {
  encoding.writeVarUint(encoder, messageType.sync)
  encoding.writeVarUint(encoder, type)
  encoding.writeVarUint8Array(encoder, body)
}

function addressed(room: string, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarString(encoder, room)
  write(encoder)
  return encoding.toUint8Array(encoder)
}
