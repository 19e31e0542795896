import { EventEmitter } from 'node:events'
import Fastify from 'fastify'
import { syncType } from '@planwall/shared/protocol'
import { expect, it, onTestFinished } from 'vitest'
import * as Y from 'yjs'
import { createDocWorkers } from '../docs/doc-workers.ts'
import { createMemoryStore } from '../store/memory.ts'
import { until } from '../testing/until.ts'
import { Connection } from './connection.ts'
import type { Wire } from './connection.ts'
import { readMessage, step1Message, updateMessage } from './messages.ts'
import { createRelayStats } from './relay-stats.ts'
import { Room } from './room.ts'

const nothing = step1Message(new Uint8Array([0]))

it('who asks again for the document, while something waits to be told, is told of it once', async () => {
  const room = await openRoom()
  const [asking, writing] = [connect(room, 1), connect(room, 2)]
  for (const { connection } of [asking, writing]) room.hear(connection, nothing)
  await until(() => asking.connection.isLive && writing.connection.isLive)
  const doc = new Y.Doc()
  doc.getMap('elements').set('card', 'of somebody')
  room.hear(writing.connection, updateMessage(Y.encodeStateAsUpdate(doc)))
  room.hear(asking.connection, nothing)
  await until(() => asking.connection.isLive && asking.told().some(({ type }) => type === 'update'))
  await room.confirmed()
  expect(asking.told().filter(({ type }) => type === 'update')).toHaveLength(1)
})

async function openRoom(): Promise<Room> {
  const documents = createDocWorkers({ maxWorkers: 1 })
  const room = await Room.load('abcdefgh', {
    store: createMemoryStore(),
    documents,
    log: Fastify().log,
    stats: createRelayStats(),
    now: () => 0,
    maxBytes: 1_000_000,
    onFailed: () => undefined,
  })
  onTestFinished(async () => {
    room.destroy()
    await documents.close()
  })
  return room
}

/** Somebody in the room whose line takes everything at once. */
function connect(room: Room, number: number) {
  const frames: Uint8Array[] = []
  const stream = Object.assign(new EventEmitter(), {
    writableLength: 0,
    writableNeedDrain: false,
    cork: () => undefined,
    uncork: () => undefined,
    write: (frame: Uint8Array) => frames.push(frame) > 0,
  })
  const socket = Object.assign(new EventEmitter(), { readyState: 1 })
  const connection = new Connection({ socket, stream, takesDeflated: false } as unknown as Wire, {
    seatId: `seat${number}`,
    number,
    mayWrite: true,
    isOurs: false,
    since: undefined,
    now: () => 0,
    stats: createRelayStats(),
  })
  room.add(connection)
  return { connection, told: () => messagesIn(Buffer.concat(frames)) }
}

/** Messages in frames of less than 126 bytes each. */
function messagesIn(bytes: Buffer): { type: string }[] {
  const messages: { type: string }[] = []
  for (let at = 0; at < bytes.length;) {
    const length = bytes[at + 1] as number
    const message = bytes.subarray(at + 2, at + 2 + length)
    const isUpdate = message[0] === 0 && message[1] === syncType.update
    messages.push(isUpdate ? readMessage(message) : { type: 'other' })
    at += 2 + length
  }
  return messages
}
