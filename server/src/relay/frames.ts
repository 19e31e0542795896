import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { messageType, syncType } from '@planwall/shared/protocol'

/** What a client may say. Types that are not known are left alone: a newer client may speak them. */
export type ClientMessage =
  | { type: 'step1'; stateVector: Uint8Array }
  | { type: 'step2' | 'update'; update: Uint8Array }
  | { type: 'awareness'; entries: PresenceEntry[] }
  | { type: 'query-awareness' }
  | { type: 'unknown' }

/** What one client id says of itself. `state` is JSON, `null` in it means: gone. */
export interface PresenceEntry {
  clientId: number
  clock: number
  state: string
}

/** Reads a frame; throws on bytes that make no sense, and reads no further than the first `maxEntries` presences. */
export function readFrame(frame: Uint8Array, maxEntries = 10_000): ClientMessage {
  const decoder = decoding.createDecoder(frame)
  switch (decoding.readVarUint(decoder)) {
    case messageType.sync:
      return readSync(decoder)
    case messageType.awareness:
      return { type: 'awareness', entries: readPresence(decoding.readVarUint8Array(decoder), maxEntries) }
    case messageType.queryAwareness:
      return { type: 'query-awareness' }
    default:
      return { type: 'unknown' }
  }
}

export function step1Frame(stateVector: Uint8Array): Uint8Array {
  return syncFrame(syncType.step1, stateVector)
}

export function step2Frame(update: Uint8Array): Uint8Array {
  return syncFrame(syncType.step2, update)
}

export function updateFrame(update: Uint8Array): Uint8Array {
  return syncFrame(syncType.update, update)
}

/** With no entries it says nothing, which keeps a quiet connection alive. */
export function presenceFrame(entries: readonly PresenceEntry[]): Uint8Array {
  const body = encoding.createEncoder()
  encoding.writeVarUint(body, entries.length)
  for (const { clientId, clock, state } of entries) {
    encoding.writeVarUint(body, clientId)
    encoding.writeVarUint(body, clock)
    encoding.writeVarString(body, state)
  }
  return frameOf(messageType.awareness, (encoder) => encoding.writeVarUint8Array(encoder, encoding.toUint8Array(body)))
}

/** y-protocols' way to say why a connection is about to be closed. */
export function deniedFrame(reason: string): Uint8Array {
  return frameOf(messageType.auth, (encoder) => {
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarString(encoder, reason)
  })
}

/** The first `count` updates this connection sent are on the disk. */
export function durableFrame(count: number): Uint8Array {
  return frameOf(messageType.durable, (encoder) => encoding.writeVarUint(encoder, count))
}

function readSync(decoder: decoding.Decoder): ClientMessage {
  const type = decoding.readVarUint(decoder)
  const body = decoding.readVarUint8Array(decoder)
  switch (type) {
    case syncType.step1:
      return { type: 'step1', stateVector: body }
    case syncType.step2:
      return { type: 'step2', update: body }
    case syncType.update:
      return { type: 'update', update: body }
    default:
      throw new Error(`There is no sync message ${type}.`)
  }
}

function readPresence(bytes: Uint8Array, maxEntries: number): PresenceEntry[] {
  const decoder = decoding.createDecoder(bytes)
  const count = decoding.readVarUint(decoder)
  if (count > maxEntries) throw new Error(`${count} presences in one message.`)
  const entries: PresenceEntry[] = []
  for (let i = 0; i < count; i++) {
    const clientId = decoding.readVarUint(decoder)
    const clock = decoding.readVarUint(decoder)
    entries.push({ clientId, clock, state: decoding.readVarString(decoder) })
  }
  return entries
}

function syncFrame(type: number, body: Uint8Array): Uint8Array {
  return frameOf(messageType.sync, (encoder) => {
    encoding.writeVarUint(encoder, type)
    encoding.writeVarUint8Array(encoder, body)
  })
}

function frameOf(type: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, type)
  write(encoder)
  return encoding.toUint8Array(encoder)
}
