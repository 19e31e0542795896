import type { WebSocketRoute } from '@playwright/test'
import { expect, test } from '../fixtures/story.ts'
import type { Person } from '../fixtures/person.ts'
import { centreOf } from '../fixtures/wall-view.ts'

test('everybody sees where the others point, on the same card however near each of them looks', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await paul.add('note', 'ideas', 'Look here')
  const ana = await person('Ana')
  const ben = await person('Ben', { viewport: { width: 1000, height: 700 } })
  await Promise.all([ana.join(board), ben.join(board)])
  await Promise.all([ana.wall.seeEverything(), ben.wall.seeEverything()])
  await expect(ana.wall.cursor('Ben')).toHaveCount(0)

  await pointAt(ben, 'Look here')
  await expect(ana.wall.cursor('Ben')).toBeVisible()
  await expect.poll(() => distance(ana, 'Ben', 'Look here')).toBeLessThan(4)
  // Nobody sees a cursor of their own, and who only sits there has none.
  await expect(ben.page.getByTestId('cursor')).toHaveCount(0)

  await pointAt(ana, 'Look here')
  await expect.poll(() => distance(ben, 'Ana', 'Look here')).toBeLessThan(4)
  expect(await colorOf(ana, 'Ben')).not.toBe('')

  // Off the wall, a pointer points at nothing there.
  await ben.status.hover()
  await expect(ana.wall.cursor('Ben')).toHaveCount(0)
})

test('everybody sees what the others have selected, in their colours', async ({ api, person, peer }) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await paul.add('note', 'ideas', 'Chosen first')
  await paul.add('move', 'move-1', 'Chosen later')
  const ana = await person('Ana')
  const ben = await person('Ben')
  await Promise.all([ana.join(board), ben.join(board)])
  await ana.wall.seeEverything()
  await ben.wall.select('Chosen first')
  const color = await colorOf(ana, 'Ben')
  const outlined = (text: string) => ana.wall.isOutlinedIn(color, ana.wall.card(text))
  await expect.poll(() => outlined('Chosen first')).toBe(true)
  expect(await outlined('Chosen later')).toBe(false)
  await expect(ana.inspector.panel).toHaveCount(0)

  await ben.wall.surface.focus()
  await ben.page.keyboard.press('Escape')
  await expect.poll(() => outlined('Chosen first')).toBe(false)

  await ben.showList()
  await ben.list.row('Chosen later').click()
  await expect.poll(() => outlined('Chosen later')).toBe(true)
})

test('a card that somebody drags moves for the others at once, and goes back when they give up', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await paul.add('note', 'ideas', 'On its way')
  const before = await paul.waitForCard('On its way')
  const ana = await person('Ana')
  const ben = await person('Ben')
  await Promise.all([ana.join(board), ben.join(board)])
  await Promise.all([ana.wall.seeEverything(), ben.wall.seeEverything()])
  const [start, target] = [
    await centreOf(ana.wall.card('On its way')),
    await ben.wall.placeIn('parking', { x: 0.5, y: 0.5 }),
  ]
  await ben.wall.grab(ben.wall.card('On its way'))
  await ben.page.mouse.move(target.x, target.y, { steps: 5 })
  const movedBy = async () => {
    const { x, y } = await centreOf(ana.wall.card('On its way'))
    return Math.hypot(x - start.x, y - start.y)
  }
  await expect.poll(movedBy).toBeGreaterThan(50)
  expect(paul.card('On its way')).toEqual(before)

  await ben.page.keyboard.press('Escape')
  await expect.poll(movedBy).toBeLessThan(1)
  await ben.page.mouse.up()
  await ben.isSaved()
  expect(paul.card('On its way')).toEqual(before)
})

test('who is here is told by name and role, and whoever leaves is gone, with cursor and selection', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await paul.add('note', 'ideas', 'Held by Ben')
  const ana = await person('Ana')
  const ben = await person('Ben')
  const olga = await person('Olga')
  await ana.join(board, 'facilitate')
  await Promise.all([ben.join(board), olga.join(board, 'observe')])
  await ana.wall.seeEverything()
  await ana.peopleHere.click()
  const people = ana.page
    .getByRole('listitem')
    .filter({ has: ana.page.getByText(/^(Facilitator|Participant|Observer)$/) })
  await expect(people).toHaveText([/Ana \(you\)\s*Facilitator$/, /Ben\s*Participant$/, /Olga\s*Observer$/])

  await ben.wall.select('Held by Ben')
  const color = await colorOf(ana, 'Ben')
  const isHeld = () => ana.wall.isOutlinedIn(color, ana.wall.card('Held by Ben'))
  await expect.poll(isHeld).toBe(true)
  await ben.page.close()
  await expect(people).toHaveText([/Ana/, /Olga/])
  await expect(ana.wall.cursor('Ben')).toHaveCount(0)
  await expect.poll(isHeld).toBe(false)

  // Somebody who goes to the page with their boards is not at this board any more either.
  await olga.page.getByRole('link', { name: 'My boards' }).click()
  await expect(people).toHaveText([/Ana/])
  await ana.page.keyboard.press('Escape')
  await expect(ana.peopleHere).toHaveAccessibleName('People here: 1')
})

test('two tabs of one browser are one person, and meet through the server', async ({ api, person }) => {
  const board = await api.createBoard()
  const ana = await person('Ana')
  const ben = await person('Ben')
  await Promise.all([ana.join(board), ben.join(board)])
  const second = await ana.newTab()
  // The second tab alone loses its way to the server.
  second.tolerate(/WebSocket connection to/)
  let isCut = false
  const sockets: WebSocketRoute[] = []
  await second.page.routeWebSocket(/\/sync\//, async (socket) => {
    if (isCut) return await socket.close({ code: 1001 })
    sockets.push(socket)
    socket.connectToServer()
  })
  await second.page.goto(`/b/${board.boardId}`)
  await second.arrive()
  for (const someone of [ana, ben]) await expect(someone.peopleHere).toHaveAccessibleName('People here: 2')

  await ana.wall.write('ideas', 'Seen in the other tab')
  await expect(second.wall.card('Seen in the other tab')).toBeVisible()

  isCut = true
  for (const socket of sockets) await socket.close({ code: 1001 })
  await expect(second.status).toHaveText('Offline')
  await ana.wall.write('ideas', 'Not past the server')
  await ana.isSaved()
  await expect(ben.wall.card('Not past the server')).toBeVisible()
  await expect(second.wall.card('Not past the server')).toHaveCount(0)
  isCut = false
  await second.isSaved()
  await expect(second.wall.card('Not past the server')).toBeVisible()

  // One tab less is not one person less.
  await second.page.close()
  await ana.wall.write('ideas', 'After the tab was closed')
  await expect(ben.wall.card('After the tab was closed')).toBeVisible()
  await expect(ben.peopleHere).toHaveAccessibleName('People here: 2')
})

async function pointAt(someone: Person, text: string): Promise<void> {
  const { x, y } = await centreOf(someone.wall.card(text))
  await someone.page.mouse.move(x, y, { steps: 3 })
}

/** From the tip of somebody's cursor to the middle of a card, on the screen of the one who looks. */
async function distance(looker: Person, name: string, text: string): Promise<number> {
  const tip = await looker.wall.cursor(name).boundingBox()
  const { x, y } = await centreOf(looker.wall.card(text))
  return tip ? Math.hypot(tip.x - x, tip.y - y) : Infinity
}

/** The colour in which somebody is shown, as their cursor has it. */
async function colorOf(looker: Person, name: string): Promise<string> {
  return await looker.wall
    .cursor(name)
    .getByText(name)
    .evaluate((label) => getComputedStyle(label).backgroundColor)
}
