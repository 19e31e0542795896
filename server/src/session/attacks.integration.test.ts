import { addCards, deleteElements, moveElements, setVotes, setText } from '@planwall/shared/board/edit'
import { elementsOf, key, metaOf, zonesOf } from '@planwall/shared/board/doc'
import { changeStep } from '@planwall/shared/session/agenda'
import { moveZones } from '@planwall/shared/session/edit-session'
import { recordOf, roundsOf, runOf } from '@planwall/shared/session/session-doc'
import { newCard } from '@planwall/shared/testing/builders'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { Joined } from '../testing/client.ts'
import { openRawSocket } from '../testing/raw-socket.ts'
import { roomDoc } from '../testing/room-doc.ts'
import { until } from '../testing/until.ts'
import { cardsOf, startSessionServer, write } from './testing/session-server.ts'
import type { SessionServer } from './testing/session-server.ts'

const refused = 4422

describe('a participant with a client of their own', () => {
  const onWall: [what: string, stepId: string, attack: (eve: Joined, id: string) => void][] = [
    ['adds a card while others only read', '5.1', (eve) => write(eve, 'failure', 'reasons', ['Forged'])],
    ['edits a card while others only read', '5.1', ({ doc }, id) => setText(doc, id, 'Forged', 'me')],
    ['deletes a card while others only read', '5.1', ({ doc }, id) => deleteElements(doc, [id], 'me')],
    ['writes on the wall while others write in private', '5.2', (eve) => write(eve, 'failure', 'reasons', ['Forged'])],
    ['writes while a vote is on', '5.5', ({ doc }, id) => setVotes(doc, id, 99, 'me')],
    ['changes the version of the wall', '5.1', ({ doc }) => metaOf(doc).set('schemaVersion', 99)],
  ]
  it.each(onWall)('%s: refused, no trace, nobody notices', async (_what, stepId, attack) => {
    const world = await withEve(stepId, 'board')
    expect(await traceOf(world, () => attack(world.eve, world.cardId), world.eve)).toEqual(noTrace)
  })

  it('the same while the session is paused', async () => {
    const world = await withEve('5.6', 'board')
    await world.server.ask('POST', '/session/pause', { isPaused: true })
    expect(await traceOf(world, () => write(world.eve, 'task', 'cures-1', ['Forged']), world.eve)).toEqual(noTrace)
  })

  const onSession: [what: string, attack: (doc: Y.Doc) => void][] = [
    ['moves a zone', (doc) => moveZones(doc, [{ id: 'reasons', geometry: { x: 0, y: 0, w: 1, h: 1 } }], 'me')],
    ['deletes a zone', (doc) => zonesOf(doc).delete('reasons')],
    ['starts a step', (doc) => runOf(doc).set('step', { stepId: '5.6', startedAt: 0, n: 9, by: null })],
    ['ends the pause', (doc) => runOf(doc).delete('pause')],
    ['makes up a record', (doc) => recordOf(doc).set('x', { id: 'x', type: 'paused', at: 0, by: null })],
  ]
  it.each(onSession)('%s in the session document: refused, no trace, nobody notices', async (_what, attack) => {
    const world = await withEve('5.6', 'session')
    await world.server.ask('POST', '/session/pause', { isPaused: true })
    expect(await traceOf(world, () => attack(world.eve.doc), world.eve)).toEqual(noTrace)
  })

  it('writes in somebody else’s private room: it does not open, and nothing is in it', async () => {
    const { server, eve } = await withEve('5.2', 'board')
    const ann = await server.takeSeat(server.board, 'participate', 'Ann')
    const room = `${server.board.boardId}/seat/${ann.seatId}`
    const forged = new Y.Doc()
    addCards(forged, [newCard('failure', { id: 'forged' })], 'me')
    const socket = await openRawSocket(server.url, room, { token: eve.seat.seatToken })
    socket.send(new Uint8Array([0, 2, 1, ...Y.encodeStateAsUpdate(forged)]))
    expect(await socket.closed).toMatchObject({ code: 4403 })
    expect(await server.store.privateRooms.seatsWriting(server.board.boardId)).toEqual([])
  })

  it('writes in their own private room when nothing is private: refused, nothing is stored', async () => {
    const { server, eve } = await withEve('5.6', 'board')
    const own = server.open(eve.seat, { part: `seat/${eve.seat.seatId}` })
    await until(() => own.provider.synced)
    write(own, 'failure', 'reasons', ['Forged'])
    await until(() => own.closes.length > 0)
    expect(own.closes[0]?.code).toBe(refused)
    expect(await server.store.privateRooms.seatsWriting(server.board.boardId)).toEqual([])
  })
})

describe('a facilitator with a client of their own', () => {
  const stamped: [what: string, attack: (doc: Y.Doc) => void][] = [
    [
      'starts a step in somebody’s name',
      (doc) => runOf(doc).set('step', { stepId: '5.6', startedAt: 0, n: 9, by: 'bob' }),
    ],
    ['takes back what the server wrote', (doc) => runOf(doc).delete('step')],
    ['writes the result of a vote', (doc) => roundsOf(doc).set('r', new Y.Map([['b', { title: 'r' }]]))],
    ['rewrites the record', (doc) => [...recordOf(doc).keys()].forEach((id) => recordOf(doc).delete(id))],
    [
      'hides it among what is allowed',
      (doc) =>
        doc.transact(() => {
          moveZones(doc, [{ id: 'reasons', geometry: { x: 5, y: 5, w: 100, h: 100 } }], 'me')
          runOf(doc).set('n', 1000)
        }),
    ],
  ]
  it.each(stamped)('[D2] %s: refused whole, no trace, nobody notices', async (_what, attack) => {
    const world = await withEve('5.6', 'session', 'facilitate')
    expect(await traceOf(world, () => attack(world.eve.doc), world.eve)).toEqual(noTrace)
  })

  it('[D2] what facilitators may change goes through, in the order it was written', async () => {
    const { server, eve } = await withEve('5.6', 'session', 'facilitate')
    for (let x = 1; x <= 30; x++) moveZones(eve.doc, [{ id: 'reasons', geometry: { x, y: 0, w: 100, h: 100 } }], 'me')
    await server.saved(eve)
    await until(() => server.facilitation().zones.get('reasons')?.geometry.x === 30)
    expect(eve.closes).toEqual([])
  })
})

describe('what only a closer look finds', () => {
  const rows: [what: string, stepId: string, code: string, attack: (eve: Joined, id: string) => void][] = [
    ['a kind that is not part of the step', '5.6', 'kind-not-now', (eve) => write(eve, 'kpi', 'cures-1', ['Forged'])],
    ['a zone of another step', '5.6', 'zone-not-now', (eve) => write(eve, 'task', 'later', ['Forged'])],
    ['moving what is somebody else’s', '5.8', 'not-yours', ({ doc }, id) => move(doc, id)],
    [
      'deleting what is somebody else’s',
      '5.6',
      'not-yours-to-delete',
      ({ doc }, id) => deleteElements(doc, [id], 'me'),
    ],
    ['votes on a card', '5.6', 'votes-written', ({ doc }, id) => setVotes(doc, id, 99, 'me')],
    [
      'a card in somebody’s name',
      '5.6',
      'forged-author',
      ({ doc }) => addCards(doc, [newCard('task', { id: 'forged', zoneId: 'cures-1', createdBy: 'bob' })], 'me'),
    ],
    [
      'what a card was when it was made',
      '5.6',
      'creation-rewritten',
      ({ doc }, id) => void elementsOf(doc).get(id)?.set(key.base, { k: 'task', o: 'a0', at: 0 }),
    ],
    ['the version of the wall', '5.6', 'version-written', ({ doc }) => metaOf(doc).set('schemaVersion', 99)],
  ]
  it.each(rows)('%s, in step %s: is undone, and its author is told (%s)', async (_what, stepId, code, attack) => {
    const { server, eve, ann, cardId } = await withEve(stepId, 'board')
    const { notices } = eve
    const others = ann.notices
    const before = wallOf(ann)
    attack(eve, cardId)
    await until(() => notices.length > 0)
    expect(notices).toMatchObject([{ code, message: expect.stringMatching(/\w{3}/) as string }])
    await until(() => wallOf(ann) === before && wallOf(eve) === before)
    expect(wallOf({ doc: await roomDoc(server.store, server.board.boardId) })).toBe(before)
    expect(others).toEqual([])
    // Whoever slipped goes on: they are not sent away.
    expect(eve.closes).toEqual([])
  })

  it('[C5, C6] what is allowed stays, what is wrong in the same breath goes', async () => {
    const { eve, ann } = await withEve('5.6', 'board')
    const { notices } = eve
    eve.doc.transact(() => {
      write(eve, 'task', 'cures-1', ['A cure'])
      write(eve, 'kpi', 'cures-1', ['Forged'])
    })
    await until(() => notices.length > 0)
    await until(() => cardsOf(ann, 'kpi').length === 0 && cardsOf(ann, 'task').length === 1)
    expect(notices).toHaveLength(1)
  })

  it('is about the rules of the moment something was written, not of the one it is looked at', async () => {
    const { server, eve, ann } = await withEve('5.6', 'board')
    const { notices } = eve
    for (let i = 0; i < 5; i++) write(eve, 'task', 'cures-1', [`Cure ${'i'.repeat(i)}`])
    await server.saved(eve)
    await server.start('5.7')
    await until(() => cardsOf(ann, 'task').length === 5)
    // Something wrong of a later step comes back after everything before it was looked at.
    await server.start('5.6')
    write(eve, 'kpi', 'cures-1', ['Forged'])
    await until(() => notices.length > 0)
    expect(notices).toMatchObject([{ code: 'kind-not-now' }])
    expect(cardsOf(ann, 'task')).toHaveLength(5)
  })

  it('[R6] people go on with cards that name nobody, where they made them', async () => {
    const { server, eve, ann } = await withEve('5.6', 'board')
    const rules = { ...server.facilitation().agenda.find(({ id }) => id === '5.6')?.rules }
    changeStep(server.facilitator.doc, '5.6', { rules: { ...rules, anonymous: true, mayEdit: 'own' } as never }, 'me')
    await server.saved(server.facilitator)
    await until(async () =>
      (await server.app.gates.rulesOf(server.board.boardId)).agenda.some(
        ({ rules: r }) => r.anonymous && r.mayEdit === 'own' && !r.private,
      ),
    )
    const { notices } = eve
    addCards(eve.doc, [newCard('task', { id: 'mine', text: 'Mine', zoneId: 'cures-1', createdBy: null })], 'me')
    await server.saved(eve)
    await until(() => cardsOf(ann, 'task').some(({ id }) => id === 'mine'))
    // One that is wrong, so that the first look is over.
    write(eve, 'kpi', 'cures-1', ['Forged'])
    await until(() => notices.length === 1)
    setText(eve.doc, 'mine', 'Mine, changed', 'me')
    setText(ann.doc, 'mine', 'Not yours', 'me')
    const told = ann.notices
    await until(() => told.length > 0)
    expect(told).toMatchObject([{ code: 'not-yours' }])
    expect(notices).toHaveLength(1)
  })
})

interface World {
  server: SessionServer
  eve: Joined
  ann: Joined
  cardId: string
}

/** Eve has one document open with a stock client; Ann and Fay have theirs. One card lies on the wall. */
async function withEve(stepId: string, part: 'board' | 'session', link: 'participate' | 'facilitate' = 'participate') {
  const server = await startSessionServer()
  const { board } = server
  const wall = await server.join(board, 'facilitate', { name: 'Wall' })
  write(wall, 'risk', 'theme-1', ['A risk'])
  await server.saved(wall)
  const eve = await server.join(board, link, { name: 'Eve', part })
  const ann = await server.join(board, 'participate', { name: 'Ann', part })
  if (part === 'session') await server.start(stepId, eve, ann)
  else {
    await server.start(stepId)
    await until(() => [eve, ann].every((who) => cardsOf(who, 'risk').length > 0))
  }
  // People of the plan who came meanwhile.
  await until(() => part === 'session' || wallOf(eve) === wallOf(ann))
  return { server, eve, ann, cardId: cardsOf(wall, 'risk')[0]?.id ?? '' } satisfies World
}

/** What is left of an attack: how its sender was sent away, what was stored, and what somebody else noticed. */
async function traceOf({ server, ann }: World, attack: () => void, eve: Joined) {
  const room = eve.provider.roomname
  const before = await server.store.loadRoom(room)
  let heard = 0
  ann.doc.on('update', () => heard++)
  attack()
  await until(() => eve.closes.length > 0)
  const after = await server.store.loadRoom(room)
  return {
    closes: eve.closes.map(({ code }) => code),
    stored: after.seq - before.seq,
    heard,
    others: [ann.closes.length, ann.provider.wsconnected],
  }
}

const noTrace = { closes: [refused], stored: 0, heard: 0, others: [0, true] }

function wallOf({ doc }: Pick<Joined, 'doc'>): string {
  const cards = cardsOf({ doc }).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return JSON.stringify([metaOf(doc).get('schemaVersion'), cards])
}

function move(doc: Y.Doc, id: string): void {
  moveElements(
    doc,
    [{ id, geometry: { x: 9000, y: 9000, w: 200, h: 120 }, zone: null }],
    { today: '2026-04-15', zones: new Map() },
    'me',
  )
}
