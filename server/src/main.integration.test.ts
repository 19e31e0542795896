import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { startChildServer, runToEnd } from './testing/child-server.ts'
import { createClient } from './testing/client.ts'
import { tempDir } from './testing/temp-dir.ts'
import { until } from './testing/until.ts'

describe('the server as a process', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends by itself on %s, with nothing lost',
    async (signal) => {
      const dir = tempDir()
      const server = await startChildServer({ DATA_DIR: dir })
      const client = createClient(server.url)
      const board = await client.createBoard()
      const ada = await client.join(board, 'facilitate')
      const bob = await client.join(board, 'participate')
      for (let i = 0; i < 100; i++) ada.doc.getText('typed').insert(0, 'x')
      await until(() => bob.doc.getText('typed').length === 100)
      ada.provider.shouldReconnect = bob.provider.shouldReconnect = () => false
      expect(await server.end(signal)).toBe(0)
      await until(() => ada.closes.length > 0)
      expect([ada.durable(), ada.closes[0]?.code]).toEqual([101, 1012])
      const again = await startChildServer({ DATA_DIR: dir })
      const eve = createClient(again.url).open(bob.seat)
      await until(() => eve.provider.synced)
      expect(eve.doc.getText('typed').length).toBe(100)
      eve.leave()
      client.leaveAll()
    },
    60_000,
  )

  it.each([
    ['a port that is none', { PORT: 'many' }, 'PORT must be'],
    ['an address that is none', { PUBLIC_URL: 'plans' }, 'PUBLIC_URL must be'],
    ['a store that is none', { STORE: 'paper' }, 'STORE must be'],
    ['a folder that cannot be', { DATA_DIR: '/dev/null/data' }, '/dev/null/data'],
  ])('says what is wrong with %s, and ends', async (_rule, env, words) => {
    const { code, output } = await runToEnd({ DATA_DIR: tempDir(), PORT: '0', ...env })
    expect(code).toBe(1)
    expect(output).toContain(words)
    expect(output).not.toContain('    at ')
  })

  it('says on a network that nobody was allowed to create boards, and serves what there is', async () => {
    const server = await startChildServer({ DATA_DIR: tempDir(), HOST: '0.0.0.0' })
    await until(() => server.output().includes('CREATE_BOARDS=anyone'))
    const port = new URL(server.url).port
    const made = await createClient(`http://127.0.0.1:${port}`).call('POST', '/api/boards', {
      body: { title: 'Growth', templateId: 'T1' },
    })
    expect(made).toMatchObject({ status: 403, body: { code: 'creating-closed' } })
  })

  it('says that a port or a folder is taken, and ends', async () => {
    const dir = tempDir()
    const server = createServer().listen(0, '127.0.0.1')
    await until(() => server.listening)
    const { port } = server.address() as AddressInfo
    const taken = await runToEnd({ DATA_DIR: dir, PORT: String(port) })
    expect(taken).toMatchObject({ code: 1, output: expect.stringContaining('EADDRINUSE') as string })
    server.close()
    await startChildServer({ DATA_DIR: dir })
    const second = await runToEnd({ DATA_DIR: dir, PORT: '0' })
    expect(second).toMatchObject({ code: 1, output: expect.stringContaining('Another server') as string })
  })
})
