import { fdatasync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { errorTable } from '@planwall/shared/errors'
import { expect, it, onTestFinished, vi } from 'vitest'
import { readConfig } from './config.ts'
import { serve } from './serve.ts'
import { createClient } from './testing/client.ts'
import { tempDir } from './testing/temp-dir.ts'
import { until } from './testing/until.ts'

it('where the disk fails under it, nothing is said to be saved, the data is opened anew, and everything arrives', async () => {
  let isBroken = false
  let ended: unknown
  const serving = await serve({
    config: readConfig({ PORT: '0', LOG_LEVEL: 'silent', DATA_DIR: tempDir() }, '/'),
    now: Date.now,
    tell: () => undefined,
    onEnd: (error) => (ended = error),
    flush: (fd) => (isBroken ? Promise.reject(new Error('EIO')) : promisify(fdatasync)(fd)),
  })
  onTestFinished(() => serving.close())
  const { port } = serving.app.server.address() as AddressInfo
  const client = createClient(`http://127.0.0.1:${port}`)
  onTestFinished(() => client.leaveAll())
  const board = await client.createBoard()
  const ada = await client.join(board, 'facilitate')
  await until(() => ada.durable() === 1)
  const { app } = serving

  isBroken = true
  ada.doc.getMap('edits').set('precious', 1)
  await until(() => ada.closes.length > 0)
  expect([ada.closes[0]?.code, ada.durable()]).toEqual([errorTable['not-stored'].close, 1])
  expect((await client.call('POST', '/api/boards', { body: { title: 'Another', templateId: 'T1' } })).status).toBe(503)

  isBroken = false
  const patient = { timeout: 60_000, interval: 20 }
  await vi.waitUntil(() => serving.app !== app, patient)
  await vi.waitUntil(() => ada.provider.synced && ada.durable() > 0, patient)
  const bob = await client.join(board, 'observe')
  expect(bob.doc.getMap('edits').get('precious')).toBe(1)
  expect(ended).toBeUndefined()
}, 180_000)
