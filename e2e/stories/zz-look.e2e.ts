import { writeFileSync } from 'node:fs'
import { dropOn, pngFile, svgFile } from '../fixtures/picture-files.ts'
import { test, expect } from '../fixtures/story.ts'
const chart = svgFile(
  'chart.svg',
  `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400" viewBox="0 0 640 400"><rect width="640" height="400" fill="#fff"/><g fill="#2a7de1"><rect x="60" y="220" width="70" height="140"/><rect x="160" y="160" width="70" height="200"/><rect x="260" y="190" width="70" height="170"/><rect x="360" y="110" width="70" height="250"/><rect x="460" y="60" width="70" height="300" fill="#e1572a"/></g><path d="M40 360H580M40 30V360" stroke="#333" stroke-width="3" fill="none"/><text x="60" y="30" font-family="sans-serif" font-size="24">Won deals by month</text></svg>`,
)
test('look', async ({ api, person, peer }) => {
  test.setTimeout(200_000)
  const board = await api.createBoard('Pictures to look at')
  const paul = await peer(board)
  await paul.add('move', 'move-1', 'Reactivate sleepers')
  await paul.add('note', 'ideas', 'Ask the branch offices', 'Call every lost account')
  const ana = await person('Ana', { colorScheme: 'light' })
  await ana.join(board)
  console.log('JS kB', await ana.page.evaluate(() => (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).filter(({ name }) => name.endsWith('.js')).map(({ name, encodedBodySize }) => [name.split('/').at(-1), encodedBodySize] as const).reduce((sum, [, size]) => sum + size, 0) / 1000))
  await dropOn(ana.wall.surface, [chart, pngFile('b.png', [90, 140, 190], 900, 600)])
  await expect(ana.page.getByTestId('picture').locator('img')).toHaveCount(2)
  await ana.inspector.panel
    .getByLabel('Description', { exact: true })
    .fill('Our shop in Leeds')
    .catch(() => undefined)
  const shoot = async (name: string) => {
    for (const width of [1440, 640, 390])
      for (const colorScheme of ['light', 'dark'] as const) {
        await ana.page.emulateMedia({ colorScheme })
        await ana.page.setViewportSize({ width, height: 860 })
        await ana.page.waitForTimeout(500)
        await ana.page.screenshot({ path: `/tmp/pic-shots/${name}-${width}-${colorScheme}.png` })
      }
    await ana.page.setViewportSize({ width: 1440, height: 860 })
  }
  const ids = paul.pictures().map(({ id }) => id)
  await ana.page.locator(`[data-element="${ids[0]}"]`).click()
  await shoot('wall')
  await ana.wall.seeEverything()
  await ana.page.screenshot({ path: '/tmp/pic-shots/all.png' })
  await ana.page.keyboard.press('Escape')
  await ana.showList()
  await ana.page.getByText('Pictures (2)').click()
  await ana.page.getByText('Pictures (2)').scrollIntoViewIfNeeded()
  await shoot('list')
  await ana.page
    .getByRole('button', { name: /^Picture: / })
    .first()
    .click()
  await shoot('listdetails')
  // the hint
  await ana.page.evaluate(() => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File(['x'], 'x.png', { type: 'image/png' }))
    document
      .querySelector('main')
      ?.dispatchEvent(new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer }))
  })
  await ana.page.screenshot({ path: '/tmp/pic-shots/hint.png' })
  const answer = await fetch(`${ana.url}/api/boards/${board.boardId}/plan?format=report`, {
    headers: { authorization: `Bearer ${paul.seat.seatToken}` },
  })
  writeFileSync('/tmp/pic-shots/report.html', await answer.text())
})
