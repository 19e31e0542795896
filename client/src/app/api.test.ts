import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ApiError, createBoard, fetchTemplates, lookThroughLink, takeSeat } from './api.ts'
import type { FailureCode } from './error-words.ts'

const seat = { seatId: 's1', seatToken: 'secret', role: 'participant', personId: 'p1' }
const links = {
  facilitate: { url: 'https://wall.example/b/b1#f', token: 'f' },
  participate: { url: 'https://wall.example/b/b1#p', token: 'p' },
  observe: { url: 'https://wall.example/b/b1#o', token: 'o' },
}

beforeEach(() => vi.stubGlobal('window', { location: { origin: 'https://wall.example' } }))
afterEach(() => vi.unstubAllGlobals())

const failures: [what: string, answer: Response | Error, code: FailureCode, retry: boolean][] = [
  ['a code of the table', json(401, { code: 'wrong-token', message: 'm', retry: false }), 'wrong-token', false],
  ['a code that may pass', json(503, { code: 'restarting', message: 'm', retry: true }), 'restarting', true],
  ['a code nobody knows', json(418, { code: 'teapot', message: 'm', retry: false }), 'internal', false],
  ['no network', new TypeError('fetch failed'), 'unreachable', true],
  ['a proxy that lost the server', new Response('<html>', { status: 502 }), 'unreachable', true],
  ['a proxy that refuses large files', new Response('<html>', { status: 413 }), 'too-large', false],
  ['an error page', new Response('<html>', { status: 500 }), 'internal', true],
  ['an answer that is no JSON', new Response('<html>', { status: 200 }), 'internal', true],
  ['an answer of another shape', json(200, { seatId: 's1' }), 'internal', true],
  ['a role nobody has', json(200, { ...seat, role: 'owner' }), 'internal', true],
]
it.each(failures)('%s becomes a failure with words', async (_what, answer, code, retry) => {
  answerWith(answer)
  const failure = await takeSeat('b1', { token: 't', name: 'Ana' }, undefined).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(ApiError)
  expect(failure).toMatchObject({ code, retry })
})

it('what the server says in particular is kept', async () => {
  answerWith(json(400, { code: 'bad-file', message: 'Line 3: no end tag.', retry: false }))
  await expect(fetchTemplates()).rejects.toMatchObject({ detail: 'Line 3: no end tag.' })
})

it('a seat is taken with the token in the body, and the earlier seat in the header', async () => {
  const fetched = answerWith(json(201, seat))
  expect(await takeSeat('b1', { token: 't', name: 'Ana' }, 'before')).toEqual(seat)
  const [url, init] = fetched.mock.calls[0] as [string, RequestInit]
  expect(url).toBe('https://wall.example/api/boards/b1/seats')
  expect(init).toMatchObject({ method: 'POST', body: '{"token":"t","name":"Ana"}' })
  expect(init.headers).toMatchObject({ authorization: 'Bearer before' })
})

it('a link where people knock gives no seat but a knock', async () => {
  answerWith(json(202, { knockId: 'k1', knockToken: 'knocking', name: 'Ana' }))
  const wish = { token: 't', name: 'Ana', passcode: 'two blue boats' }
  expect(await takeSeat('b1', wish, undefined)).toEqual({ knockId: 'k1', knockToken: 'knocking' })
})

it('how many tries are left and how long to wait is told', async () => {
  const wrong = { code: 'passcode-wrong', message: 'm', retry: false }
  answerWith(new Response(JSON.stringify(wrong), { status: 401, headers: { 'x-tries-left': '3' } }))
  await expect(takeSeat('b1', { token: 't', name: 'Ana' }, undefined)).rejects.toMatchObject({ triesLeft: 3 })
  const tooMany = { code: 'too-many', message: 'm', retry: true }
  answerWith(new Response(JSON.stringify(tooMany), { status: 429, headers: { 'retry-after': '90' } }))
  await expect(takeSeat('b1', { token: 't', name: 'Ana' }, undefined)).rejects.toMatchObject({ waitS: 90 })
})

it('a link says whether it asks for a passcode or a knock', async () => {
  answerWith(json(200, { title: 'Plan', role: 'observer', needsPasscode: true, needsApproval: false }))
  expect(await lookThroughLink('b1', 'secret')).toMatchObject({ needsPasscode: true, needsApproval: false })
})

it('observers are no person of the plan', async () => {
  answerWith(json(201, { ...seat, role: 'observer', personId: null }))
  expect(await takeSeat('b1', { token: 't', name: 'Ana' }, undefined)).toMatchObject({ personId: null })
})

it('no token stands in an address', async () => {
  const fetched = answerWith(json(200, { title: 'Plan', role: 'observer' }))
  await lookThroughLink('b1', 'secret')
  expect(fetched.mock.calls[0]?.[0]).not.toContain('secret')
})

it('a new board has three links', async () => {
  answerWith(json(201, { boardId: 'b1', links }))
  const wish = { title: 'Plan', templateId: 'T1', timezone: 'UTC' }
  expect(await createBoard(wish)).toEqual({ boardId: 'b1', title: 'Plan', links })
})

it('a new board that lacks a link is a fault of the server', async () => {
  answerWith(json(201, { boardId: 'b1', links: { facilitate: links.facilitate } }))
  const made = createBoard({ title: 'Plan', templateId: 'T1', timezone: 'UTC' })
  await expect(made).rejects.toMatchObject({ code: 'internal' })
})

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status })
}

function answerWith(answer: Response | Error) {
  const fetched = vi.fn<typeof fetch>(() =>
    answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer.clone()),
  )
  vi.stubGlobal('fetch', fetched)
  return fetched
}
