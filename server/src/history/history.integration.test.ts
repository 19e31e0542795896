import { addCards, deleteElements } from '@planwall/shared/board/edit'
import { elementsOf } from '@planwall/shared/board/doc'
import { readBoard, readSession } from '@planwall/shared/board/read'
import { setMeta } from '@planwall/shared/session/edit-session'
import { readFacilitation } from '@planwall/shared/session/facilitation'
import { readRestored } from '@planwall/shared/session/restored'
import { errorTable } from '@planwall/shared/errors'
import { newCard } from '@planwall/shared/testing/builders'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { cardsOf, startSessionServer, write } from '../session/testing/session-server.ts'
import type { SessionServer } from '../session/testing/session-server.ts'
import { createMemoryStore } from '../store/memory.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import type { Joined } from '../testing/client.ts'
import { tempDir } from '../testing/temp-dir.ts'
import { until } from '../testing/until.ts'
import type { MomentAnswer } from './history-schemas.ts'

interface Content {
  title: string
  zones: { id: string }[]
  elements: { id: string; type: string; text: string; createdBy: string | null }[]
}

describe('the moments of a board', () => {
  it('[H1] are kept by themselves while it changes, and say nothing twice', async () => {
    const server = await startSessionServer({ historyEveryMs: 40 })
    const ada = await server.join(server.board, 'participate', { name: 'Ada' })
    put(ada, 'a', 'First')
    await until(async () => (await textsOf(server, newestOf(await momentsOf(server)))).includes('First'))
    put(ada, 'b', 'Second')
    await until(async () => (await textsOf(server, newestOf(await momentsOf(server)))).includes('Second'))
    const moments = await momentsOf(server)
    expect(moments.every(({ why, by, name }) => why === 'time' && by === '' && name === '')).toBe(true)
    const states = (await server.store.history.list(server.board.boardId)).map(({ state }) => state)
    expect(new Set(states).size).toBe(states.length)
  })

  it('[H1] what was written before the server ended is kept before anything else is written', async () => {
    const dir = tempDir()
    const first = await startSessionServer({ store: openSqliteStore(dir) })
    const ada = await first.join(first.board, 'facilitate', { name: 'Ada' })
    put(ada, 'a', 'Before the night')
    await first.saved(ada)
    const { seat } = ada
    first.leaveAll()
    await first.close()
    const second = await startSessionServer({ store: openSqliteStore(dir) })
    const again = second.open(seat)
    await until(() => again.provider.synced)
    deleteElements(again.doc, ['a'], 'me')
    const list = () => second.store.history.list(seat.boardId)
    // The first is what there was before her card.
    await until(async () => (await list()).length === 2)
    const [newest] = await list()
    const content = await second.store.history.content(seat.boardId, newest?.snapshotId ?? '')
    expect(elementsOf(docOf(content?.board)).has('a')).toBe(true)
  })

  it('are those of steps, finished plans, names and time, in the order in which they were', async () => {
    const server = await startSessionServer()
    await server.start('5.1')
    await server.ask('POST', '/session/step', { do: 'end' })
    const { status, body } = await server.ask('POST', '/history', { name: '  Before lunch ' })
    expect(status).toBe(201)
    expect(body).toMatchObject({ why: 'named', name: 'Before lunch', by: 'Fay' })
    const named = (await momentsOf(server)).filter(({ why }) => why !== 'time')
    expect(named.map(({ why }) => why)).toEqual(['step', 'named'])
    expect(named[0]).toMatchObject({ step: { stepId: '5.1' }, people: [server.facilitator.seat.personId] })
    expect(named[0]?.name).not.toBe('')
    expect(named[1]?.people).toEqual([])
  })

  it('with a name can be taken out again by facilitators, others cannot', async () => {
    const server = await startSessionServer()
    await server.ask('POST', '/history', { name: 'One' })
    await server.start('5.1')
    await server.ask('POST', '/session/step', { do: 'end' })
    const moments = await momentsOf(server)
    const one = moments.find(({ why }) => why === 'named')?.snapshotId ?? ''
    const step = moments.find(({ why }) => why === 'step')?.snapshotId ?? ''
    expect((await server.ask('DELETE', `/history/${step}`)).status).toBe(404)
    expect((await server.ask('DELETE', `/history/${one}`)).status).toBe(204)
    expect((await server.ask('GET', `/history/${one}`)).status).toBe(404)
  })

  it('are listed without what they hold, of a board of 1,500 cards in a few bytes each', async () => {
    const server = await startSessionServer()
    const ada = await server.join(server.board, 'participate')
    addCards(ada.doc, many(1500), 'me')
    await server.saved(ada)
    for (let i = 0; i < 5; i++) await server.ask('POST', '/history', { name: `Moment ${i}` })
    const { text } = await server.ask('GET', '/history')
    expect(text.length).toBeLessThan(5000)
    const kept = (await server.store.history.list(server.board.boardId)).length
    expect(kept).toBeGreaterThanOrEqual(5)
    const content = await contentOf(server, newestOf(await momentsOf(server)))
    expect(content.elements.filter(({ text: words }) => words.startsWith('Card '))).toHaveLength(1500)
  })
})

describe('what a moment tells', () => {
  it('names nobody as the maker of anything but whoever looks, and no browser', async () => {
    const server = await startSessionServer()
    const ada = await server.join(server.board, 'participate', { name: 'Ada' })
    const bob = await server.join(server.board, 'participate', { name: 'Bob' })
    for (const one of [ada, bob]) put(one, `of ${one.seat.seatId}`, 'Mine', one.seat.personId)
    await Promise.all([server.saved(ada), server.saved(bob)])
    await server.ask('POST', '/history', { name: 'Now' })
    const id = newestOf(await momentsOf(server))
    const { text } = await server.ask('GET', `/history/${id}`, undefined, ada.seat.seatToken)
    const { elements } = JSON.parse(text) as Content
    const makers = elements.flatMap(({ createdBy }) => createdBy ?? [])
    expect(new Set(makers)).toEqual(new Set([ada.seat.personId]))
    expect(text).not.toContain(String(ada.doc.clientID))
    expect(text).not.toContain(bob.seat.seatId.concat('"createdBy"'))
  })

  it('[H4] has nothing of what is written in private before it is revealed, and then without a name', async () => {
    const server = await startSessionServer()
    await server.start('5.2')
    const seat = await server.takeSeat(server.board, 'participate', 'Ada')
    const ada = server.open(seat, { part: `seat/${seat.seatId}` })
    await until(() => ada.provider.synced)
    write(ada, 'failure', '', ['My secret'])
    await server.saved(ada)
    await server.ask('POST', '/history', { name: 'Hidden' })
    const hidden = newestOf(await momentsOf(server))
    expect((await server.ask('GET', `/history/${hidden}`)).text).not.toContain('My secret')
    await server.ask('POST', '/session/reveal')
    await server.ask('POST', '/history', { name: 'Shown' })
    const shown = newestOf(await momentsOf(server))
    for (const token of [seat.seatToken, server.facilitator.seat.seatToken]) {
      const { text } = await server.ask('GET', `/history/${shown}`, undefined, token)
      const card = (JSON.parse(text) as Content).elements.find((one) => one.text === 'My secret')
      expect(card?.createdBy).toBeNull()
    }
  })

  const rows: [who: 'facilitate' | 'participate' | 'observe', read: number, change: number][] = [
    ['facilitate', 200, 201],
    ['participate', 200, 403],
    ['observe', 403, 403],
  ]
  it.each(rows)('to who came to %s: reading %i, keeping %i', async (link, read, change) => {
    const server = await startSessionServer()
    await server.ask('POST', '/history', { name: 'One' })
    const id = newestOf(await momentsOf(server))
    const { seatToken } = await server.takeSeat(server.board, link)
    expect((await server.ask('GET', '/history', undefined, seatToken)).status).toBe(read)
    expect((await server.ask('GET', `/history/${id}`, undefined, seatToken)).status).toBe(read)
    expect((await server.ask('POST', '/history', { name: 'Two' }, seatToken)).status).toBe(change)
    const restored = await server.ask('POST', `/history/${id}/restore`, {}, seatToken)
    expect(restored.status).toBe(change === 201 ? 200 : 403)
  })

  it('is said to be gone, of another board, or no name at all, in words', async () => {
    const server = await startSessionServer()
    for (const id of ['kept-nowhere', 'step-nowhere', 'plan-7', 'plan-x']) {
      expect((await server.ask('GET', `/history/${id}`)).status, id).toBe(404)
      expect((await server.ask('POST', `/history/${id}/restore`, {})).status, id).toBe(404)
    }
    for (const id of ['else-1', 'kept-', '..%2F..%2Fetc']) {
      expect((await server.ask('GET', `/history/${id}`)).status, id).toBe(400)
    }
  })
})

describe('bringing a whole board back', () => {
  it('[H3] gives everybody what it was, says who did it, and is undone by what was kept just before', async () => {
    const server = await startSessionServer()
    const ada = await server.join(server.board, 'participate', { name: 'Ada' })
    put(ada, 'a', 'From the good days')
    setMeta(server.facilitator.doc, { title: 'Good days' }, 'me')
    await Promise.all([server.saved(ada), server.saved(server.facilitator)])
    await server.ask('POST', '/history', { name: 'Good days' })
    const good = newestOf(await momentsOf(server))
    put(ada, 'b', 'A mistake')
    deleteElements(ada.doc, ['a'], 'me')
    setMeta(server.facilitator.doc, { title: 'Bad days' }, 'me')
    await Promise.all([server.saved(ada), server.saved(server.facilitator)])
    await until(async () => (await server.store.loadRoom(server.board.boardId)).updates.length > 0)

    const { status, body } = await server.ask('POST', `/history/${good}/restore`, {})
    expect(status).toBe(200)
    const { before } = body as { before: MomentAnswer }
    expect(before).toMatchObject({ why: 'before-restore', by: 'Fay' })
    await until(() => [ada, server.facilitator].every(({ closes }) => closes.length > 0))
    expect(ada.closes[0]).toEqual({ code: 4410, reason: errorTable['stale-copy'].message })
    const back = await comeBack(server, ada)
    expect(ownOf(back.wall)).toEqual(['From the good days'])
    expect(readSession(back.session.doc).session.meta.title).toBe('Good days')
    const of = (await momentsOf(server)).find(({ snapshotId }) => snapshotId === good)?.at
    expect(readRestored(back.session.doc)).toMatchObject({ name: 'Fay', by: server.facilitator.seat.personId, of })

    expect((await server.ask('POST', `/history/${before.snapshotId}/restore`, {})).status).toBe(200)
    const again = await comeBack(server, ada)
    expect(ownOf(again.wall)).toEqual(['A mistake'])
    expect(readSession(again.session.doc).session.meta.title).toBe('Bad days')
  })

  it('[H3] lets a session go on: the step that runs, its record, and what is hidden until its reveal', async () => {
    const server = await startSessionServer()
    await server.ask('POST', '/history', { name: 'Before the session' })
    const id = newestOf(await momentsOf(server))
    await server.start('5.2')
    const seat = await server.takeSeat(server.board, 'participate', 'Ada')
    const ada = server.open(seat, { part: `seat/${seat.seatId}` })
    await until(() => ada.provider.synced)
    write(ada, 'failure', '', ['Still hidden'])
    await server.saved(ada)
    const before = readFacilitation(server.facilitator.doc).facilitation
    expect((await server.ask('POST', `/history/${id}/restore`, {})).status).toBe(200)
    const { session } = await comeBack(server, server.facilitator)
    const { run, record } = readFacilitation(session.doc).facilitation
    expect(run).toEqual(before.run)
    expect(record).toEqual(before.record)
    const revealed = await server.ask('POST', '/session/reveal')
    expect(revealed.body).toEqual({ cards: 1, writers: 1 })
    const { wall } = await comeBack(server, server.facilitator)
    await until(() => cardsOf(wall).some(({ text }) => text === 'Still hidden'))
  })

  it('takes nothing in that was on its way: people write while it is restored again and again', async () => {
    const server = await startSessionServer({ store: openSqliteStore(tempDir()) })
    const ada = await server.join(server.board, 'facilitate', { name: 'Ada' })
    put(ada, 'a', 'The one card')
    await server.saved(ada)
    await server.ask('POST', '/history', { name: 'One card' })
    const id = newestOf(await momentsOf(server))
    for (let round = 0; round < 8; round++) {
      const writers = await Promise.all([1, 2, 3].map(() => server.join(server.board, 'facilitate', { name: 'Ada' })))
      const restoration = { isOver: false }
      const restoring = server.ask('POST', `/history/${id}/restore`, {}).finally(() => (restoration.isOver = true))
      for (let n = 0; !restoration.isOver; n++) {
        for (const [i, { doc }] of writers.entries()) put({ doc }, `${round}-${n}-${i}`, `Written ${n}`)
        await new Promise((resolve) => setImmediate(resolve))
      }
      const { status, body } = await restoring
      expect(status).toBe(200)
      await until(() => writers.every(({ closes }) => closes.some(({ code }) => code === 4410)))
      const { wall } = await comeBack(server, ada)
      expect(ownOf(wall)).toEqual(['The one card'])
      // What had arrived before is in the moment that was kept.
      const { before } = body as { before: MomentAnswer }
      // The first of each is the answer with which it joined.
      const acknowledged = writers.reduce((sum, { durable }) => sum + Math.max(0, durable() - 1), 0)
      const written = (await textsOf(server, before.snapshotId)).filter((text) => text.startsWith('Written'))
      expect(written.length).toBeGreaterThanOrEqual(acknowledged)
      for (const writer of writers) writer.leave()
      wall.leave()
    }
  }, 60_000)

  it('an update that was being stored while the board was replaced is not in the new one', async () => {
    const memory = createMemoryStore()
    let release = (): void => undefined
    let isHeld = false
    const held = new Promise<void>((resolve) => (release = resolve))
    const store = {
      ...memory,
      appendUpdates: async (...args: Parameters<typeof memory.appendUpdates>) => {
        if (args[1].some((update) => Buffer.from(update).includes('late'))) {
          isHeld = true
          await held
        }
        return memory.appendUpdates(...args)
      },
    }
    const server = await startSessionServer({ store })
    const ada = await server.join(server.board, 'facilitate', { name: 'Ada' })
    const { boardId } = server.board
    const doc = new Y.Doc()
    addCards(doc, [newCard('note', { id: 'restored', text: 'Restored' })], 'test')
    put(ada, 'late', 'Too late')
    await until(() => isHeld)
    // Another process replaces it, so that nobody waits for what is on its way here.
    await memory.replaceRooms(boardId, [{ room: boardId, update: Y.encodeStateAsUpdate(doc) }])
    release()
    await until(() => ada.closes.length > 0)
    expect(ada.closes[0]?.code).toBe(errorTable['stale-copy'].close)
    const room = await memory.loadRoom(boardId)
    expect([...elementsOf(docOf(Y.mergeUpdates(room.updates))).keys()]).toEqual(['restored'])
  })

  it('what the server was about to put right on the board before is not put right on the new one', async () => {
    const server = await startSessionServer()
    const { boardId } = server.board
    const { epoch } = await server.store.loadRoom(boardId)
    await server.ask('POST', '/history', { name: 'One' })
    await server.ask('POST', `/history/${newestOf(await momentsOf(server))}/restore`, {})
    const late = new Y.Doc()
    addCards(late, [newCard('note', { id: 'late', text: 'Too late' })], 'server')
    const change = (of: string) => server.app.relay.change({ boardId, part: 'board' }, Y.encodeStateAsUpdate(late), of)
    await change(epoch)
    expect(cardsOf((await comeBack(server, server.facilitator)).wall).map(({ id }) => id)).not.toContain('late')
    await change((await server.store.loadRoom(boardId)).epoch)
    expect(cardsOf((await comeBack(server, server.facilitator)).wall).map(({ id }) => id)).toContain('late')
  })

  it('two who restore at once: one after the other, and both moments are kept', async () => {
    const server = await startSessionServer()
    await server.ask('POST', '/history', { name: 'One' })
    const id = newestOf(await momentsOf(server))
    const answers = await Promise.all([1, 2].map(() => server.ask('POST', `/history/${id}/restore`, {})))
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect((await momentsOf(server)).filter(({ why }) => why === 'before-restore')).toHaveLength(2)
  })

  it('that cannot be stored changes nothing, and everybody comes back to what there is', async () => {
    const memory = createMemoryStore()
    const store = { ...memory, replaceRooms: () => Promise.reject(new Error('no')) }
    const server = await startSessionServer({ store })
    const ada = await server.join(server.board, 'participate', { name: 'Ada' })
    put(ada, 'a', 'Still here')
    await server.saved(ada)
    await server.ask('POST', '/history', { name: 'One' })
    const id = newestOf(await momentsOf(server))
    expect((await server.ask('POST', `/history/${id}/restore`, {})).status).toBe(500)
    const { wall } = await comeBack(server, ada)
    expect(ownOf(wall)).toEqual(['Still here'])
  })
})

async function momentsOf(server: SessionServer): Promise<MomentAnswer[]> {
  const { status, body, text } = await server.ask('GET', '/history')
  if (status !== 200) throw new Error(`No history: ${status} ${text}`)
  return (body as { moments: MomentAnswer[] }).moments
}

/** The id of the newest one; what has a name before what came of time. */
function newestOf(moments: readonly MomentAnswer[]): string {
  const named = moments.filter(({ why }) => why === 'named')
  return (named.at(-1) ?? moments.at(-1))?.snapshotId ?? 'kept-none'
}

async function contentOf(server: SessionServer, id: string): Promise<Content> {
  const { status, body } = await server.ask('GET', `/history/${id}`)
  return status === 200 ? (body as Content) : { title: '', zones: [], elements: [] }
}

async function textsOf(server: SessionServer, id: string): Promise<string[]> {
  return (await contentOf(server, id)).elements.map(({ text }) => text)
}

/** The words of what was put on the wall, beside what the template has there. */
function ownOf(who: Pick<Joined, 'doc'>): string[] {
  return cardsOf(who).flatMap(({ text }) => (text.startsWith('It is the day') ? [] : [text]))
}

/** Opens both rooms anew, as a page does that was told its copy is stale. */
async function comeBack(server: SessionServer, { seat }: Joined): Promise<{ wall: Joined; session: Joined }> {
  const [wall, session] = [server.open(seat), server.open(seat, { part: 'session' })]
  await until(() => wall.provider.synced && session.provider.synced)
  return { wall, session }
}

function put({ doc }: Pick<Joined, 'doc'>, id: string, text: string, createdBy: string | null = null): void {
  addCards(doc, [newCard('note', { id, text, createdBy })], 'me')
}

function many(count: number) {
  return Array.from({ length: count }, (_, i) =>
    newCard('note', { id: `c${i}`, text: `Card ${i} ${'word '.repeat(8)}` }),
  )
}

function docOf(update: Uint8Array | undefined): Y.Doc {
  const doc = new Y.Doc()
  if (update) Y.applyUpdate(doc, update)
  expect(readBoard(doc).problems).toEqual([])
  return doc
}
