import type { WebSocketRoute } from '@playwright/test'
import { expect, test } from '../fixtures/story.ts'

const lostConnection = [/ERR_INTERNET_DISCONNECTED/, /WebSocket connection to/]

test('somebody goes offline, keeps working, comes back, and both sides are merged', async ({ api, person, peer }) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await paul.add('note', 'ideas', 'Seen by both')
  const ana = await person('Ana')
  const ben = await person('Ben')
  ana.tolerate(...lostConnection)
  await Promise.all([ana.join(board), ben.join(board)])
  await expect(ana.wall.card('Seen by both')).toBeVisible()

  await ana.context.setOffline(true)
  await expect(ana.status).toHaveText('Offline')

  await ana.wall.doubleClickIn('ideas')
  await expect(ana.status).toHaveText('Offline, 1 change kept here')
  // Letters typed into a card are no changes of their own.
  await ana.page.keyboard.type('Offline')
  await ana.page.keyboard.press('Escape')
  await expect(ana.status).toHaveText('Offline, 1 change kept here')
  await ana.wall.dragTo('Seen by both', 'ideas', { x: 0.2, y: 0.9 })
  await expect(ana.status).toHaveText('Offline, 2 changes kept here')

  await ben.wall.write('ideas', 'Meanwhile, from Ben')
  await ben.wall.edit('Seen by both')
  await ben.page.keyboard.type(' and by Ben alone')
  await ben.page.keyboard.press('Escape')
  await ben.isSaved()
  await expect(ana.wall.card('Meanwhile, from Ben')).toHaveCount(0)
  await expect(ben.wall.card('Offline')).toHaveCount(0)

  const said = await ana.hearStatuses()
  await ana.context.setOffline(false)
  await ana.isSaved()
  expect(await said()).toContain('Catching up …')

  for (const someone of [ana, ben]) {
    for (const text of ['Offline', 'Meanwhile, from Ben', 'Seen by both and by Ben alone']) {
      await expect(someone.wall.card(text)).toBeVisible()
    }
  }
  const moved = await paul.waitForCard('Seen by both and by Ben alone')
  const zone = paul.readSession().zones.get('ideas')?.geometry
  expect(moved.geometry?.y).toBeGreaterThan((zone?.y ?? 0) + (zone?.h ?? 0) / 2)
})

test('what was changed offline outlives a closed tab and is sent on return', async ({ api, person, peer }) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  const ana = await person('Ana')
  ana.tolerate(...lostConnection)
  // Pages load as ever; only the board's sockets can be cut.
  let isCut = false
  const sockets: WebSocketRoute[] = []
  await ana.context.routeWebSocket(/\/sync\//, async (socket) => {
    if (isCut) return await socket.close({ code: 1001 })
    sockets.push(socket)
    socket.connectToServer()
  })
  await ana.join(board)
  isCut = true
  for (const socket of sockets) await socket.close({ code: 1001 })
  await expect(ana.status).toHaveText('Offline')
  await ana.wall.write('ideas', 'Kept in this browser')
  await expect(ana.status).toHaveText(/^Offline, \d+ changes? kept here$/)

  await ana.page.reload()
  await expect(ana.wall.card('Kept in this browser')).toBeVisible()
  await expect(ana.status).toHaveText('Offline, 1 change kept here')
  expect(paul.card('Kept in this browser')).toBeUndefined()
  await ana.page.close()

  isCut = false
  const later = await ana.newTab()
  await later.page.goto(`/b/${board.boardId}`)
  await later.isSaved()
  await expect(later.wall.card('Kept in this browser')).toBeVisible()
  await paul.waitForCard('Kept in this browser')
})
