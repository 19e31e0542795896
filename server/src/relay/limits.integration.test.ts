import { once } from 'node:events'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { errorTable } from '@planwall/shared/errors'
import { limits, messageType } from '@planwall/shared/protocol'
import { createDecoder, readVarString, readVarUint, readVarUint8Array } from 'lib0/decoding'
import { encode, writeUint8, writeVarString, writeVarUint } from 'lib0/encoding'
import { describe, expect, it, onTestFinished } from 'vitest'
import * as Y from 'yjs'
import { createMemoryStore } from '../store/memory.ts'
import { openRawSocket } from '../testing/raw-socket.ts'
import type { RawSocket } from '../testing/raw-socket.ts'
import { roomDoc } from '../testing/room-doc.ts'
import { withRecord } from '../testing/stores.ts'
import { startTestApp } from '../testing/test-app.ts'
import type { TestApp } from '../testing/test-app.ts'
import { until } from '../testing/until.ts'
import { presenceEntry, presenceMessage, step1Message, step2Message, updateMessage } from './messages.ts'

const noVector = step1Message(new Uint8Array([0]))

describe('who sends too much', () => {
  it('of cursors is closed; the others hear each other as before', async () => {
    const { server, ada, bob, mallory } = await room()
    for (let clock = 1; clock < limits.chatter.burst * 2; clock++) {
      mallory.send(presenceMessage([presenceEntry(7, clock, '{"x":1}')]))
    }
    expect((await mallory.closed).code).toBe(errorTable['too-many'].close)
    await stillHearEachOther(ada, bob)
    expect(server.app.relay.stats.refused.get('too-many')).toBe(1)
  })

  it('of questions is closed', async () => {
    const { mallory, ada, bob } = await room()
    for (let i = 0; i < limits.questions.burst + 5; i++) mallory.send(noVector)
    expect((await mallory.closed).code).toBe(errorTable['too-many'].close)
    await stillHearEachOther(ada, bob)
  })

  it('of updates is read from more slowly, and all of it is stored', async () => {
    const { server, board, mallory } = await room()
    const doc = new Y.Doc()
    const count = limits.edits.burst + 300
    doc.on('update', (update: Uint8Array) => mallory.send(updateMessage(update)))
    for (let i = 0; i < count; i++) doc.getText('many').insert(i, 'x')
    await until(() => durableOf(mallory.frames) === count)
    expect((await roomDoc(server.store, board.boardId)).getText('many').length).toBe(count)
    expect(mallory.socket.readyState).toBe(mallory.socket.OPEN)
  })

  it('for the board to hold is refused whole; the others go on, and what is small still fits', async () => {
    const { server, board, ada, bob, mallory } = await room({ maxBoardBytes: 200_000 })
    const doc = new Y.Doc()
    doc.getText('large').insert(0, 'x'.repeat(250_000))
    const before = (await server.store.loadRoom(board.boardId)).seq
    mallory.send(updateMessage(Y.encodeStateAsUpdate(doc)))
    expect((await mallory.closed).code).toBe(errorTable['board-full'].close)
    expect((await server.store.loadRoom(board.boardId)).seq).toBe(before)
    await stillHearEachOther(ada, bob)
  })

  it('that nobody can use (2,000 updates whose beginnings are missing) is stored nowhere, and asked for once', async () => {
    const store = withRecord(createMemoryStore())
    const { board, ada, bob, mallory } = await room({}, store)
    await until(() => ada.durable() === 1 && bob.durable() === 1)
    const before = store.appended.get(board.boardId)?.length ?? 0
    mallory.send(step2Message(new Uint8Array([0, 0])))
    for (let client = 1; client <= 2000; client++) mallory.send(updateMessage(orphan(client)))
    // All of it has been looked at when this is answered.
    mallory.socket.ping()
    await once(mallory.socket, 'pong')
    expect(mallory.frames.filter((frame) => frame[0] === 0 && frame[1] === 0)).toHaveLength(2)
    expect(store.appended.get(board.boardId)?.length ?? 0).toBe(before)
    await stillHearEachOther(ada, bob)
  })

  it('of presence in bytes is told to others later, and then the newest of it', async () => {
    const { bob, mallory } = await room()
    const pad = 'x'.repeat(15_000)
    const last = 100
    for (let clock = 1; clock <= last; clock++) {
      mallory.send(presenceMessage([presenceEntry(7, clock, JSON.stringify({ clock, pad }))]))
      await new Promise(setImmediate)
    }
    await until(() => bob.provider.awareness.getStates().get(7)?.clock === last)
    expect(mallory.socket.readyState).toBe(mallory.socket.OPEN)
  })
})

describe('a reader who stops reading', () => {
  it('is sent away after so many bytes, and costs the others nothing', async () => {
    const { server, ada, bob, mallory } = await room()
    mallory.send(noVector)
    await until(() => mallory.frames.some((frame) => frame[0] === 0 && frame[1] === 1))
    mallory.socket.pause()
    const noise = Array.from({ length: 300_000 }, (_, i) => ((i * 2_654_435_761) % 4_294_967_296).toString(36)).join('')
    for (const { doc } of [ada, bob]) {
      for (let i = 0; i < 13; i++) doc.getMap('large').set(`${doc.clientID}.${i % 2}`, noise.slice(i, i + 1_000_000))
    }
    await until(() => server.app.relay.stats.refused.get('slow-reader') === 1)
    await until(() => server.app.relay.load().connections === 2)
    expect(server.app.relay.load().longestQueue).toBeLessThan(limits.slowReaderBytes)
    await stillHearEachOther(ada, bob)
  })
})

describe('too many', () => {
  it('sockets from one address are turned away, until one leaves', async () => {
    const server = await startTestApp({ config: { maxConnectionsPerAddress: 2 } })
    const board = await server.createBoard()
    const { seatToken: token } = await server.takeSeat(board, 'participate')
    const [first] = [
      await openRawSocket(server.url, board.boardId, { token }),
      await openRawSocket(server.url, `${board.boardId}/session`, { token }),
    ]
    const third = await openRawSocket(server.url, board.boardId, { token })
    expect((await third.closed).code).toBe(errorTable['too-many'].close)
    first.socket.close()
    await first.closed
    const fourth = await openRawSocket(server.url, board.boardId, { token })
    await until(() => fourth.frames.length > 0)
    expect(fourth.socket.readyState).toBe(fourth.socket.OPEN)
  })

  it('sockets in one room are turned away, in another room they are not', async () => {
    const server = await startTestApp({ config: { maxConnectionsPerRoom: 1 } })
    const board = await server.createBoard()
    const { seatToken: token } = await server.takeSeat(board, 'participate')
    const first = await openRawSocket(server.url, board.boardId, { token })
    first.send(noVector)
    await until(() => first.frames.some((frame) => frame[0] === 0 && frame[1] === 1))
    const second = await openRawSocket(server.url, board.boardId, { token })
    expect((await second.closed).code).toBe(errorTable['too-many'].close)
    const other = await openRawSocket(server.url, `${board.boardId}/session`, { token })
    await until(() => other.frames.length > 0)
  })

  it('silent sockets of one seat (1,000 of them) keep nobody out, not even from that seat, and are closed', async () => {
    const server = await startTestApp({ store: createMemoryStore(), config: { maxConnectionsPerRoom: 60 } })
    const board = await server.createBoard()
    const mallory = await server.takeSeat(board, 'participate', 'Mallory')
    const token = mallory.seatToken
    const silent: RawSocket[] = []
    for (let at = 0; at < 1000; at += 50) {
      const some = Array.from({ length: 50 }, () => openRawSocket(server.url, board.boardId, { token }))
      silent.push(...(await Promise.all(some)))
    }
    const ada = await server.join(board, 'facilitate')
    const bob = await server.join(board, 'participate')
    const own = server.open(mallory)
    await until(() => own.provider.synced)
    await stillHearEachOther(ada, bob)
    const isGone = ({ socket }: RawSocket) => socket.readyState === socket.CLOSED
    await until(() => silent.filter((one) => !isGone(one)).length === limits.maxConnectionsPerSeat - 1)
    expect((await silent[0]?.closed)?.code).toBe(errorTable['too-many'].close)
    expect(own.closes).toEqual([])
  })

  it('silent sockets of many seats do not fill a room: they go when somebody comes who speaks', async () => {
    const server = await startTestApp({ store: createMemoryStore(), config: { maxConnectionsPerRoom: 3 } })
    const board = await server.createBoard()
    const silent: RawSocket[] = []
    for (const name of ['One', 'Two', 'Three']) {
      const { seatToken: token } = await server.takeSeat(board, 'participate', name)
      silent.push(await openRawSocket(server.url, board.boardId, { token }))
    }
    await until(() => silent.every(({ frames }) => frames.length > 0))
    const ada = await server.join(board, 'facilitate')
    const bob = await server.join(board, 'participate')
    await stillHearEachOther(ada, bob)
    const [first, second, third] = silent
    expect((await first?.closed)?.code).toBe(errorTable['too-many'].close)
    expect((await second?.closed)?.code).toBe(errorTable['too-many'].close)
    expect(third?.socket.readyState).toBe(third?.socket.OPEN)
  })

  it('half-open requests (1,000 of them) are closed after a while, and people are served meanwhile', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    const board = await server.createBoard()
    const sockets = await Promise.all(Array.from({ length: 1000 }, () => halfOpen(server)))
    const closed = Promise.all(sockets.map((socket) => once(socket, 'close')))
    const ada = await server.join(board, 'facilitate')
    const bob = await server.join(board, 'participate')
    await stillHearEachOther(ada, bob)
    expect(await closed).toHaveLength(1000)
    await stillHearEachOther(ada, bob)
  })
})

describe('what is no WebSocket', () => {
  const frames: [rule: string, bytes: number[]][] = [
    ['a frame that is not masked', [0x82, 1, 0]],
    ['an opcode there is not', [0x8b, 0x80, 0, 0, 0, 0]],
    ['a frame said to be 4 GiB long', [0x82, 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]],
    ['a ping of 200 bytes', [0x89, 0xfe, 0, 200, 0, 0, 0, 0]],
    ['a continuation of nothing', [0x80, 0x80, 0, 0, 0, 0]],
    ['a reserved bit', [0xa2, 0x80, 0, 0, 0, 0]],
    ['a compressed message that was not compressed', [0xc2, 0x84, 0, 0, 0, 0, 255, 255, 255, 255]],
    ['a close code there is not', [0x88, 0x82, 0, 0, 0, 0, 0, 1]],
  ]
  it.each(frames)('%s closes its socket and nobody else notices', async (_rule, bytes) => {
    const { ada, bob, mallory } = await room()
    const raw = mallory.socket as unknown as { _socket: Socket }
    raw._socket.write(Buffer.from(bytes))
    expect((await mallory.closed).code).toBeGreaterThan(1000)
    await stillHearEachOther(ada, bob)
  })

  it('a socket that breaks off in the middle of a frame is forgotten', async () => {
    const { server, ada, bob, mallory } = await room()
    const raw = mallory.socket as unknown as { _socket: Socket }
    raw._socket.write(Buffer.from([0x82, 0xfe, 0x10, 0, 1, 2, 3, 4, 5, 6]))
    raw._socket.resetAndDestroy()
    await until(() => server.app.relay.load().connections === 2)
    await stillHearEachOther(ada, bob)
    expect(server.app.relay.load().connections).toBe(2)
  })
})

describe('compression', () => {
  const offers: [rule: string, offer: string | undefined, isAgreed: boolean][] = [
    ['as Chrome and Firefox offer it', 'permessage-deflate; client_max_window_bits', true],
    ['none', undefined, false],
    [
      'with a window of ours that is chosen for us',
      'permessage-deflate; client_max_window_bits; server_max_window_bits=9',
      false,
    ],
    ['with a window that we may not choose', 'permessage-deflate', false],
    ['something else', 'x-webkit-deflate-frame', false],
  ]
  it.each(offers)('%s: everything can be read', async (_rule, offer, isAgreed) => {
    const { server, board, ada } = await room()
    const seat = await server.takeSeat(board, 'participate', 'Eve')
    const headers = offer === undefined ? {} : { 'Sec-WebSocket-Extensions': offer }
    const request = new Promise<string | undefined>((resolve) => {
      const { hostname, port } = new URL(server.url)
      const socket = connect(Number(port), hostname)
      onTestFinished(() => void socket.destroy())
      const lines = [
        `GET /sync/${board.boardId}?token=${seat.seatToken} HTTP/1.1`,
        `Host: ${hostname}`,
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
        ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      ]
      socket.once('data', (data) => resolve(/^sec-websocket-extensions: (.*)$/im.exec(data.toString('latin1'))?.[1]))
      socket.write(`${lines.join('\r\n')}\r\n\r\n`)
    })
    const agreed = await request
    expect(agreed?.split('; ').toSorted()).toEqual(
      isAgreed
        ? [
            'client_max_window_bits=10',
            'client_no_context_takeover',
            'permessage-deflate',
            'server_no_context_takeover',
          ]
        : undefined,
    )
    expect(ada.closes).toEqual([])
  })

  it('cursors of many come compressed, and what a client compresses is understood', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    const board = await server.createBoard()
    const { seatToken: token } = await server.takeSeat(board, 'participate')
    const options = { perMessageDeflate: { threshold: 0 } }
    const sockets = [
      await openRawSocket(server.url, board.boardId, { token }, options),
      await openRawSocket(server.url, board.boardId, { token }, { perMessageDeflate: false }),
    ]
    const state = (id: number) => JSON.stringify({ user: { name: `Person ${id}` }, note: 'the same words '.repeat(40) })
    for (const [i, socket] of sockets.entries()) {
      socket.send(noVector)
      socket.send(presenceMessage([1, 2, 3].map((id) => presenceEntry(10 * i + id, 1, state(id)))))
    }
    await until(() => sockets.every(({ frames }) => statesIn(frames).size === 6))
    for (const { frames } of sockets) expect(statesIn(frames).get(12)).toBe(state(2))
  })
})

type Joined = Awaited<ReturnType<TestApp['join']>>

/** A board with two people at it, and a third with a raw socket in its main room. */
async function room(config: { maxBoardBytes?: number } = {}, store = createMemoryStore()) {
  const server = await startTestApp({ store, config })
  const board = await server.createBoard()
  const seat = await server.takeSeat(board, 'participate', 'Mallory')
  const ada = await server.join(board, 'facilitate', { name: 'Ada' })
  const bob = await server.join(board, 'participate', { name: 'Bob' })
  const mallory = await openRawSocket(server.url, board.boardId, { token: seat.seatToken })
  await until(() => mallory.frames.length > 0)
  return { server, board, ada, bob, mallory }
}

async function stillHearEachOther(ada: Joined, bob: Joined): Promise<void> {
  const said = ada.doc.getArray('said').length
  ada.doc.getArray('said').push([said])
  await until(() => bob.doc.getArray('said').length === said + 1)
  bob.doc.getArray('said').push([said])
  await until(() => ada.doc.getArray('said').length === said + 2)
  expect([...ada.closes, ...bob.closes]).toEqual([])
}

async function halfOpen(server: TestApp): Promise<Socket> {
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  onTestFinished(() => void socket.destroy())
  socket.on('error', () => undefined)
  socket.resume()
  await once(socket, 'connect')
  socket.write('GET /sync/abcdefgh HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n')
  return socket
}

/** An update with the second thing a client ever wrote, and nothing of the first. */
function orphan(client: number): Uint8Array {
  return encode((encoder) => {
    for (const number of [1, 1, client, 1]) writeVarUint(encoder, number)
    writeUint8(encoder, 4)
    writeVarUint(encoder, 1)
    writeVarString(encoder, 'orphan')
    writeVarString(encoder, 'y'.repeat(500))
    writeVarUint(encoder, 0)
  })
}

/** What client ids said of themselves, in all presence messages together. */
function statesIn(frames: readonly Uint8Array[]): Map<number, string> {
  const states = new Map<number, string>()
  for (const frame of frames) {
    if (frame[0] !== messageType.awareness) continue
    const decoder = createDecoder(readVarUint8Array(createDecoder(frame.subarray(1))))
    for (let left = readVarUint(decoder); left > 0; left--) {
      const id = readVarUint(decoder)
      readVarUint(decoder)
      states.set(id, readVarString(decoder))
    }
  }
  return states
}

/** The last number of a durable message; large ones take more than one byte. */
function durableOf(frames: readonly Uint8Array[]): number {
  const [, low = 0, high = 0] = frames.findLast((frame) => frame[0] === messageType.durable) ?? []
  return (low & 0x7f) + (high & 0x7f) * 128
}
