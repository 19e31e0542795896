import { addPicture, deleteElements } from '@planwall/shared/board/edit'
import { readBoard } from '@planwall/shared/board/read'
import { picturesOf } from '@planwall/shared/board/picture'
import { limits } from '@planwall/shared/protocol'
import { setMeta } from '@planwall/shared/session/edit-session'
import { describe, expect, it } from 'vitest'
import type { NewBoard } from '../testing/client.ts'
import { startTestApp } from '../testing/test-app.ts'
import type { TestApp } from '../testing/test-app.ts'
import { until } from '../testing/until.ts'
import { createDiskAssets } from './disk-assets.ts'
import { samples } from './testing/sample-pictures.ts'

interface BoardFile {
  pictures: Record<string, { mediaType: string; data: string }>
}

/** A board with these pictures on its wall, each with its place in the list as words. */
async function boardWith(app: TestApp, ...pictures: Buffer[]) {
  const board = await app.createBoard({ templateId: 'blank' })
  const ana = await app.join(board, 'participate')
  const names: string[] = []
  for (const [index, body] of pictures.entries()) {
    const sent = await app.call('POST', `/api/boards/${board.boardId}/pictures`, {
      body,
      token: ana.seat.seatToken,
      headers: { 'content-type': 'application/octet-stream' },
    })
    const { pictureId, width, height } = sent.body as { pictureId: string; width: number; height: number }
    names.push(pictureId)
    const pixels = { w: width, h: height }
    const made = { order: 'a0', createdAt: 0, createdBy: ana.seat.personId }
    const place = { zoneId: null, geometry: { x: 0, y: index * 500, ...pixels } }
    addPicture(
      ana.doc,
      { id: `p${index}`, asset: pictureId, pixels, text: `Picture ${index}`, isDecorative: false, ...place, ...made },
      'test',
    )
  }
  await until(() => ana.durable() >= pictures.length)
  return { board, ana, names, token: ana.seat.seatToken }
}

async function exported(app: TestApp, { boardId }: NewBoard, token: string, format: string): Promise<string> {
  return (await app.call('GET', `/api/boards/${boardId}/plan?format=${format}`, { token })).text
}

function importing(app: TestApp, body: string) {
  return app.call('POST', '/api/boards/import', { body, headers: { 'content-type': 'application/json' } })
}

const photos = () => Promise.all([samples.jpeg(900, 600), samples.png(50, 40), samples.svg(), samples.webp(300, 200)])

describe('files with pictures', () => {
  it('a board file holds them whole, and the board made of it has the same, to the byte and by name', async () => {
    const app = await startTestApp()
    const { board, names, token } = await boardWith(app, ...(await photos()))
    const file = await exported(app, board, token, 'board-json')
    expect(Object.keys((JSON.parse(file) as BoardFile).pictures).toSorted()).toEqual(names.toSorted())
    const answer = await importing(app, file)
    expect(answer).toMatchObject({ status: 201, body: { kind: 'board-json', notKept: [] } })
    const again = answer.body as NewBoard
    const guest = await app.join(again, 'observe')
    expect(picturesOf(readBoard(guest.doc).board.elements.values()).map(({ asset, text }) => [asset, text])).toEqual(
      names.map((name, index) => [name, `Picture ${index}`]),
    )
    for (const name of names) {
      const path = ({ boardId }: NewBoard) => `/api/boards/${boardId}/pictures/${name}`
      const [before, after] = await Promise.all([
        app.call('GET', path(board), { token }),
        app.call('GET', path(again), { token: guest.seat.seatToken }),
      ])
      expect([after.status, after.text === before.text]).toEqual([200, true])
    }
    expect(await exported(app, again, guest.seat.seatToken, 'board-json')).toContain(
      (JSON.parse(file) as BoardFile).pictures[names[0] ?? '']?.data ?? '?',
    )
  })

  it('the report shows smaller ones, with their words', async () => {
    const app = await startTestApp()
    const { board, token } = await boardWith(app, ...(await photos()))
    const text = await exported(app, board, token, 'report')
    expect(text.match(/<img alt="Picture \d" src="data:image\/(jpeg|png|webp);base64,/g)).toHaveLength(4)
  })

  it('a finished plan gives them as well, also once they are off the wall', async () => {
    const app = await startTestApp()
    const { board, ana, token } = await boardWith(app, await samples.png())
    const fay = await app.join(board, 'facilitate', { part: 'session' })
    setMeta(fay.doc, { gate: { checks: [], thresholds: {} } }, 'test')
    await until(() => fay.durable() > 0)
    const path = `/api/boards/${board.boardId}/plans`
    const done = await app.call('POST', path, { token: fay.seat.seatToken, body: {} })
    expect([done.status, done.text]).toEqual([201, expect.stringContaining('checksum')])
    deleteElements(ana.doc, ['p0'], 'test')
    await until(async () => !(await exported(app, board, token, 'report')).includes('src="data:image/'))
    expect((await app.call('GET', `${path}/1?format=report`, { token })).text).toContain('src="data:image/')
  })

  it('what of a file is not what it says is left out and named; the board is made', async () => {
    const app = await startTestApp()
    const { board, names, token } = await boardWith(app, ...(await photos()))
    const file = JSON.parse(await exported(app, board, token, 'board-json')) as BoardFile
    const [photo = '', png = '', svg = '', webp = ''] = names
    file.pictures[photo] = { mediaType: 'image/jpeg', data: (await samples.phoneJpeg()).toString('base64') }
    file.pictures[png] = { mediaType: 'image/png', data: '%%% no base64 %%%' }
    file.pictures[svg] = { mediaType: 'image/svg+xml', data: Buffer.from('<svg><script/></svg>').toString('base64') }
    const answer = await importing(app, JSON.stringify(file))
    expect(answer.status).toBe(201)
    const { notKept, ...again } = answer.body as NewBoard & { notKept: string[] }
    expect(notKept.toSorted()).toEqual([photo, png, svg].map((name) => `/pictures/${name}`).toSorted())
    const { seatToken } = await app.takeSeat(again, 'observe')
    const read = (name: string) =>
      app.call('GET', `/api/boards/${again.boardId}/pictures/${name}`, { token: seatToken })
    expect([(await read(webp)).status, (await read(svg)).status]).toEqual([200, 404])
  })

  it('where pictures cannot be kept, or are too many, the board is made without them, and they are named', async () => {
    const app = await startTestApp()
    const { board, names, token } = await boardWith(app, ...(await photos()))
    const file = await exported(app, board, token, 'board-json')
    for (const of of [{ files: createDiskAssets('/dev/null/assets') }, { config: { maxBoardPicturesBytes: 1 } }]) {
      const other = await startTestApp(of)
      const answer = await importing(other, file)
      const { notKept } = answer.body as { notKept: string[] }
      expect([answer.status, notKept.toSorted()]).toEqual([201, names.map((name) => `/pictures/${name}`).toSorted()])
    }
  })

  it('a board file may be larger than other files, and no other file may', async () => {
    const app = await startTestApp()
    const { board, token } = await boardWith(app, await samples.png())
    const file = JSON.parse(await exported(app, board, token, 'board-json')) as BoardFile
    const padded = JSON.stringify({ ...file, padding: 'x'.repeat(limits.maxImportBytes) })
    expect((await importing(app, padded)).status).toBe(201)
    const other = await importing(app, `x${padded}`)
    expect([other.status, other.body]).toEqual([413, expect.objectContaining({ code: 'too-large' })])
  })
})
