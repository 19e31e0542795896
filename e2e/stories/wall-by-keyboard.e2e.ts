import { expect, test } from '../fixtures/story.ts'
import type { Person } from '../fixtures/person.ts'

const said = (someone: Person) => someone.page.getByTestId('announcement')

test('cards are made, written, moved, duplicated and deleted on the wall without a mouse', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  const ana = await person('Ana')
  await ana.join(board)
  const { keyboard } = ana.page

  await test.step('the toolbar makes a card in the zone that is for it', async () => {
    await ana.arrowTo(ana.page.getByRole('button', { name: 'Add: Goal' }))
    await keyboard.press('Enter')
    await expect(ana.wall.textBox).toBeFocused()
    await keyboard.type('Win back 30 accounts')
    await keyboard.press('Escape')
    expect(await paul.waitForCard('Win back 30 accounts')).toMatchObject({ kind: 'goal', zoneId: 'goal' })
    await expect(ana.wall.surface).toBeFocused()
  })

  await test.step('Enter goes on to the next card, N begins one', async () => {
    await ana.arrowTo(ana.page.getByRole('button', { name: 'Add: Task' }))
    await keyboard.press('Enter')
    await keyboard.type('First task')
    await keyboard.press('Enter')
    await keyboard.type('Second task')
    await keyboard.press('Escape')
    await keyboard.press('n')
    await keyboard.type('Third task')
    await keyboard.press('Escape')
    for (const text of ['First task', 'Second task', 'Third task']) {
      expect(await paul.waitForCard(text)).toMatchObject({ kind: 'task', zoneId: 'tasks-1-month' })
    }
  })

  await test.step('Tab goes from card to card and says what each is', async () => {
    await keyboard.press('Shift+Tab')
    await expect(said(ana)).toContainText('Task: Second task, in This month')
    await keyboard.press('Shift+Tab')
    await expect(said(ana)).toContainText('Task: First task')
    await keyboard.press('Tab')
    await expect(said(ana)).toContainText('Task: Second task')
  })

  await test.step('arrow keys move the card a little, with Shift farther', async () => {
    const before = paul.card('Second task')?.geometry
    await keyboard.press('ArrowRight')
    await keyboard.press('Shift+ArrowDown')
    await expect
      .poll(() => paul.card('Second task')?.geometry)
      .toEqual({ ...before, x: (before?.x ?? 0) + 1, y: (before?.y ?? 0) + 10 })
  })

  await test.step('M and an arrow key move it to another zone, whose date it takes', async () => {
    const due = paul.card('Second task')?.fields.due
    await keyboard.press('m')
    await expect(said(ana)).toContainText('Press an arrow key')
    await keyboard.press('ArrowDown')
    await expect(said(ana)).toHaveText('Moved to This quarter')
    await expect.poll(() => paul.card('Second task')?.zoneId).toBe('tasks-1-quarter')
    expect(paul.card('Second task')?.fields.due).not.toBe(due)
    await keyboard.press('m')
    await keyboard.press('ArrowRight')
    await expect.poll(() => paul.card('Second task')?.zoneId).toBe('tasks-2-quarter')
  })

  await test.step('duplicate, edit, delete, undo and redo', async () => {
    await keyboard.press('Control+d')
    await expect.poll(() => paul.cards('task').length).toBe(4)
    await keyboard.press('Enter')
    await expect(ana.wall.textBox).toBeFocused()
    await keyboard.type(', a copy')
    await keyboard.press('Escape')
    await paul.waitForCard('Second task, a copy')
    await keyboard.press('Delete')
    await expect.poll(() => paul.card('Second task, a copy')).toBeUndefined()
    await keyboard.press('Control+z')
    await paul.waitForCard('Second task, a copy')
    await keyboard.press('Control+Shift+z')
    await expect.poll(() => paul.card('Second task, a copy')).toBeUndefined()
  })
})

test('the details of a card are reached and left by the keyboard', async ({ api, person, peer }) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await paul.add('task', 'tasks-1-month', 'List the sleepers')
  const ana = await person('Ana')
  await ana.join(board)
  const { keyboard } = ana.page
  await ana.tabTo(ana.wall.surface)
  await keyboard.press('ArrowRight')
  await expect(said(ana)).toContainText('Task: List the sleepers')
  await keyboard.press('i')
  await expect(ana.page.getByRole('complementary', { name: 'Details' })).toBeFocused()
  await ana.tabTo(ana.inspector.field('Done when'))
  await keyboard.type('Ben has the list')
  await ana.tabTo(ana.inspector.button('Close details'), 'Shift+Tab')
  await keyboard.press('Enter')
  await expect(ana.inspector.panel).toHaveCount(0)
  await expect(ana.wall.surface).toBeFocused()
  await expect.poll(() => paul.card('List the sleepers')?.fields.doneWhen).toBe('Ben has the list')
})

test('two cards are connected, copied and pasted, found and looked at from near and far by keyboard', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await paul.add('task', 'tasks-1-month', 'List the sleepers')
  await paul.add('task', 'tasks-5-later', 'Visit them')
  const ana = await person('Ana')
  await ana.join(board)
  const { keyboard } = ana.page
  await ana.tabTo(ana.wall.surface)
  await keyboard.press('Control+a')
  await keyboard.press('c')
  await expect.poll(() => paul.elements().filter(({ type }) => type === 'connector').length).toBe(1)

  await keyboard.press('Control+f')
  await keyboard.type('visit')
  await keyboard.press('Enter')
  await expect(ana.inspector.panel.getByRole('textbox', { name: 'Task' })).toHaveValue('Visit them')
  await ana.tabTo(ana.wall.surface, 'Shift+Tab')
  await keyboard.press('Control+c')
  await keyboard.press('Control+v')
  await expect
    .poll(() =>
      paul
        .cards('task')
        .map(({ text }) => text)
        .toSorted(),
    )
    .toEqual(['List the sleepers', 'Visit them', 'Visit them'])

  const zoom = ana.page.getByRole('group', { name: 'Zoom' }).getByRole('status')
  await keyboard.press('Shift+Digit1')
  const everything = await zoom.textContent()
  await keyboard.press('+')
  await expect(zoom).not.toHaveText(everything ?? '')
  await keyboard.press('Shift+Digit1')
  await expect(zoom).toHaveText(everything ?? '')
  await keyboard.press('?')
  await expect(ana.page.getByRole('dialog', { name: 'Help' })).toBeVisible()
  await keyboard.press('Escape')
  await expect(ana.page.getByRole('dialog')).toHaveCount(0)
})
