import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { addCards } from '@planwall/shared/board/edit'
import { AppError } from '@planwall/shared/errors'
import { describe, expect, it, vi } from 'vitest'
import { createMemoryAssets } from '../assets/memory-assets.ts'
import { createMemoryStore } from '../store/memory.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import { createBrowser, signInAs } from '../testing/browser.ts'
import type { NewBoard, TestClient } from '../testing/client.ts'
import { openRawSocket } from '../testing/raw-socket.ts'
import { sharedProvider, signInAt } from '../testing/shared-provider.ts'
import { tempDir } from '../testing/temp-dir.ts'
import { roomDoc } from '../testing/room-doc.ts'
import { startTestApp } from '../testing/test-app.ts'
import type { TestApp } from '../testing/test-app.ts'
import { until } from '../testing/until.ts'

const day = 86_400_000
const start = Date.UTC(2026, 10, 22)
const words = 'This board was deleted. It can be brought back until 22 December 2026.'
const deleted = { status: 410, body: { code: 'deleted', message: words, retry: false } }

async function startAt() {
  const clock = { now: start }
  const server = await startTestApp({ now: () => clock.now })
  return { server, clock }
}

const bin = (boardId: string, path = '') => `/api/boards/${boardId}/bin${path}`

describe('deleting a board', () => {
  it('ends every room with words, and whatever is asked of the board is answered deleted', async () => {
    const { server } = await startAt()
    const board = await server.createBoard({ title: 'Growth' })
    const ada = await server.join(board, 'facilitate', { name: 'Ada' })
    const ben = await server.join(board, 'participate', { name: 'Ben' })
    const own = await server.join(board, 'participate', { name: 'Cleo', part: 'session' })
    addCards(ben.doc, [note('card-in-flight')], 'test')
    await isStored(server, board, 'card-in-flight')
    const { status, body } = await server.call('POST', bin(board.boardId), { token: ada.seat.seatToken })
    expect([status, body]).toEqual([200, { deletedAt: start, until: start + 30 * day, by: 'Ada' }])
    await until(() => [ada, ben, own].every(({ closes }) => closes.length > 0))
    for (const { closes } of [ada, ben, own]) expect(closes[0]).toEqual({ code: 4450, reason: words })

    const routes = Object.entries(pathsOf(await server.call('GET', '/docs/json'))).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => [method.toUpperCase(), path] as const),
    )
    const ofBoards = routes.filter(([, path]) => path.includes('{boardId}') && !path.includes('/bin'))
    expect(ofBoards.length).toBeGreaterThan(30)
    const answers = await Promise.all(
      ofBoards.map(async ([method, path]) => {
        const url = path.replace('{boardId}', board.boardId).replaceAll(/\{[^}]+\}/g, '1')
        const answer = await server.call(method, url, { token: ada.seat.seatToken })
        return [method, path, answer.status, (answer.body as { code?: string }).code]
      }),
    )
    expect(answers.filter(([, , at, code]) => at !== 410 || code !== 'deleted')).toEqual([])
    const link = await server.call('POST', `/api/boards/${board.boardId}/link`, {
      body: { token: board.links.participate.token },
    })
    expect(link).toMatchObject(deleted)
    const socket = await openRawSocket(server.url, board.boardId, { token: ben.seat.seatToken, v: '1' })
    expect(await socket.closed).toEqual({ code: 4450, reason: words })
  })

  it('is for facilitators; done twice it is done once', async () => {
    const { server, clock } = await startAt()
    const board = await server.createBoard()
    for (const link of ['participate', 'observe'] as const) {
      const { seatToken } = await server.takeSeat(board, link)
      expect(await server.call('POST', bin(board.boardId), { token: seatToken })).toMatchObject({
        status: 403,
        body: { code: 'not-allowed' },
      })
    }
    const other = await server.takeSeat(await server.createBoard(), 'facilitate')
    expect((await server.call('POST', bin(board.boardId), { token: other.seatToken })).status).toBe(401)
    expect((await server.call('POST', bin(board.boardId))).status).toBe(401)
    expect((await server.call('POST', bin('nosuchboard'), { token: other.seatToken })).status).toBe(404)
    const [ada, ben] = [await server.takeSeat(board, 'facilitate', 'Ada'), await server.takeSeat(board, 'facilitate')]
    await server.call('POST', bin(board.boardId), { token: ada.seatToken })
    clock.now += day
    const again = await server.call('POST', bin(board.boardId), { token: ben.seatToken })
    expect(again.body).toMatchObject({ deletedAt: start, by: 'Ada' })
  })

  it('a shared finished plan is answered deleted too, and is there again when the board is', async () => {
    const { server } = await startAt()
    const board = await server.createBoard()
    const ada = await server.takeSeat(board, 'facilitate')
    const path = `/api/boards/${board.boardId}`
    const plan = (await server.call('GET', `${path}/plan`, { token: ada.seatToken })).text
    const head = { boardId: board.boardId, revision: 1, createdAt: start, personId: null, name: 'Ada', note: '' }
    const counts = { moves: 0, tasks: 0, warnings: 0, waived: 0 }
    const snapshot = { board: new Uint8Array([0, 0]), session: new Uint8Array([0, 0]) }
    await server.store.revisions.add({ ...head, checksum: '', counts, plan, snapshot }, [])
    const shared = await server.call('POST', `${path}/plans/1/links`, { token: ada.seatToken })
    const { linkId, token } = shared.body as { linkId: string; token: string }
    const read = () => server.call('GET', `/api/shared-plans/${linkId}`, { token })
    expect((await read()).status).toBe(200)
    await server.call('POST', bin(board.boardId), { token: ada.seatToken })
    expect(await read()).toMatchObject(deleted)
    await server.call('POST', bin(board.boardId, '/restore'), { token: ada.seatToken })
    expect((await read()).status).toBe(200)
  })
})

describe('the bin', () => {
  it('gives a board back as it was, with what was said last, its links and its seats', async () => {
    const { server } = await startAt()
    const board = await server.createBoard({ title: 'Growth' })
    const ada = await server.join(board, 'facilitate', { name: 'Ada' })
    const ben = await server.join(board, 'participate', { name: 'Ben' })
    addCards(ben.doc, [note('last-words')], 'test')
    await isStored(server, board, 'last-words')
    await server.call('POST', bin(board.boardId), { token: ada.seat.seatToken })
    const facts = await server.call('GET', bin(board.boardId), { token: ben.seat.seatToken })
    expect(facts.body).toMatchObject({
      title: 'Growth',
      deleted: { deletedAt: start, by: 'Ada' },
      mayRestore: false,
      contents: { people: 2, finishedPlans: 0, pictures: 0 },
    })
    const refused = await server.call('POST', bin(board.boardId, '/restore'), { token: ben.seat.seatToken })
    expect(refused).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
    expect((await server.call('POST', bin(board.boardId, '/restore'), { token: ada.seat.seatToken })).status).toBe(204)
    const again = server.open(ben.seat)
    await until(() => again.provider.synced)
    expect(again.doc.getMap('elements').has('last-words')).toBe(true)
    expect((await server.takeSeat(board, 'participate')).role).toBe('participant')
    const twice = await server.call('POST', bin(board.boardId, '/restore'), { token: ada.seat.seatToken })
    expect(twice).toMatchObject({ status: 404, body: { code: 'not-found' } })
  })

  it('whoever deleted a board brings it back, also where they lead it no more', async () => {
    const { server } = await startAt()
    const board = await server.createBoard()
    const ada = await server.takeSeat(board, 'facilitate', 'Ada')
    await server.call('POST', bin(board.boardId), { token: ada.seatToken })
    await server.store.setSeatRole(board.boardId, ada.seatId, 'participant')
    expect((await server.call('POST', bin(board.boardId, '/restore'), { token: ada.seatToken })).status).toBe(204)
    expect((await server.call('POST', bin(board.boardId), { token: ada.seatToken })).status).toBe(403)
  })

  it('two who come in while it is deleted are in it or out of it, and nothing said is lost', async () => {
    const { server } = await startAt()
    const board = await server.createBoard()
    const ada = await server.takeSeat(board, 'facilitate')
    const seats = await Promise.all(Array.from({ length: 6 }, () => server.takeSeat(board, 'participate')))
    const deleting = server.call('POST', bin(board.boardId), { token: ada.seatToken })
    const joined = seats.map((seat) => server.open(seat))
    await deleting
    await until(() => joined.every(({ closes }) => closes.some(({ code }) => code === 4450)))
    expect(server.app.relay.load().connections).toBe(0)
  })

  it('is emptied after thirty days by itself, and only of what is overdue', async () => {
    const { server, clock } = await startAt()
    const [first, second] = [await server.createBoard(), await server.createBoard()]
    for (const board of [first, second]) {
      const { seatToken } = await server.takeSeat(board, 'facilitate')
      await server.call('POST', bin(board.boardId), { token: seatToken })
      clock.now += day
    }
    clock.now = start + 30 * day - 1
    await server.app.shelf.keepHouse()
    expect(await server.store.getBoard(first.boardId)).toBeDefined()
    clock.now = start + 30 * day
    await server.app.shelf.keepHouse()
    expect(await server.store.getBoard(first.boardId)).toBeUndefined()
    expect(await server.store.getBoard(second.boardId)).toBeDefined()
  })
})

describe('deleting for good', () => {
  it('wants the title typed, takes the pictures along, and leaves nothing on the disk', async () => {
    const dir = tempDir()
    const files = createMemoryAssets()
    const server = await startTestApp({ store: openSqliteStore(dir), files })
    const board = await server.createBoard({ title: 'Secret merger of 2027' })
    const other = await server.createBoard({ title: 'Something else' })
    for (const { boardId } of [board, other]) {
      await files.put({ boardId, name: 'a'.repeat(64) }, new Uint8Array([1]), 'image/png')
    }
    const ada = await server.join(board, 'facilitate', { name: 'Ada' })
    addCards(ada.doc, [note('card-1', 'Nobody may ever read this')], 'test')
    await isStored(server, board, 'card-1')
    const purge = (title: string, token = ada.seat.seatToken) =>
      server.call('POST', bin(board.boardId, '/purge'), { token, body: { title } })
    expect((await purge('Secret merger of 2027')).status).toBe(404)
    await server.call('POST', bin(board.boardId), { token: ada.seat.seatToken })
    expect(await purge('secret merger')).toMatchObject({ status: 400, body: { code: 'bad-request' } })
    expect((await purge('Secret merger of 2027', 'wrong')).status).toBe(401)
    const stored = () =>
      ['planwall.sqlite', 'planwall.sqlite-wal'].map((file) => readFileSync(join(dir, file), 'latin1')).join('')
    expect(stored()).toContain('Nobody may ever read this')
    expect((await purge('  Secret merger  of 2027 ')).status).toBe(204)
    for (const trace of ['Nobody may ever read this', 'Secret merger', board.boardId, ada.seat.seatId]) {
      expect([trace, stored().includes(trace)]).toEqual([trace, false])
    }
    expect(stored()).toContain('Something else')
    expect(await files.get({ boardId: board.boardId, name: 'a'.repeat(64) })).toBeUndefined()
    expect(await files.get({ boardId: other.boardId, name: 'a'.repeat(64) })).toBeDefined()
    expect(await server.call('GET', `/api/boards/${board.boardId}`, { token: ada.seat.seatToken })).toMatchObject({
      status: 404,
      body: { code: 'unknown-board' },
    })
    expect((await server.call('GET', `/api/boards/${other.boardId}`)).status).toBe(401)
  })
})

it('a board nobody changes is warned about, kept by whoever takes part, and binned where nobody does', async () => {
  const clock = { now: start }
  const server = await startTestApp({ now: () => clock.now, config: { retentionDays: 60, binDays: 10 } })
  const board = await server.createBoard()
  const ben = await server.takeSeat(board, 'participate', 'Ben')
  const eve = await server.takeSeat(board, 'observe', 'Eve')
  const path = `/api/boards/${board.boardId}`
  const goesAt = async () => {
    const { body } = await server.call('GET', path, { token: eve.seatToken })
    return (body as { goesToBinAt: number | null }).goesToBinAt
  }
  expect(await goesAt()).toBeNull()
  clock.now = start + 54 * day
  await server.app.shelf.keepHouse()
  expect(await goesAt()).toBe(clock.now + 7 * day)
  expect((await server.call('POST', `${path}/keep`, { token: eve.seatToken })).status).toBe(403)
  expect((await server.call('POST', `${path}/keep`, { token: ben.seatToken })).status).toBe(204)
  expect(await goesAt()).toBeNull()
  for (const days of [54, 7]) {
    clock.now += days * day
    await server.app.shelf.keepHouse()
  }
  const gone = await server.call('GET', path, { token: ben.seatToken })
  expect(gone).toMatchObject({ status: 410, body: { code: 'deleted' } })
  const facts = await server.call('GET', bin(board.boardId), { token: ben.seatToken })
  expect(facts.body).toMatchObject({ deleted: { by: '', until: clock.now + 10 * day }, mayRestore: false })
})

it('a board whose traces the disk kept is gone all the same, is told so, and its traces are tried again', async () => {
  const store = createMemoryStore()
  let isFull = true
  const purge = vi.fn(async (boardId: string) => {
    await store.shelf.purge(boardId)
    if (isFull) throw new AppError('not-stored')
  })
  const server = await startTestApp({ store: { ...store, shelf: { ...store.shelf, purge } } })
  const board = await server.createBoard({ title: 'Growth' })
  const { seatToken } = await server.takeSeat(board, 'facilitate')
  await server.call('POST', bin(board.boardId), { token: seatToken })
  const answer = await server.call('POST', bin(board.boardId, '/purge'), {
    token: seatToken,
    body: { title: 'Growth' },
  })
  expect(answer.body).toMatchObject({ code: 'not-stored', message: expect.stringContaining('is removed') as string })
  isFull = false
  await server.app.shelf.keepHouse()
  await server.app.shelf.keepHouse()
  expect(purge).toHaveBeenCalledTimes(2)
})

describe('boards of an account', () => {
  async function withAda() {
    const provider = await sharedProvider()
    const clock = { now: Date.now() }
    const server = await startTestApp({ now: () => clock.now, config: { signIn: signInAt(provider) } })
    const ada = createBrowser()
    await signInAs(ada, server.url, 'ada@example.com')
    const call = (method: string, path: string, of?: { body?: unknown; token?: string }) =>
      ada.call(method, server.url + path, of)
    const made = await call('POST', '/api/boards', { body: { title: 'Growth', templateId: 'T1' } })
    return { server, clock, ada, call, board: made.body as NewBoard }
  }

  it('are listed under the title of now, with their last change and who took part, the last changed first', async () => {
    const { server, clock, call, board } = await withAda()
    const second = (await call('POST', '/api/boards', { body: { title: 'Risks', templateId: 'T1' } })).body as NewBoard
    clock.now += 5 * day
    const ben = await server.join(board, 'facilitate', { name: 'Ben', part: 'session' })
    await server.takeSeat(board, 'observe', 'Eve')
    ben.doc.getMap('meta').set('title', 'Growth in spring')
    const list = async () => (await call('GET', '/api/me/boards')).body
    await expect.poll(list).toMatchObject({ boards: [{ title: 'Growth in spring' }, {}] })
    expect(await list()).toEqual({
      boards: [
        expect.objectContaining({
          boardId: board.boardId,
          title: 'Growth in spring',
          changedAt: clock.now,
          people: ['Ben'],
        }),
        expect.objectContaining({ boardId: second.boardId, title: 'Risks' }),
      ],
      bin: [],
    })
  })

  it('open as facilitator without a link, as one person on every device', async () => {
    const { server, call, board } = await withAda()
    const first = await call('POST', `/api/me/boards/${board.boardId}/seat`, { body: {} })
    expect([first.status, first.body]).toMatchObject([
      201,
      { role: 'facilitator', name: 'Ada', boardId: board.boardId },
    ])
    const second = await call('POST', `/api/me/boards/${board.boardId}/seat`, { body: { name: 'Ada L' } })
    const [one, two] = [first.body, second.body] as { seatToken: string; seatId: string; personId: string }[]
    expect(two?.personId).toBe(one?.personId)
    expect(two?.seatId).not.toBe(one?.seatId)
    const seen = await server.call('GET', `/api/boards/${board.boardId}`, { token: two?.seatToken ?? '' })
    expect(seen.body).toMatchObject({ role: 'facilitator', name: 'Ada L' })
  })

  it('whoever joined their own board by its link is that person when they open it from the list', async () => {
    const { call, board } = await withAda()
    const joined = await call('POST', `/api/boards/${board.boardId}/seats`, {
      body: { token: board.links.facilitate.token, name: 'Ada' },
    })
    const opened = await call('POST', `/api/me/boards/${board.boardId}/seat`, { body: {} })
    expect((opened.body as { personId: string }).personId).toBe((joined.body as { personId: string }).personId)
    expect((await call('GET', '/api/me/boards')).body).toMatchObject({ boards: [{ people: ['Ada'] }] })
  })

  it('are renamed for everybody who has them open', async () => {
    const { server, call, board } = await withAda()
    const ben = await server.join(board, 'participate', { part: 'session' })
    const renamed = await call('POST', `/api/me/boards/${board.boardId}/title`, { body: { title: ' Spring ' } })
    expect(renamed.status).toBe(204)
    await until(() => ben.doc.getMap('meta').get('title') === 'Spring')
    expect((await call('GET', '/api/me/boards')).body).toMatchObject({ boards: [{ title: 'Spring' }] })
  })

  it('are deleted, brought back, and removed for good without a seat', async () => {
    const { server, call, board } = await withAda()
    expect((await call('POST', bin(board.boardId))).status).toBe(200)
    expect((await call('GET', '/api/me/boards')).body).toMatchObject({
      boards: [],
      bin: [{ boardId: board.boardId, title: 'Growth', by: 'Ada' }],
    })
    const opened = await call('POST', `/api/me/boards/${board.boardId}/seat`, { body: {} })
    expect(opened.status).toBe(410)
    expect((await call('POST', bin(board.boardId, '/restore'))).status).toBe(204)
    await call('POST', bin(board.boardId))
    expect((await call('POST', bin(board.boardId, '/purge'), { body: { title: 'Growth' } })).status).toBe(204)
    expect((await call('GET', '/api/me/boards')).body).toEqual({ boards: [], bin: [] })
    expect(await server.store.getBoard(board.boardId)).toBeUndefined()
  })

  it('what a facilitator deleted, the owner brings back', async () => {
    const { server, call, board } = await withAda()
    const ben = await server.takeSeat(board, 'facilitate', 'Ben')
    await server.call('POST', bin(board.boardId), { token: ben.seatToken })
    expect((await call('GET', '/api/me/boards')).body).toMatchObject({ bin: [{ by: 'Ben' }] })
    expect((await call('POST', bin(board.boardId, '/restore'))).status).toBe(204)
  })

  it('a board made without an account becomes that of the facilitator who claims it first, and stays theirs', async () => {
    const { server, call } = await withAda()
    const board = await server.createBoard({ title: 'Found' })
    const claim = (token: string) => call('POST', `/api/boards/${board.boardId}/owner`, { token })
    const guest = await server.takeSeat(board, 'participate')
    expect((await claim(guest.seatToken)).status).toBe(403)
    const seat = await server.takeSeat(board, 'facilitate', 'Ada')
    expect((await server.call('POST', `/api/boards/${board.boardId}/owner`, { token: seat.seatToken })).status).toBe(
      401,
    )
    expect((await claim(seat.seatToken)).status).toBe(204)
    expect((await claim(seat.seatToken)).status).toBe(204)
    const owned = await call('POST', `/api/me/boards/${board.boardId}/seat`, { body: {} })
    expect(owned.body).toMatchObject({ personId: seat.personId })
    const ben = createBrowser()
    await signInAs(ben, server.url, 'ben@example.com')
    const taken = await ben.call('POST', `${server.url}/api/boards/${board.boardId}/owner`, { token: seat.seatToken })
    expect([taken.status, taken.body]).toEqual([409, expect.objectContaining({ code: 'taken' })])
  })

  it('are nobody else’s: not to open, rename, delete or see in a bin', async () => {
    const { server, board } = await withAda()
    const ben = createBrowser()
    await signInAs(ben, server.url, 'ben@example.com')
    const at = `${server.url}/api/me/boards/${board.boardId}`
    const answers = await Promise.all([
      ben.call('POST', `${at}/seat`, { body: {} }),
      ben.call('POST', `${at}/title`, { body: { title: 'Mine' } }),
      ben.call('POST', server.url + bin(board.boardId)),
      ben.call('GET', server.url + bin(board.boardId)),
      createBrowser().call('GET', `${server.url}/api/me/boards`),
    ])
    expect(answers.map(({ status, body }) => [status, (body as { code: string }).code])).toEqual([
      [404, 'unknown-board'],
      [404, 'unknown-board'],
      [401, 'wrong-token'],
      [401, 'wrong-token'],
      [401, 'sign-in-needed'],
    ])
  })
})

function note(id: string, text = 'A note') {
  const at = { order: 'a0', createdAt: 0, createdBy: null }
  return { id, kind: 'note' as const, text, zoneId: null, geometry: { x: 0, y: 0, w: 100, h: 100 }, ...at }
}

async function isStored({ store }: TestApp, { boardId }: NewBoard, cardId: string): Promise<void> {
  await until(async () => (await roomDoc(store, boardId)).getMap('elements').has(cardId))
}

function pathsOf({ body }: Awaited<ReturnType<TestClient['call']>>): Record<string, object> {
  return (body as { paths: Record<string, object> }).paths
}
