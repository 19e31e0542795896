import { describe, expect, it } from 'vitest'
import { addPicture } from '../board/edit.ts'
import { readImport } from '../import/read-import.ts'
import { counter, newBoard } from '../testing/builders.ts'
import { sourceOf } from '../testing/hostile-boards.ts'
import { boardJson } from './board-json.ts'
import type { CarriedPicture, PlanFormat } from './format.ts'
import { planFormats, renderPlan } from './formats.ts'
import { report } from './report.ts'

const [RED, BLUE, GONE] = ['0a', '1b', '2c'].map((pair) => pair.repeat(32)) as [string, string, string]
const kept = new Map<string, CarriedPicture>([
  [RED, { mediaType: 'image/png', base64: 'UkVE' }],
  [BLUE, { mediaType: 'image/webp', base64: 'QkxVRQ==' }],
])

function boardWithPictures(...pictures: { asset: string; text?: string; isDecorative?: boolean }[]) {
  const docs = newBoard()
  for (const [index, { asset, text = '', isDecorative = false }] of pictures.entries()) {
    const geometry = { x: 0, y: index * 100, w: 30, h: 20 }
    const made = { zoneId: null, order: 'a0', createdAt: 0, createdBy: null }
    addPicture(
      docs.board,
      { id: `p${index}`, asset, pixels: { w: 30, h: 20 }, text, isDecorative, geometry, ...made },
      'test',
    )
  }
  return sourceOf(docs)
}

async function whole(format: PlanFormat, source: ReturnType<typeof sourceOf>): Promise<string> {
  const { text, pictures } = renderPlan(format, source)
  const pieces: string[] = []
  for await (const piece of format.carrier?.pieces(text, pictures, async (name) => kept.get(name)) ?? []) {
    pieces.push(piece)
  }
  return pieces.join('')
}

describe('pictures in files', () => {
  it('the board file has each once, and says nothing of those that cannot be had', async () => {
    const source = boardWithPictures({ asset: RED }, { asset: BLUE }, { asset: RED }, { asset: GONE })
    const file = JSON.parse(await whole(boardJson, source)) as { pictures: unknown; board: { elements: unknown[] } }
    expect(file.pictures).toEqual({
      [RED]: { mediaType: 'image/png', data: 'UkVE' },
      [BLUE]: { mediaType: 'image/webp', data: 'QkxVRQ==' },
    })
    expect(file.board.elements).toHaveLength(sourceOfLength(source))
  })

  it('a board file of pictures none of which can be had is a board file', async () => {
    const text = await whole(boardJson, boardWithPictures({ asset: GONE }))
    expect(JSON.parse(text)).not.toHaveProperty('pictures')
    expect(readImport(text, counter())).toMatchObject({ ok: true, kind: 'board-json' })
  })

  it('importing gives the pictures that are shown, and no others', async () => {
    const file = JSON.parse(await whole(boardJson, boardWithPictures({ asset: RED }))) as Record<string, unknown>
    file.pictures = { ...(file.pictures as object), [BLUE]: { mediaType: 'image/png', data: 'eA==' } }
    const reading = readImport(JSON.stringify(file), counter())
    expect(reading.ok && [...(reading.pictures ?? [])]).toEqual([[RED, 'UkVE']])
  })

  const bad: [rule: string, pictures: unknown][] = [
    ['that are no list', 'x'],
    ['without data', { [RED]: { mediaType: 'image/png' } }],
  ]
  it.each(bad)('a board file with pictures %s is refused whole', async (_rule, pictures) => {
    const file = JSON.parse(boardJson.render(boardWithPictures({ asset: RED }), {})) as object
    expect(readImport(JSON.stringify({ ...file, pictures }), counter()).ok).toBe(false)
  })

  it('the report shows those that mean something, with their words, where its policy lets them', async () => {
    const text = await whole(
      report,
      boardWithPictures({ asset: RED, text: 'Sales "fell" <b>' }, { asset: BLUE, isDecorative: true }, { asset: GONE }),
    )
    expect(text).toContain('<img alt="Sales &#34;fell&#34; &#60;b&#62;" src="data:image/png;base64,UkVE" />')
    expect(text).toMatch(/<img alt="Picture without a description" +\/>/)
    expect(text.match(/<img/g)).toHaveLength(2)
    expect(text).toContain('img-src data:')
  })

  it('what people write cannot stand for a picture', async () => {
    const text = await whole(report, boardWithPictures({ asset: GONE, text: `" data-picture="${RED}"` }))
    expect(text).not.toContain('UkVE')
  })

  it('formats without a place for pictures name none', () => {
    const source = boardWithPictures({ asset: RED })
    const carrying = planFormats.filter((format) => renderPlan(format, source).pictures.length > 0).map(({ id }) => id)
    expect(carrying).toEqual(['board-json', 'report'])
  })
})

function sourceOfLength({ board }: ReturnType<typeof sourceOf>): number {
  return board.elements.size
}
