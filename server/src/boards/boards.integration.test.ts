import { readSession } from '@planwall/shared/board/read'
import { errorTable } from '@planwall/shared/errors'
import { catalog } from '@planwall/shared/templates/catalog'
import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../store/memory.ts'
import type { NewBoard } from '../testing/client.ts'
import { roomDoc } from '../testing/room-doc.ts'
import { startTestApp } from '../testing/test-app.ts'

describe('POST /api/boards', () => {
  it('makes a board with three links whose tokens stand in the fragment', async () => {
    const server = await startTestApp()
    const { status, body } = await server.call('POST', '/api/boards', {
      body: { title: ' Growth ', templateId: 'T1', timezone: 'Europe/London' },
    })
    expect(status).toBe(201)
    const { boardId, links } = body as NewBoard
    expect(Object.keys(body as object).toSorted()).toEqual(['boardId', 'links'])
    expect(Object.keys(links)).toEqual(['facilitate', 'participate', 'observe'])
    for (const { url, token } of Object.values(links)) {
      expect(url).toBe(`${server.url}/b/${boardId}#${token}`)
      expect(token).toMatch(/^[A-Za-z0-9]{32}$/)
    }
    expect(new Set(Object.values(links).map(({ token }) => token)).size).toBe(3)
    const { meta, zones } = readSession(await roomDoc(server.store, `${boardId}/session`)).session
    expect(meta).toMatchObject({ title: 'Growth', templateId: 'T1', timezone: 'Europe/London' })
    expect(zones.size).toBeGreaterThan(3)
    expect(await server.store.getBoard(boardId)).toMatchObject({ title: 'Growth', templateId: 'T1' })
  })

  it('keeps no token, only what tokens can be checked against', async () => {
    const server = await startTestApp()
    const board = await server.createBoard()
    const { token } = board.links.facilitate
    expect(await server.store.findLink(board.boardId, token)).toBeUndefined()
    expect((await server.takeSeat(board, 'facilitate')).role).toBe('facilitator')
  })

  const rows: [rule: string, body: unknown, code: keyof typeof errorTable, words: string][] = [
    ['a template there is not', { title: 'A', templateId: 'T99' }, 'unknown-template', 'template'],
    ['no title', { templateId: 'T1' }, 'bad-request', 'body/title is missing'],
    ['a title of nothing', { title: '  ', templateId: 'T1' }, 'bad-request', 'body/title'],
    ['a title of 201 letters', { title: 'x'.repeat(201), templateId: 'T1' }, 'bad-request', 'body/title'],
    ['a time zone there is not', { title: 'A', templateId: 'T1', timezone: 'Mars/Base' }, 'bad-request', 'Mars/Base'],
    ['a body that is no object', '[1]', 'bad-request', 'body'],
    ['a body that is no JSON', '{"title":', 'bad-request', 'could not be read'],
    ['a body beyond the limit', { title: 'x'.repeat(300_000), templateId: 'T1' }, 'too-large', 'larger'],
  ]
  it.each(rows)('refuses %s', async (_rule, body, code, words) => {
    const server = await startTestApp({ store: createMemoryStore() })
    const answer = await server.call('POST', '/api/boards', { body, headers: { 'content-type': 'application/json' } })
    expect(answer.status).toBe(errorTable[code].status)
    expect(answer.body).toEqual({ code, message: expect.stringContaining(words) as string, retry: false })
  })

  it('is limited by address', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    const ask = () => server.call('POST', '/api/boards', { body: {} })
    const answers = await Promise.all(Array.from({ length: 301 }, ask))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.map(({ body }) => body)).toEqual([
      { code: 'too-many', message: errorTable['too-many'].message, retry: true },
    ])
    expect((await server.call('GET', '/api/templates')).status).toBe(200)
  })

  it('a bug is logged whole and answered without detail', async () => {
    const store = createMemoryStore()
    const broken = { ...store, createBoard: () => Promise.reject(new Error('secret detail')) }
    const server = await startTestApp({ store: broken })
    const answer = await server.call('POST', '/api/boards', { body: { title: 'A', templateId: 'T1' } })
    expect(answer).toMatchObject({ status: 500, body: { code: 'internal', retry: true } })
    expect(answer.text).not.toContain('secret')
    expect(server.logs()).toContain('secret detail')
  })
})

describe('GET /api/templates', () => {
  it('gives the catalogue as it is', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    expect((await server.call('GET', '/api/templates')).body).toEqual(JSON.parse(JSON.stringify(catalog)))
  })
})

describe('GET /api/time', () => {
  it("is the server's clock and is not kept", async () => {
    const server = await startTestApp({ store: createMemoryStore(), now: () => 1234 })
    const { body, headers } = await server.call('GET', '/api/time')
    expect(body).toEqual({ now: 1234 })
    expect(headers.get('cache-control')).toBe('no-store')
  })
})
