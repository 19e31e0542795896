import { expect, test } from '../fixtures/story.ts'

const lostConnection = [/WebSocket connection to/]

test('the last letter before the tab is closed has been said', async ({ api, person, peer }) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  const ana = await person('Ana')
  await ana.join(board)
  await ana.wall.doubleClickIn('ideas')
  await expect(ana.wall.textBox).toBeFocused()
  await ana.page.keyboard.type('Closed right after thi')
  await ana.page.keyboard.press('s')
  await ana.page.close({ runBeforeUnload: true })

  await paul.waitForCard('Closed right after this')
  const later = await ana.newTab()
  await later.page.goto(`/b/${board.boardId}`)
  await later.isSaved()
  await expect(later.wall.card('Closed right after this')).toBeVisible()
})

test('a field that still waits for a pause is written when the tab is closed', async ({ api, person, peer }) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  const [id] = await paul.add('task', 'tasks-1-month', 'List the sleepers')
  const ana = await person('Ana')
  await ana.join(board)
  await ana.wall.select('List the sleepers')
  await ana.inspector.field('Done when').fill('Everybody has called once')
  await ana.page.close({ runBeforeUnload: true })

  const doneWhen = () => {
    const card = paul.cards().find((one) => one.id === id)
    return card?.fields.doneWhen
  }
  await expect.poll(doneWhen).toBe('Everybody has called once')
})

test('what could not be said before the tab was closed is said at the next visit', async ({
  api,
  person,
  peer,
  lineTo,
}) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  const line = await lineTo()
  const ana = await person('Ana', { url: line.url })
  ana.tolerate(...lostConnection)
  await ana.join(board)
  line.stall()
  await ana.wall.doubleClickIn('ideas')
  await expect(ana.wall.textBox).toBeFocused()
  await ana.page.keyboard.type('Never sent')
  await expect(ana.status).toHaveText('Saving …')
  await ana.page.close({ runBeforeUnload: true })
  // The tab is gone, and what lay in the line with it.
  line.hangUp()

  const later = await ana.newTab()
  await later.page.goto(`/b/${board.boardId}`)
  await later.isSaved()
  await expect(later.wall.card('Never sent')).toBeVisible()
  await paul.waitForCard('Never sent')
  expect(paul.cards('note').map(({ text }) => text)).toEqual(['Never sent'])
})
