import { can, roles } from '@planwall/shared/access/roles'
import type { Role } from '@planwall/shared/access/roles'
import { callers, roomRights } from '@planwall/shared/access/table'
import type { Caller, RoomPart } from '@planwall/shared/access/table'
import { errorTable } from '@planwall/shared/errors'
import type { ErrorCode } from '@planwall/shared/errors'
import { messageType } from '@planwall/shared/protocol'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { step1Message, updateMessage } from '../relay/messages.ts'
import { openRawSocket } from '../testing/raw-socket.ts'
import { sampleOf } from '../testing/sample.ts'
import type { Schema } from '../testing/sample.ts'
import { hashToken, newId, newToken } from './tokens.ts'
import { startTestApp } from '../testing/test-app.ts'
import type { TestApp } from '../testing/test-app.ts'
import { until } from '../testing/until.ts'

/** What is right where the record of the API alone does not tell. */
const samples: Readonly<Record<string, { body?: unknown; type?: string }>> = {
  'POST /api/boards': { body: { title: 'A plan', templateId: 'blank' } },
  'POST /api/boards/import': { body: { file: 'nothing' } },
  'POST /api/boards/{boardId}/pictures': { body: new Uint8Array([1]), type: 'image/png' },
  'POST /api/boards/{boardId}/rounds': { body: { kind: 'dots', votes: 3 } },
}

/** Everybody who may try. The first three are let in by their role; each of the others is somebody who is not. */
type Actor = Role | keyof typeof strangers

/** What those who do not belong are answered, where a seat is asked for. */
const strangers = {
  'nobody (no token)': 'wrong-token',
  'a made-up token': 'wrong-token',
  'a link’s token in the place of a seat’s': 'wrong-token',
  'the token of a link that was reset': 'wrong-token',
  'the token of a link whose time is over': 'wrong-token',
  'a facilitator of another board': 'wrong-token',
  'somebody who was removed': 'removed',
  'somebody removed with a link that was reset': 'link-reset',
  'a key for programs': 'wrong-token',
  'a key for programs of another board': 'wrong-token',
  'somebody who knocks': 'wrong-token',
  'the owner, signed in': 'wrong-token',
  'somebody else who is signed in': 'wrong-token',
  'the owner’s browser, on a page of another server': 'wrong-token',
} as const satisfies Record<string, ErrorCode>

const actors: readonly Actor[] = [...(Object.keys(strangers) as (keyof typeof strangers)[]), ...roles.toReversed()]

describe('the table of who may do what', () => {
  it('has every route of the running server, and no other', async () => {
    const server = await startTestApp()
    const routes = (await routesOf(server)).map(({ route }) => route)
    expect(Object.keys(callers).toSorted()).toEqual(routes.toSorted())
  })

  it('sees every route: none but sockets and the record itself is left out of the record', async () => {
    const server = await startTestApp()
    const told = (await routesOf(server)).map(({ route }) => route.replaceAll(/\{\w+\}/g, ':'))
    const hidden = registeredIn(server).filter((route) => !told.includes(route) && !/^\w+ \/docs(\/|$)/.test(route))
    // So the router prints `/sync/*`.
    expect(hidden).toEqual(['GET *'])
    const isThere = (url: string) => server.app.hasRoute({ method: 'GET', url })
    expect([isThere('*'), isThere('/sync/*')]).toEqual([false, true])
  })

  it('is what the running server does: every route, asked by everybody', { timeout: 240_000 }, async () => {
    const server = await startTestApp({ config: { trustProxy: true } })
    const unexpected: string[] = []
    let asked = 0
    for (const route of await routesOf(server)) {
      const caller = callers[route.route]
      // A world of its own for each: what a facilitator may do changes it.
      const world = await makeWorld(server)
      for (const actor of actors) {
        const answer = await ask(world, route, actor)
        asked++
        const expected = expectedOf(caller, actor)
        if (!expected.fits(answer)) {
          unexpected.push(
            `${actor}: ${route.route} → ${answer.status} ${answer.text.slice(0, 120)}, not ${expected.words}`,
          )
        }
      }
    }
    process.stdout.write(`crawl of routes: ${asked} answers, ${unexpected.length} unexpected\n`)
    expect(unexpected).toEqual([])
  })

  it('is what the running server does: every door, with every link', async () => {
    const server = await startTestApp({ config: { trustProxy: true } })
    const { board, links, from } = await makeWorld(server)
    const rows: [token: string, code: ErrorCode | undefined][] = [
      [board.links.participate.token, undefined],
      [links.code, undefined],
      [links.reset, 'link-reset'],
      [links.expired, 'link-expired'],
      [links.foreign, 'wrong-token'],
      [links.foreignCode, 'unknown-code'],
      ['made-up', 'wrong-token'],
    ]
    const doors = Object.keys(callers).filter((route) => callers[route] === 'link' && route.includes('{boardId}'))
    const answers = await Promise.all(
      doors.flatMap((route) =>
        rows.map(async ([token, code]) => {
          const path = pathOf(route).replace('{boardId}', board.boardId)
          const { status, body } = await server.call('POST', path, { body: { token, name: 'Ada' }, headers: from })
          const isRight = code === undefined ? status < 300 : (body as { code: string }).code === code
          return isRight ? [] : [`${route} with ${code ?? 'a link'}: ${status}`]
        }),
      ),
    )
    process.stdout.write(`crawl of doors: ${answers.length} answers, ${answers.flat().length} unexpected\n`)
    expect(answers.length).toBeGreaterThanOrEqual(14)
    expect(answers.flat()).toEqual([])
  })

  it(
    'is what the running server does: every room, opened and written in by everybody',
    { timeout: 240_000 },
    async () => {
      const server = await startTestApp({ config: { trustProxy: true } })
      const unexpected: string[] = []
      let tried = 0
      for (const part of Object.keys(roomRights) as RoomPart[]) {
        const world = await makeWorld(server)
        if (part === 'own-seat') await writeInPrivate(world)
        for (const actor of actors) {
          const got = await tryRoom(world, part, actor)
          tried++
          const isSeat = roles.some((role) => role === actor)
          const expected = isSeat ? roomRights[part][actor as Role] : strangers[actor as keyof typeof strangers]
          if (got !== expected) unexpected.push(`${actor}: ${part} → ${got}, not ${expected}`)
        }
      }
      const { board, tokens, from } = await makeWorld(server)
      const nowhere = ['nosuchboard', 'nosuchboard/session', `${board.boardId}/other`, `${board.boardId}/seat`]
      for (const room of nowhere) {
        const socket = await openRawSocket(server.url, room, { token: tokens.facilitator ?? '' }, { headers: from })
        const { code } = await socket.closed
        tried++
        if (code !== errorTable['unknown-board'].close) unexpected.push(`${room} → ${code}`)
      }
      process.stdout.write(`crawl of rooms: ${tried} tries, ${unexpected.length} unexpected\n`)
      expect(unexpected).toEqual([])
    },
  )
})

interface Answer {
  status: number
  body: unknown
  text: string
}

interface Route {
  /** As the table names it. */
  route: string
  params: Record<string, Schema>
  body: Schema | undefined
}

/** What somebody may be answered by a route. */
function expectedOf(caller: Caller | undefined, actor: Actor): { words: string; fits: (answer: Answer) => boolean } {
  const isLetIn = {
    words: 'let in',
    fits: ({ status }: Answer) => status < 500 && status !== 401 && status !== 403,
  }
  const isTold = (code: ErrorCode) => ({
    words: code,
    fits: ({ status, body }: Answer) =>
      status === errorTable[code].status && (body as { code?: unknown } | null)?.code === code,
  })
  if (caller === undefined) return { words: 'in the table', fits: () => false }
  switch (caller) {
    case 'anyone':
    case 'link':
      return isLetIn
    case 'knocker':
      return actor === 'somebody who knocks' ? isLetIn : isTold('wrong-token')
    case 'plan-link':
      return isTold('wrong-token')
    case 'own-page':
      if (actor !== 'the owner’s browser, on a page of another server') return isLetIn
      return { words: 'turned away', fits: ({ status }) => status === 403 || status === 404 }
    case 'account':
      return isSignedIn(actor) ? isLetIn : isTold('sign-in-needed')
    case 'owner':
      if (actor === 'the owner, signed in') return isLetIn
      return isTold(isSignedIn(actor) ? 'unknown-board' : 'sign-in-needed')
    default: {
      const { act, programs, owner, signedIn } = caller
      if (signedIn && !isSignedIn(actor)) return isTold('sign-in-needed')
      const role = roles.find((one) => one === actor)
      if (role) return can(role, act) ? isLetIn : isTold('not-allowed')
      if (programs && actor === 'a key for programs') return isLetIn
      if (owner && actor === 'the owner, signed in') return isLetIn
      return isTold(strangers[actor as keyof typeof strangers])
    }
  }
}

function isSignedIn(actor: Actor): boolean {
  return actor === 'the owner, signed in' || actor === 'somebody else who is signed in'
}

async function ask(
  { server, board, tokens, cookies, knockId, from, links }: World,
  route: Route,
  actor: Actor,
): Promise<Answer> {
  const sample = samples[route.route]
  const params = Object.entries(route.params).map(([name, schema]): [string, string] => {
    if (name === 'boardId') return [name, board.boardId]
    if (name === 'knockId') return [name, knockId]
    return [name, String(sampleOf(schema))]
  })
  const path = params.reduce((whole, [name, value]) => whole.replace(`{${name}}`, value), pathOf(route.route))
  const isDoor = callers[route.route] === 'link'
  const link = { token: links.live, code: links.code, name: 'Ada' }
  const body = isDoor ? link : (sample?.body ?? (route.body && sampleOf(route.body)))
  const token = tokens[actor]
  const [method = 'GET'] = route.route.split(' ')
  return await server.call(method, path, {
    headers: { ...from, ...cookies[actor], ...(sample?.type === undefined ? {} : { 'content-type': sample.type }) },
    ...(token === undefined ? {} : { token }),
    ...(body === undefined ? {} : { body }),
  })
}

/** Opens a room and writes in it: what came of it, in the words of the table, or the code it was closed with. */
async function tryRoom({ server, board, tokens, seatIds, from }: World, part: RoomPart, actor: Actor): Promise<string> {
  const token = tokens[actor]
  const seatId = part === 'own-seat' ? (seatIds[actor] ?? 'nobody') : (seatIds.other ?? '')
  const suffix = part === 'board' ? '' : part.endsWith('seat') ? `/seat/${seatId}` : `/${part}`
  const room = board.boardId + suffix
  const before = (await server.store.loadRoom(room)).seq
  const socket = await openRawSocket(server.url, room, token === undefined ? {} : { token }, { headers: from })
  let closed: number | undefined
  void socket.closed.then(({ code }) => (closed = code))
  const hasHeard = (type: number, kind?: number) =>
    socket.frames.some((frame) => frame[0] === type && (kind === undefined || frame[1] === kind))
  socket.send(step1Message(new Uint8Array([0])))
  await until(() => closed !== undefined || hasHeard(messageType.sync, 1))
  const isOpen = hasHeard(messageType.sync, 1)
  if (isOpen) {
    const doc = new Y.Doc()
    doc.getMap('crawl').set(actor, true)
    socket.send(updateMessage(Y.encodeStateAsUpdate(doc)))
    await until(() => closed !== undefined || hasHeard(messageType.durable))
  }
  socket.socket.terminate()
  const isWritten = (await server.store.loadRoom(room)).seq > before
  if (isOpen && isWritten) return 'write'
  if (isOpen) return closed === errorTable.refused.close ? 'read' : `opened, then ${closed}`
  if (isWritten) return 'written without being opened'
  if (closed === errorTable['not-allowed'].close) return 'nothing'
  const code = (Object.keys(errorTable) as ErrorCode[]).find((one) => errorTable[one].close === closed)
  return code ?? `${closed}`
}

/** A step in which everybody writes for themselves. */
async function writeInPrivate({ server, board, tokens, from }: World): Promise<void> {
  const { status, text } = await server.call('POST', `/api/boards/${board.boardId}/session/step`, {
    body: { do: 'start', stepId: '5.2' },
    token: tokens.facilitator ?? '',
    headers: from,
  })
  if (status !== 200) throw new Error(`The step did not start: ${status} ${text}`)
}

interface World {
  server: TestApp
  board: Awaited<ReturnType<TestApp['createBoard']>>
  tokens: Partial<Record<Actor, string>>
  /** Headers of those who are signed in. */
  cookies: Partial<Record<Actor, Record<string, string>>>
  /** `other`: a seat that none of the actors has. */
  seatIds: Partial<Record<Actor | 'other', string>>
  links: { live: string; reset: string; expired: string; foreign: string; code: string; foreignCode: string }
  knockId: string
  /** Every world has a network address of its own, so that none is too many. */
  from: Record<string, string>
}

let worlds = 0

async function makeWorld(server: TestApp): Promise<World> {
  const from = { 'x-forwarded-for': `10.0.${++worlds >> 8}.${worlds & 255}` }
  const call = async <T>(method: string, path: string, body?: unknown, token?: string): Promise<T> => {
    const answer = await server.call(method, path, {
      headers: from,
      ...(body === undefined ? {} : { body }),
      ...(token === undefined ? {} : { token }),
    })
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
    return answer.body as T
  }
  const [board, other] = await Promise.all(
    ['T5', 'blank'].map((templateId) => call<World['board']>('POST', '/api/boards', { title: 'A plan', templateId })),
  )
  if (!board || !other) throw new Error('No boards.')
  const api = `/api/boards/${board.boardId}`
  const sit = (at: World['board'], token: string) =>
    call<{ seatId: string; seatToken: string }>('POST', `/api/boards/${at.boardId}/seats`, { token, name: 'Ada' })
  const key = (at: World['board'], token: string) =>
    call<{ token: string }>('POST', `/api/boards/${at.boardId}/tokens`, { name: 'Reports' }, token)

  const { facilitate, participate, observe } = board.links
  const fay = await sit(board, facilitate.token)
  const asFay = <T>(method: string, path: string, body?: unknown) => call<T>(method, api + path, body, fay.seatToken)
  // The link to participate is reset twice: by the first one come those who stay and who is removed, then who goes with it.
  const [participant, removed, other1, observer] = await Promise.all([
    sit(board, participate.token),
    sit(board, participate.token),
    sit(board, participate.token),
    sit(board, observe.token),
  ])
  await asFay('POST', `/seats/${removed.seatId}/remove`)
  const gone = await call<{ token: string }>(
    'POST',
    `${api}/links/facilitate/reset`,
    { removePeople: false },
    fay.seatToken,
  )
  const withLink = await sit(board, gone.token)
  await asFay('POST', '/links/facilitate/reset', { removePeople: true })
  await asFay('PATCH', '/links/observe', { needsApproval: true })
  const knocks = await call<{ knockId: string; knockToken: string }>('POST', `${api}/seats`, {
    token: observe.token,
    name: 'Kim',
  })
  await asFay('PATCH', '/links/observe', { needsApproval: false, expiresAt: '2020-01-01T00:00:00Z' })
  const otto = await sit(other, other.links.facilitate.token)
  const [{ token: program }, { token: foreignProgram }, { code }, { code: foreignCode }] = await Promise.all([
    key(board, fay.seatToken),
    key(other, otto.seatToken),
    asFay<{ code: string }>('POST', '/links/participate/code', { minutes: 5 }),
    call<{ code: string }>('POST', `/api/boards/${other.boardId}/links/observe/code`, { minutes: 5 }, otto.seatToken),
  ])
  const signIn = async (name: string) => {
    const account = { accountId: newId(), issuer: 'https://id.example', subject: newId(), name, email: '' }
    const { accountId } = await server.store.accounts.signIn(account, Date.now())
    const token = newToken()
    const expiresAt = Date.now() + 3_600_000
    await server.store.accounts.addSession({ tokenHash: hashToken(token), accountId, createdAt: Date.now(), expiresAt })
    return { accountId, cookie: `planwall-session=${token}` }
  }
  const [owner, guest] = await Promise.all([signIn('Olga'), signIn('Gus')])
  await server.store.shelf.setOwner(board.boardId, owner.accountId)
  return {
    server,
    board,
    from,
    cookies: {
      'the owner, signed in': { cookie: owner.cookie },
      'somebody else who is signed in': { cookie: guest.cookie },
      'the owner’s browser, on a page of another server': { cookie: owner.cookie, origin: 'https://evil.example' },
    },
    knockId: knocks.knockId,
    links: {
      live: participate.token,
      reset: facilitate.token,
      expired: observe.token,
      foreign: other.links.participate.token,
      code,
      foreignCode,
    },
    tokens: {
      facilitator: fay.seatToken,
      participant: participant.seatToken,
      observer: observer.seatToken,
      'a made-up token': 'x'.repeat(32),
      'a link’s token in the place of a seat’s': participate.token,
      'the token of a link that was reset': facilitate.token,
      'the token of a link whose time is over': observe.token,
      'a facilitator of another board': otto.seatToken,
      'somebody who was removed': removed.seatToken,
      'somebody removed with a link that was reset': withLink.seatToken,
      'a key for programs': program,
      'a key for programs of another board': foreignProgram,
      'somebody who knocks': knocks.knockToken,
    },
    seatIds: {
      facilitator: fay.seatId,
      participant: participant.seatId,
      observer: observer.seatId,
      'somebody who was removed': removed.seatId,
      'somebody removed with a link that was reset': withLink.seatId,
      other: other1.seatId,
    },
  }
}

/** Every route the running server tells of. */
async function routesOf(server: TestApp): Promise<Route[]> {
  const { body } = await server.call('GET', '/docs/json')
  const { paths } = body as { paths: Record<string, Record<string, Operation>> }
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { parameters = [], requestBody }]) => ({
      route: `${method.toUpperCase()} ${path}`,
      params: Object.fromEntries(
        parameters.filter((one) => one.in === 'path').map(({ name, schema }) => [name, schema] as const),
      ),
      body: requestBody?.content['application/json']?.schema,
    })),
  )
}

/** What the router has, each parameter as `:`; it prints a tree, in which every line goes on where its parent ends. */
function registeredIn({ app }: TestApp): string[] {
  const above: string[] = []
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent = '', name = '', methods = ''] = /^([ │├└─]*)(\S+)(?: \(([A-Z, ]+)\))?$/u.exec(line) ?? []
      const depth = indent.length / 4
      above.splice(depth - 1, Infinity, name)
      const path = above.join('').replaceAll(/:\w+(\|:\w+)*/g, ':')
      return methods === '' ? [] : methods.split(', ').map((method) => `${method} ${path}`)
    })
    .filter((route) => !route.startsWith('HEAD '))
}

interface Operation {
  parameters?: { in: string; name: string; schema: Schema }[]
  requestBody?: { content: Record<string, { schema: Schema } | undefined> }
}

function pathOf(route: string): string {
  return route.slice(route.indexOf(' ') + 1)
}
