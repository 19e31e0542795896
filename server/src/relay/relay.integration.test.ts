import { once } from 'node:events'
import { addCards, spliceText } from '@planwall/shared/board/edit'
import { readBoard } from '@planwall/shared/board/read'
import { errorTable } from '@planwall/shared/errors'
import { messageType } from '@planwall/shared/protocol'
import { setMeta } from '@planwall/shared/session/edit-session'
import { describe, expect, it } from 'vitest'
import { createDecoder } from 'lib0/decoding'
import { createEncoder } from 'lib0/encoding'
import { readSyncMessage } from 'y-protocols/sync'
import * as Y from 'yjs'
import { createMemoryStore } from '../store/memory.ts'
import { roomDoc } from '../testing/room-doc.ts'
import { openRawSocket } from '../testing/raw-socket.ts'
import { withRecord } from '../testing/stores.ts'
import { startTestApp } from '../testing/test-app.ts'
import { presenceEntry, presenceMessage, step1Message, step2Message, updateMessage } from './messages.ts'
import { until } from '../testing/until.ts'

describe('two people on one board', () => {
  it('see the same board, whoever wrote what', async () => {
    const server = await startTestApp()
    const board = await server.createBoard()
    const ada = await server.join(board, 'facilitate', { name: 'Ada' })
    const bob = await server.join(board, 'participate', { name: 'Bob' })
    addCards(ada.doc, [card('a', 'From Ada')], 'test')
    addCards(bob.doc, [card('b', 'From Bob')], 'test')
    await until(() => notes(ada.doc).length === 2 && notes(bob.doc).length === 2)
    spliceText(ada.doc, 'a', { index: 0, remove: 0, insert: 'Word ' }, 'test')
    spliceText(bob.doc, 'a', { index: 8, remove: 0, insert: '!' }, 'test')
    await until(() => same(ada.doc, bob.doc) && notes(ada.doc).includes('Word From Ada!'))
    expect(notes(bob.doc)).toEqual(notes(ada.doc))
  })

  it('hear nothing of updates before they have asked for the document', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    const board = await server.createBoard()
    const { seatToken } = await server.takeSeat(board, 'participate')
    const ada = await server.join(board, 'facilitate')
    const bob = await server.join(board, 'participate')
    const late = await openRawSocket(server.url, board.boardId, { token: seatToken })
    await until(() => late.frames.length > 0)
    addCards(ada.doc, [card('a', 'Early')], 'test')
    await until(() => notes(bob.doc).includes('Early'))
    late.socket.ping()
    await once(late.socket, 'pong')
    expect(late.frames.filter((frame) => frame[0] === 0 && frame[1] === 2)).toEqual([])
    late.send(step1Message(Y.encodeStateVector(new Y.Doc())))
    await until(() => late.frames.some((frame) => frame[0] === 0 && frame[1] === 1))
    expect(notes(docOf(late.frames))).toEqual(['Early'])
  })

  it('find the board as it was when they come back', async () => {
    const server = await startTestApp()
    const board = await server.createBoard()
    const ada = await server.join(board, 'facilitate')
    addCards(ada.doc, [card('a', 'Kept')], 'test')
    await until(() => ada.durable() >= 2)
    ada.leave()
    const bob = await server.join(board, 'participate')
    expect(notes(bob.doc)).toEqual(['Kept'])
  })

  it('merge what was written offline', async () => {
    const server = await startTestApp()
    const board = await server.createBoard()
    const ada = await server.join(board, 'facilitate')
    const bob = await server.join(board, 'participate')
    ada.provider.disconnect()
    addCards(ada.doc, [card('a', 'Offline')], 'test')
    addCards(bob.doc, [card('b', 'Online')], 'test')
    ada.provider.connect()
    await until(() => notes(ada.doc).length === 2 && notes(bob.doc).length === 2)
    expect(same(ada.doc, bob.doc)).toBe(true)
  })

  it('see who is here, where they point, and that they left', async () => {
    const server = await startTestApp()
    const board = await server.createBoard()
    const ada = await server.join(board, 'facilitate')
    const bob = await server.join(board, 'observe')
    ada.provider.awareness.setLocalState({ name: 'Ada', x: 1 })
    await until(() => bob.provider.awareness.getStates().get(ada.doc.clientID)?.x === 1)
    bob.provider.awareness.setLocalState({ name: 'Bob' })
    await until(() => ada.provider.awareness.getStates().get(bob.doc.clientID)?.name === 'Bob')
    ada.provider.disconnect()
    await until(() => !bob.provider.awareness.getStates().has(ada.doc.clientID))
    ada.provider.connect()
    await until(() => bob.provider.awareness.getStates().get(ada.doc.clientID)?.x === 1)
    expect(ada.provider.awareness.getLocalState()).toEqual({ name: 'Ada', x: 1 })
  })

  it('share the session, and it is apart from the board', async () => {
    const server = await startTestApp()
    const board = await server.createBoard({ title: 'Before' })
    const ada = await server.join(board, 'facilitate', { part: 'session' })
    const bob = await server.join(board, 'participate', { part: 'session' })
    setMeta(ada.doc, { title: 'After' }, 'test')
    await until(() => bob.doc.getMap('meta').get('title') === 'After')
    expect(bob.doc.share.has('elements')).toBe(false)
  })

  it('hear of what the server changes', async () => {
    const server = await startTestApp()
    const board = await server.createBoard()
    const ada = await server.join(board, 'facilitate')
    await server.takeSeat(board, 'participate', 'Zoë')
    await until(() => people(ada.doc).includes('Zoë'))
    expect(people(await roomDoc(server.store, board.boardId))).toEqual(people(ada.doc))
  })
})

describe('who may not write', () => {
  it.each([
    ['an observer in the board', 'observe', 'board'],
    ['an observer in the session', 'observe', 'session'],
    ['a participant in the session', 'participate', 'session'],
  ] as const)('%s is refused whole, leaves no trace, and disturbs nobody', async (_rule, link, part) => {
    const store = withRecord(createMemoryStore())
    const server = await startTestApp({ store })
    const board = await server.createBoard()
    const room = part === 'board' ? board.boardId : `${board.boardId}/session`
    const ada = await server.join(board, 'facilitate', { part })
    const other = await server.join(board, link, { part, name: 'Mallory' })
    const before = await store.loadRoom(room)
    other.doc.getMap('meta').set('title', 'Mine')
    await until(() => other.closes.length > 0)
    const words = expect.stringMatching(/\w+ \w+/) as string
    expect(other.closes).toEqual([{ code: errorTable.refused.close, reason: words }])
    expect(await store.loadRoom(room)).toEqual(before)
    ada.doc.getMap('meta').set('note', 'Still here')
    await until(() => ada.durable() >= 2)
    expect(ada.doc.getMap('meta').get('title')).not.toBe('Mine')
    expect(ada.closes).toEqual([])
  })

  it('an observer with nothing new to say stays, also when deletions are known', async () => {
    const server = await startTestApp()
    const board = await server.createBoard()
    const ada = await server.join(board, 'facilitate')
    const eve = await server.join(board, 'observe')
    addCards(ada.doc, [card('a', 'One'), card('b', 'Two')], 'test')
    ada.doc.getMap('elements').delete('a')
    await until(() => same(ada.doc, eve.doc))
    eve.provider.disconnect()
    eve.provider.connect()
    await until(() => eve.provider.synced && eve.durable() === 1)
    expect(eve.closes).toEqual([])
  })

  it('an observer who wrote offline is refused when they come back', async () => {
    const server = await startTestApp()
    const board = await server.createBoard()
    const eve = await server.join(board, 'observe')
    eve.provider.disconnect()
    addCards(eve.doc, [card('a', 'Sneaked in')], 'test')
    eve.provider.connect()
    await until(() => eve.closes.length > 0)
    expect(eve.closes[0]?.code).toBe(errorTable.refused.close)
    expect(notes(await roomDoc(server.store, board.boardId))).toEqual([])
  })
})

describe('at the door', () => {
  it.each([
    ['a token nobody gave', {}, { token: 'wrong' }, 'wrong-token'],
    ['no token', {}, {}, 'wrong-token'],
    ['a version we do not speak', {}, { token: 'seat', v: '99' }, 'version-unsupported'],
    ['a version that is no number', {}, { token: 'seat', v: 'x' }, 'version-unsupported'],
    ['a board that is not there', { room: 'nosuchboard' }, { token: 'seat' }, 'unknown-board'],
    ['a room that is none', { room: 'a/b/c' }, { token: 'seat' }, 'unknown-board'],
    ['the part of a board that is none', { part: '/secret' }, { token: 'seat' }, 'unknown-board'],
  ] as const)('%s is turned away with a code and words', async (_rule, where, query, code) => {
    const server = await startTestApp()
    const board = await server.createBoard()
    const seat = await server.takeSeat(board, 'facilitate')
    const room = 'room' in where ? where.room : `${board.boardId}${'part' in where ? where.part : ''}`
    const token = 'token' in query && query.token === 'seat' ? { token: seat.seatToken } : {}
    const socket = await openRawSocket(server.url, room, { ...query, ...token })
    const closed = await socket.closed
    expect(closed).toEqual({ code: errorTable[code].close, reason: errorTable[code].message })
    expect(socket.frames).toEqual([])
  })

  it('a seat of one board opens no other', async () => {
    const server = await startTestApp()
    const [one, other] = [await server.createBoard(), await server.createBoard()]
    const seat = await server.takeSeat(one, 'facilitate')
    const socket = await openRawSocket(server.url, other.boardId, { token: seat.seatToken })
    expect((await socket.closed).code).toBe(errorTable['wrong-token'].close)
  })

  it('a link does not open a socket, only a seat does', async () => {
    const server = await startTestApp()
    const board = await server.createBoard()
    const socket = await openRawSocket(server.url, board.boardId, { token: board.links.facilitate.token })
    expect((await socket.closed).code).toBe(errorTable['wrong-token'].close)
  })

  it('a client that names no version is served', async () => {
    const server = await startTestApp()
    const board = await server.createBoard()
    const { seatToken } = await server.takeSeat(board, 'facilitate')
    const socket = await openRawSocket(server.url, board.boardId, { token: seatToken })
    await until(() => socket.frames.length > 0)
    expect(socket.frames[0]?.slice(0, 2)).toEqual(new Uint8Array([0, 0]))
  })

  it('a client that says nothing is sent away after a while', async () => {
    const server = await startTestApp({ timings: { firstMessageMs: 50 } })
    const board = await server.createBoard()
    const { seatToken } = await server.takeSeat(board, 'facilitate')
    const socket = await openRawSocket(server.url, board.boardId, { token: seatToken })
    expect((await socket.closed).code).toBe(errorTable['too-slow'].close)
  })

  it('a client that is told nothing hears that all is well, and one that is gone is given up', async () => {
    let now = 1_000_000
    const timings = { heartbeatMs: 60, silenceMs: 10, firstMessageMs: 60_000 }
    const server = await startTestApp({ now: () => now, timings })
    const board = await server.createBoard()
    const { seatToken } = await server.takeSeat(board, 'participate')
    const quiet = await openRawSocket(server.url, board.boardId, { token: seatToken })
    const dead = await openRawSocket(server.url, board.boardId, { token: seatToken }, { autoPong: false })
    await until(() => quiet.frames.length > 0 && dead.frames.length > 0)
    const pinged = Promise.all([once(quiet.socket, 'ping'), once(dead.socket, 'ping')])
    now += timings.heartbeatMs + 1
    await pinged
    const allIsWell = Buffer.from(presenceMessage([]))
    await until(() => allIsWell.equals(quiet.frames.at(-1) ?? Buffer.alloc(0)))
    // The answer to a question comes after the pong was heard, so that moving the clock on is fair to those who answer.
    const heard = quiet.frames.length
    quiet.send(new Uint8Array([messageType.queryAwareness]))
    await until(() => quiet.frames.length > heard)
    now += timings.heartbeatMs
    expect((await dead.closed).code).toBe(1006)
    expect(quiet.socket.readyState).toBe(quiet.socket.OPEN)
  })

  it('a room that cannot be read is not opened, and nothing is stored over it', async () => {
    const store = withRecord(createMemoryStore())
    const broken = new Set<string>()
    const loadRoom: typeof store.loadRoom = (room) => {
      if (broken.has(room)) return Promise.reject(new Error('disk'))
      return store.loadRoom(room)
    }
    const server = await startTestApp({ store: { ...store, loadRoom } })
    const board = await server.createBoard()
    const seat = await server.takeSeat(board, 'observe')
    broken.add(board.boardId)
    const socket = await openRawSocket(server.url, board.boardId, { token: seat.seatToken })
    expect((await socket.closed).code).toBe(errorTable.internal.close)
    expect(store.appended.size).toBe(0)
    broken.clear()
    const later = server.open(seat)
    await until(() => later.provider.synced)
    expect(later.closes).toEqual([])
  })
})

describe('bytes that make no sense', () => {
  const deep = '['.repeat(5000) + ']'.repeat(5000)
  const frames: [string, Uint8Array | string][] = [
    ['an empty frame', new Uint8Array()],
    ['a text frame', 'hello'],
    ['a sync message of no kind', new Uint8Array([0, 9, 0])],
    ['a sync message that is cut off', new Uint8Array([0, 2, 200, 1])],
    ['an update of rubbish', updateMessage(new Uint8Array([9, 8, 7, 6, 5, 4, 3, 2, 1]))],
    ['an update of no bytes', updateMessage(new Uint8Array())],
    ['an answer of rubbish', step2Message(new Uint8Array([255, 255, 255, 255, 255]))],
    ['a state vector of rubbish', step1Message(new Uint8Array([200, 1, 2]))],
    ['a presence that is cut off', new Uint8Array([1, 5, 1, 2, 3])],
    ['a presence that is no JSON', presenceMessage([presenceEntry(1, 0, '{')])],
    ['a presence that is a deep array of 10 kB', presenceMessage([presenceEntry(1, 0, `"${deep}`)])],
    ['a presence that is too large', presenceMessage([presenceEntry(1, 0, JSON.stringify('x'.repeat(20_000)))])],
    ['fifty thousand presences', presenceMessage(Array.from({ length: 50_000 }, (_, i) => presenceEntry(i, 0, '{}')))],
    ['a number that does not end', new Uint8Array(32).fill(255)],
  ]

  it.each(frames)('%s closes its socket and nobody else notices', async (_rule, frame) => {
    const server = await startTestApp({ store: createMemoryStore() })
    const board = await server.createBoard()
    const ada = await server.join(board, 'facilitate')
    const bob = await server.join(board, 'participate')
    const seat = await server.takeSeat(board, 'participate', 'Mallory')
    const socket = await openRawSocket(server.url, board.boardId, { token: seat.seatToken })
    socket.send(step1Message(Y.encodeStateVector(new Y.Doc())))
    socket.send(frame)
    expect((await socket.closed).code).toBe(errorTable['bad-update'].close)
    addCards(ada.doc, [card('a', 'Going on')], 'test')
    await until(() => notes(bob.doc).includes('Going on'))
    expect([...ada.closes, ...bob.closes]).toEqual([])
  })

  it('a frame beyond the limit closes its socket', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    const board = await server.createBoard()
    const seat = await server.takeSeat(board, 'participate')
    const socket = await openRawSocket(server.url, board.boardId, { token: seat.seatToken })
    socket.send(new Uint8Array(5 * 1024 * 1024))
    expect((await socket.closed).code).toBe(1009)
  })

  it('a message of a type we do not know is left alone', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    const board = await server.createBoard()
    const seat = await server.takeSeat(board, 'participate')
    const socket = await openRawSocket(server.url, board.boardId, { token: seat.seatToken })
    socket.send(new Uint8Array([99, 1, 2, 3]))
    socket.send(step1Message(Y.encodeStateVector(new Y.Doc())))
    await until(() => socket.frames.some((frame) => frame[0] === 0 && frame[1] === 1))
    expect(socket.socket.readyState).toBe(socket.socket.OPEN)
  })
})

describe('an update that builds on what we never got', () => {
  it('is not stored; its sender is asked, and the answer brings all of it', async () => {
    const store = withRecord(createMemoryStore())
    const server = await startTestApp({ store })
    const board = await server.createBoard()
    const seat = await server.takeSeat(board, 'observe')
    const writer = await server.takeSeat(board, 'participate')
    const before = store.appended.get(board.boardId)?.length ?? 0
    const socket = await openRawSocket(server.url, board.boardId, { token: writer.seatToken })
    await until(() => socket.frames.length === 1)
    socket.send(step1Message(Y.encodeStateVector(new Y.Doc())))
    socket.send(step2Message(new Uint8Array([0, 0])))
    await until(() => durables(socket.frames).includes(1))
    const { doc, updates } = typed('one', 'two', 'three')
    socket.send(updateMessage(updates[1] as Uint8Array))
    socket.send(updateMessage(updates[2] as Uint8Array))
    await until(() => questions(socket.frames) === 2)
    expect(store.appended.get(board.boardId)?.length ?? 0).toBe(before)
    const other = typed('something else')
    socket.send(updateMessage(other.updates[0] as Uint8Array))
    await until(() => (store.appended.get(board.boardId)?.length ?? 0) === before + 1)
    expect(durables(socket.frames)).toEqual([1])
    socket.send(step2Message(Y.encodeStateAsUpdate(doc)))
    await until(() => durables(socket.frames).includes(5))
    expect(durables(socket.frames)).toEqual([1, 5])
    const eve = server.open(seat)
    await until(() => eve.doc.getText('typed').length === 'onetwothree something else'.length - 1)
    expect(eve.doc.getText('typed').toString()).toContain('onetwothree')
  })

  it('is left out where even its sender cannot explain it, and what stands beside it is not', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    const board = await server.createBoard()
    const writer = await server.takeSeat(board, 'participate')
    const socket = await openRawSocket(server.url, board.boardId, { token: writer.seatToken })
    const { updates } = typed('one', 'two')
    const { updates: explained } = typed('explained')
    socket.send(step2Message(Y.mergeUpdates([updates[1] as Uint8Array, explained[0] as Uint8Array])))
    await until(() => durables(socket.frames).includes(1))
    expect((await roomDoc(server.store, board.boardId)).getText('typed').toString()).toBe('explained')
    socket.send(updateMessage(typed('whole').updates[0] as Uint8Array))
    await until(() => durables(socket.frames).includes(2))
    const doc = await roomDoc(server.store, board.boardId)
    expect(doc.getText('typed').toString().replace('explained', '')).toBe('whole')
    expect(doc.store.pendingStructs).toBeNull()
  })
})

describe('a long log', () => {
  it('becomes one snapshot while people go on, and reads the same', async () => {
    const store = createMemoryStore()
    const server = await startTestApp({ store })
    const board = await server.createBoard()
    const ada = await server.join(board, 'facilitate')
    for (let i = 0; i < 600; i++) ada.doc.getText('typed').insert(i, String(i % 10))
    await until(async () => (await store.loadRoom(board.boardId)).snapshot !== undefined)
    ada.doc.getText('typed').insert(600, 'and on')
    await until(() => ada.durable() >= 602)
    const { snapshot, updates, seq } = await store.loadRoom(board.boardId)
    expect(updates.length).toBe(seq - (snapshot?.seq ?? 0))
    expect(updates.length).toBeLessThan(500)
    const bob = await server.join(board, 'participate', { name: 'Bob' })
    expect(bob.doc.getText('typed').toString()).toBe(ada.doc.getText('typed').toString())
    ada.leave()
    bob.leave()
    await until(() => server.app.relay.load().rooms === 0)
    const eve = await server.join(board, 'observe', { name: 'Eve' })
    expect(eve.doc.getText('typed').length).toBe(606)
  })
})

function card(id: string, text: string) {
  return {
    id,
    kind: 'note' as const,
    text,
    zoneId: null,
    geometry: { x: 0, y: 0, w: 100, h: 100 },
    order: 'a0',
    createdAt: 0,
    createdBy: null,
  }
}

function notes(doc: Y.Doc): string[] {
  return [...readBoard(doc).board.elements.values()]
    .flatMap((element) => (element.type === 'card' && element.kind === 'note' ? element.text : []))
    .toSorted()
}

function people(doc: Y.Doc): string[] {
  return [...readBoard(doc).board.elements.values()]
    .flatMap((element) => (element.type === 'card' && element.kind === 'person' ? element.text : []))
    .toSorted()
}

function same(a: Y.Doc, b: Y.Doc): boolean {
  return Buffer.compare(Y.encodeStateAsUpdate(a), Y.encodeStateAsUpdate(b)) === 0
}

/** A document that was typed in step by step. */
function typed(...words: string[]) {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  for (const word of words) doc.getText('typed').insert(doc.getText('typed').length, word)
  return { doc, updates }
}

/** A document made of the updates that were heard. */
function docOf(frames: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  for (const frame of frames) {
    if (frame[0] === 0 && frame[1] !== 0)
      readSyncMessage(createDecoder(frame.subarray(1)), createEncoder(), doc, 'test')
  }
  return doc
}

function durables(frames: readonly Uint8Array[]): number[] {
  return frames.flatMap((frame) => (frame[0] === 120 ? (frame[1] as number) : []))
}

function questions(frames: readonly Uint8Array[]): number {
  return frames.filter((frame) => frame[0] === 0 && frame[1] === 0).length
}
