import { Api } from '../fixtures/api.ts'
import { SmallDisk } from '../fixtures/small-disk.ts'
import { ServerProcess } from '../fixtures/server-process.ts'
import { test, expect } from '../fixtures/story.ts'
test('shots', async ({ person }) => {
  const disk = new SmallDisk()
  const server = await ServerProcess.start({}, disk.folder)
  try {
  const board = await new Api(server.url).createBoard('A full disk')
  const ana = await person('Ana', { url: server.url })
  ana.tolerate(/./)
  await ana.join(board)
  await ana.wall.write('ideas', 'One')
  await ana.isSaved()
  await server.terminate()
  server.damageLastChange(board.boardId)
  await server.start()
  await ana.isSaved()
  await expect(ana.page.getByText('1 change is missing.')).toBeVisible()
  disk.fill(server.pid)
  await ana.wall.write('ideas', 'Two')
  await expect(ana.status).toHaveText(/Not saved/)
  for (const scheme of ['light', 'dark'] as const) for (const width of [1440, 640, 390]) {
    await ana.page.emulateMedia({ colorScheme: scheme })
    await ana.page.setViewportSize({ width, height: 800 })
    await ana.page.screenshot({ path: `/tmp/stor-shot-${scheme}-${width}.png` })
  }
  } finally { await server.dispose(); disk.dispose() }
})
