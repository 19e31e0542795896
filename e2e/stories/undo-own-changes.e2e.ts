import { expect, test } from '../fixtures/story.ts'

test('undo and redo touch one’s own changes only, by button and by keyboard', async ({ api, person }) => {
  const board = await api.createBoard()
  const ana = await person('Ana')
  const ben = await person('Ben')
  await Promise.all([ana.join(board), ben.join(board)])
  await expect(ana.undoButton).toBeDisabled()
  await expect(ana.redoButton).toBeDisabled()

  // Turn by turn, so that the changes of both lie between each other.
  await ana.wall.write('ideas', 'Ana one')
  await ben.wall.write('ideas', 'Ben one')
  await ana.wall.write('ideas', 'Ana two')
  await ben.wall.write('ideas', 'Ben two')
  await expect(ana.wall.card('Ben two')).toBeVisible()

  await ana.undoUntil(() =>
    ana.wall
      .card('Ana two')
      .count()
      .then((count) => count === 0),
  )
  for (const text of ['Ana one', 'Ben one', 'Ben two']) await expect(ana.wall.card(text)).toBeVisible()
  await ana.undoAll()
  await expect(ana.wall.card('Ana one')).toHaveCount(0)
  for (const text of ['Ben one', 'Ben two']) {
    await expect(ana.wall.card(text)).toBeVisible()
    await expect(ben.wall.card(text)).toBeVisible()
  }
  await expect(ben.wall.cards).toHaveCount(2)

  await ana.wall.surface.focus()
  for (let step = 0; (await ana.redoButton.isEnabled()) && step < 20; step++) {
    await ana.page.keyboard.press('Control+Shift+z')
  }
  for (const text of ['Ana one', 'Ana two', 'Ben one', 'Ben two']) await expect(ben.wall.card(text)).toBeVisible()
})

test('undo in a card that two people type in takes back one’s own letters only', async ({ api, person, peer }) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await paul.add('note', 'ideas', 'middle')
  const ana = await person('Ana')
  const ben = await person('Ben')
  await Promise.all([ana.join(board), ben.join(board)])
  await ana.wall.edit('middle')
  await ben.wall.edit('middle')
  await ana.page.keyboard.type(' end')
  await ben.page.keyboard.press('Home')
  await ben.page.keyboard.type('beginning ')
  await expect(ana.wall.textBox).toHaveValue('beginning middle end')
  await ana.page.keyboard.press('Control+z')
  await expect(ana.wall.textBox).toHaveValue('beginning middle')
  await expect(ben.wall.textBox).toHaveValue('beginning middle')
  await ana.page.keyboard.press('Control+Shift+z')
  await expect(ben.wall.textBox).toHaveValue('beginning middle end')
})

test('undo of a deletion brings the card back with its words, its fields and its place', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  const fields = { due: '2027-03-01', doneWhen: 'The list is with Ben', description: 'Ask the branch offices too.' }
  await paul.add('task', 'tasks-1-month', { text: 'List the sleepers', fields })
  const before = await paul.waitForCard('List the sleepers')
  const ana = await person('Ana')
  await ana.join(board)
  await ana.wall.select('List the sleepers')
  await ana.page.keyboard.press('Delete')
  await expect(ana.wall.card('List the sleepers')).toHaveCount(0)
  await expect.poll(() => paul.card('List the sleepers')).toBeUndefined()
  await ana.undoButton.click()
  await expect(ana.wall.card('List the sleepers')).toBeVisible()
  expect(await paul.waitForCard('List the sleepers')).toEqual(before)
  await ana.redoButton.click()
  await expect(ana.wall.card('List the sleepers')).toHaveCount(0)
})
