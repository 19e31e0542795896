import { createHmac, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TSchema } from 'typebox'
import Value from 'typebox/value'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openSqliteStore } from '../store/sqlite.ts'
import { tempDir } from '../testing/temp-dir.ts'
import { startTestApp } from '../testing/test-app.ts'
import type { TestApp } from '../testing/test-app.ts'
import { until } from '../testing/until.ts'
import { events } from './events.ts'
import type { WebhookSettings } from './webhooks.plugin.ts'

describe('webhooks', () => {
  it('are told, signed, when a plan is finished and when another supersedes it', async () => {
    const heard = await listen()
    const { server, ana, api } = await withBoard({ allowPrivate: true })
    const made = await server.call('POST', `${api}/webhooks`, { token: ana.seatToken, body: { url: heard.url } })
    expect(made.status).toBe(201)
    const { secret } = made.body as { secret: string }
    await server.call('POST', `${api}/plans`, { token: ana.seatToken, body: {} })
    await server.call('POST', `${api}/plans`, { token: ana.seatToken, body: {} })
    await until(() => heard.requests.length === 3)
    expect(heard.requests.map(({ body }) => JSON.parse(body) as unknown)).toMatchObject([
      { event: 'plan.finished', data: { revision: 1, url: `${server.url}${api}/plans/1` } },
      { event: 'plan.finished', data: { revision: 2 } },
      {
        event: 'plan.superseded',
        data: { revision: 1, supersededBy: 2, diffUrl: `${server.url}${api}/plans/1/diff/2` },
      },
    ])
    for (const { headers, body } of heard.requests) {
      expect(isSigned(String(headers['planwall-signature']), body, secret)).toBe(true)
      expect(isSigned(String(headers['planwall-signature']), `${body} `, secret)).toBe(false)
      expect(headers['planwall-event']).toBe((JSON.parse(body) as { event: string }).event)
    }
    expect(server.logs()).not.toContain(secret)
    expect((await server.call('GET', `${api}/webhooks`, { token: ana.seatToken })).text).not.toContain(secret)
  })

  it('say what the record of the API says they say, field by field', async () => {
    const heard = await listen()
    const { server, ana, api } = await withBoard({ allowPrivate: true })
    const made = await server.call('POST', `${api}/webhooks`, { token: ana.seatToken, body: { url: heard.url } })
    const { webhookId } = made.body as { webhookId: string }
    await server.call('POST', `${api}/plans`, { token: ana.seatToken, body: {} })
    await server.call('POST', `${api}/plans`, { token: ana.seatToken, body: {} })
    await server.call('POST', `${api}/webhooks/${webhookId}/ping`, { token: ana.seatToken })
    await until(() => heard.requests.length === 4)
    const { webhooks } = (await server.call('GET', '/docs/json')).body as {
      webhooks: Record<string, { post: { requestBody: { content: Record<string, { schema: TSchema }> } } }>
    }
    expect(Object.keys(webhooks).toSorted()).toEqual(events.toSorted())
    const said = new Set<string>()
    for (const { body } of heard.requests) {
      const told = JSON.parse(body) as { event: string; data: object }
      const schema = webhooks[told.event]?.post.requestBody.content['application/json']?.schema
      expect([...Value.Errors(schema ?? {}, told)]).toEqual([])
      const { data } = (schema as unknown as { properties: { data: { properties: object } } }).properties
      expect(Object.keys(told.data).toSorted()).toEqual(Object.keys(data.properties).toSorted())
      said.add(told.event)
    }
    expect(said.size).toBe(events.length)
  })

  it('are tried again, also after the server was started anew', async () => {
    const dir = tempDir()
    const heard = await listen([500])
    const { server, ana, api } = await withBoard({ allowPrivate: true, retryAfterMs: [0.001] }, dir)
    const { body } = await server.call('POST', `${api}/webhooks`, { token: ana.seatToken, body: { url: heard.url } })
    const { webhookId } = body as { webhookId: string }
    await server.close()
    const store = openSqliteStore(dir)
    const ping = { deliveryId: 'd1', webhookId, event: 'ping', body: '{}', createdAt: 1 }
    await store.webhooks.enqueue([ping])
    const again = await startTestApp({ store, webhooks: { allowPrivate: true, retryAfterMs: [1] } })
    const log = () => again.call('GET', `${api}/webhooks/${webhookId}/deliveries`, { token: ana.seatToken })
    await until(async () => ((await log()).body as { state: string }[])[0]?.state === 'delivered')
    expect((await log()).body).toMatchObject([{ event: 'ping', attempts: 2, status: 200, problem: null, nextAt: null }])
    expect(heard.requests).toHaveLength(2)
  })

  it('can be tried by hand, and say what became of it', async () => {
    const { server, ana, api } = await withBoard({
      allowPrivate: false,
      lookup: (_name, _options, callback) => callback(null, [{ address: '10.0.0.1', family: 4 }]),
    })
    const url = 'https://inside.example/hook'
    const { body } = await server.call('POST', `${api}/webhooks`, { token: ana.seatToken, body: { url } })
    const hook = `${api}/webhooks/${(body as { webhookId: string }).webhookId}`
    expect((await server.call('POST', `${hook}/ping`, { token: ana.seatToken })).status).toBe(202)
    const log = async () =>
      (await server.call('GET', `${hook}/deliveries`, { token: ana.seatToken })).body as { state: string }[]
    await until(async () => (await log())[0]?.state === 'failed')
    expect(await log()).toMatchObject([{ event: 'ping', problem: 'forbidden-address', status: null, attempts: 1 }])
  })

  it.each(['http://example.com/', 'https://127.0.0.1/', 'https://[::ffff:10.0.0.1]/', 'https://a:b@example.com/', 'x'])(
    '%s is refused at once',
    async (url) => {
      const { server, ana, api } = await withBoard({})
      const answer = await server.call('POST', `${api}/webhooks`, { token: ana.seatToken, body: { url } })
      expect(answer).toMatchObject({ status: 400, body: { code: 'bad-request' } })
    },
  )

  it('are for the facilitators of this board', async () => {
    const { server, board, ana, api } = await withBoard({})
    const url = 'https://example.com/hook'
    const { body } = await server.call('POST', `${api}/webhooks`, { token: ana.seatToken, body: { url } })
    const hook = `${api}/webhooks/${(body as { webhookId: string }).webhookId}`
    const outsider = await server.takeSeat(await server.createBoard(), 'facilitate', 'Otto')
    const tokens = [
      (await server.takeSeat(board, 'participate', 'Pia')).seatToken,
      (await server.takeSeat(board, 'observe', 'Eve')).seatToken,
      outsider.seatToken,
    ]
    for (const token of tokens) {
      const answers = await Promise.all([
        server.call('GET', `${api}/webhooks`, { token }),
        server.call('POST', `${api}/webhooks`, { token, body: { url } }),
        server.call('DELETE', hook, { token }),
        server.call('POST', `${hook}/ping`, { token }),
        server.call('GET', `${hook}/deliveries`, { token }),
      ])
      for (const { status } of answers) expect([401, 403]).toContain(status)
    }
    const foreign = hook.replace(board.boardId, outsider.boardId)
    for (const [method, path] of [
      ['DELETE', foreign],
      ['POST', `${foreign}/ping`],
      ['GET', `${foreign}/deliveries`],
    ] as const) {
      expect((await server.call(method, path, { token: outsider.seatToken })).status).toBe(404)
    }
    expect((await server.call('DELETE', hook, { token: ana.seatToken })).status).toBe(204)
    expect((await server.call('GET', `${api}/webhooks`, { token: ana.seatToken })).body).toEqual([])
  })

  it('are ten at a board at most', async () => {
    const { server, ana, api } = await withBoard({})
    const statuses: number[] = []
    for (let i = 0; i < 11; i++) {
      const body = { url: `https://example.com/${i}` }
      statuses.push((await server.call('POST', `${api}/webhooks`, { token: ana.seatToken, body })).status)
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 201), 400])
  })
})

/** What a receiver does. */
function isSigned(header: string, body: string, secret: string): boolean {
  const [, seconds = '', hex = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header) ?? []
  const expected = createHmac('sha256', secret).update(`${seconds}.${body}`).digest()
  return Math.abs(Date.now() / 1000 - Number(seconds)) < 300 && timingSafeEqual(expected, Buffer.from(hex, 'hex'))
}

async function withBoard(webhooks: Partial<WebhookSettings>, dir?: string) {
  const server: TestApp = await startTestApp({ ...(dir ? { store: openSqliteStore(dir) } : {}), webhooks })
  const board = await server.createBoard({ templateId: 'blank' })
  const ana = await server.takeSeat(board, 'facilitate', 'Ana')
  return { server, board, ana, api: `/api/boards/${board.boardId}` }
}

/** Answers with these statuses one after the other, then with 200. */
async function listen(statuses: number[] = []) {
  const requests: { headers: Record<string, unknown>; body: string }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => (body += text))
    request.on('end', () => {
      requests.push({ headers: request.headers, body })
      response.writeHead(statuses.shift() ?? 200).end()
    })
  }).listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await once(server, 'listening')
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, requests }
}
