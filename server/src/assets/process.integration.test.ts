import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startChildServer } from '../testing/child-server.ts'
import { createClient } from '../testing/client.ts'
import type { TestClient } from '../testing/client.ts'
import { tempDir } from '../testing/temp-dir.ts'
import { startS3Server } from './testing/s3-server.ts'
import { samples } from './testing/sample-pictures.ts'

async function addPicture(client: TestClient, path: string, token: string, body: Buffer): Promise<string> {
  const answer = await client.call('POST', path, { token, body, headers: { 'content-type': 'image/png' } })
  expect(answer.status).toBe(201)
  return `${path}/${(answer.body as { pictureId: string }).pictureId}`
}

/** Adds a picture, ends the server the hard way, starts another, and asks for it there. */
async function survives(env: Record<string, string>): Promise<void> {
  const server = await startChildServer(env)
  const client = createClient(server.url)
  const board = await client.createBoard()
  const { seatToken: token } = await client.takeSeat(board, 'participate')
  const path = await addPicture(client, `/api/boards/${board.boardId}/pictures`, token, await samples.png(600, 400))
  await server.end('SIGKILL')
  const again = createClient((await startChildServer(env)).url)
  for (const query of ['', '?width=160']) {
    expect((await again.call('GET', path + query, { token })).status).toBe(200)
  }
}

describe('pictures of a server as a process', () => {
  it('lie in the data folder, and are there after it was killed', async () => {
    const dir = tempDir()
    await survives({ DATA_DIR: dir })
    expect(existsSync(join(dir, 'assets'))).toBe(true)
  }, 30_000)

  it('lie in an S3 store where the settings say so, and nothing of them on the disk', async () => {
    const dir = tempDir()
    const { endpoint, bucket, region, accessKeyId, secretAccessKey } = (await startS3Server()).settings
    await survives({
      DATA_DIR: dir,
      S3_ENDPOINT: endpoint,
      S3_BUCKET: bucket,
      S3_REGION: region,
      S3_ACCESS_KEY_ID: accessKeyId,
      S3_SECRET_ACCESS_KEY: secretAccessKey,
      S3_PREFIX: 'planwall',
    })
    expect(existsSync(join(dir, 'assets'))).toBe(false)
  }, 30_000)

  it('on a machine without a build of the library: it says so, keeps them as they come, and cleans SVG', async () => {
    const hide = `import{registerHooks}from'node:module';registerHooks({resolve(s,c,n){if(s==='sharp'){throw(Error(s))};return(n(s,c))}})`
    const server = await startChildServer({ NODE_OPTIONS: `--import=data:text/javascript,${hide}`, STORE: 'memory' })
    expect(server.output()).toContain('sharp has no build for this machine')
    const client = createClient(server.url)
    const board = await client.createBoard()
    const { seatToken: token } = await client.takeSeat(board, 'participate')
    const path = `/api/boards/${board.boardId}/pictures`
    const photo = await addPicture(client, path, token, await samples.jpeg(600, 400))
    const small = await client.call('GET', `${photo}?width=160`, { token })
    expect([small.status, small.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    const svg = await addPicture(client, path, token, Buffer.from('<svg onload="x()"><script/><rect width="9"/></svg>'))
    const { text } = await client.call('GET', svg, { token })
    expect(text).toContain('<rect width="9"/>')
    expect(text).not.toMatch(/script|onload/)
  }, 30_000)
})
