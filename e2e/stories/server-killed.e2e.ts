import { expect, test } from '../fixtures/story.ts'
import { Api } from '../fixtures/api.ts'

const lostConnection = [/WebSocket connection to/, /ERR_CONNECTION_REFUSED/, /ERR_INTERNET_DISCONNECTED/]

test('nothing that was shown as Saved is missing after the server was killed', async ({ ownServer, person }) => {
  const api = new Api(ownServer.url)
  const board = await api.createBoard()
  const ana = await person('Ana', { url: ownServer.url })
  const ben = await person('Ben', { url: ownServer.url })
  ana.tolerate(...lostConnection)
  ben.tolerate(...lostConnection)
  await Promise.all([ana.join(board), ben.join(board)])

  const saved: string[] = []
  for (const round of ['first', 'second', 'third']) {
    await test.step(`${round} round`, async () => {
      const texts = [`${round}: from Ana`, `${round}: from Ben`]
      await Promise.all([ana.wall.write('ideas', texts[0] as string), ben.wall.write('parking', texts[1] as string)])
      await Promise.all([ana.isSaved(), ben.isSaved()])
      await ownServer.kill()
      saved.push(...texts)
      await expect(ana.status).toHaveText('Offline')
      // Ana and Ben still have everything and would help the server out: they may not come back yet.
      await Promise.all([ana.context.setOffline(true), ben.context.setOffline(true)])
      await ownServer.start()

      // Whoever comes now has nothing but what the server had on its disk.
      const carla = await person('Carla', { url: ownServer.url })
      await carla.join(board, 'observe')
      for (const text of saved) await expect(carla.wall.card(text)).toBeVisible()
      await carla.leave()
      await Promise.all([ana.context.setOffline(false), ben.context.setOffline(false)])
      await Promise.all([ana.isSaved(), ben.isSaved()])
    })
  }
})

test('what was changed while the server was dead is not shown as Saved, and arrives afterwards', async ({
  ownServer,
  person,
}) => {
  const api = new Api(ownServer.url)
  const board = await api.createBoard()
  const ana = await person('Ana', { url: ownServer.url })
  ana.tolerate(...lostConnection)
  await ana.join(board)
  await ownServer.kill()
  await expect(ana.status).toHaveText('Offline')
  const said = await ana.hearStatuses()
  await ana.wall.write('ideas', 'Written against a dead server')
  await expect(ana.status).toHaveText(/^Offline, \d+ changes? kept here$/)
  expect(await said()).not.toContain('Saved')

  await ownServer.start()
  await ana.isSaved()
  const ben = await person('Ben', { url: ownServer.url })
  await ben.join(board)
  await expect(ben.wall.card('Written against a dead server')).toBeVisible()
})

test('a server that is told to end under edits ends well, and loses nothing', async ({ ownServer, person }) => {
  const api = new Api(ownServer.url)
  const board = await api.createBoard()
  const ana = await person('Ana', { url: ownServer.url })
  ana.tolerate(...lostConnection)
  await ana.join(board)
  await ana.wall.doubleClickIn('ideas')
  await expect(ana.wall.textBox).toBeFocused()
  const words = 'typed while the server was being replaced by the next one'
  const typing = ana.page.keyboard.type(words, { delay: 25 })
  expect(await ownServer.terminate()).toBe(0)
  await typing
  await ownServer.start()
  await ana.page.keyboard.press('Escape')
  await ana.isSaved()
  const ben = await person('Ben', { url: ownServer.url })
  await ben.join(board)
  await expect(ben.wall.card(words)).toBeVisible()
})
