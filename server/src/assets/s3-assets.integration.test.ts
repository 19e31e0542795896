import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { describeAssetStore } from './asset-store-contract.ts'
import { createS3Assets } from './s3-assets.ts'
import type { S3Settings } from './s3-assets.ts'
import { startS3Server } from './testing/s3-server.ts'

const name = 'a'.repeat(64)

async function open(of: Partial<S3Settings> = {}) {
  const { settings } = await startS3Server()
  return createS3Assets({ ...settings, ...of })
}

describeAssetStore('S3', () => open())
describeAssetStore('S3 below a path', () => open({ prefix: 'plans/pictures/' }))

describe('an S3 store', () => {
  it('is left without a file of a board that had more than one page of them', async () => {
    const store = await open()
    const names = Array.from({ length: 12 }, (_, index) => index.toString(16).repeat(64).slice(0, 64))
    for (const one of names) await store.put({ boardId: 'board1', name: one }, new Uint8Array([1]), 'image/png')
    await store.removeBoard('board1')
    for (const one of names) expect(await store.get({ boardId: 'board1', name: one })).toBeUndefined()
  })

  it('that does not take the key is told to nobody but the log', async () => {
    const store = await open({ secretAccessKey: 'wrong' })
    const put = store.put({ boardId: 'board1', name }, new Uint8Array([1]), 'image/png')
    await expect(put).rejects.toMatchObject({ code: 'not-stored', message: expect.not.stringMatching(/Signature|403/) })
    await expect(put).rejects.toMatchObject({ cause: { message: expect.stringContaining('403') } })
    await expect(store.get({ boardId: 'board1', name })).rejects.toMatchObject({ code: 'not-stored' })
    await expect(store.removeBoard('board1')).rejects.toMatchObject({ code: 'not-stored' })
  })

  it('that is not there is said as such', async () => {
    const { settings } = await startS3Server()
    const store = createS3Assets({ ...settings, endpoint: 'http://127.0.0.1:9' })
    await expect(store.get({ boardId: 'board1', name })).rejects.toMatchObject({ code: 'not-stored' })
  })

  it('gets every request signed, with the hash of its body, and the secret in none', async () => {
    const seen: { request: IncomingMessage; body: string }[] = []
    const server = createServer((request, response) => {
      let body = ''
      request.setEncoding('latin1').on('data', (piece: string) => (body += piece))
      request.on('end', () => {
        seen.push({ request, body })
        response.end('<ListBucketResult></ListBucketResult>')
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const secretAccessKey = 'a-secret-that-stays-here'
    const store = createS3Assets({
      endpoint: `http://127.0.0.1:${port}`,
      bucket: 'plans',
      region: 'eu-central-1',
      accessKeyId: 'AKIDEXAMPLE',
      secretAccessKey,
      prefix: '',
    })
    await store.put({ boardId: 'board1', name }, new TextEncoder().encode('hello'), 'image/png')
    await store.get({ boardId: 'board1', name })
    await store.remove({ boardId: 'board1', name })
    await store.removeBoard('board1')
    expect(seen.map(({ request }) => request.method)).toEqual(['PUT', 'GET', 'DELETE', 'GET'])
    for (const { request, body } of seen) {
      expect(request.headers.authorization).toMatch(
        /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-central-1\/s3\/aws4_request, SignedHeaders=[^,]*x-amz-content-sha256[^,]*, Signature=[0-9a-f]{64}$/,
      )
      expect(`${request.url}${JSON.stringify(request.headers)}${body}`).not.toContain(secretAccessKey)
    }
    // SHA-256 of "hello".
    expect(seen[0]?.request.headers['x-amz-content-sha256']).toBe(
      '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
    )
  })
})
