import { once } from 'node:events'
import { request } from 'node:http'
import { readBoard } from '@planwall/shared/board/read'
import { errorTable } from '@planwall/shared/errors'
import type { ErrorCode } from '@planwall/shared/errors'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { BoardStore } from '../store/board-store.ts'
import { createMemoryStore } from '../store/memory.ts'
import { startSessionServer, write } from '../session/testing/session-server.ts'
import { openRawSocket } from '../testing/raw-socket.ts'
import { roomDoc } from '../testing/room-doc.ts'
import type { Joined } from '../testing/client.ts'
import { startTestApp } from '../testing/test-app.ts'
import type { TestApp } from '../testing/test-app.ts'
import { until } from '../testing/until.ts'

const from = { 'x-forwarded-for': '10.7.7.7' }

describe('a link that is reset', () => {
  it('is dead at once, and the new one works', async () => {
    const { join, ask, board } = await world()
    const before = board.links.participate.token
    const { body, headers } = await ask('POST', '/links/participate/reset', { removePeople: false })
    const { token, url, removed } = body as { token: string; url: string; removed: number }
    expect([removed, headers.get('cache-control'), url.endsWith(`#${token}`)]).toEqual([0, 'no-store', true])
    expect(await join(before)).toMatchObject(failure('link-reset'))
    expect(await join(token)).toMatchObject({ status: 201, body: { role: 'participant' } })
    expect(await join(board.links.observe.token)).toMatchObject({ status: 201 })
  })

  it('leaves who has a seat where they are, unless the facilitator says otherwise', async () => {
    const { server, ask, board } = await world()
    const ben = await server.join(board, 'participate', { name: 'Ben' })
    await ask('POST', '/links/participate/reset', { removePeople: false })
    ben.doc.getMap('x').set('still', 'here')
    await stored(server, ben)
    expect(ben.closes).toEqual([])
  })

  it('removes, where asked to, everybody who came by it, with words; nobody else, and not who asks', async () => {
    const { server, ask, board, fay } = await world()
    const eve = await server.join(board, 'facilitate', { name: 'Eve' })
    const ben = await server.join(board, 'participate', { name: 'Ben' })
    expect((await ask('POST', '/links/facilitate/reset', { removePeople: true })).body).toMatchObject({ removed: 1 })
    await until(() => eve.closes.length > 0)
    const { close, message } = errorTable['link-reset']
    expect(eve.closes[0]).toEqual({ code: close, reason: message })
    const answers = [eve.seat, fay, ben.seat].map(({ seatToken }) => ask('GET', '', undefined, seatToken))
    expect(await Promise.all(answers)).toMatchObject([failure('link-reset'), { status: 200 }, { status: 200 }])
    // Who was away hears it when they come back.
    const again = server.open(eve.seat)
    await until(() => again.closes.length > 0)
    expect(again.closes[0]?.code).toBe(close)
    expect(ben.closes).toEqual([])
  })

  it('ends the code that stood for it, and drops a time that is over', async () => {
    const { clock, ask, join, server } = await world()
    const made = await ask('POST', '/links/observe/code', { minutes: 60 })
    const { code } = made.body as { code: string }
    await ask('PATCH', '/links/observe', { expiresAt: new Date(clock.now - 1).toISOString(), passcode: 'sesame' })
    await ask('POST', '/links/observe/reset', { removePeople: false })
    expect(await server.call('POST', '/api/codes', { body: { code } })).toMatchObject(failure('unknown-code'))
    expect(await join(code)).toMatchObject(failure('unknown-code'))
    const { links } = (await ask('GET', '/links')).body as { links: object[] }
    expect(links[2]).toMatchObject({ kind: 'observe', expiresAt: null, hasPasscode: true, code: null })
  })

  it('keeps no way in for who takes a seat at the same time', async () => {
    const memory = createMemoryStore()
    let sit = () => {}
    const held = new Promise<void>((resolve) => (sit = resolve))
    const seen: string[] = []
    const store: BoardStore = {
      ...memory,
      async addSeat(seat) {
        seen.push(seat.role)
        if (seat.role === 'participant') await held
        await memory.addSeat(seat)
      },
      async findSeat(tokenHash) {
        seen.push('reset')
        return memory.findSeat(tokenHash)
      },
    }
    const { server, ask, join, board } = await world(store)
    const joining = join(board.links.participate.token)
    await until(() => seen.includes('participant'))
    const before = seen.length
    const resetting = ask('POST', '/links/participate/reset', { removePeople: true })
    await until(() => seen.length > before)
    // Time enough for a reset that does not wait.
    for (let turn = 0; turn < 100; turn++) await new Promise(setImmediate)
    sit()
    expect([(await joining).status, (await resetting).body]).toEqual([201, expect.objectContaining({ removed: 1 })])
    expect((await server.store.seatsOf(board.boardId)).map(({ role }) => role)).toEqual(['facilitator'])
  })
})

describe('a link whose time is over', () => {
  it('lets nobody in any more; who has a seat stays, with their sockets and their token', async () => {
    const { server, clock, ask, join, lookUp, board } = await world()
    const ben = await server.join(board, 'participate', { name: 'Ben' })
    const expiresAt = new Date(clock.now + 3_600_000).toISOString()
    expect((await ask('PATCH', '/links/participate', { expiresAt })).body).toMatchObject({ expiresAt, people: 1 })
    const { token } = board.links.participate
    expect(await lookUp(token)).toMatchObject({ status: 200, body: { expiresAt } })
    expect(await join(token)).toMatchObject({ status: 201 })
    clock.now += 3_600_000
    expect(await lookUp(token)).toMatchObject(failure('link-expired'))
    expect(await join(token)).toMatchObject(failure('link-expired'))
    expect(await ask('GET', '', undefined, ben.seat.seatToken)).toMatchObject({ status: 200 })
    ben.doc.getMap('x').set('still', 'here')
    await stored(server, ben)
    await ask('PATCH', '/links/participate', { expiresAt: null })
    expect(await join(token)).toMatchObject({ status: 201 })
  })

  it.each(['tomorrow', '', '99999-01-01', 'x'.repeat(41)])('%j is no time', async (expiresAt) => {
    const { ask } = await world()
    expect(await ask('PATCH', '/links/participate', { expiresAt })).toMatchObject(failure('bad-request'))
  })
})

describe('a passcode', () => {
  it('is asked for, checked, and kept as an argon2id hash', async () => {
    const { server, ask, join, lookUp, board } = await world()
    expect((await ask('PATCH', '/links/observe', { passcode: 'open sesame' })).body).toMatchObject({
      hasPasscode: true,
    })
    const { token } = board.links.observe
    expect((await lookUp(token)).body).toMatchObject({ needsPasscode: true })
    expect(await join(token)).toMatchObject(failure('passcode-needed'))
    expect(await join(token, { passcode: 'wrong' })).toMatchObject(failure('passcode-wrong'))
    expect(await join(token, { passcode: ' open sesame ' })).toMatchObject({ status: 201 })
    const [, , link] = await server.store.access.links(board.boardId)
    expect(link?.passcodeHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    await ask('PATCH', '/links/observe', { passcode: null })
    expect(await join(token)).toMatchObject({ status: 201 })
  })

  it('is not asked of a facilitator who comes by another link of the board, nor of who has a seat', async () => {
    const { ask, join, board, fay } = await world()
    await ask('PATCH', '/links/observe', { passcode: 'open sesame', needsApproval: true })
    expect(await join(board.links.observe.token, { seat: fay.seatToken })).toMatchObject({ status: 201 })
  })

  it('five wrong ones from one address are enough for ten minutes; another address goes on', async () => {
    const { clock, ask, join, board } = await world()
    await ask('PATCH', '/links/participate', { passcode: 'right' })
    await ask('PATCH', '/links/observe', { passcode: 'right' })
    const { token } = board.links.participate
    const left: (string | null)[] = []
    for (let i = 0; i < 5; i++) left.push((await join(token, { passcode: 'wrong' })).headers.get('x-tries-left'))
    expect(left).toEqual(['4', '3', '2', '1', '0'])
    clock.now += 60_000
    const blocked = await join(token, { passcode: 'right' })
    expect(blocked).toMatchObject(failure('too-many'))
    expect(blocked.headers.get('retry-after')).toBe('540')
    expect(blocked.body).toMatchObject({ message: 'That was tried too often. Try again in 9 minutes.' })
    expect(await join(token, { passcode: 'right', address: '10.9.9.9' })).toMatchObject({ status: 201 })
    expect(await join(board.links.observe.token, { passcode: 'right' })).toMatchObject({ status: 201 })
    clock.now += 540_000
    expect(await join(token, { passcode: 'right' })).toMatchObject({ status: 201 })
  })

  it('many guesses at once are no way round', async () => {
    const { ask, join, board } = await world()
    await ask('PATCH', '/links/participate', { passcode: 'right' })
    const guesses = Array.from({ length: 20 }, () => join(board.links.participate.token, { passcode: 'wrong' }))
    const statuses = (await Promise.all(guesses)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(5)
    expect(statuses.filter((status) => status === 429)).toHaveLength(15)
  })

  it('guessed at from many addresses closes the link to guesses, and right ones before cost nothing', async () => {
    const { ask, join, board } = await world()
    await ask('PATCH', '/links/participate', { passcode: 'right' })
    const { token } = board.links.participate
    for (let i = 0; i < 20; i++) {
      const ofOne = Array.from({ length: 5 }, () => join(token, { passcode: 'wrong', address: `10.0.0.${i}` }))
      await Promise.all(ofOne)
    }
    expect(await join(token, { passcode: 'right', address: '10.1.1.1' })).toMatchObject(failure('too-many'))
  })

  it.each(['abc', '    ', 'x'.repeat(129)])('%j is none', async (passcode) => {
    const { ask } = await world()
    expect(await ask('PATCH', '/links/observe', { passcode })).toMatchObject(failure('bad-request'))
  })
})

describe('a code that is spoken', () => {
  it('stands for the link until its time is over, however it is typed', async () => {
    const { server, clock, ask, join, lookUp, board } = await world()
    const made = await ask('POST', '/links/participate/code', { minutes: 30 })
    const { code, url, expiresAt } = made.body as { code: string; url: string; expiresAt: string }
    expect([made.status, code]).toEqual([
      201,
      expect.stringMatching(/^[CDFHJKMNPRTVWXY3479]{4}-[CDFHJKMNPRTVWXY3479]{4}$/),
    ])
    expect(url).toBe(`${server.url}/j/${code}`)
    const typed = code.toLowerCase().replace('-', ' ')
    const read = await server.call('POST', '/api/codes', { body: { code: typed } })
    expect(read).toMatchObject({ status: 200, body: { boardId: board.boardId, kind: 'participate', title: 'A plan' } })
    expect(await lookUp(code)).toMatchObject({ status: 200, body: { role: 'participant' } })
    expect(await join(typed)).toMatchObject({ status: 201, body: { role: 'participant' } })
    const { links } = (await ask('GET', '/links')).body as { links: object[] }
    expect(links[1]).toMatchObject({ kind: 'participate', code: { expiresAt } })
    clock.now += 30 * 60_000
    expect(await join(code)).toMatchObject(failure('unknown-code'))
    expect(((await ask('GET', '/links')).body as { links: object[] }).links[1]).toMatchObject({ code: null })
  })

  it('is ended by another one, and by the facilitator', async () => {
    const { ask, join } = await world()
    const make = async () =>
      ((await ask('POST', '/links/participate/code', { minutes: 5 })).body as { code: string }).code
    const [first, second] = [await make(), await make()]
    expect(await join(first)).toMatchObject(failure('unknown-code'))
    expect(await join(second)).toMatchObject({ status: 201 })
    expect((await ask('DELETE', '/links/participate/code')).status).toBe(204)
    expect(await join(second)).toMatchObject(failure('unknown-code'))
  })

  it('of a board in the bin says so', async () => {
    const { server, ask } = await world()
    const { code } = (await ask('POST', '/links/participate/code', { minutes: 5 })).body as { code: string }
    await ask('POST', '/bin')
    expect(await server.call('POST', '/api/codes', { body: { code } })).toMatchObject(failure('deleted'))
  })

  it('of one board opens no other', async () => {
    const { server, ask } = await world()
    const { code } = (await ask('POST', '/links/participate/code', { minutes: 5 })).body as { code: string }
    const other = await server.createBoard()
    const body = { token: code, name: 'Eve' }
    expect(await server.call('POST', `/api/boards/${other.boardId}/seats`, { body })).toMatchObject(
      failure('unknown-code'),
    )
  })

  it('ten wrong ones in ten minutes from one address are too many, at every door together', async () => {
    const { server, clock, ask, join, lookUp } = await world()
    const { code } = (await ask('POST', '/links/participate/code', { minutes: 60 })).body as { code: string }
    const wrong = code === 'CCCC-CCCC' ? 'DDDD-DDDD' : 'CCCC-CCCC'
    for (let i = 0; i < 10; i++) {
      const answers = [
        () => server.call('POST', '/api/codes', { body: { code: wrong }, headers: from }),
        () => lookUp(wrong),
        () => join(wrong),
      ]
      expect(await answers[i % 3]?.()).toMatchObject(failure('unknown-code'))
    }
    const blocked = await server.call('POST', '/api/codes', { body: { code }, headers: from })
    expect(blocked).toMatchObject(failure('too-many'))
    expect(Number(blocked.headers.get('retry-after'))).toBe(600)
    expect(await join(code)).toMatchObject(failure('too-many'))
    expect(await join(code, { address: '10.9.9.9' })).toMatchObject({ status: 201 })
    clock.now += 600_000
    expect(await join(code)).toMatchObject({ status: 201 })
  })
})

describe('a list of who is let in', () => {
  it('somebody knocks, facilitators hear of it, one lets them in, and they have a seat', async () => {
    const { server, ask, join, board } = await world()
    const fay = await server.join(board, 'facilitate', { name: 'Fay too' })
    await ask('PATCH', '/links/participate', { needsApproval: true })
    const { knockId, path, knockToken } = knockOf(await join(board.links.participate.token, { name: ' Ada ' }))
    await until(() => fay.notices.length > 0)
    expect(fay.notices).toEqual([{ code: 'knocked', message: 'Ada', elementIds: [] }])
    expect((await ask('GET', '/knocks')).body).toMatchObject({
      knocks: [{ knockId, name: 'Ada', kind: 'participate' }],
    })
    expect((await ask('GET', path, undefined, knockToken)).body).toEqual({ state: 'waiting' })
    const waiting = ask('GET', `${path}?wait=1`, undefined, knockToken)
    expect((await ask('POST', path, { admit: true })).status).toBe(204)
    const { state, seat } = (await waiting).body as { state: string; seat: Parameters<typeof server.open>[0] }
    expect([state, seat]).toEqual([
      'admitted',
      expect.objectContaining({ role: 'participant', boardId: board.boardId }),
    ])
    const ada = server.open(seat)
    await until(() => ada.provider.synced)
    expect((await ask('GET', '/knocks')).body).toEqual({ knocks: [] })
    // Given once.
    expect(await ask('GET', path, undefined, knockToken)).toMatchObject(failure('wrong-token'))
    expect(await ask('POST', path, { admit: true })).toMatchObject(failure('not-found'))
    await until(() => fay.notices.length === 2)
    expect(fay.notices[1]).toMatchObject({ code: 'knocked', message: '' })
  })

  it('whoever goes away while asking, and asks again, is given the seat then', async () => {
    const { server, ask, join, board } = await world()
    await ask('PATCH', '/links/participate', { needsApproval: true })
    const { path, knockToken } = knockOf(await join(board.links.participate.token))
    const gone = new Promise((resolve) => {
      server.app.server.on('request', ({ url = '', socket }) => url.includes('wait=1') && socket.on('close', resolve))
    })
    const asking = request(`${server.url}/api/boards/${board.boardId}${path}?wait=1`, {
      headers: { authorization: `Bearer ${knockToken}` },
      agent: false,
    })
    asking.on('error', () => undefined).end()
    await once(server.app.server, 'request')
    asking.destroy()
    await gone
    await ask('POST', path, { admit: true })
    expect((await ask('GET', `${path}?wait=1`, undefined, knockToken)).body).toMatchObject({ state: 'admitted' })
    expect(await server.store.seatsOf(board.boardId)).toHaveLength(2)
  })

  it('who is sent away is told so, and has no seat', async () => {
    const { server, ask, join, board } = await world()
    await ask('PATCH', '/links/observe', { needsApproval: true })
    const { path, knockToken } = knockOf(await join(board.links.observe.token))
    await ask('POST', path, { admit: false })
    expect((await ask('GET', path, undefined, knockToken)).body).toEqual({ state: 'refused' })
    expect(await ask('GET', path, undefined, knockToken)).toMatchObject(failure('wrong-token'))
    expect(await server.store.seatsOf(board.boardId)).toHaveLength(1)
  })

  it('a knock is its own: no other token asks for it, only facilitators answer it', async () => {
    const { server, ask, join, board } = await world()
    await ask('PATCH', '/links/participate', { needsApproval: true })
    const one = knockOf(await join(board.links.participate.token))
    const two = knockOf(await join(board.links.participate.token))
    const eve = await server.takeSeat(board, 'observe')
    for (const token of [two.knockToken, eve.seatToken, 'wrong']) {
      expect(await ask('GET', one.path, undefined, token)).toMatchObject(failure('wrong-token'))
      expect((await ask('POST', one.path, { admit: true }, token)).status).not.toBe(204)
    }
    expect((await ask('GET', one.path, undefined, one.knockToken)).body).toEqual({ state: 'waiting' })
  })

  it('a passcode comes before the knock', async () => {
    const { ask, join, board } = await world()
    await ask('PATCH', '/links/participate', { needsApproval: true, passcode: 'sesame' })
    expect(await join(board.links.participate.token)).toMatchObject(failure('passcode-needed'))
    expect((await join(board.links.participate.token, { passcode: 'sesame' })).status).toBe(202)
  })

  it('who waits by a link that is reset is told, and cannot be let in', async () => {
    const { ask, join, board } = await world()
    await ask('PATCH', '/links/participate', { needsApproval: true })
    const { path, knockToken } = knockOf(await join(board.links.participate.token))
    const waiting = ask('GET', `${path}?wait=1`, undefined, knockToken)
    await ask('POST', '/links/participate/reset', { removePeople: false })
    expect(await waiting).toMatchObject(failure('link-reset'))
    expect(await ask('POST', path, { admit: true })).toMatchObject(failure('not-found'))
  })

  it('who asks no more for two minutes has left, and too many at once are turned away', async () => {
    const { clock, ask, join, board } = await world()
    await ask('PATCH', '/links/participate', { needsApproval: true })
    const knocks = await Promise.all(Array.from({ length: 32 }, () => join(board.links.participate.token)))
    expect(knocks.filter(({ status }) => status === 202)).toHaveLength(30)
    expect(knocks.find(({ status }) => status !== 202)).toMatchObject(failure('too-many'))
    clock.now += 121_000
    expect((await ask('GET', '/knocks')).body).toEqual({ knocks: [] })
    expect((await join(board.links.participate.token)).status).toBe(202)
  })

  it('the server does not wait for those who wait', async () => {
    const { server, ask, join, board } = await world()
    await ask('PATCH', '/links/participate', { needsApproval: true })
    const { path, knockToken } = knockOf(await join(board.links.participate.token))
    const waiting = ask('GET', `${path}?wait=1`, undefined, knockToken).catch(() => undefined)
    await ask('GET', '/knocks')
    const before = Date.now()
    await server.close()
    await waiting
    expect(Date.now() - before).toBeLessThan(10_000)
  })
})

describe('people', () => {
  it('somebody who is removed is out at once, and what they say from then on is dropped whole', async () => {
    const { server, ask, board } = await world()
    const { boardId } = board
    const ann = await server.join(board, 'participate', { name: 'Ann' })
    const eve = await server.join(board, 'participate', { name: 'Eve' })
    const { seatId, seatToken } = eve.seat
    const raw = await openRawSocket(server.url, boardId, { token: seatToken })
    const session = server.open(eve.seat, { part: 'session' })
    await until(() => session.provider.synced)
    expect((await ask('POST', `/seats/${seatId}/remove`)).status).toBe(204)
    const { seq } = await server.store.loadRoom(boardId)
    eve.doc.getMap('x').set('after', 'removal')
    expect(await raw.closed).toEqual({
      code: errorTable.removed.close,
      reason: expect.stringContaining('removed you') as string,
    })
    await until(() => eve.closes.length > 0 && session.closes.length > 0)
    expect([eve.closes[0]?.code, session.closes[0]?.code]).toEqual([4431, 4431])
    expect(await ask('GET', '', undefined, seatToken)).toMatchObject(failure('removed'))
    expect(await ask('GET', '/plan', undefined, seatToken)).toMatchObject(failure('removed'))
    expect(await ask('POST', `/seats/${seatId}/remove`)).toMatchObject(failure('not-found'))
    ann.doc.getMap('x').set('others', 'go on')
    await stored(server, ann)
    expect((await server.store.loadRoom(boardId)).seq).toBe(seq + 1)
    expect((await roomDoc(server.store, boardId)).getMap('x').toJSON()).toEqual({ others: 'go on' })
  })

  it('somebody who is removed on their way in does not arrive', async () => {
    const memory = createMemoryStore()
    let letIn = () => {}
    const held = new Promise<void>((resolve) => (letIn = resolve))
    let isAsked = false
    const store: BoardStore = {
      ...memory,
      async loadRoom(room) {
        if (room.endsWith('/facilitate')) {
          isAsked = true
          await held
        }
        return memory.loadRoom(room)
      },
    }
    const server = await startTestApp({ store })
    const board = await server.createBoard()
    const fay = await server.takeSeat(board, 'facilitate', 'Fay')
    const eve = await server.takeSeat(board, 'facilitate', 'Eve')
    const socket = await openRawSocket(server.url, `${board.boardId}/facilitate`, { token: eve.seatToken })
    await until(() => isAsked)
    await server.call('POST', `/api/boards/${board.boardId}/seats/${eve.seatId}/remove`, { token: fay.seatToken })
    letIn()
    expect(await socket.closed).toMatchObject({ code: 4431 })
    await until(() => server.app.relay.load().connections === 0)
    expect(socket.frames).toEqual([])
  })

  it('a facilitator may leave the last place to nobody', async () => {
    const { server, ask, board, fay } = await world()
    expect(await ask('POST', `/seats/${fay.seatId}/remove`)).toMatchObject(failure('refused'))
    const two = await server.takeSeat(board, 'facilitate', 'Two')
    const answers = await Promise.all([
      ask('POST', `/seats/${fay.seatId}/remove`, undefined, two.seatToken),
      ask('POST', `/seats/${two.seatId}/role`, { role: 'participant' }),
    ])
    // Whoever is the first, the other is refused: as the last one, or as nobody any more.
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1)
    const left = (await server.store.seatsOf(board.boardId)).filter(({ role }) => role === 'facilitator')
    expect(left).toHaveLength(1)
  })

  it('somebody is given another name, on the wall too, and their pages hear of it', async () => {
    const { server, ask, board } = await world()
    const ada = await server.join(board, 'participate', { name: 'Adda' })
    const { seatId, personId, seatToken } = ada.seat
    expect(await ask('POST', `/seats/${seatId}/name`, { name: ' Ada ' })).toMatchObject({
      status: 200,
      body: { seatId, name: 'Ada' },
    })
    await until(() => ada.notices.length > 0)
    expect(ada.notices).toEqual([{ code: 'renamed', message: 'Ada', elementIds: [] }])
    expect((await ask('GET', '', undefined, seatToken)).body).toMatchObject({ name: 'Ada' })
    await until(() => nameIn(ada.doc, personId) === 'Ada')
    expect(await ask('POST', '/seats/nobody/name', { name: 'X' })).toMatchObject(failure('not-found'))
  })

  it('an observer who is given the pen writes with it on the socket they have, and is a person of the plan', async () => {
    const { server, ask, board } = await world()
    const eve = await server.join(board, 'observe', { name: 'Eve' })
    await ask('POST', `/seats/${eve.seat.seatId}/role`, { role: 'participant' })
    await until(() => eve.notices.length > 0)
    eve.doc.getMap('x').set('with', 'a pen')
    await stored(server, eve)
    const { body } = await ask('GET', '', undefined, eve.seat.seatToken)
    const { personId } = body as { personId: string }
    expect(body).toMatchObject({ role: 'participant', personId: expect.any(String) as string })
    await until(() => nameIn(eve.doc, personId) === 'Eve')
  })

  it('facilitators see who has a seat, by which link, since when, and whether they are here', async () => {
    const { server, clock, ask, board, fay } = await world()
    const since = new Date(clock.now).toISOString()
    const eve = await server.join(board, 'observe', { name: 'Eve' })
    const gone = await server.takeSeat(board, 'participate', 'Gone')
    await ask('POST', `/seats/${gone.seatId}/remove`)
    expect((await ask('GET', '/seats')).body).toEqual({
      seats: [
        expect.objectContaining({ seatId: fay.seatId, link: 'facilitate', isHere: false, lastSeen: null }),
        {
          seatId: eve.seat.seatId,
          personId: null,
          name: 'Eve',
          role: 'observer',
          link: 'observe',
          since,
          lastSeen: null,
          isHere: true,
        },
      ],
    })
  })

  it('what somebody had written in private before they were removed is still laid on the wall', async () => {
    const server = await startSessionServer()
    const { seat } = await server.join(server.board, 'participate', { name: 'Ann' })
    await server.start('5.2')
    const own = server.open(seat, { part: `seat/${seat.seatId}` })
    await until(() => own.provider.synced)
    write(own, 'failure', 'reasons', ['Mine'])
    await server.saved(own)
    await server.ask('POST', '/links/participate/reset', { removePeople: true })
    await until(() => own.closes.length > 0)
    expect((await server.ask('POST', '/session/reveal')).body).toMatchObject({ cards: 1, writers: 1 })
  })

  it('who came by two links has two seats, and is removed and renamed as one', async () => {
    const { server, ask, join, board } = await world()
    const one = await server.takeSeat(board, 'participate', 'Eve')
    const again = await join(board.links.facilitate.token, { seat: one.seatToken })
    const two = again.body as typeof one
    expect(two.personId).toBe(one.personId)
    await ask('POST', `/seats/${one.seatId}/name`, { name: 'Mallory' })
    expect((await ask('GET', '', undefined, two.seatToken)).body).toMatchObject({ name: 'Mallory' })
    // Neither is the other, so that nobody removes themselves by their older seat.
    expect((await ask('POST', `/seats/${one.seatId}/remove`, undefined, two.seatToken)).status).toBe(204)
    expect(await ask('GET', '', undefined, two.seatToken)).toMatchObject({ status: 200 })
    const third = (await join(board.links.participate.token, { seat: two.seatToken })).body as typeof one
    await ask('POST', `/seats/${third.seatId}/remove`)
    expect(await ask('GET', '', undefined, two.seatToken)).toMatchObject(failure('removed'))
  })

  it('5,000 seats are enough for a board, until some are removed', async () => {
    const { server, ask, join, board } = await world(createMemoryStore())
    for (let n = 1; n < 5000; n++) {
      const seat = { seatId: `s${n}`, boardId: board.boardId, role: 'observer' as const, name: 'Bot', personId: null }
      await server.store.addSeat({ ...seat, tokenHash: `h${n}`, createdAt: 1 })
    }
    expect(await join(board.links.participate.token)).toMatchObject(failure('too-many'))
    await ask('POST', '/links/observe/reset', { removePeople: true })
    expect((await join(board.links.participate.token)).status).toBe(201)
  })

  it('the same seat on another device goes on until it is removed', async () => {
    const { server, ask, board } = await world()
    const laptop = await server.join(board, 'participate', { name: 'Ann' })
    const phone = server.open(laptop.seat)
    await until(() => phone.provider.synced)
    phone.doc.getMap('x').set('from', 'phone')
    await until(() => laptop.doc.getMap('x').get('from') === 'phone')
    await ask('POST', `/seats/${laptop.seat.seatId}/remove`)
    await until(() => laptop.closes.length > 0 && phone.closes.length > 0)
    expect([laptop.closes[0]?.code, phone.closes[0]?.code]).toEqual([4431, 4431])
  })
})

describe('a page of another server', () => {
  it.each(['https://evil.example', 'null', 'http://127.0.0.1:1'])('(%s) gets no socket, with words', async (origin) => {
    const { server, board, fay } = await world()
    const socket = await openRawSocket(server.url, board.boardId, { token: fay.seatToken }, { origin })
    expect(await socket.closed).toEqual({
      code: errorTable['wrong-origin'].close,
      reason: errorTable['wrong-origin'].message,
    })
  })

  it('our own page and programs get one', async () => {
    const server = await startTestApp({ config: { publicOrigin: 'https://plans.example.com' } })
    const board = await server.createBoard()
    const { seatToken: token } = await server.takeSeat(board, 'observe')
    for (const origin of [undefined, 'https://plans.example.com', server.url]) {
      const options = origin === undefined ? {} : { origin }
      const socket = await openRawSocket(server.url, board.boardId, { token }, options)
      socket.send(new Uint8Array([0, 0, 1, 0]))
      expect(await until(() => socket.frames.length > 0)).toBe(true)
    }
  })
})

describe('one address', () => {
  it('makes so many boards a day', async () => {
    const clock = { now: Date.UTC(2030, 0, 1) }
    const config = { maxBoardsPerAddress: 2, trustProxy: true }
    const server = await startTestApp({ now: () => clock.now, config })
    const make = (address: string) =>
      server.call('POST', '/api/boards', {
        body: { title: 'A plan', templateId: 'blank' },
        headers: { 'x-forwarded-for': address },
      })
    const statuses: number[] = []
    for (const address of ['10.1.1.1', '2001:db8::1', '10.1.1.1', '10.1.1.1', '2001:db8::2', '2001:db8::3']) {
      statuses.push((await make(address)).status)
    }
    expect(statuses).toEqual([201, 201, 201, 429, 201, 429])
    expect((await make('10.1.1.1')).body).toMatchObject({ message: expect.stringContaining('24 hours') as string })
    clock.now += 24 * 3_600_000
    expect((await make('10.1.1.1')).status).toBe(201)
  })

  it('has so many different rooms open at a time', async () => {
    const server = await startTestApp({ config: { maxRoomsPerAddress: 2 } })
    const board = await server.createBoard()
    const one = await server.join(board, 'facilitate')
    const two = server.open(one.seat, { part: 'session' })
    await until(() => two.provider.synced)
    const again = server.open(one.seat)
    await until(() => again.provider.synced)
    const { seatToken: token } = one.seat
    const third = await openRawSocket(server.url, `${board.boardId}/facilitate`, { token })
    expect(await third.closed).toMatchObject({
      code: 1008,
      reason: expect.stringContaining('Too many boards') as string,
    })
    two.leave()
    await until(async () => {
      const socket = await openRawSocket(server.url, `${board.boardId}/facilitate`, { token })
      socket.send(new Uint8Array([0, 0, 1, 0]))
      const heard = until(() => socket.frames.length > 0).then(() => true)
      return await Promise.race([heard, socket.closed.then(() => false)])
    })
  })
})

/** What somebody wrote is in the store. */
async function stored(server: TestApp, { doc, provider }: Joined): Promise<void> {
  const state = async () => Y.getState((await roomDoc(server.store, provider.roomname)).store, doc.clientID)
  await until(async () => (await state()) === Y.getState(doc.store, doc.clientID))
}

function nameIn(doc: Y.Doc, personId: string | null): string | undefined {
  const person = readBoard(doc).board.elements.get(personId ?? '')
  return person?.type === 'card' ? person.text : undefined
}

function failure(code: ErrorCode) {
  return { status: errorTable[code].status, body: { code } }
}

function knockOf({ status, body }: { status: number; body: unknown }) {
  expect(status).toBe(202)
  const { knockId, knockToken } = body as { knockId: string; knockToken: string; name: string }
  return { knockId, knockToken, path: `/knocks/${knockId}` }
}

/** A server with a clock that is set by hand, a board, and a facilitator at it. */
async function world(store?: BoardStore) {
  const clock = { now: Date.UTC(2030, 0, 1, 9) }
  const server = await startTestApp({ now: () => clock.now, config: { trustProxy: true }, ...(store && { store }) })
  const board = await server.createBoard({ templateId: 'blank' })
  const fay = await server.takeSeat(board, 'facilitate', 'Fay')
  const api = `/api/boards/${board.boardId}`
  return {
    server,
    clock,
    board,
    fay,
    /** An act of the facilitator, or with another token. */
    ask: (method: string, path: string, body?: unknown, token = fay.seatToken) =>
      server.call(method, api + path, { token, ...(body === undefined ? {} : { body }) }),
    join: (token: string, of: { passcode?: string; name?: string; seat?: string; address?: string } = {}) =>
      server.call('POST', `${api}/seats`, {
        body: { token, name: of.name ?? 'Ada', ...(of.passcode === undefined ? {} : { passcode: of.passcode }) },
        ...(of.seat === undefined ? {} : { token: of.seat }),
        headers: { 'x-forwarded-for': of.address ?? '10.7.7.7' },
      }),
    lookUp: (token: string) => server.call('POST', `${api}/link`, { body: { token }, headers: from }),
  }
}
