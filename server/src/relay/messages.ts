import * as encoding from 'lib0/encoding'
import { messageType, syncType } from '@planwall/shared/protocol'
import { ByteReader } from './byte-reader.ts'

/** What a client may say. Types that are not known are left alone: a newer client may speak them. Bodies are not copied. */
export type ClientMessage =
  | { type: 'step1' | 'step2' | 'update' | 'awareness' | 'cursor'; body: Uint8Array }
  | { type: 'query-awareness' | 'unknown' }

/** Reads a message; throws on bytes that make no sense. The body is as it came. */
export function readMessage(message: Uint8Array): ClientMessage {
  const reader = new ByteReader(message)
  switch (reader.readVarUint()) {
    case messageType.sync: {
      const type = syncTypes[reader.readVarUint()]
      if (!type) throw new Error('There is no such sync message.')
      return { type, body: reader.readBytes() }
    }
    case messageType.awareness:
      return { type: 'awareness', body: reader.readBytes() }
    case messageType.queryAwareness:
      return { type: 'query-awareness' }
    case messageType.cursor:
      return { type: 'cursor', body: message.subarray(reader.at) }
    default:
      return { type: 'unknown' }
  }
}

const syncTypes = ['step1', 'step2', 'update'] as const

export function step1Message(stateVector: Uint8Array): Uint8Array {
  return syncMessage(syncType.step1, stateVector)
}

export function step2Message(update: Uint8Array): Uint8Array {
  return syncMessage(syncType.step2, update)
}

export function updateMessage(update: Uint8Array): Uint8Array {
  return syncMessage(syncType.update, update)
}

/** What an update message begins with, before its update of so many bytes. */
export function updateMessageHead(length: number): Uint8Array {
  const head = new Uint8Array(2 + varUintLength(length))
  head[0] = messageType.sync
  head[1] = syncType.update
  writeVarUint(head, 2, length)
  return head
}

/** Length of an update message whose update has so many bytes. */
export function updateMessageLength(length: number): number {
  return 2 + varUintLength(length) + length
}

/** Writes an update message; gives where the update begins and ends. */
export function writeUpdateMessage(into: Uint8Array, at: number, update: Uint8Array): { from: number; to: number } {
  into[at] = messageType.sync
  into[at + 1] = syncType.update
  const from = writeVarUint(into, at + 2, update.length)
  into.set(update, from)
  return { from, to: from + update.length }
}

/** Who is here, from entries of client id, clock and state. With none it says nothing, which keeps a quiet client awake. */
export function presenceMessage(entries: readonly Uint8Array[]): Uint8Array {
  let length = varUintLength(entries.length)
  for (const entry of entries) length += entry.length
  const message = Buffer.allocUnsafe(1 + varUintLength(length) + length)
  message[0] = messageType.awareness
  let at = writeVarUint(message, writeVarUint(message, 1, length), entries.length)
  for (const entry of entries) {
    message.set(entry, at)
    at += entry.length
  }
  return message
}

/** Pointers, from what was said of each. */
export function cursorsMessage(entries: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat([Buffer.of(messageType.cursor), ...entries])
}

/** One presence: what a client id says of itself, as JSON. */
export function presenceEntry(clientId: number, clock: number, state: string): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, clientId)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, state)
  })
}

/** The word that a client id is gone. */
export function goneEntry(clientId: number, clock: number): Uint8Array {
  return presenceEntry(clientId, clock, 'null')
}

/** y-protocols' way to say why a connection is about to be closed. */
export function deniedMessage(reason: string): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, messageType.auth)
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarString(encoder, reason)
  })
}

/** The first `count` updates this connection sent are on the disk. */
export function durableMessage(count: number): Uint8Array {
  const message = new Uint8Array(1 + varUintLength(count))
  message[0] = messageType.durable
  writeVarUint(message, 1, count)
  return message
}

/** Everything up to update `seq` has been sent to this connection. */
export function positionMessage(epoch: string, seq: number): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, messageType.position)
    encoding.writeVarString(encoder, epoch)
    encoding.writeVarUint(encoder, seq)
  })
}

/** Something for the person at this connection, as JSON. */
export function noticeMessage(json: string): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, messageType.notice)
    encoding.writeVarString(encoder, json)
  })
}

function syncMessage(type: number, body: Uint8Array): Uint8Array {
  const message = Buffer.allocUnsafeSlow(2 + varUintLength(body.length) + body.length)
  message[0] = messageType.sync
  message[1] = type
  message.set(body, writeVarUint(message, 2, body.length))
  return message
}

function varUintLength(value: number): number {
  let length = 1
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) length++
  return length
}

function writeVarUint(into: Uint8Array, start: number, value: number): number {
  let at = start
  let rest = value
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) into[at++] = 0x80 | (rest % 0x80)
  into[at++] = rest
  return at
}
