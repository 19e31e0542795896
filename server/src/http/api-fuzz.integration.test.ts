import { request as httpRequest } from 'node:http'
import type { LookupFunction } from 'node:net'
import { Check } from 'typebox/value'
import Type from 'typebox'
import { linkKinds } from '@planwall/shared/access/roles'
import { createDice } from '@planwall/shared/testing/dice'
import { expect, it } from 'vitest'
import { looseErrors } from '../testing/loose-errors.ts'
import { anyRequest, routesOf } from '../testing/http-fuzz/requests.ts'
import type { ApiDocument, Request } from '../testing/http-fuzz/requests.ts'
import { seeds } from '../testing/seeds.ts'
import { startTestApp } from '../testing/test-app.ts'
import type { TestApp } from '../testing/test-app.ts'

const requestsPerRoute = 40

/** Every failure has this body. */
const failure = Type.Object({ code: Type.String(), message: Type.String(), retry: Type.Boolean() })

it('whatever is asked of any route in the record of the API: no answer of 500, nothing uncaught, words for every failure', async () => {
  const loose = looseErrors()
  const lookup: LookupFunction = (_name, _options, done) => done(new Error('No request leaves this test.'), '', 4)
  const server = await startTestApp({ config: { trustProxy: true }, webhooks: { lookup } })
  const routes = routesOf((await server.call('GET', '/docs/json')).body as ApiDocument)
  const statuses: Record<number, number> = {}
  const mistakes: string[] = []
  const all = seeds(1)
  let sent = 0
  for (const seed of all) {
    const dice = createDice(seed)
    const learnt = new Map<string, string[]>()
    // What was learnt last is still there, as a rule.
    const learn = (name: string, value: string) =>
      void learnt.set(name, [value, ...(learnt.get(name) ?? []).filter((one) => one !== value)].slice(0, 8))
    let homes: Home[] = []
    for (let i = 0; i < requestsPerRoute; i++) {
      // Boards are deleted and people removed on the way, so that there have to be new ones.
      if (i % 4 === 0) homes = await someBoards(server, learn)
      for (const route of routes) {
        const home = dice.pick(homes)
        const known = (name: string) => (name === 'boardId' ? [home.boardId] : (learnt.get(name) ?? []))
        const { tokens } = dice.percent(90) ? home : dice.pick(homes)
        const asked = anyRequest(route, { dice, known, tokens })
        const { status, text, isJson } = await send(server.url, asked)
        sent++
        statuses[status] = (statuses[status] ?? 0) + 1
        const body: unknown = isJson ? JSON.parse(text) : undefined
        const what = asked.body ? Buffer.from(asked.body).toString('latin1').slice(0, 300) : ''
        const at = `seed ${seed}: ${asked.method} ${asked.path} ${what} ${text.slice(0, 300)}`
        if (status === 500 || status === 0) mistakes.push(`${status} ${at}`)
        if (status >= 400 && !Check(failure, body)) mistakes.push(`no words: ${status} ${at}`)
        if (status < 300) learnFrom(body, learn)
      }
    }
  }
  console.log(`${sent} requests of ${routes.length} routes from seed ${all[0]}: ${JSON.stringify(statuses)}`)
  expect(mistakes).toEqual([])
  expect(loose).toEqual([])
  expect((await server.call('GET', '/healthz')).status).toBe(200)
  expect(routes.length).toBeGreaterThan(45)
}, 3_600_000)

interface Home {
  boardId: string
  tokens: string[]
}

/** Boards with a seat of every role, facilitators twice. */
async function someBoards(server: TestApp, learn: (name: string, value: string) => void): Promise<Home[]> {
  const homes: Home[] = []
  for (const templateId of ['T1', 'T1']) {
    const board = await server.createBoard({ templateId })
    learn('templateId', templateId)
    const tokens: string[] = []
    for (const kind of [...linkKinds, 'facilitate'] as const) {
      const { seatId, seatToken, personId } = await server.takeSeat(board, kind)
      learn('seatId', seatId)
      if (personId !== null) learn('personId', personId)
      learn('token', board.links[kind].token)
      tokens.push(seatToken)
    }
    homes.push({ boardId: board.boardId, tokens })
  }
  return homes
}

/** Names of things in an answer, to be asked for in the next requests. */
function learnFrom(value: unknown, learn: (name: string, value: string) => void, depth = 0): void {
  if (typeof value !== 'object' || value === null || depth > 5) return
  for (const [name, one] of Object.entries(value)) {
    if (/(?:Id|id|revision|token|code)$/.test(name) && ['string', 'number'].includes(typeof one))
      learn(name, String(one))
    else learnFrom(one, learn, depth + 1)
  }
}

/** With nothing that `fetch` would mend. Status 0: no answer came. */
function send(
  url: string,
  { method, path, headers, body }: Request,
): Promise<{ status: number; text: string; isJson: boolean }> {
  return new Promise((resolve) => {
    const length = body ? { 'content-length': body.length } : {}
    const asked = httpRequest(url + path, { method, headers: { ...headers, ...length } }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (part: string) => (text += part))
      answer.on('end', () => {
        const isJson = text !== '' && (answer.headers['content-type'] ?? '').includes('application/json')
        resolve({ status: answer.statusCode ?? 0, text, isJson })
      })
      answer.on('error', (error) => resolve({ status: 0, text: String(error), isJson: false }))
    })
    asked.on('error', (error) => resolve({ status: 0, text: String(error), isJson: false }))
    asked.end(body)
  })
}
