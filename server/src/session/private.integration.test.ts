import { readdirSync, readFileSync } from 'node:fs'
import { join as path } from 'node:path'
import { messageType } from '@planwall/shared/protocol'
import { changeStep } from '@planwall/shared/session/agenda'
import { addCards } from '@planwall/shared/board/edit'
import { elementsOf } from '@planwall/shared/board/doc'
import { newCard } from '@planwall/shared/testing/builders'
import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { openSqliteStore } from '../store/sqlite.ts'
import type { Joined } from '../testing/client.ts'
import { openRawSocket } from '../testing/raw-socket.ts'
import { tempDir } from '../testing/temp-dir.ts'
import { until } from '../testing/until.ts'
import { cardsOf, startSessionServer, write } from './testing/session-server.ts'
import type { SessionServer } from './testing/session-server.ts'

const marks = Array.from({ length: 8 }, (_, i) => `secret${i}${'qzxj'.repeat(4)}${i}`)

describe('writing in private', () => {
  it('what one person writes reaches nobody else, byte by byte, until the reveal', async () => {
    const { server, ann, heard } = await withWriters()
    write(ann.own, 'failure', 'reasons', marks)
    await server.saved(ann.own)
    const people = await server.ask('GET', '/session/people')
    expect(people.text).not.toContain('secret')
    expect(people.body).toMatchObject({
      people: expect.arrayContaining([expect.objectContaining({ name: 'Ann', privateCards: 8 })]) as unknown,
    })
    for (const { frames } of heard) for (const mark of marks) expect(holds(frames, mark)).toBe(false)
    expect((await server.ask('POST', '/session/reveal')).body).toEqual({ cards: 8, writers: 1 })
    // The same ears hear it then, so they were listening.
    const first = heard[0]
    await until(() => marks.every((mark) => first && holds(first.frames, mark)))
  })

  it('[P1] lasts through a reload and on another device with the same seat', async () => {
    const { server, ann } = await withWriters()
    write(ann.own, 'failure', 'reasons', ['Mine'])
    await server.saved(ann.own)
    ann.own.leave()
    const again = server.open(ann.own.seat, { part: `seat/${ann.own.seat.seatId}` })
    const phone = server.open(ann.own.seat, { part: `seat/${ann.own.seat.seatId}` })
    await until(() => cardsOf(again).length === 1 && cardsOf(phone).length === 1)
    write(phone, 'failure', 'reasons', ['From the phone'])
    await until(() => cardsOf(again).length === 2)
    expect(cardsOf(again).map(({ text }) => text)).toContain('From the phone')
  })

  it('[P4] facilitators are told how many each person has, and who is writing', async () => {
    const clock = { now: 1_000_000 }
    const { server, ann, ben } = await withWriters({ now: () => clock.now })
    const people = async () => {
      const { body } = await server.ask('GET', '/session/people')
      const list = (body as { people: { name: string; privateCards: number; isWriting: boolean }[] }).people
      return Object.fromEntries(list.map(({ name, privateCards, isWriting }) => [name, [privateCards, isWriting]]))
    }
    await people()
    write(ann.own, 'failure', 'reasons', ['a', 'bb'])
    write(ben.own, 'failure', 'reasons', ['c'])
    await Promise.all([server.saved(ann.own), server.saved(ben.own)])
    expect(await people()).toMatchObject({ Ann: [2, true], Ben: [1, true], Fay: [0, false] })
    clock.now += 10_000
    write(ben.own, 'failure', 'reasons', ['dd'])
    await server.saved(ben.own)
    expect(await people()).toMatchObject({ Ann: [2, false], Ben: [2, true] })
  })
})

describe('the reveal', () => {
  it('[P5] brings every card of everybody, of those who left as well, once, without an author, in one update', async () => {
    const { server, ann, ben, wall } = await withWriters()
    write(ann.own, 'failure', 'reasons', ['a1', 'a22', 'a333'])
    write(ben.own, 'failure', 'reasons', ['b1', 'b22'])
    await Promise.all([server.saved(ann.own), server.saved(ben.own)])
    ben.own.leave()
    ben.wall.leave()
    let updates = 0
    wall.doc.on('update', () => updates++)
    const before = new Set(cardsOf(wall).map(({ id }) => id))
    expect((await server.ask('POST', '/session/reveal')).body).toEqual({ cards: 5, writers: 2 })
    const fresh = () => cardsOf(wall).filter(({ id }) => !before.has(id))
    await until(() => fresh().length === 5)
    expect(updates).toBe(1)
    expect(
      fresh()
        .map(({ text }) => text)
        .toSorted(),
    ).toEqual(['a1', 'a22', 'a333', 'b1', 'b22'])
    expect(fresh().every(({ createdBy }) => createdBy === null)).toBe(true)
    await until(() => server.facilitation().run.writing === null)
    expect(server.facilitation().record.at(-1)).toMatchObject({
      type: 'revealed',
      cards: 5,
      writers: 2,
      anonymous: true,
    })
    expect((await server.ask('POST', '/session/reveal')).body).toEqual({ cards: 0, writers: 0 })
    expect(fresh()).toHaveLength(5)
  })

  it('[P5] closes the private rooms: a copy from before is not taken in again, in a later step neither', async () => {
    const { server, ann } = await withWriters()
    write(ann.own, 'failure', 'reasons', ['Once'])
    await server.saved(ann.own)
    const room = `${server.board.boardId}/seat/${ann.own.seat.seatId}`
    const { epoch } = await server.store.loadRoom(room)
    await server.ask('POST', '/session/reveal')
    await until(() => ann.own.closes.length > 0)
    expect(ann.own.closes[0]?.code).toBe(4410)
    await server.start('5.1')
    await server.start('5.2')
    const back = await openRawSocket(server.url, room, { token: ann.own.seat.seatToken, v: '1', since: `${epoch}.1` })
    expect(await back.closed).toMatchObject({ code: 4410 })
    const fresh = server.open(ann.own.seat, { part: `seat/${ann.own.seat.seatId}` })
    await until(() => fresh.provider.synced)
    expect(cardsOf(fresh)).toEqual([])
    write(fresh, 'failure', 'reasons', ['Twice'])
    await server.saved(fresh)
    expect((await server.ask('POST', '/session/reveal')).body).toEqual({ cards: 1, writers: 1 })
  })

  it('[P8] what went beyond the step’s limit is not shown, its author alone is told, and no record says whose it was', async () => {
    const { server, ann, ben } = await withWriters()
    const rules = server.facilitation().agenda.find(({ id }) => id === '5.2')?.rules
    changeStep(server.facilitator.doc, '5.2', { rules: { ...rules, maxOwn: 1 } as never }, 'me')
    await server.saved(server.facilitator)
    const notices: string[] = []
    const hears = (who: Joined, name: string) => {
      who.provider.messageHandlers[messageType.notice] = () => notices.push(name)
    }
    hears(ann.wall, 'Ann')
    hears(ben.wall, 'Ben')
    write(ann.own, 'failure', 'reasons', ['one', 'more'])
    write(ben.own, 'failure', 'reasons', ['two'])
    await Promise.all([server.saved(ann.own), server.saved(ben.own)])
    const answer = await server.ask('POST', '/session/reveal')
    expect(answer.body).toEqual({ cards: 2, writers: 2 })
    await until(() => server.facilitation().run.writing === null)
    expect(JSON.stringify(server.facilitation().record)).not.toContain(ann.own.seat.seatId)
    await until(() => notices.length > 0)
    expect(notices).toEqual(['Ann'])
  })

  it('loses and doubles nothing that is written while it goes on', async () => {
    const { server, ann, ben, wall } = await withWriters()
    const told = new Set<string>()
    const typing = setInterval(() => {
      for (const { own } of [ann, ben])
        if (own.closes.length === 0) write(own, 'failure', 'reasons', [`t${Math.random()}`])
    }, 1)
    await until(() => ann.own.durable() > 10 && ben.own.durable() > 10)
    const revealing = server.ask('POST', '/session/reveal')
    await until(() => ann.own.closes.length > 0 && ben.own.closes.length > 0)
    clearInterval(typing)
    const { cards } = (await revealing).body as { cards: number }
    const written = [ann, ben].flatMap(({ own }) => cardsOf(own).map(({ text }) => text))
    const revealed = () =>
      cardsOf(wall, 'failure')
        .map(({ text }) => text)
        .filter((text) => text.startsWith('t'))
    await until(() => revealed().length === cards)
    expect(new Set(revealed()).size).toBe(cards)
    for (const text of revealed()) expect(written).toContain(text)
    // What was said to be on the disk is there.
    for (const { own } of [ann, ben]) {
      const texts = cardsOf(own).map(({ text }) => text)
      for (const text of texts.slice(0, own.durable() - 1)) told.add(text)
    }
    expect([...told].filter((text) => !revealed().includes(text))).toEqual([])
  })

  it('leaves nothing of private rooms in the files: no author, no draft, no deleted card', async () => {
    const dir = tempDir()
    const { server, ann, ben } = await withWriters({ store: openSqliteStore(dir) })
    const drafts: string[] = []
    for (let i = 0; i < 700; i++) {
      const draft = `draft${i}zzkkqq${i}`
      drafts.push(draft)
      const id = `${ann.own.seat.seatId}x${i}`
      addCards(
        ann.own.doc,
        [newCard('failure', { id, text: draft, zoneId: 'reasons', createdBy: ann.own.seat.personId })],
        'me',
      )
      elementsOf(ann.own.doc).delete(id)
      if (i % 3 === 0) write(ben.own, 'failure', 'reasons', [`keep${i}qq`])
      if (i % 50 === 0) await server.saved(ann.own)
    }
    write(ann.own, 'failure', 'reasons', marks)
    await Promise.all([server.saved(ann.own), server.saved(ben.own)])
    await until(async () => (await server.store.loadRoom(roomOf(server, ann.own))).snapshot !== undefined)
    const clients = [ann.own, ben.own].map(({ doc }) => doc.clientID)
    const ids = [ann.own, ben.own].flatMap(({ doc }) => [...elementsOf(doc).keys()])
    expect(holds([everyByte(dir)], marks[0] as string)).toBe(true)
    expect((await server.ask('POST', '/session/reveal')).body).toMatchObject({ cards: 8 + 234 })

    const files = everyByte(dir)
    for (const text of [...drafts, ...ids]) expect(holds([files], text), text).toBe(false)
    for (const client of clients) expect(holds([files], varUint(client)), `client ${client}`).toBe(false)
    // The cards themselves are on the wall now, nowhere else: once each.
    for (const seat of [ann.own.seat, ben.own.seat]) {
      expect(holds([files], `${server.board.boardId}/seat/${seat.seatId}`)).toBe(false)
    }
    const wall = await server.store.loadRoom(server.board.boardId)
    for (const update of wall.updates.slice(-1)) {
      for (const { seat } of [ann.own, ben.own]) expect(holds([update], seat.personId as string)).toBe(false)
    }
    expect(await server.store.privateRooms.seatsWriting(server.board.boardId)).toEqual([])
    for (const draft of [...drafts, ...marks]) expect(server.logs()).not.toContain(draft)
  })
})

describe('whoever has no business there', () => {
  it.each([
    ['another participant', 'participate'],
    ['a facilitator', 'facilitate'],
    ['an observer', 'observe'],
  ] as const)('%s does not open somebody’s private room', async (_who, link) => {
    const { server, ann } = await withWriters()
    write(ann.own, 'failure', 'reasons', marks)
    await server.saved(ann.own)
    const other = await server.takeSeat(server.board, link, 'Eve')
    const socket = await openRawSocket(server.url, roomOf(server, ann.own), { token: other.seatToken })
    socket.send(new Uint8Array([0, 0, 1, 0]))
    expect(await socket.closed).toMatchObject({ code: 4403 })
    expect(socket.frames).toEqual([])
  })

  it('an observer has no private room of their own', async () => {
    const { server } = await withWriters()
    const eve = await server.takeSeat(server.board, 'observe', 'Eve')
    const socket = await openRawSocket(server.url, `${eve.boardId}/seat/${eve.seatId}`, { token: eve.seatToken })
    expect(await socket.closed).toMatchObject({ code: 4403 })
  })
})

/** Ann and Ben write in private; Fay and Olga listen to everything they may open. */
async function withWriters(of: Parameters<typeof startSessionServer>[0] = {}) {
  const server = await startSessionServer(of)
  const { board } = server
  const [ann, ben] = [await person(server, 'Ann'), await person(server, 'Ben')]
  const wall = await server.join(board, 'observe', { name: 'Olga' })
  const heard = [listen(wall), listen(server.facilitator), listen(ben.wall)]
  await server.start('5.2')
  for (const { own } of [ann, ben]) own.provider.connect()
  await until(() => ann.own.provider.synced && ben.own.provider.synced)
  return { server, ann, ben, wall, heard }
}

async function person(server: SessionServer, name: string) {
  const wall = await server.join(server.board, 'participate', { name })
  return { wall, own: server.open(wall.seat, { part: `seat/${wall.seat.seatId}` }) }
}

function listen({ provider }: Joined): { frames: Uint8Array[] } {
  const frames: Uint8Array[] = []
  provider.ws?.addEventListener('message', (event: { data: unknown }) =>
    frames.push(new Uint8Array(event.data as ArrayBuffer)),
  )
  return { frames }
}

function roomOf({ board }: SessionServer, { seat }: Joined): string {
  return `${board.boardId}/seat/${seat.seatId}`
}

function everyByte(dir: string): Buffer {
  return Buffer.concat(readdirSync(dir).map((name) => readFileSync(path(dir, name))))
}

function holds(all: readonly Uint8Array[], what: string | Uint8Array): boolean {
  return all.some((bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(what)))
}

/** A client id as updates hold it: nobody else's bytes look like these. */
function varUint(value: number): Uint8Array {
  return Y.encodeStateVector(new Map([[value, 1]])).subarray(1, -1)
}
