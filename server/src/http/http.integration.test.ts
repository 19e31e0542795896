import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { callers } from '@planwall/shared/access/table'
import { describe, expect, it } from 'vitest'
import type { Config } from '../config.ts'
import { createMemoryStore } from '../store/memory.ts'
import { tempDir } from '../testing/temp-dir.ts'
import { startTestApp } from '../testing/test-app.ts'
import { until } from '../testing/until.ts'

const html = { accept: 'text/html,application/xhtml+xml' }

describe('the pages of the client', () => {
  it.each(['/', '/b/board123', '/anything/else', '/index.html'])('%s is the one page, never kept', async (path) => {
    const server = await withClient()
    const { status, text, headers } = await server.call('GET', path, { headers: html })
    expect(status).toBe(200)
    expect(text).toContain('<div id="root">')
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(headers.get('cache-control')).toBe('no-cache')
    expect((await server.call('HEAD', path, { headers: html })).status).toBe(200)
  })

  it('has its base address and settings put in, and nothing that runs', async () => {
    const server = await withClient({ basePath: '/planwall', tldrawLicenseKey: '</script><b>' })
    const { text } = await server.call('GET', '/planwall/b/board123', { headers: html })
    expect(text).toContain('<head><base href="/planwall/"><script type="application/json" id="planwall-config">')
    const json = /id="planwall-config">([^<]*)<\/script>/.exec(text)?.[1] ?? ''
    expect(JSON.parse(json)).toEqual({
      basePath: '/planwall',
      createBoards: 'anyone',
      version: expect.any(String) as string,
      tldrawLicenseKey: '</script><b>',
    })
  })

  it('hashed files are kept for ever, and sent compressed where they are and the browser can', async () => {
    const server = await withClient()
    const script = await server.call('GET', '/assets/main-abc123.js', { headers: { 'accept-encoding': 'br' } })
    expect(script.text).toBe('console.log(1)')
    expect(script.headers.get('content-encoding')).toBe('br')
    expect(script.headers.get('content-type')).toContain('javascript')
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect((await server.call('GET', '/favicon.svg')).headers.get('cache-control')).toBe('no-cache')
    const plain = await server.call('GET', '/assets/main-abc123.js', { headers: { 'accept-encoding': 'identity' } })
    expect([plain.text, plain.headers.get('content-encoding')]).toEqual(['console.log(1)', null])
  })

  it.each([
    ['an API address there is not', '/api/nothing', html],
    ['a file there is not', '/assets/gone.js', {}],
    ['a file there is not, opened in a browser', '/assets/gone.js', html],
    ['what no browser asks for', '/anything', { accept: 'application/json' }],
    ['a way out of the folder', '/assets/..%2f..%2fpackage.json', html],
  ])('%s is not found, in the one shape of errors', async (_rule, path, headers) => {
    const server = await withClient()
    const answer = await server.call('GET', path, { headers })
    expect([403, 404]).toContain(answer.status)
    expect(answer.body).toMatchObject({ message: expect.any(String) as string, retry: false })
  })

  it('without a build there is still the API', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    expect((await server.call('GET', '/', { headers: html })).status).toBe(404)
    expect((await server.call('GET', '/healthz')).body).toMatchObject({ status: 'ok' })
  })
})

describe('security headers', () => {
  it.each([
    ['a page', '/', 200],
    ['a file', '/assets/main-abc123.js', 200],
    ['the API', '/api/templates', 200],
    ['what is not found', '/api/nothing', 404],
    ['a page that is not found', '/assets/nothing.html', 404],
    ['the record of the API', '/docs', 200],
  ])('are on %s', async (_rule, path, status) => {
    const server = await withClient()
    const answer = await server.call('GET', path, { headers: html })
    expect(answer.status).toBe(status)
    const policy = answer.headers.get('content-security-policy') ?? ''
    for (const rule of ["default-src 'self'", "script-src 'self'", "frame-ancestors 'none'", "object-src 'none'"]) {
      expect(policy.split(';')).toContain(rule)
    }
    expect(policy).not.toContain('upgrade-insecure-requests')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.headers.get('strict-transport-security')).toBeNull()
  })

  it('ask for https for ever only where the public address is https', async () => {
    const server = await withClient({ publicOrigin: 'https://plans.example.com' })
    const answer = await server.call('GET', '/', { headers: html })
    expect(answer.headers.get('strict-transport-security')).toContain('max-age=')
  })
})

describe('behind a proxy', () => {
  it('links carry the public address and the base path, whatever the request said', async () => {
    const server = await withClient({ publicOrigin: 'https://plans.example.com', basePath: '/planwall' })
    const { boardId, links } = await server.createBoard()
    expect(links.participate.url).toBe(`https://plans.example.com/planwall/b/${boardId}#${links.participate.token}`)
  })

  it.each([
    [false, /^http:\/\/127\.0\.0\.1:\d+\/b\//],
    [true, /^https:\/\/plans\.example\.com\/b\//],
    [1, /^https:\/\/plans\.example\.com\/b\//],
    [['127.0.0.1'], /^https:\/\/plans\.example\.com\/b\//],
    [['10.0.0.0/8'], /^http:\/\/127\.0\.0\.1:\d+\/b\//],
  ])('with TRUST_PROXY %j forwarded headers are believed or not', async (trustProxy, url) => {
    const server = await startTestApp({ store: createMemoryStore(), config: { trustProxy } })
    const { body } = await server.call('POST', '/api/boards', {
      body: { title: 'A', templateId: 'T1' },
      headers: { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'plans.example.com', 'x-forwarded-for': '10.1.1.1' },
    })
    expect((body as { links: { observe: { url: string } } }).links.observe.url).toMatch(url)
  })

  it('everything works with the base path and without, sockets too', async () => {
    const server = await withClient({ basePath: '/planwall' })
    for (const base of ['', '/planwall']) {
      expect((await server.call('GET', `${base}/healthz`)).status).toBe(200)
      expect((await server.call('GET', `${base}/api/templates`)).status).toBe(200)
      expect((await server.call('GET', `${base}/assets/main-abc123.js`)).status).toBe(200)
      expect((await server.call('GET', `${base}/docs/static/swagger-ui.css`)).status).toBe(200)
    }
    expect((await server.call('GET', '/planwallet/healthz')).status).toBe(404)
    const ada = await server.join(await server.createBoard(), 'facilitate')
    ada.provider.disconnect()
    ada.provider.serverUrl = ada.provider.serverUrl.replace('/sync', '/planwall/sync')
    ada.provider.connect()
    await until(() => ada.provider.synced)
    expect(ada.provider.url).toContain('/planwall/sync/')
  })
})

describe('the record of the API', () => {
  it('lists every route with its answers and failures', async () => {
    const server = await withClient()
    const { body } = await server.call('GET', '/docs/json')
    const { paths, openapi } = body as { openapi: string; paths: Record<string, Record<string, Operation>> }
    expect(openapi).toBe('3.1.0')
    const routes = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method} ${path}`),
    )
    // Which routes there are is in the table of who may call them, and tested there.
    expect(routes.length).toBe(Object.keys(callers).length)
    for (const operation of Object.values(paths).flatMap((operations) => Object.values(operations))) {
      expect(operation.summary).toMatch(/\w/)
      expect(Object.keys(operation.responses).some((status) => /^[23]/.test(status))).toBe(true)
      expect(operation.responses['500']).toBeDefined()
    }
    expect(Object.keys(paths['/api/boards/{boardId}/seats']?.post?.responses ?? {})).toEqual(
      expect.arrayContaining(['201', '400', '401', '404', '429', '503']),
    )
  })

  it('has a page that asks no other origin for anything', async () => {
    const server = await withClient({ basePath: '/planwall' })
    const { text, headers } = await server.call('GET', '/planwall/docs')
    expect(headers.get('content-type')).toContain('text/html')
    const addresses = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1])
    expect(addresses.length).toBeGreaterThan(4)
    for (const address of addresses) expect(address).toMatch(/^\/planwall\/docs\/static\//)
    expect(text).not.toMatch(/<script(?![^>]* src=)/)
  })
})

describe('the log', () => {
  it('says what happened and holds no token', async () => {
    const server = await startTestApp()
    const board = await server.createBoard()
    const ada = await server.join(board, 'facilitate')
    const { seatToken } = ada.seat
    await server.call('GET', `/api/boards/${board.boardId}`, { token: seatToken })
    await server.call('GET', `/api/nothing?token=${seatToken}`)
    await server.call('GET', `/sync/${board.boardId}?token=${seatToken}`)
    await server.call('GET', `/%zz?token=${seatToken}`)
    await server.call('POST', `/api/boards/${board.boardId}/seats`, {
      body: `{"token": "${board.links.observe.token}", "name": }`,
      headers: { 'content-type': 'application/json' },
    })
    await server.call('POST', `/api/boards/${board.boardId}/seats`, {
      body: { token: board.links.participate.token.repeat(20), name: 'Ada' },
    })
    ada.provider.ws?.send(new Uint8Array([0, 2, 200]))
    await until(() => ada.closes.length > 0)
    await server.close()
    const logs = server.logs()
    expect(logs).toContain(`/sync/${board.boardId}`)
    expect(logs.split('\n').length).toBeGreaterThan(10)
    const tokens = [seatToken, ...Object.values(board.links).map(({ token }) => token)]
    for (const token of tokens) expect(logs).not.toContain(token)
    expect(logs.toLowerCase()).not.toContain('bearer')
  })
})

interface Operation {
  summary?: string
  responses: Record<string, unknown>
}

function withClient(config: Partial<Config> = {}) {
  const clientDir = tempDir()
  mkdirSync(join(clientDir, 'assets'))
  writeFileSync(
    join(clientDir, 'index.html'),
    '<!doctype html><html><head></head><body><div id="root"></div></body></html>',
  )
  writeFileSync(join(clientDir, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  writeFileSync(join(clientDir, 'assets/main-abc123.js'), 'console.log(1)')
  writeFileSync(join(clientDir, 'assets/main-abc123.js.br'), brotliCompressSync('console.log(1)'))
  return startTestApp({ store: createMemoryStore(), config: { clientDir, ...config } })
}
