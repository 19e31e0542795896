import type { Connector } from '@planwall/shared/board/model'
import { expect, test } from '../fixtures/story.ts'

test('a plan is made in the list alone, by the keyboard alone', async ({ api, person, peer }) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  const ana = await person('Ana')
  await ana.join(board)
  const { keyboard } = ana.page
  const { list } = ana
  const box = (zone: string) => list.zone(zone).getByRole('textbox', { name: /^Add to / })

  await test.step('from the wall to the list', async () => {
    await ana.tabTo(ana.page.getByRole('tab', { name: 'Wall' }))
    await keyboard.press('ArrowRight')
    await expect(list.root).toBeVisible()
  })

  await test.step('zones are headings, cards are items', async () => {
    await expect(list.root.getByRole('heading', { level: 2 })).toHaveText([
      /^Our goal/,
      /^Ideas/,
      ...[1, 2, 3, 4, 5].map((number) => new RegExp(`^Move ${number}`)),
      /^Parking/,
      /^People/,
    ])
    await expect(list.root.getByRole('heading', { level: 3, name: /^This month/ })).toHaveCount(5)
  })

  await test.step('add', async () => {
    await ana.tabTo(box('Our goal'))
    await keyboard.type('Win back 30 accounts')
    await keyboard.press('Enter')
    await ana.tabTo(box('Move 1'))
    await keyboard.type('Reactivate sleepers')
    await keyboard.press('Enter')
    await ana.tabTo(box('This month'))
    for (const text of ['List the sleepers', 'Ask the branch offices', 'Call them']) {
      await keyboard.type(text)
      await keyboard.press('Enter')
    }
    expect(await paul.waitForCard('Call them')).toMatchObject({ kind: 'task', zoneId: 'tasks-1-month' })
    await expect(list.zone('This month').getByRole('heading')).toHaveText(/3 cards/)
  })

  await test.step('go from row to row, and edit', async () => {
    await ana.tabTo(list.row('Win back 30 accounts'), 'Shift+Tab')
    await keyboard.press('ArrowDown')
    await expect(list.row('Reactivate sleepers')).toBeFocused()
    await keyboard.press('ArrowDown')
    await keyboard.press('ArrowDown')
    await keyboard.press('Enter')
    await expect(list.textBox).toBeFocused()
    await keyboard.type(' in the north')
    await keyboard.press('Enter')
    await expect(list.row('Ask the branch offices in the north')).toBeFocused()
    await paul.waitForCard('Ask the branch offices in the north')
  })

  await test.step('an owner that nobody knows yet, and a date', async () => {
    await keyboard.press('Space')
    await expect(ana.inspector.panel).toBeVisible()
    await ana.tabTo(ana.inspector.panel.getByRole('combobox', { name: 'Owner', exact: true }))
    await keyboard.type('Carla Moreno')
    await keyboard.press('ArrowDown')
    await keyboard.press('Enter')
    await ana.tabTo(ana.inspector.field('Due'))
    // The same in every order of day and month.
    await keyboard.type('05052027')
    await ana.tabTo(ana.inspector.field('Done when'))
    await keyboard.type('They have answered')
    await ana.tabTo(list.row('Ask the branch offices in the north'), 'Shift+Tab')
    const task = () => paul.card('Ask the branch offices in the north')
    await expect.poll(() => task()?.fields).toMatchObject({ due: '2027-05-05', doneWhen: 'They have answered' })
    expect(paul.cards('person').find(({ id }) => id === task()?.fields.assignee)?.text).toBe('Carla Moreno')
    await expect(list.row('Ask the branch offices in the north')).toContainText('Owner: Carla Moreno')
    await keyboard.press('Escape')
  })

  await test.step('another order, which is the order of the plan', async () => {
    await keyboard.press('Alt+ArrowUp')
    await expect(list.root.getByRole('status')).toHaveText('Moved: 1 of 3')
    await expect(list.row('Ask the branch offices in the north')).toBeFocused()
    const expected = ['Ask the branch offices in the north', 'List the sleepers', 'Call them']
    expect(await list.textsIn(list.zone('This month'))).toEqual(expected)
    await expect.poll(async () => (await api.plan(paul.seat)).tasks.map(({ summary }) => summary)).toEqual(expected)
  })

  await test.step('to another zone', async () => {
    const zone = list.card('Ask the branch offices in the north').getByRole('combobox', { name: 'Zone' })
    await ana.tabTo(zone)
    await keyboard.type('Reactivate sleepers: This q')
    await keyboard.press('Tab')
    await expect.poll(() => paul.card('Ask the branch offices in the north')?.zoneId).toBe('tasks-1-quarter')
    expect(paul.card('Ask the branch offices in the north')?.fields.due).toBe('2027-05-05')
  })

  await test.step('connect', async () => {
    await ana.tabTo(list.row('Ask the branch offices in the north'), 'Shift+Tab')
    await ana.tabTo(list.row('List the sleepers'), 'ArrowUp')
    const item = list.card('List the sleepers')
    await ana.tabTo(item.getByRole('button', { name: 'Connect to another card' }))
    await keyboard.press('Enter')
    await expect(item.getByRole('combobox', { name: 'Connect to' })).toBeFocused()
    await keyboard.type('call')
    await keyboard.press('Enter')
    await expect(item.getByRole('list', { name: 'Connections of this card' })).toContainText('→ Call them')
    const ends = [paul.card('List the sleepers')?.id, paul.card('Call them')?.id]
    await expect
      .poll(() =>
        paul
          .elements()
          .filter((element): element is Connector => element.type === 'connector')
          .map(({ from, to }) => [from, to]),
      )
      .toEqual([ends])
  })

  await test.step('delete, and think better of it', async () => {
    await ana.tabTo(list.row('List the sleepers'), 'Shift+Tab')
    await ana.tabTo(list.row('Call them'), 'ArrowDown')
    await keyboard.press('Delete')
    await expect(ana.message('1 card deleted')).toBeVisible()
    await expect.poll(() => paul.card('Call them')).toBeUndefined()
    await keyboard.press('Control+z')
    await paul.waitForCard('Call them')
    await expect(list.row('Call them')).toBeVisible()
  })
})

test('the list shows what the wall shows, as it happens, and an observer only reads it', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  const [carla] = await paul.add('person', null, 'Carla Moreno')
  await paul.add('task', 'tasks-1-month', { text: 'List the sleepers', fields: { assignee: carla, due: '2027-05-05' } })
  const olga = await person('Olga')
  await olga.join(board, 'observe')
  await olga.showList()
  await expect(olga.list.row('List the sleepers')).toContainText('Owner: Carla Moreno')
  await paul.add('note', 'ideas', 'Just now')
  await expect(olga.list.row('Just now')).toBeVisible()
  await expect(olga.list.root.getByRole('textbox')).toHaveCount(0)
  await olga.list.row('Just now').press('Delete')
  await olga.list.row('Just now').press('Enter')
  await expect(olga.list.textBox).toHaveCount(0)
  await paul.add('note', 'ideas', 'And now')
  await expect(olga.list.row('And now')).toBeVisible()
  expect(
    paul
      .cards('note')
      .map(({ text }) => text)
      .toSorted(),
  ).toEqual(['And now', 'Just now'])
})
