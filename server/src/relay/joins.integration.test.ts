import { addCards } from '@planwall/shared/board/edit'
import { AppError, errorTable } from '@planwall/shared/errors'
import { formatSince, messageType } from '@planwall/shared/protocol'
import { createDecoder, readVarString, readVarUint } from 'lib0/decoding'
import { createEncoder } from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import { readSyncMessage } from 'y-protocols/sync'
import * as Y from 'yjs'
import { createMemoryStore } from '../store/memory.ts'
import type { BoardStore } from '../store/board-store.ts'
import { createDocWorkers } from '../docs/doc-workers.ts'
import { splitDocument } from '../docs/split-document.ts'
import type { NewBoard } from '../testing/client.ts'
import { openRawSocket } from '../testing/raw-socket.ts'
import type { RawSocket } from '../testing/raw-socket.ts'
import { roomDoc } from '../testing/room-doc.ts'
import { withRecord } from '../testing/stores.ts'
import { startTestApp } from '../testing/test-app.ts'
import type { TestApp } from '../testing/test-app.ts'
import { until } from '../testing/until.ts'
import { step1Message } from './messages.ts'

describe('who comes for the first time', () => {
  it('is given a wall of 10,000 cards in pieces a slow line can take, ready in the order they come', async () => {
    const store = createMemoryStore()
    const server = await startTestApp({ store })
    const { board, seat } = await boardWith(server, (doc) => addManyCards(doc, 10_000))
    const { chunks } = await compactedRoom(store, board.boardId)
    expect(chunks.length).toBeGreaterThan(3)
    const late = await ask(server, seat, {}, new Y.Doc())
    await until(() => isInSync(late.frames))
    const updates = late.frames.filter(isUpdate)
    expect(updates.length).toBeGreaterThanOrEqual(chunks.length)
    for (const frame of updates) expect(frame.length).toBeLessThan(400 * 1024)
    const doc = new Y.Doc()
    for (const frame of late.frames) {
      take(doc, frame)
      expect(doc.store.pendingStructs).toBeNull()
    }
    expect(doc.getMap('elements').size).toBeGreaterThanOrEqual(10_000)
    expect(server.app.relay.stats.joins).toMatchObject({ snapshot: 1, difference: 0 })
  })

  it('is given it in a fraction of the bytes where compression was agreed on', async () => {
    const store = createMemoryStore()
    const server = await startTestApp({ store })
    const { board, seat } = await boardWith(server, (doc) => addManyCards(doc, 10_000))
    await compactedRoom(store, board.boardId)
    const bytes: number[] = []
    const docs: Y.Doc[] = []
    for (const perMessageDeflate of [false, true]) {
      const late = await openRawSocket(server.url, board.boardId, { token: seat.seatToken }, { perMessageDeflate })
      late.send(step1Message(Y.encodeStateVector(new Y.Doc())))
      await until(() => isInSync(late.frames))
      bytes.push((late.socket as unknown as { _socket: { bytesRead: number } })._socket.bytesRead)
      docs.push(docOf(late.frames))
    }
    expect((bytes[0] ?? 0) / (bytes[1] ?? 0)).toBeGreaterThan(5)
    expect(docs[1]?.getMap('elements').toJSON()).toEqual(docs[0]?.getMap('elements').toJSON())
  })

  it('is given a wall that was stored as one large update in pieces as well', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    const { board, seat } = await boardWith(server, (doc) => addManyCards(doc, 10_000))
    const late = await ask(server, seat, {}, new Y.Doc())
    await until(() => isInSync(late.frames))
    for (const frame of late.frames) expect(frame.length).toBeLessThan(400 * 1024)
    expect(docOf(late.frames).getMap('elements').size).toBeGreaterThanOrEqual(10_000)
    expect((await server.store.loadRoom(board.boardId)).snapshot).toBeDefined()
  })

  it('misses nothing of what is written while the pieces come', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    const { board, seat } = await boardWith(server, (doc) => addManyCards(doc, 10_000))
    const ada = await server.join(board, 'facilitate')
    const late = await ask(server, seat, {}, new Y.Doc())
    late.socket.pause()
    for (let i = 0; i < 700; i++) ada.doc.getText('typed').insert(i, String(i % 10))
    await until(() => ada.durable() >= 701)
    late.socket.resume()
    ada.doc.getText('typed').insert(700, '!')
    const typed = ada.doc.getText('typed').toString()
    await until(() => isInSync(late.frames) && docOf(late.frames).getText('typed').toString() === typed)
    expect(late.frames.filter((frame) => frame[0] === 0 && frame[1] === 1)).toHaveLength(1)
    const updates = late.frames.filter(isUpdate).map((frame) => Buffer.from(frame).toString('base64'))
    expect(new Set(updates).size).toBe(updates.length)
  })
})

describe('who comes back', () => {
  it('is told its place in the log, and given what came since and nothing else', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    const { board, seat } = await boardWith(server, (doc) => addManyCards(doc, 200))
    const ada = await server.join(board, 'facilitate')
    const first = await ask(server, seat, { v: '1' }, new Y.Doc())
    await until(() => positionsOf(first.frames).length > 0)
    const doc = docOf(first.frames)
    const place = positionsOf(first.frames).at(-1)
    expect(place).toEqual({
      epoch: (await server.store.loadRoom(board.boardId)).epoch,
      seq: await lastSeq(server, board),
    })
    first.socket.terminate()
    ada.doc.getText('typed').insert(0, 'since')
    ada.doc.getMap('elements').delete('card7')
    await until(() => ada.durable() === 3)
    const again = await ask(server, seat, { v: '1', since: formatSince(place as Place) }, doc)
    await until(() => isInSync(again.frames))
    expect(again.frames.filter(isUpdate)).toHaveLength(2)
    for (const frame of again.frames) take(doc, frame)
    expect(doc.getText('typed').toString()).toBe('since')
    expect(doc.getMap('elements').has('card7')).toBe(false)
    expect(server.app.relay.stats.joins.position).toBe(1)
  })

  it('is told its place again while things change, at most once a second', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    const { board, seat } = await boardWith(server, () => undefined)
    const ada = await server.join(board, 'facilitate')
    const socket = await ask(server, seat, { v: '1' }, new Y.Doc())
    await until(() => positionsOf(socket.frames).length === 1)
    for (let i = 0; i < 30; i++) ada.doc.getText('typed').insert(0, 'x')
    await until(() => positionsOf(socket.frames).length === 2)
    expect(positionsOf(socket.frames).at(-1)?.seq).toBe(await lastSeq(server, board))
  })

  it('is told no place where it names no version: it could be a stock client', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    const { seat } = await boardWith(server, () => undefined)
    const socket = await ask(server, seat, {}, new Y.Doc())
    await until(() => isInSync(socket.frames))
    expect(socket.frames.every((frame) => frame[0] !== messageType.position)).toBe(true)
  })

  it('is not believed where its copy lacks what its place says it has', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    const { board, seat } = await boardWith(server, (doc) => addManyCards(doc, 50))
    const { epoch, seq } = await server.store.loadRoom(board.boardId)
    const doc = new Y.Doc()
    const socket = await ask(server, seat, { v: '1', since: formatSince({ epoch, seq }) }, doc)
    await until(() => isInSync(socket.frames))
    expect(docOf(socket.frames).getMap('elements').size).toBeGreaterThanOrEqual(50)
  })

  it('is given everything where its place is beyond the end: the server lost what came last', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    const { board, seat } = await boardWith(server, (doc) => addManyCards(doc, 50))
    const { epoch, seq } = await server.store.loadRoom(board.boardId)
    const doc = await roomDoc(server.store, board.boardId)
    const socket = await ask(server, seat, { v: '1', since: formatSince({ epoch, seq: seq + 5 }) }, doc)
    await until(() => isInSync(socket.frames))
    expect(server.app.relay.stats.joins.position).toBe(0)
  })

  it('hears of deletions it missed, though it knows all things, also where they are in the snapshot', async () => {
    const store = createMemoryStore()
    const server = await startTestApp({ store })
    const { board, seat } = await boardWith(server, (doc) => addManyCards(doc, 50))
    const ada = await server.join(board, 'facilitate')
    const doc = await roomDoc(store, board.boardId)
    ada.doc.getMap('elements').delete('card7')
    await until(() => ada.durable() === 2)
    for (const isCompacted of [false, true]) {
      if (isCompacted) {
        ada.leave()
        await until(() => server.app.relay.load().rooms === 0)
        await compactedRoom(store, board.boardId)
      }
      const copy = copyOf(doc)
      const socket = await ask(server, seat, {}, copy)
      await until(() => isInSync(socket.frames))
      for (const frame of socket.frames) take(copy, frame)
      expect(copy.getMap('elements').has('card7')).toBe(false)
      expect(socket.frames.filter((frame) => frame.length > 10_000)).toEqual([])
      socket.socket.terminate()
    }
    expect(server.app.relay.stats.joins).toMatchObject({ tail: 2, difference: 0 })
  })

  it('with an old copy is given the difference', async () => {
    const store = createMemoryStore()
    const server = await startTestApp({ store })
    const { board, seat } = await boardWith(server, (doc) => addManyCards(doc, 50))
    const old = await roomDoc(store, board.boardId)
    const ada = await server.join(board, 'facilitate')
    addManyCards(ada.doc, 30, 'later')
    await until(() => ada.durable() === 2)
    ada.leave()
    await until(() => server.app.relay.load().rooms === 0)
    await compactedRoom(store, board.boardId)
    old.getMap('mine').set('offline', true)
    const socket = await ask(server, seat, {}, old)
    await until(() => isInSync(socket.frames))
    for (const frame of socket.frames) take(old, frame)
    expect(old.getMap('elements').size).toBe((await roomDoc(store, board.boardId)).getMap('elements').size)
    expect(server.app.relay.stats.joins.difference).toBe(1)
  })

  it('is given everything where no difference can be made at the moment', async () => {
    const store = createMemoryStore()
    const documents = createDocWorkers({ maxWorkers: 1 })
    const diff = () => Promise.reject(new AppError('internal'))
    const server = await startTestApp({ store, documents: { ...documents, diff } })
    const { board, seat } = await boardWith(server, (doc) => addManyCards(doc, 5))
    const old = await roomDoc(store, board.boardId)
    const more = copyOf(old)
    addManyCards(more, 5, 'later')
    await store.appendUpdates(board.boardId, [Y.encodeStateAsUpdate(more, Y.encodeStateVector(old))])
    await compactedRoom(store, board.boardId)
    const socket = await ask(server, seat, {}, old)
    await until(() => isInSync(socket.frames))
    for (const frame of socket.frames) take(old, frame)
    expect(old.getMap('elements').has('later4')).toBe(true)
    expect(server.app.relay.stats.joins.snapshot).toBe(1)
  })

  it('with nothing new to say adds nothing to the log, however much was deleted', async () => {
    const store = createMemoryStore()
    const server = await startTestApp({ store })
    const { board } = await boardWith(server, (doc) => addManyCards(doc, 300))
    const ada = await server.join(board, 'facilitate')
    for (let i = 0; i < 300; i += 2) ada.doc.getMap('elements').delete(`card${i}`)
    await until(() => ada.durable() === 151)
    const before = await lastSeq(server, board)
    ada.provider.disconnect()
    ada.provider.connect()
    await until(() => ada.provider.synced && ada.durable() === 1)
    expect(await lastSeq(server, board)).toBe(before)
    ada.provider.disconnect()
    ada.doc.getMap('elements').delete('card1')
    ada.provider.connect()
    await until(async () => (await lastSeq(server, board)) === before + 1)
    expect((await store.loadRoom(board.boardId)).updates.at(-1)?.length).toBeLessThan(20)
  })
})

describe('a board that was replaced', () => {
  it('is not merged with an old copy: its owner is told, and one without a copy is served', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    const { board, seat } = await boardWith(server, (doc) => addManyCards(doc, 5))
    const before = await server.store.loadRoom(board.boardId)
    const doc = new Y.Doc()
    addManyCards(doc, 3, 'restored')
    const epoch = await server.app.relay.replaceBoard(board.boardId, [
      { room: board.boardId, update: Y.encodeStateAsUpdate(doc) },
    ])
    const { seatToken: token } = seat
    for (const since of [before.epoch, `${before.epoch}.${before.seq}`]) {
      const old = await openRawSocket(server.url, board.boardId, { token, v: '1', since })
      expect(await old.closed).toEqual({ code: 4410, reason: errorTable['stale-copy'].message })
      expect(old.frames).toEqual([])
    }
    const fresh = await ask(server, seat, { v: '1', since: epoch }, new Y.Doc())
    await until(() => isInSync(fresh.frames))
    expect(docOf(fresh.frames).getMap('elements').size).toBe(3)
  })

  it('while two have it open: both are told, what they write meanwhile is nowhere, and who comes gets the new one', async () => {
    const store = withRecord(createMemoryStore())
    const server = await startTestApp({ store })
    const { board } = await boardWith(server, (doc) => addManyCards(doc, 5))
    const ada = await server.join(board, 'facilitate')
    const bob = await server.join(board, 'participate')
    const session = await server.join(board, 'participate', { part: 'session' })
    const doc = new Y.Doc()
    addManyCards(doc, 3, 'restored')
    const rooms = [{ room: board.boardId, update: Y.encodeStateAsUpdate(doc) }]
    const replaced = server.app.relay.replaceBoard(board.boardId, rooms)
    ada.doc.getMap('elements').set('of Ada', 1)
    const coming = server.join(board, 'participate')
    bob.doc.getMap('elements').set('of Bob', 1)
    const epoch = await replaced
    await until(() => [ada, bob, session].every(({ closes }) => closes.length > 0))
    for (const { closes, provider } of [ada, bob, session]) {
      expect(closes).toEqual([{ code: 4410, reason: errorTable['stale-copy'].message }])
      expect(provider.shouldConnect).toBe(false)
    }
    const [come, fresh] = [await coming, await server.join(board, 'facilitate')]
    come.doc.getMap('elements').set('new', 1)
    await until(() => fresh.doc.getMap('elements').has('new'))
    const stored = await roomDoc(store, board.boardId)
    // Beside them, the cards of the two people who came.
    const ofNobody = (id: string) => /^(new|restored|card|of )/.test(id)
    for (const one of [come.doc, fresh.doc, stored]) {
      const ids = [...one.getMap('elements').keys()].filter(ofNobody)
      expect(ids.toSorted()).toEqual(['new', 'restored0', 'restored1', 'restored2'])
    }
    expect((await store.loadRoom(board.boardId)).epoch).toBe(epoch)
  })

  it('and could not be: everybody comes back to what there was', async () => {
    const memory = createMemoryStore()
    const store = { ...memory, replaceRooms: () => Promise.reject(new AppError('not-stored')) }
    const server = await startTestApp({ store })
    const { board } = await boardWith(server, (doc) => addManyCards(doc, 5))
    const ada = await server.join(board, 'facilitate')
    const bob = await server.join(board, 'participate')
    await expect(server.app.relay.replaceBoard(board.boardId, [])).rejects.toMatchObject({ code: 'not-stored' })
    await until(() => ada.closes.length > 0 && bob.closes.length > 0)
    await until(() => ada.provider.synced && bob.provider.synced)
    ada.doc.getMap('elements').set('still here', 1)
    await until(() => bob.doc.getMap('elements').has('still here'))
  })

  it('a place that cannot be read is said to be so', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    const { board, seat } = await boardWith(server, () => undefined)
    const socket = await openRawSocket(server.url, board.boardId, { token: seat.seatToken, v: '1', since: 'a.b.c' })
    expect((await socket.closed).code).toBe(errorTable['bad-request'].close)
  })
})

describe("a seat's own room", () => {
  it('is that seat’s alone, and lasts', async () => {
    const server = await startTestApp()
    const board = await server.createBoard({ templateId: 'T5' })
    const ada = await server.takeSeat(board, 'facilitate', 'Ada')
    const bob = await server.takeSeat(board, 'participate', 'Bob')
    const inPrivate = { body: { do: 'start', stepId: '5.2' }, token: ada.seatToken }
    await server.call('POST', `/api/boards/${board.boardId}/session/step`, inPrivate)
    const doc = new Y.Doc()
    doc.getMap('cards').set('secret', true)
    await server.store.appendUpdates(`${board.boardId}/seat/${bob.seatId}`, [Y.encodeStateAsUpdate(doc)])
    const mine = server.open(bob, { part: `seat/${bob.seatId}` })
    await until(() => mine.provider.synced)
    expect(mine.doc.getMap('cards').get('secret')).toBe(true)
    for (const seat of [ada, await server.takeSeat(board, 'observe', 'Eve')]) {
      const other = server.open(seat, { part: `seat/${bob.seatId}` })
      await until(() => other.closes.length > 0)
      expect(other.closes[0]?.code).toBe(errorTable['not-allowed'].close)
      expect(other.doc.getMap('cards').size).toBe(0)
    }
    mine.leave()
    const again = server.open(bob, { part: `seat/${bob.seatId}` })
    await until(() => again.provider.synced)
    expect(again.doc.getMap('cards').get('secret')).toBe(true)
  })

  it('is not there for an observer, who keeps nothing', async () => {
    const server = await startTestApp()
    const board = await server.createBoard()
    const eve = await server.takeSeat(board, 'observe', 'Eve')
    const own = server.open(eve, { part: `seat/${eve.seatId}` })
    await until(() => own.closes.length > 0)
    expect(own.closes[0]?.code).toBe(errorTable['not-allowed'].close)
  })
})

interface Place {
  epoch: string
  seq: number
}

type Seat = Awaited<ReturnType<TestApp['takeSeat']>>

/** A board that somebody filled and left, and a seat at it; its room is closed. */
async function boardWith(server: TestApp, fill: (doc: Y.Doc) => void): Promise<{ board: NewBoard; seat: Seat }> {
  const board = await server.createBoard()
  const seat = await server.takeSeat(board, 'participate', 'Bob')
  const doc = new Y.Doc()
  const { snapshot, updates } = await server.store.loadRoom(board.boardId)
  for (const update of [...(snapshot?.chunks ?? []), ...updates]) Y.applyUpdate(doc, update)
  const before = Y.encodeStateVector(doc)
  doc.clientID++
  fill(doc)
  await until(() => server.app.relay.load().rooms === 0)
  await server.store.appendUpdates(board.boardId, [Y.encodeStateAsUpdate(doc, before)])
  return { board, seat }
}

function addManyCards(doc: Y.Doc, count: number, prefix = 'card'): void {
  const cards = Array.from({ length: count }, (_, i) => ({
    id: `${prefix}${i}`,
    kind: 'note' as const,
    text: `Some words that somebody might write on a card, number ${i}`,
    zoneId: null,
    geometry: { x: (i % 100) * 210, y: Math.floor(i / 100) * 130, w: 200, h: 120 },
    order: `a${i}`,
    createdAt: 1_700_000_000_000 + i,
    createdBy: null,
  }))
  addCards(doc, cards, 'test')
}

/** Puts everything into a snapshot, as compaction does. */
async function compactedRoom(store: BoardStore, room: string) {
  const { epoch, seq } = await store.loadRoom(room)
  const snapshot = { epoch, seq, ...splitDocument(await roomDoc(store, room)) }
  await store.compact(room, snapshot)
  return snapshot
}

async function ask(server: TestApp, seat: Seat, query: Record<string, string>, doc: Y.Doc): Promise<RawSocket> {
  const socket = await openRawSocket(server.url, seat.boardId, { token: seat.seatToken, ...query })
  socket.send(step1Message(Y.encodeStateVector(doc)))
  return socket
}

async function lastSeq(server: TestApp, board: NewBoard): Promise<number> {
  return (await server.store.loadRoom(board.boardId)).seq
}

function isUpdate(frame: Uint8Array): boolean {
  return frame[0] === 0 && frame[1] === 2
}

function isInSync(frames: readonly Uint8Array[]): boolean {
  return frames.some((frame) => frame[0] === 0 && frame[1] === 1)
}

function take(doc: Y.Doc, frame: Uint8Array): void {
  if (frame[0] === 0 && frame[1] !== 0) readSyncMessage(createDecoder(frame.subarray(1)), createEncoder(), doc, 'test')
}

function docOf(frames: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  for (const frame of frames) take(doc, frame)
  return doc
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

function positionsOf(frames: readonly Uint8Array[]): Place[] {
  return frames
    .filter((frame) => frame[0] === messageType.position)
    .map((frame) => {
      const decoder = createDecoder(frame)
      readVarUint(decoder)
      return { epoch: readVarString(decoder), seq: readVarUint(decoder) }
    })
}
