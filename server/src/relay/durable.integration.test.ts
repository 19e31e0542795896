import { once } from 'node:events'
import { AppError, errorTable } from '@planwall/shared/errors'
import { retryMsOf } from '@planwall/shared/protocol'
import { describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { createMemoryStore } from '../store/memory.ts'
import { roomDoc } from '../testing/room-doc.ts'
import { openRawSocket } from '../testing/raw-socket.ts'
import { withSlowDisk } from '../testing/stores.ts'
import { startTestApp } from '../testing/test-app.ts'
import { step1Message, step2Message, updateMessage } from './messages.ts'
import { until } from '../testing/until.ts'

describe('the word that something is saved', () => {
  it('comes only after the disk is done, and counts what this connection sent', async () => {
    const store = createMemoryStore()
    const slow = withSlowDisk(store)
    const server = await startTestApp({ store: slow })
    const board = await atOnce(slow, server.createBoard())
    const seat = await atOnce(slow, server.takeSeat(board, 'facilitate'))
    const other = await atOnce(slow, server.takeSeat(board, 'participate'))
    const ada = server.open(seat)
    const bob = server.open(other)
    await until(() => ada.provider.synced && bob.provider.synced && slow.waiting() > 0)
    ada.doc.getText('typed').insert(0, 'a')
    ada.doc.getText('typed').insert(1, 'b')
    await until(() => bob.doc.getText('typed').toString() === 'ab')
    expect((await store.loadRoom(board.boardId)).updates.length).toBeGreaterThan(2)
    expect([ada.durable(), bob.durable()]).toEqual([0, 0])
    await until(() => {
      slow.flush()
      return ada.durable() === 3 && bob.durable() === 1
    })
    bob.doc.getText('typed').insert(2, 'c')
    await until(() => {
      slow.flush()
      return bob.durable() === 2
    })
    expect(ada.durable()).toBe(3)
  })

  it('is not needed for others to see it, but what is not even appended nobody is told, nor given when they join', async () => {
    const store = createMemoryStore()
    let open = (): void => undefined
    const gate = new Promise<void>((resolve) => (open = resolve))
    const appendUpdates = vi.fn<typeof store.appendUpdates>(store.appendUpdates)
    const server = await startTestApp({ store: { ...store, appendUpdates } })
    const board = await server.createBoard()
    const ada = await server.join(board, 'facilitate')
    const bob = await server.join(board, 'participate')
    const late = await server.takeSeat(board, 'observe')
    appendUpdates.mockImplementationOnce(async (room, updates) => {
      await gate
      return store.appendUpdates(room, updates)
    })
    const calls = appendUpdates.mock.calls.length
    ada.doc.getText('typed').insert(0, 'not yet')
    await until(() => appendUpdates.mock.calls.length > calls)
    const eve = await openRawSocket(server.url, board.boardId, { token: late.seatToken })
    eve.send(step1Message(Y.encodeStateVector(new Y.Doc())))
    await until(() => eve.frames.length > 0)
    // A round trip on Eve's socket: whatever was answered to her question has arrived by then.
    eve.socket.ping()
    await once(eve.socket, 'pong')
    expect(eve.frames.filter((frame) => frame[0] === 0 && frame[1] === 1)).toEqual([])
    expect(bob.doc.getText('typed').length).toBe(0)
    open()
    await until(() => eve.frames.some((frame) => frame[0] === 0 && frame[1] === 1))
    await until(() => bob.doc.getText('typed').toString() === 'not yet')
  })

  it('counts from the beginning again on every connection', async () => {
    const server = await startTestApp()
    const board = await server.createBoard()
    const ada = await server.join(board, 'facilitate')
    for (let i = 0; i < 5; i++) ada.doc.getText('typed').insert(0, 'x')
    await until(() => ada.durable() === 6)
    ada.provider.disconnect()
    ada.doc.getText('typed').insert(0, 'offline')
    ada.provider.connect()
    await until(() => ada.provider.synced && ada.durable() === 1)
    expect((await roomDoc(server.store, board.boardId)).getText('typed').toString()).toBe('offlinexxxxx')
  })

  it('also comes for what was nothing new', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    const board = await server.createBoard()
    const { seatToken } = await server.takeSeat(board, 'facilitate')
    const socket = await openRawSocket(server.url, board.boardId, { token: seatToken })
    const doc = new Y.Doc()
    doc.getText('typed').insert(0, 'once')
    const update = Y.encodeStateAsUpdate(doc)
    socket.send(step1Message(Y.encodeStateVector(doc)))
    for (const frame of [step2Message(update), updateMessage(update), updateMessage(new Uint8Array([0, 0]))])
      socket.send(frame)
    await expect.poll(() => socket.frames.at(-1), { timeout: 20_000 }).toEqual(new Uint8Array([120, 3]))
  })

  it('never comes where the store fails; everybody is sent away, and what they wrote comes with them again', async () => {
    const store = createMemoryStore()
    const appendUpdates = vi.fn<typeof store.appendUpdates>(store.appendUpdates)
    const server = await startTestApp({ store: { ...store, appendUpdates } })
    const board = await server.createBoard()
    const ada = await server.join(board, 'facilitate')
    const bob = await server.join(board, 'participate')
    appendUpdates.mockRejectedValueOnce(new AppError('not-stored'))
    let heard = false
    bob.doc.on('update', () => (heard = true))
    const before = (await store.loadRoom(board.boardId)).updates.length
    ada.doc.getText('typed').insert(0, 'precious')
    await until(() => ada.closes.length > 0 && bob.closes.length > 0)
    expect([heard, ada.durable(), (await store.loadRoom(board.boardId)).updates.length]).toEqual([false, 1, before])
    expect(ada.closes[0]?.code).toBe(errorTable['not-stored'].close)
    await until(() => bob.doc.getText('typed').toString() === 'precious')
  })

  it('never comes where the disk fails', async () => {
    const store = createMemoryStore()
    const durable = vi.fn<typeof store.durable>(store.durable)
    const server = await startTestApp({ store: { ...store, durable } })
    const board = await server.createBoard()
    const ada = await server.join(board, 'facilitate')
    await until(() => ada.durable() === 1)
    durable.mockRejectedValueOnce(new Error('disk'))
    ada.doc.getText('typed').insert(0, 'precious')
    await until(() => ada.closes.length > 0)
    expect(ada.durable()).toBe(1)
    expect(ada.closes[0]?.code).toBe(errorTable['not-stored'].close)
  })

  it('comes for everything when the server ends, before it says goodbye', async () => {
    const store = createMemoryStore()
    const slow = withSlowDisk(store)
    const server = await startTestApp({ store: slow })
    const board = await atOnce(slow, server.createBoard())
    const ada = await atOnce(slow, server.join(board, 'facilitate'))
    for (let i = 0; i < 50; i++) ada.doc.getText('typed').insert(0, 'x')
    await until(async () => (await store.loadRoom(board.boardId)).updates.length === 52)
    await until(() => slow.waiting() > 0)
    const closing = server.close()
    await new Promise(setImmediate)
    expect(ada.durable()).toBeLessThan(51)
    await atOnce(slow, closing)
    await until(() => ada.closes.length > 0)
    expect(ada.closes[0]?.code).toBe(errorTable.restarting.close)
    expect(ada.closes[0]?.reason).toContain(errorTable.restarting.message)
    expect(retryMsOf(ada.closes[0]?.reason ?? '')).toBeGreaterThan(0)
    expect(ada.durable()).toBe(51)
  })
})

/** Lets the disk be quick while something is set up. */
async function atOnce<T>(slow: { flush: () => void }, act: Promise<T>): Promise<T> {
  const timer = setInterval(slow.flush, 1)
  try {
    return await act
  } finally {
    clearInterval(timer)
  }
}
