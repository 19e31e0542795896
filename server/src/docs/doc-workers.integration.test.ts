import { addCards } from '@planwall/shared/board/edit'
import { readBoard } from '@planwall/shared/board/read'
import { createDice } from '@planwall/shared/testing/dice'
import { contentsOf, scribble } from '@planwall/shared/testing/scribble'
import { Worker } from 'node:worker_threads'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import * as Y from 'yjs'
import type { Documents, RoomBytes } from './documents.ts'
import { until } from '../testing/until.ts'
import { createDocWorkers } from './doc-workers.ts'
import type { WorkerSettings } from './doc-workers.ts'

const stuckWorker = new URL('./testing/stuck-worker.ts', import.meta.url)

describe('documents in threads', () => {
  it('put a log into chunks that make the same document', async () => {
    const { doc, bytes } = log('room', 200)
    const { stateVector, chunks } = await open().compact(bytes())
    expect(stateVector).toEqual(Y.encodeStateVector(doc))
    expect(contentsOf(docOf(chunks))).toEqual(contentsOf(doc))
  })

  it('leave the bytes they are given as they are', async () => {
    const documents = open()
    const { bytes } = log('room', 20)
    const room = bytes()
    const before = room.updates.map((update) => [...update])
    await documents.compact(room)
    await documents.diff(room, new Uint8Array([0]))
    expect(room.updates.map((update) => [...update])).toEqual(before)
  })

  it('say what somebody does not know, deletions too', async () => {
    const { doc, bytes } = log('room', 50)
    const other = new Y.Doc()
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
    const known = Y.encodeStateVector(other)
    for (let i = 0; i < 50; i++) scribble(doc, createDice(i))
    Y.applyUpdate(other, await open().diff(bytes(), known))
    expect(contentsOf(other)).toEqual(contentsOf(doc))
  })

  it('run an act and give what it changed, again and again from where the room is', async () => {
    const documents = open()
    const { doc, bytes } = large('room')
    const people: string[] = []
    for (const name of ['Ada', 'Bob', 'Cleo', 'Ada']) {
      const { result, updates } = await documents.act(
        'claim-person',
        { board: bytes() },
        { name, claimed: [], newId: `person${people.length}`, createdAt: 5 },
      )
      people.push(result)
      if (updates.board) Y.applyUpdate(doc, updates.board)
    }
    expect(people).toEqual(['person0', 'person1', 'person2', 'person0'])
    expect([...readBoard(doc).board.elements.keys()].filter((id) => id.startsWith('person'))).toHaveLength(3)
  })

  it('forget what an act changed that was not stored', async () => {
    const documents = open()
    const { doc, bytes } = large('room')
    const claim = (newId: string) =>
      documents.act('claim-person', { board: bytes() }, { name: 'Ada', claimed: [], newId, createdAt: 5 })
    await claim('lost')
    const { result, updates } = await claim('kept')
    expect(result).toBe('kept')
    Y.applyUpdate(doc, updates.board as Uint8Array)
    expect((await claim('else')).result).toBe('kept')
    expect(readBoard(doc).board.elements.has('lost')).toBe(false)
  })

  it('tell a board that was replaced from the one before', async () => {
    const documents = open()
    const before = large('room')
    const after = log('room', 10)
    await documents.compact(before.bytes())
    const { stateVector } = await documents.compact({ ...after.bytes(), epoch: 'second' })
    expect(stateVector).toEqual(Y.encodeStateVector(after.doc))
  })

  it.each([
    ['bytes that make no sense', () => ({ chunks: [], updates: [new Uint8Array([1, 2, 3])] })],
    [
      'an update that builds on what is missing',
      () => ({ chunks: [], updates: log('r', 30).bytes().updates.slice(9) }),
    ],
  ])('refuse %s as damaged, naming the room, and go on with others', async (_rule, broken) => {
    const documents = open()
    const { doc, bytes } = log('good', 20)
    const failed = documents.compact({ room: 'broken', epoch: 'e', seq: 1, ...broken() })
    const good = documents.compact(bytes())
    await expect(failed).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringContaining('broken') as string,
    })
    expect((await good).stateVector).toEqual(Y.encodeStateVector(doc))
  })

  it('pass on what an act refuses', async () => {
    const session = log('board/session', 3)
    const board = log('board', 3)
    const asked = open().act(
      'export-plan',
      { board: board.bytes(), session: session.bytes() },
      { boardId: 'board', asOf: '2026-01-01', now: Number.NaN, boardUrl: '', generator: 'test' },
    )
    await expect(asked).rejects.toMatchObject({ code: 'internal' })
  })

  it('end a thread that takes too long, and what it was asked for; the next call gets another', async () => {
    const documents = open({ file: stuckWorker, timeoutMs: 300, maxWorkers: 1 })
    const { bytes } = log('room', 3)
    const asked = [documents.compact({ ...bytes(), room: 'stuck' }), documents.compact(bytes())]
    const [stuck, next] = await Promise.allSettled(asked)
    expect(stuck).toMatchObject({ status: 'rejected', reason: { code: 'internal' } })
    expect(next).toMatchObject({ status: 'fulfilled' })
  })

  it('outlive a thread that ends by itself', async () => {
    const documents = open({ file: stuckWorker })
    const { bytes } = log('room', 3)
    await expect(documents.compact({ ...bytes(), room: 'exits' })).rejects.toMatchObject({ code: 'internal' })
    await expect(documents.compact({ ...bytes(), room: 'throws' })).rejects.toMatchObject({ code: 'internal' })
    await expect(documents.compact(bytes())).resolves.toMatchObject({ chunks: [] })
  })

  it('do not let a document that needs too much memory end the server', async () => {
    const documents = open({ file: stuckWorker, maxHeapMb: 32 })
    const { bytes } = log('room', 3)
    await expect(documents.compact({ ...bytes(), room: 'hungry' })).rejects.toMatchObject({ code: 'internal' })
    await expect(documents.compact(bytes())).resolves.toMatchObject({ chunks: [] })
  })

  it('serve whoever asks for something before compactions, and with another thread when one is long at work', async () => {
    const done: string[] = []
    const one = open({ maxWorkers: 1 })
    const { bytes } = log('room', 30)
    const empty = new Uint8Array([0])
    await Promise.all([
      one.compact(bytes()).then(() => done.push('running')),
      one.compact(bytes()).then(() => done.push('waiting')),
      one.diff(bytes(), empty).then(() => done.push('asked')),
    ])
    expect(done).toEqual(['running', 'asked', 'waiting'])
    const two = open({ file: stuckWorker, patienceMs: 10 })
    const stuck = expect(two.compact({ ...bytes(), room: 'stuck' })).rejects.toMatchObject({ code: 'restarting' })
    await expect(two.compact(bytes())).resolves.toMatchObject({ chunks: [] })
    await two.close()
    await stuck
  })

  it('give back the memory of a second thread soon after the rush, and keep the first', async () => {
    const ended = vi.spyOn(Worker.prototype, 'terminate')
    onTestFinished(() => ended.mockRestore())
    const documents = open({ patienceMs: 0, idleMs: 60_000, extraIdleMs: 50 })
    const { bytes } = log('room', 30)
    await Promise.all([1, 2, 3, 4].map(() => documents.compact(bytes())))
    await until(() => ended.mock.calls.length === 1)
    await documents.compact(bytes())
    expect(ended).toHaveBeenCalledTimes(1)
  })

  it('are asked for nothing any more once they are closed', async () => {
    const documents = createDocWorkers()
    await documents.close()
    await expect(documents.compact(log('room', 1).bytes())).rejects.toMatchObject({ code: 'restarting' })
  })
})

function open(settings: Partial<WorkerSettings> = {}): Documents {
  const documents = createDocWorkers(settings)
  onTestFinished(() => documents.close())
  return documents
}

/** A document, and every change of it as the log has them. */
function record(room: string) {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const bytes = (): RoomBytes => ({ room, epoch: 'first', seq: updates.length, chunks: [], updates: [...updates] })
  return { doc, updates, bytes }
}

function log(room: string, changes: number) {
  const recorded = record(room)
  const dice = createDice(changes)
  while (recorded.updates.length < changes) scribble(recorded.doc, dice)
  return recorded
}

/** Large enough to be kept from one call to the next. */
function large(room: string) {
  const { doc, updates } = record(room)
  const card = (i: number) => ({
    id: `card${i}`,
    kind: 'note' as const,
    text: 'x'.repeat(200),
    zoneId: null,
    geometry: null,
    order: 'a0',
    createdAt: 0,
    createdBy: null,
  })
  addCards(
    doc,
    Array.from({ length: 400 }, (_, i) => card(i)),
    'test',
  )
  const chunks = updates.splice(0)
  const bytes = (): RoomBytes => ({ room, epoch: 'first', seq: 1 + updates.length, chunks, updates: [...updates] })
  return { doc, bytes }
}

function docOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}
