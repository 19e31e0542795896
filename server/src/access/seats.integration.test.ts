import { addCards } from '@planwall/shared/board/edit'
import { readBoard } from '@planwall/shared/board/read'
import { errorTable } from '@planwall/shared/errors'
import { describe, expect, it } from 'vitest'
import type * as Y from 'yjs'
import { createMemoryStore } from '../store/memory.ts'
import { changeStored, roomDoc } from '../testing/room-doc.ts'
import { startTestApp } from '../testing/test-app.ts'

describe('POST /api/boards/:boardId/seats', () => {
  it.each([
    ['facilitate', 'facilitator'],
    ['participate', 'participant'],
    ['observe', 'observer'],
  ] as const)('the link to %s makes a %s', async (link, role) => {
    const server = await startTestApp({ store: createMemoryStore() })
    const board = await server.createBoard()
    const { status, body } = await server.call('POST', `/api/boards/${board.boardId}/seats`, {
      body: { token: board.links[link].token, name: '  Ada Lovelace ' },
    })
    expect(status).toBe(201)
    expect(body).toEqual({
      seatId: expect.any(String) as string,
      seatToken: expect.stringMatching(/^[A-Za-z0-9]{32}$/) as string,
      role,
      personId: role === 'observer' ? null : (expect.any(String) as string),
      boardId: board.boardId,
    })
    expect(
      await server.call('GET', `/api/boards/${board.boardId}`, { token: (body as { seatToken: string }).seatToken }),
    ).toMatchObject({ status: 200, body: { role, name: 'Ada Lovelace' } })
  })

  const rows: [rule: string, path: string, body: unknown, code: keyof typeof errorTable][] = [
    ['a wrong token', '', { token: 'wrong', name: 'Ada' }, 'wrong-token'],
    ['an unknown board', 'nosuchboard', { token: 'wrong', name: 'Ada' }, 'unknown-board'],
    ['no name', '', { token: 'wrong' }, 'bad-request'],
    ['a name of nothing', '', { token: 'wrong', name: '   ' }, 'bad-request'],
    ['a name of 81 letters', '', { token: 'wrong', name: 'x'.repeat(81) }, 'bad-request'],
    ['a name that is no text', '', { token: 'wrong', name: { first: 'Ada' } }, 'bad-request'],
    ['no body', '', undefined, 'bad-request'],
    ['a board id that cannot be', 'a%20b', { token: 'wrong', name: 'Ada' }, 'bad-request'],
  ]
  it.each(rows)('%s is answered in the one shape of errors', async (_rule, path, body, code) => {
    const server = await startTestApp({ store: createMemoryStore() })
    const { boardId } = await server.createBoard()
    const answer = await server.call('POST', `/api/boards/${path === '' ? boardId : path}/seats`, { body })
    expect(answer.status).toBe(errorTable[code].status)
    expect(answer.body).toEqual({ code, message: expect.any(String) as string, retry: false })
  })

  it('who comes back by another link, with the seat they have, stays the same person', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    const board = await server.createBoard()
    const other = await server.createBoard()
    const path = `/api/boards/${board.boardId}/seats`
    const take = async (token: string, seat?: string) =>
      (await server.call('POST', path, { body: { token, name: 'Ada' }, ...(seat ? { token: seat } : {}) })).body as {
        seatToken: string
        personId: string
        role: string
      }
    const first = await take(board.links.participate.token)
    const again = await take(board.links.facilitate.token, first.seatToken)
    expect(again).toMatchObject({ personId: first.personId, role: 'facilitator' })
    const elsewhere = await server.call('POST', `/api/boards/${other.boardId}/seats`, {
      body: { token: other.links.participate.token, name: 'Ada' },
    })
    const foreign = await take(board.links.participate.token, (elsewhere.body as { seatToken: string }).seatToken)
    expect(foreign.personId).not.toBe(first.personId)
  })

  it('says which field is wrong', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    const { boardId } = await server.createBoard()
    const answer = await server.call('POST', `/api/boards/${boardId}/seats`, { body: { token: 'x', name: '' } })
    expect(answer.body).toMatchObject({ message: expect.stringContaining('body/name') as string })
  })

  it('whoever takes part becomes a person of the plan who is not on the wall', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    const board = await server.createBoard()
    const ada = await server.takeSeat(board, 'participate', 'Ada')
    await server.takeSeat(board, 'observe', 'Eve')
    expect(peopleIn(await roomDoc(server.store, board.boardId))).toEqual([
      { id: ada.personId, text: 'Ada', geometry: null, zoneId: null },
    ])
  })

  it('a person who is there already is claimed by the first of that name, and by nobody else', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    const board = await server.createBoard()
    await changeStored(server.store, board.boardId, (doc) => addCards(doc, [person('p1', ' Ada  LOVELACE')], 'test'))
    const first = await server.takeSeat(board, 'participate', 'ada lovelace')
    const second = await server.takeSeat(board, 'participate', 'Ada Lovelace')
    expect(first.personId).toBe('p1')
    expect(second.personId).not.toBe('p1')
    expect(peopleIn(await roomDoc(server.store, board.boardId)).length).toBe(2)
  })

  it('nobody is claimed where two have the name', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    const board = await server.createBoard()
    await changeStored(server.store, board.boardId, (doc) =>
      addCards(doc, [person('p1', 'Ada'), person('p2', 'Ada')], 'test'),
    )
    const seat = await server.takeSeat(board, 'participate', 'Ada')
    expect(['p1', 'p2']).not.toContain(seat.personId)
  })

  it('two who join at once under one name become two people', async () => {
    const store = createMemoryStore()
    const addSeat: typeof store.addSeat = async (seat) => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      await store.addSeat(seat)
    }
    const server = await startTestApp({ store: { ...store, addSeat } })
    const board = await server.createBoard()
    await changeStored(server.store, board.boardId, (doc) => addCards(doc, [person('p1', 'Ada')], 'test'))
    const seats = await Promise.all(Array.from({ length: 8 }, () => server.takeSeat(board, 'participate', 'Ada')))
    expect(new Set(seats.map((seat) => seat.personId)).size).toBe(8)
    expect(peopleIn(await roomDoc(server.store, board.boardId)).length).toBe(8)
  })

  it('people in the room see the new person at once', async () => {
    const server = await startTestApp()
    const board = await server.createBoard()
    const ada = await server.join(board, 'facilitate', { name: 'Ada' })
    const bob = await server.takeSeat(board, 'participate', 'Bob')
    await expect.poll(() => peopleIn(ada.doc).map(({ id }) => id), { timeout: 20_000 }).toContain(bob.personId)
  })
})

describe('GET /api/boards/:boardId', () => {
  it('says what the seat is and the title as it is now', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    const board = await server.createBoard({ title: 'Growth plan' })
    const seat = await server.takeSeat(board, 'participate', 'Ada')
    await changeStored(server.store, `${board.boardId}/session`, (doc) => doc.getMap('meta').set('title', 'New title'))
    const { status, body } = await server.call('GET', `/api/boards/${board.boardId}`, { token: seat.seatToken })
    expect(status).toBe(200)
    expect(body).toEqual({
      boardId: board.boardId,
      title: 'New title',
      role: 'participant',
      name: 'Ada',
      personId: seat.personId,
      goesToBinAt: null,
    })
  })

  it.each([
    ['no token', undefined],
    ['a token nobody gave', 'wrong'],
    ['the token of a link', 'link'],
    ["another board's seat", 'other'],
  ])('%s opens nothing', async (_rule, kind) => {
    const server = await startTestApp({ store: createMemoryStore() })
    const board = await server.createBoard()
    const other = await server.takeSeat(await server.createBoard(), 'facilitate')
    const token = kind === 'link' ? board.links.facilitate.token : kind === 'other' ? other.seatToken : kind
    for (const path of ['', '/plan']) {
      const answer = await server.call(
        'GET',
        `/api/boards/${board.boardId}${path}`,
        token === undefined ? {} : { token },
      )
      expect([answer.status, answer.body]).toEqual([
        401,
        { code: 'wrong-token', message: errorTable['wrong-token'].message, retry: false },
      ])
    }
    const nowhere = await server.call('GET', '/api/boards/nosuchboard', { token: other.seatToken })
    expect(nowhere).toMatchObject({ status: 404, body: { code: 'unknown-board', retry: false } })
  })
})

function person(id: string, text: string) {
  const at = { order: 'a0', createdAt: 0, createdBy: null }
  return { id, kind: 'person' as const, text, zoneId: null, geometry: null, ...at }
}

function peopleIn(doc: Y.Doc) {
  return [...readBoard(doc).board.elements.values()].flatMap((element) =>
    element.type === 'card' && element.kind === 'person'
      ? { id: element.id, text: element.text, geometry: element.geometry, zoneId: element.zoneId }
      : [],
  )
}
