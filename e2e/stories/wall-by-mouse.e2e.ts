import { dueAtEndOf } from '@planwall/shared/board/due-window'
import type { Connector } from '@planwall/shared/board/model'
import { expect, test } from '../fixtures/story.ts'
import { centreOf } from '../fixtures/wall-view.ts'

const today = () => new Date().toISOString().slice(0, 10)

test('a double-click makes what the zone is for, and no letter of a fast typist is lost', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  const ana = await person('Ana')
  await ana.join(board)
  const kinds = {
    goal: 'goal',
    ideas: 'note',
    'move-1': 'move',
    'tasks-1-month': 'task',
    'kpis-1': 'kpi',
    parking: 'parking',
  }
  for (const [zoneId, kind] of Object.entries(kinds)) {
    const text = `Qwertyuiopasdfghjklzxcvbnm in ${zoneId}`
    await ana.wall.write(zoneId, text)
    await expect(ana.wall.card(text)).toHaveAttribute('data-kind', kind)
    expect(await paul.waitForCard(text)).toMatchObject({ kind, zoneId })
  }
})

test('Enter makes the next card of the same kind, an empty one ends the row, Escape leaves none behind', async ({
  api,
  person,
}) => {
  const board = await api.createBoard()
  const ana = await person('Ana')
  await ana.join(board)
  await ana.wall.doubleClickIn('tasks-1-month')
  await ana.page.keyboard.type('First')
  await ana.page.keyboard.press('Enter')
  await ana.page.keyboard.type('Second')
  await ana.page.keyboard.press('Shift+Enter')
  await ana.page.keyboard.type('with a second line')
  await ana.page.keyboard.press('Enter')
  await ana.page.keyboard.press('Enter')
  await expect(ana.wall.textBox).toHaveCount(0)
  await expect(ana.wall.cards).toHaveCount(2)
  for (const card of await ana.wall.cards.all()) await expect(card).toHaveAttribute('data-kind', 'task')
  await expect(ana.wall.cards.last()).toContainText('Second\nwith a second line')

  await ana.wall.doubleClickIn('ideas')
  await expect(ana.wall.cards).toHaveCount(3)
  await ana.page.keyboard.press('Escape')
  await expect(ana.wall.cards).toHaveCount(2)
})

test('the toolbar makes cards of every kind where one clicks', async ({ api, person, peer }) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  const ana = await person('Ana')
  await ana.join(board)
  await ana.wall.seeEverything()
  await ana.page.getByRole('button', { name: 'Add: Task' }).click()
  const place = await ana.wall.freePlaceIn('tasks-2-month')
  await ana.page.mouse.click(place.x, place.y)
  await ana.page.keyboard.type('By the toolbar')
  await ana.page.keyboard.press('Escape')
  expect(await paul.waitForCard('By the toolbar')).toMatchObject({ kind: 'task', zoneId: 'tasks-2-month' })

  await ana.page.getByRole('button', { name: 'More kinds of cards' }).click()
  await ana.page.getByRole('button', { name: 'Risk Something that may go wrong' }).click()
  await ana.wall.seeEverything()
  const free = await ana.wall.placeIn('kpis-3', { x: 0.5, y: 1.6 })
  await ana.page.mouse.click(free.x, free.y)
  await ana.page.keyboard.type('The largest customer is sold')
  await ana.page.keyboard.press('Escape')
  expect(await paul.waitForCard('The largest customer is sold')).toMatchObject({ kind: 'risk', zoneId: null })
})

test('a card dropped in a task row takes the row’s move and its date, and keeps a date that somebody typed', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await paul.add('move', 'move-1', 'Reactivate sleepers')
  await paul.add('move', 'move-2', 'Partner programme')
  await paul.add('task', 'tasks-1-month', 'List the sleepers', { text: 'Fixed date', fields: { due: '2027-02-03' } })
  const ana = await person('Ana')
  await ana.join(board)
  expect((await paul.waitForCard('List the sleepers')).fields.due).toBe(dueAtEndOf('month', today()))
  await ana.wall.dragTo('List the sleepers', 'tasks-2-quarter')
  await ana.wall.dragTo('Fixed date', 'tasks-2-later')
  await ana.isSaved()
  await expect.poll(() => paul.card('List the sleepers')?.zoneId).toBe('tasks-2-quarter')
  await expect.poll(() => paul.card('Fixed date')?.zoneId).toBe('tasks-2-later')
  expect(paul.card('List the sleepers')?.fields.due).toBe(dueAtEndOf('quarter', today()))
  expect(paul.card('Fixed date')?.fields.due).toBe('2027-02-03')
  const plan = await api.plan(paul.seat)
  const partner = plan.moves.find(({ name }) => name === 'Partner programme')?.id
  expect(plan.tasks.map(({ moveId }) => moveId)).toEqual([partner, partner])
})

test('a zone that does not take a card sends it back and says why', async ({ api, person, peer }) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await paul.add('note', 'ideas', 'Only an idea')
  await paul.add('move', 'move-1', 'The one move')
  await paul.add('move', 'move-2', 'Another move')
  const ana = await person('Ana')
  await ana.join(board)
  const before = await paul.waitForCard('Only an idea')
  await ana.wall.dragTo('Only an idea', 'tasks-1-month')
  await expect(ana.message('“This month” takes only: Tasks.')).toBeVisible()
  await ana.wall.dragTo('Another move', 'move-1')
  await expect(ana.message('“Move 1” takes one card, and it is there.')).toBeVisible()
  await ana.wall.doubleClickAt('move-1', { x: 0.9, y: 0.9 })
  await expect(ana.wall.textBox).toHaveCount(0)
  await ana.isSaved()
  expect(paul.card('Only an idea')).toEqual(before)
  expect(paul.card('Another move')?.zoneId).toBe('move-2')
  await expect(ana.wall.cards).toHaveCount(3)
})

test('several cards: selected by a box, moved, duplicated, deleted', async ({ api, person, peer }) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await paul.add('note', 'ideas', 'One', 'Two', 'Three')
  const ana = await person('Ana')
  await ana.join(board)
  await ana.wall.seeEverything()
  const [one, three] = await Promise.all([centreOf(ana.wall.card('One')), centreOf(ana.wall.card('Three'))])
  // From the free ground beneath the cards, over all of them.
  await ana.page.mouse.move(three.x + 60, three.y + 60)
  await ana.page.mouse.down()
  await ana.page.mouse.move(one.x - 10, one.y - 5, { steps: 6 })
  await ana.page.mouse.up()
  await expect(ana.inspector.panel.getByRole('heading', { name: '3 selected' })).toBeVisible()

  await ana.page.keyboard.press('Control+d')
  await expect(ana.wall.cards).toHaveCount(6)
  await expect.poll(() => paul.cards('note').length).toBe(6)
  await ana.page.keyboard.press('Delete')
  await expect(ana.wall.cards).toHaveCount(3)
  await expect.poll(() => paul.cards('note').length).toBe(3)

  await ana.wall.card('One').click()
  await ana.wall.card('Two').click({ modifiers: ['Shift'] })
  const before = [paul.card('One')?.geometry, paul.card('Two')?.geometry, paul.card('Three')?.geometry]
  await ana.wall.dragTo('Two', 'ideas', { x: 0.7, y: 0.8 })
  await expect.poll(() => paul.card('One')?.geometry).not.toEqual(before[0])
  await expect.poll(() => paul.card('Two')?.geometry).not.toEqual(before[1])
  expect(paul.card('Three')?.geometry).toEqual(before[2])
})

test('two cards are connected by a line, and the line makes the one wait for the other in the plan', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await paul.add('move', 'move-1', 'Reactivate sleepers')
  const [first] = await paul.add('task', 'tasks-1-month', 'List the sleepers')
  const [second] = await paul.add('task', 'tasks-1-later', 'Visit them')
  const ana = await person('Ana')
  await ana.join(board)
  await ana.wall.seeEverything()
  await ana.page.getByRole('button', { name: 'Connect cards' }).click()
  const [from, to] = [await centreOf(ana.wall.card('List the sleepers')), await centreOf(ana.wall.card('Visit them'))]
  await ana.page.mouse.move(from.x, from.y)
  await ana.page.mouse.down()
  await ana.page.mouse.move(to.x, to.y, { steps: 6 })
  await ana.page.mouse.up()
  const lines = () => paul.elements().filter((element): element is Connector => element.type === 'connector')
  await expect.poll(() => lines().map((line) => [line.from, line.to])).toEqual([[first, second]])
  const plan = await api.plan(paul.seat)
  expect(plan.tasks.find(({ summary }) => summary === 'Visit them')?.dependsOn).toEqual([first])
})

test('a zone is tidied into rows', async ({ api, person, peer }) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await paul.add('note', 'ideas', 'One', 'Two', 'Three', 'Four')
  const places = () =>
    paul
      .cards('note')
      .map(({ geometry }) => JSON.stringify(geometry))
      .toSorted()
  const tidy = places()
  const ana = await person('Ana')
  await ana.join(board)
  await ana.wall.dragTo('Two', 'ideas', { x: 0.8, y: 0.4 })
  await ana.wall.dragTo('Three', 'ideas', { x: 0.5, y: 0.9 })
  await ana.isSaved()
  expect(places()).not.toEqual(tidy)
  await ana.wall.seeEverything()
  await ana.page.getByRole('button', { name: 'Tidy Ideas in rows' }).click()
  await expect.poll(places).toEqual(tidy)
})

test('cards are copied to another board, with their fields and their people', async ({ api, person, peer }) => {
  const [here, there] = [await api.createBoard('Here'), await api.createBoard('There')]
  const paul = await peer(here)
  const nora = await peer(there, 'Nora')
  const [carla] = await paul.add('person', null, 'Carla Moreno')
  const fields = { assignee: carla, due: '2027-02-03', doneWhen: 'Ben has the list' }
  await paul.add('task', 'tasks-1-month', { text: 'List the sleepers', fields })
  await paul.add('note', 'ideas', 'An idea')
  const ana = await person('Ana')
  await ana.join(here)
  await ana.wall.select('List the sleepers')
  await ana.wall.card('An idea').click({ modifiers: ['Shift'] })
  await ana.page.keyboard.press('Control+c')
  await expect.poll(() => ana.copied()).toContain('List the sleepers')

  await ana.join(there)
  await ana.wall.seeEverything()
  await ana.wall.surface.focus()
  await ana.page.keyboard.press('Control+v')
  const copy = await nora.waitForCard('List the sleepers')
  await nora.waitForCard('An idea')
  expect(copy.fields).toMatchObject({ due: '2027-02-03', doneWhen: 'Ben has the list' })
  expect(nora.cards('person').find(({ id }) => id === copy.fields.assignee)?.text).toBe('Carla Moreno')
})

test('an observer sees everything and can change nothing', async ({ api, person, peer }) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await paul.add('note', 'ideas', 'Look, do not touch')
  const before = await paul.waitForCard('Look, do not touch')
  const olga = await person('Olga')
  await olga.join(board, 'observe')
  await expect(olga.page.getByText('You are watching')).toBeVisible()
  await expect(olga.wall.card('Look, do not touch')).toBeVisible()
  await expect(olga.undoButton).toHaveCount(0)
  await expect(olga.page.getByRole('button', { name: /^Add: / })).toHaveCount(0)

  await olga.wall.doubleClickIn('ideas')
  await olga.page.keyboard.type('x')
  await olga.wall.dragTo('Look, do not touch', 'ideas', { x: 0.8, y: 0.8 })
  await olga.wall.select('Look, do not touch')
  await expect(olga.inspector.panel).toContainText('Look, do not touch')
  await expect(olga.inspector.panel.getByRole('textbox')).toHaveCount(0)
  await olga.page.keyboard.press('Delete')
  await olga.page.keyboard.press('Enter')
  await expect(olga.wall.textBox).toHaveCount(0)

  // What happens afterwards is seen by her, so nothing of hers was lost on the way.
  await paul.add('note', 'ideas', 'Seen as it happens')
  await expect(olga.wall.card('Seen as it happens')).toBeVisible()
  await expect(olga.wall.cards).toHaveCount(2)
  expect(paul.card('Look, do not touch')).toEqual(before)
  expect(paul.cards('note')).toHaveLength(2)
})

test('the canvas carries the mark of its maker, which stays', async ({ api, person }) => {
  const board = await api.createBoard()
  const ana = await person('Ana')
  await ana.join(board)
  await expect(ana.page.locator('.tl-watermark_SEE-LICENSE')).toBeVisible()
})

test('a wall at rest asks for no frames, and is there with the next movement', async ({ api, person, peer }) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await paul.add('task', 'tasks-1-month', 'List the sleepers')
  const ana = await person('Ana')
  await ana.page.addInitScript(countFrames)
  await ana.join(board)
  await ana.wall.select('List the sleepers')
  const framesOfAWhile = () =>
    ana.page.evaluate(async () => {
      const before = framesAsked
      await new Promise((resolve) => setTimeout(resolve, 400))
      return framesAsked - before
    })
  await expect.poll(framesOfAWhile).toBe(0)

  await ana.page.getByRole('button', { name: 'Zoom in' }).click()
  await expect.poll(() => ana.page.evaluate(() => framesAsked)).toBeGreaterThan(0)
  await ana.wall.dragTo('List the sleepers', 'tasks-1-quarter')
  await expect.poll(() => paul.card('List the sleepers')?.zoneId).toBe('tasks-1-quarter')
  await expect.poll(framesOfAWhile).toBe(0)
})

declare global {
  var framesAsked: number
}

/** Runs in the page. */
function countFrames(): void {
  globalThis.framesAsked = 0
  const ask = globalThis.requestAnimationFrame.bind(globalThis)
  globalThis.requestAnimationFrame = (call) => {
    globalThis.framesAsked++
    return ask(call)
  }
}
