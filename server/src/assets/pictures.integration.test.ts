import { readdirSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startTestApp } from '../testing/test-app.ts'
import type { TestApp } from '../testing/test-app.ts'
import { tempDir } from '../testing/temp-dir.ts'
import { until } from '../testing/until.ts'
import { createDiskAssets } from './disk-assets.ts'
import { hugePngHead, samples } from './testing/sample-pictures.ts'

const megabyte = 1024 * 1024

interface Uploaded {
  pictureId: string
  width: number
  height: number
  mediaType: string
}

async function start(config: { maxPictureBytes?: number; maxBoardPicturesBytes?: number } = {}) {
  const dir = join(tempDir(), 'assets')
  const app = await startTestApp({ files: createDiskAssets(dir), config })
  const board = await app.createBoard()
  const participant = await app.takeSeat(board, 'participate')
  const observer = await app.takeSeat(board, 'observe')
  return { app, dir, board, participant, observer }
}

function send(app: TestApp, boardId: string, token: string | undefined, body: Uint8Array, type = 'image/png') {
  const headers = { 'content-type': type }
  return app.call('POST', `/api/boards/${boardId}/pictures`, { body, headers, ...(token ? { token } : {}) })
}

async function fetchPicture(app: TestApp, boardId: string, token: string, pictureId: string, query = '') {
  return await fetch(`${app.url}/api/boards/${boardId}/pictures/${pictureId}${query}`, {
    headers: { authorization: `Bearer ${token}` },
  })
}

describe('a picture of a board', () => {
  it('is taken, lies on the disk under its content, and everybody with a seat gets it', async () => {
    const { app, dir, board, participant, observer } = await start()
    const answer = await send(app, board.boardId, participant.seatToken, await samples.png(600, 300))
    expect(answer.status).toBe(201)
    const { pictureId, ...rest } = answer.body as Uploaded
    expect(rest).toEqual({ mediaType: 'image/png', width: 600, height: 300 })
    expect(readdirSync(join(dir, board.boardId)).toSorted()).toEqual(
      [pictureId, `${pictureId}.160`, `${pictureId}.480`].toSorted(),
    )
    const got = await fetchPicture(app, board.boardId, observer.seatToken, pictureId)
    expect([got.status, got.headers.get('content-type')]).toEqual([200, 'image/png'])
    const small = await fetchPicture(app, board.boardId, observer.seatToken, pictureId, '?width=200')
    expect(small.headers.get('content-type')).toBe('image/webp')
    const large = await fetchPicture(app, board.boardId, observer.seatToken, pictureId, '?width=500')
    expect(large.headers.get('content-type')).toBe('image/png')
  })

  it('is told by its bytes, whatever it is called', async () => {
    const { app, board, participant } = await start()
    const jpeg = await send(app, board.boardId, participant.seatToken, await samples.jpeg(), 'application/octet-stream')
    expect(jpeg.body).toMatchObject({ mediaType: 'image/jpeg' })
    const page = Buffer.from('<!doctype html><script>alert(1)</script>')
    const answer = await send(app, board.boardId, participant.seatToken, page, 'image/png')
    expect([answer.status, answer.body]).toEqual([422, expect.objectContaining({ code: 'bad-picture' })])
  })

  it('sent twice is one picture', async () => {
    const { app, dir, board, participant } = await start()
    const bytes = await samples.webp()
    const sent = await Promise.all([1, 2, 3].map(() => send(app, board.boardId, participant.seatToken, bytes)))
    expect(new Set(sent.map(({ body }) => (body as Uploaded).pictureId)).size).toBe(1)
    expect(readdirSync(join(dir, board.boardId))).toHaveLength(1)
    expect(await app.store.pictures.usage(board.boardId)).toMatchObject({ count: 1 })
  })

  it('says nothing but its pixels, runs nothing, and may be kept by one browser alone', async () => {
    const { app, board, participant } = await start()
    const sent = await send(app, board.boardId, participant.seatToken, await samples.phoneJpeg(), 'image/jpeg')
    const { pictureId, width, height } = sent.body as Uploaded
    expect([width, height]).toEqual([30, 60])
    const got = await fetchPicture(app, board.boardId, participant.seatToken, pictureId)
    expect(Buffer.from(await got.arrayBuffer()).toString('latin1')).not.toMatch(/Phone of Ada|Exif/)
    expect(got.headers.get('x-content-type-options')).toBe('nosniff')
    expect(got.headers.get('content-security-policy')).toContain('sandbox')
    expect(got.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(got.headers.get('cache-control')).toBe('private, max-age=31536000, immutable')
    expect(got.headers.get('cross-origin-resource-policy')).toBe('same-origin')
  })

  it('an SVG comes back without anything that acts, and as a file where it is opened by itself', async () => {
    const { app, board, participant } = await start()
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script><rect width="9"/></svg>'
    const sent = await send(app, board.boardId, participant.seatToken, Buffer.from(svg), 'image/svg+xml')
    const got = await fetchPicture(app, board.boardId, participant.seatToken, (sent.body as Uploaded).pictureId)
    expect(got.headers.get('content-type')).toBe('image/svg+xml')
    expect(got.headers.get('content-disposition')).toMatch(/^attachment/)
    const text = await got.text()
    expect(text).toContain('<rect width="9"/>')
    expect(text).not.toMatch(/script|onload|alert/)
  })
})

describe('a picture is refused, with words', () => {
  it('of who may not write on the board: observers, strangers, other boards', async () => {
    const { app, board, observer } = await start()
    const other = await app.createBoard({ title: 'Another' })
    const stranger = await app.takeSeat(other, 'facilitate')
    const png = await samples.png()
    const rows: [token: string | undefined, status: number, code: string][] = [
      [observer.seatToken, 403, 'not-allowed'],
      [stranger.seatToken, 401, 'wrong-token'],
      [undefined, 401, 'wrong-token'],
      ['nonsense', 401, 'wrong-token'],
    ]
    for (const [token, status, code] of rows) {
      const answer = await send(app, board.boardId, token, png)
      expect([answer.status, (answer.body as { code: string }).code]).toEqual([status, code])
    }
    expect((await send(app, 'nowhere1', stranger.seatToken, png)).status).toBe(404)
    expect(await app.store.pictures.usage(board.boardId)).toEqual({ count: 0, bytes: 0 })
  })

  it('in a step that leaves nothing to draw, in private writing and in a pause; facilitators go on', async () => {
    const app = await startTestApp()
    const board = await app.createBoard({ templateId: 'T5' })
    const { seatToken: token } = await app.takeSeat(board, 'facilitate')
    const { seatToken } = await app.takeSeat(board, 'participate')
    const path = `/api/boards/${board.boardId}/session`
    const acts: [act: string, body: object, words: string][] = [
      ['/step', { do: 'start', stepId: '5.1' }, 'listen and read'],
      ['/step', { do: 'start', stepId: '5.2' }, 'write in private'],
      ['/pause', { isPaused: true }, 'paused'],
    ]
    for (const [act, body, words] of acts) {
      expect((await app.call('POST', path + act, { token, body })).status).toBeLessThan(300)
      const answer = await send(app, board.boardId, seatToken, await samples.png())
      expect([answer.status, answer.body]).toEqual([
        422,
        { code: 'refused', message: expect.stringContaining(words), retry: false },
      ])
      expect((await send(app, board.boardId, token, await samples.png())).status).toBe(201)
    }
  })

  it('larger than is taken, before it is read, and with many more pixels than that, before it is decoded', async () => {
    const { app, board, participant } = await start({ maxPictureBytes: megabyte })
    const large = await send(app, board.boardId, participant.seatToken, Buffer.alloc(megabyte + 1))
    expect([large.status, large.body]).toEqual([
      413,
      { code: 'too-large', message: expect.stringContaining('1 MB'), retry: false },
    ])
    const bomb = await send(app, board.boardId, participant.seatToken, hugePngHead(60_000, 60_000))
    expect([bomb.status, bomb.body]).toEqual([413, expect.objectContaining({ code: 'too-large' })])
  })

  it('once the board has no room left; what is there stays', async () => {
    const first = await samples.jpeg(300, 200)
    const { app, board, participant } = await start({ maxBoardPicturesBytes: 4000 })
    const second = await samples.noise()
    const kept = await send(app, board.boardId, participant.seatToken, first)
    expect(kept.status).toBe(201)
    const answer = await send(app, board.boardId, participant.seatToken, second)
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([413, 'pictures-full'])
    // The one that is there may be put on the wall again.
    expect((await send(app, board.boardId, participant.seatToken, first)).status).toBe(201)
    const { pictureId } = kept.body as Uploaded
    expect((await fetchPicture(app, board.boardId, participant.seatToken, pictureId)).status).toBe(200)
  })

  it('while many of one person are on their way, with a word to wait; others go on, and so do they later', async () => {
    const { app, board, participant } = await start()
    const options = {
      method: 'POST',
      headers: {
        authorization: `Bearer ${participant.seatToken}`,
        'content-type': 'image/png',
        'content-length': '1000',
      },
    }
    // They say that a picture comes, and then nothing comes.
    const slow = Array.from({ length: 12 }, () => request(`${app.url}/api/boards/${board.boardId}/pictures`, options))
    const answers: number[] = []
    for (const one of slow) {
      one.on('response', ({ statusCode = 0 }) => void answers.push(statusCode)).on('error', () => undefined)
      one.flushHeaders()
    }
    await until(() => answers.length === 8)
    expect(new Set(answers)).toEqual(new Set([429]))
    const png = await samples.png()
    const other = await app.takeSeat(board, 'participate')
    expect((await send(app, board.boardId, other.seatToken, png)).status).toBe(201)
    for (const one of slow) one.destroy()
    await until(async () => (await send(app, board.boardId, participant.seatToken, png)).status === 201)
  })

  it('where it is empty, or of a type that is none', async () => {
    const { app, board, participant } = await start()
    expect((await send(app, board.boardId, participant.seatToken, new Uint8Array())).body).toMatchObject({
      code: expect.stringMatching(/bad-picture|bad-request/),
    })
    expect((await send(app, board.boardId, participant.seatToken, await samples.png(), 'text/html')).status).toBe(400)
  })

  it('where the disk takes none, and the board goes on', async () => {
    const app = await startTestApp({ files: createDiskAssets('/dev/null/assets') })
    const board = await app.createBoard()
    const { seatToken } = await app.takeSeat(board, 'participate')
    const answer = await send(app, board.boardId, seatToken, await samples.png())
    expect([answer.status, answer.body]).toEqual([503, expect.objectContaining({ code: 'not-stored', retry: true })])
    expect(await app.store.pictures.usage(board.boardId)).toEqual({ count: 0, bytes: 0 })
    expect((await app.call('GET', '/healthz')).status).toBe(200)
  })
})

describe('who sees a picture', () => {
  it('people with a seat at its board, and nobody else, whatever they know of its name', async () => {
    const { app, board, participant } = await start()
    const sent = await send(app, board.boardId, participant.seatToken, await samples.png())
    const { pictureId } = sent.body as Uploaded
    const other = await app.createBoard({ title: 'Another' })
    const stranger = await app.takeSeat(other, 'facilitate')
    const path = (boardId: string) => `/api/boards/${boardId}/pictures/${pictureId}`
    expect((await app.call('GET', path(board.boardId))).status).toBe(401)
    expect((await app.call('GET', path(board.boardId), { token: stranger.seatToken })).status).toBe(401)
    expect((await app.call('GET', `${path(board.boardId)}?token=${participant.seatToken}`)).status).toBe(401)
    // The same name at the stranger's own board is nothing.
    expect((await app.call('GET', path(other.boardId), { token: stranger.seatToken })).status).toBe(404)
  })

  it('no token and no picture name of a query gets into the log', async () => {
    const { app, board, participant } = await start()
    const sent = await send(app, board.boardId, participant.seatToken, await samples.png())
    await fetchPicture(app, board.boardId, participant.seatToken, (sent.body as Uploaded).pictureId, '?width=160')
    expect(app.logs()).not.toContain(participant.seatToken)
    expect(app.logs()).not.toContain('width=160')
  })

  it('nobody any more once the board was deleted for good', async () => {
    const { app, dir, board, participant } = await start()
    const sent = await send(app, board.boardId, participant.seatToken, await samples.png(600, 400))
    await app.app.assets.deleteBoard(board.boardId)
    const { pictureId } = sent.body as Uploaded
    expect((await fetchPicture(app, board.boardId, participant.seatToken, pictureId)).status).toBe(404)
    expect(readdirSync(dir)).toEqual([])
  })
})
