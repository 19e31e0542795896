import { once } from 'node:events'
import { connect } from 'node:net'
import fastify from 'fastify'
import { roles } from '@planwall/shared/access/roles'
import { errorTable } from '@planwall/shared/errors'
import { createDice } from '@planwall/shared/testing/dice'
import type { Dice } from '@planwall/shared/testing/dice'
import { describe, expect, it } from 'vitest'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { createMemoryStore } from '../store/memory.ts'
import { anySince, brokenFrame, goodFrames } from '../testing/fuzz/frames.ts'
import { createInlineDocuments } from '../testing/fuzz/inline-documents.ts'
import { Link } from '../testing/fuzz/link.ts'
import { looseErrors } from '../testing/loose-errors.ts'
import { openRawSocket } from '../testing/raw-socket.ts'
import { roomDoc } from '../testing/room-doc.ts'
import { seeds } from '../testing/seeds.ts'
import { startTestApp } from '../testing/test-app.ts'
import { until } from '../testing/until.ts'
import { step1Message, updateMessage } from './messages.ts'
import { Relay } from './relay.ts'

const boardId = 'fuzzboard'
const framesPerSeed = 2000
const never = 1_000_000_000

/** The server has made a mistake, or cannot go on. */
const mistakes: readonly number[] = (['internal', 'damaged', 'not-stored'] as const).map(
  (code) => errorTable[code].close,
)

describe('frames of any kind', () => {
  it('end at most the connection they came on; the server makes no mistake, and what is stored stays a document', async () => {
    const loose = looseErrors()
    const counts: Record<string, number> = { frames: 0, connections: 0, unreadable: 0 }
    const all = seeds(10)
    for (const seed of all) await sendFrames(seed, counts)
    console.log(`frames from seed ${all[0]}: ${JSON.stringify(counts)}`)
    expect(loose).toEqual([])
    expect(mistakes.map((code) => counts[`closed ${code}`] ?? 0)).toEqual([0, 0, 0])
    expect(counts.frames).toBeGreaterThanOrEqual(framesPerSeed * 10)
    // What bytes cannot tell: things of two places that claim to be neighbours. See decision 12, "What it costs".
    expect(counts.unreadable).toBeLessThanOrEqual(Math.ceil((counts.frames ?? 0) / 20_000))
  }, 3_600_000)

  it('an update that no document could take in is refused, though its bytes are in order', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    const board = await server.createBoard()
    const { seatToken } = await server.takeSeat(board, 'participate')
    const mallory = await openRawSocket(server.url, board.boardId, { token: seatToken })
    const doc = new Y.Doc()
    doc.getMap('m').set('x', new Y.Text('ab'))
    doc.getMap('m').delete('x')
    mallory.send(step1Message(Y.encodeStateVector(doc)))
    mallory.send(updateMessage(Y.encodeStateAsUpdate(doc)))
    // It begins with the last letter of the text that is gone, says that this is something else, and goes on.
    mallory.send(updateMessage(forged(doc.clientID, 2)))
    expect(await mallory.closed).toMatchObject({ code: errorTable['bad-update'].close })
    const ada = await server.join(board, 'facilitate')
    ada.doc.getText('typed').insert(0, 'goes on')
    await until(() => ada.durable() === 2)
    expect((await roomDoc(server.store, board.boardId)).getText('typed').toString()).toBe('goes on')
    expect(ada.closes).toEqual([])
  })

  it('what a good client repeats in one piece with what is new is taken in', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    const board = await server.createBoard()
    const { seatToken } = await server.takeSeat(board, 'facilitate')
    const socket = await openRawSocket(server.url, board.boardId, { token: seatToken })
    const doc = new Y.Doc()
    doc.getText('typed').insert(0, 'abc')
    socket.send(step1Message(Y.encodeStateVector(doc)))
    socket.send(updateMessage(Y.encodeStateAsUpdate(doc)))
    doc.getText('typed').insert(3, 'def')
    socket.send(updateMessage(Y.encodeStateAsUpdate(doc)))
    await expect.poll(() => socket.frames.at(-1), { timeout: 20_000 }).toEqual(new Uint8Array([120, 2]))
    expect((await roomDoc(server.store, board.boardId)).getText('typed').toString()).toBe('abcdef')
  })

  it('bytes that are not even frames end the connection and nothing else', async () => {
    const loose = looseErrors()
    const server = await startTestApp({ store: createMemoryStore() })
    const board = await server.createBoard()
    const { seatToken } = await server.takeSeat(board, 'participate')
    const ada = await server.join(board, 'facilitate')
    const { port, hostname } = new URL(server.url)
    for (const seed of seeds(100)) {
      const dice = createDice(seed)
      const raw = await openRawSocket(server.url, board.boardId, { token: seatToken })
      const { _socket: stream } = raw.socket as unknown as { _socket: NodeJS.WritableStream }
      stream.write(dice.bytes(1 + dice.below(300)))
      raw.socket.terminate()
      // And what is not even a request.
      const plain = connect(Number(port), hostname)
      plain.on('error', () => undefined)
      await once(plain, 'connect')
      plain.write(dice.percent(50) ? `GET /sync/${board.boardId}?token=%zz HTTP/1.1\r\n\r\n` : dice.bytes(50))
      plain.destroy()
    }
    ada.doc.getText('typed').insert(0, 'still here')
    await until(() => ada.durable() === 2)
    expect([ada.closes, loose]).toEqual([[], []])
  }, 3_600_000)
})

/** A board of its own, people who say anything, and somebody who only looks on. */
async function sendFrames(seed: number, counts: Record<string, number>): Promise<void> {
  const dice = createDice(seed)
  const store = createMemoryStore(() => 'epoch')
  await store.createBoard({ boardId, title: '', templateId: 'T1', createdAt: 0, links: [], rooms: [] })
  let time = 0
  const relay = new Relay({
    store,
    documents: createInlineDocuments(dice),
    log: fastify({ logger: false }).log,
    now: () => (time += 50),
    seatAt: (_boardId, token) =>
      Promise.resolve({
        seatId: token ?? 's',
        boardId,
        role: roles.find((role) => role === token) ?? 'facilitator',
        name: 'Ada',
        personId: null,
      }),
    limits: {
      connectionsPerAddress: never,
      connectionsPerRoom: never,
      roomsPerAddress: never,
      maxRoomBytes: 2_000_000,
    },
    timings: { firstMessageMs: never, heartbeatMs: never, silenceMs: never },
  })
  const doc = new Y.Doc()
  let frames = goodFrames(dice, doc)
  for (let sent = 0; sent < framesPerSeed;) {
    if (dice.percent(5)) frames = [...frames.slice(-20), ...goodFrames(dice, dice.percent(70) ? doc : new Y.Doc())]
    const line = { isOpen: true }
    const link = new Link(dice, {
      hear: () => undefined,
      gone: (code) => {
        line.isOpen = false
        if (code !== undefined) counts[`closed ${code}`] = (counts[`closed ${code}`] ?? 0) + 1
      },
    })
    counts.connections = (counts.connections ?? 0) + 1
    const served = relay.serve(link.serverEnd(), {
      room: dice.percent(5) ? anyText(dice) : dice.pick([boardId, `${boardId}/session`, `${boardId}/seat/facilitator`]),
      token: dice.pick(roles),
      version: dice.percent(5) ? anyText(dice) : dice.pick([undefined, '1']),
      since: anySince(dice),
      address: 'here',
      isForeign: dice.percent(3),
    })
    await served
    if (dice.percent(80)) link.send(frames[0] as Uint8Array)
    while (line.isOpen && sent < framesPerSeed && dice.percent(95)) {
      link.send(brokenFrame(dice, frames))
      sent++
      counts.frames = (counts.frames ?? 0) + 1
      link.deliver()
      if (dice.percent(40)) await new Promise(setImmediate)
    }
    link.deliver()
    link.cut()
  }
  await relay.close()
  for (const room of [boardId, `${boardId}/session`]) {
    const isReadable = await roomDoc(store, room).then(
      (stored) => Y.encodeStateAsUpdate(stored).length > 0,
      () => false,
    )
    if (!isReadable) counts.unreadable = (counts.unreadable ?? 0) + 1
  }
}

/** An update of one text of three letters, the first of which stands where something of this client stands already. */
function forged(client: number, clock: number): Uint8Array {
  return encoding.encode((encoder) => {
    for (const number of [1, 1, client, clock]) encoding.writeVarUint(encoder, number)
    encoding.writeUint8(encoder, 4)
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarString(encoder, 'typed')
    encoding.writeVarString(encoder, 'xyz')
    encoding.writeVarUint(encoder, 0)
  })
}

function anyText(dice: Dice): string {
  return String.fromCharCode(...dice.bytes(dice.below(30)))
}
