import { expect, test } from '../fixtures/story.ts'

test('copied cards arrive on another board with kind, text, fields and what they say of each other', async ({
  api,
  person,
  peer,
}) => {
  const [here, there] = [await api.createBoard('Here'), await api.createBoard('There')]
  const paul = await peer(here)
  const nora = await peer(there, 'Nora')
  const [carla] = await paul.add('person', null, 'Carla Moreno')
  const [list] = await paul.add('task', 'tasks-1-month', { text: 'List the sleepers', fields: { assignee: carla } })
  const description = 'Ask the branch offices too.\nZoë knows them.'
  await paul.add('task', 'tasks-1-month', {
    text: 'Visit them',
    fields: { due: '2027-02-03', doneWhen: 'All ten were seen', description, dependsOn: [list] },
  })
  const ana = await person('Ana')
  await ana.join(here)
  await ana.wall.select('List the sleepers')
  await ana.wall.card('Visit them').click({ modifiers: ['Shift'] })
  await expect(ana.inspector.panel.getByRole('heading', { name: '2 selected' })).toBeVisible()
  await ana.page.keyboard.press('Control+c')
  await expect.poll(() => ana.copied()).toBe('List the sleepers\nVisit them')

  await test.step('on another board they are cards again', async () => {
    await ana.join(there)
    await ana.wall.surface.focus()
    await ana.page.keyboard.press('Control+v')
    const visit = await nora.waitForCard('Visit them')
    const copy = await nora.waitForCard('List the sleepers')
    expect(visit.kind).toBe('task')
    expect(visit.fields).toMatchObject({ due: '2027-02-03', doneWhen: 'All ten were seen', description })
    // It waits for the copy, not for a card of the other board, and its owner is somebody of this board.
    expect(visit.fields.dependsOn).toEqual([copy.id])
    expect(copy.id).not.toBe(list)
    expect(nora.cards('person').find(({ id }) => id === copy.fields.assignee)?.text).toBe('Carla Moreno')
    await expect(ana.wall.cards).toHaveCount(2)

    // Again: the same person is not added a second time.
    await ana.page.keyboard.press('Control+v')
    await expect(ana.wall.cards).toHaveCount(4)
    await ana.isSaved()
    expect(nora.cards('person').filter(({ text }) => text === 'Carla Moreno')).toHaveLength(1)
    await ana.undoButton.click()
    await expect(ana.wall.cards).toHaveCount(2)
  })

  await test.step('elsewhere they are plain text, a line each', async () => {
    const { page } = await ana.newTab()
    await page.setContent('<textarea aria-label="A mail"></textarea>')
    await page.getByLabel('A mail').focus()
    await page.keyboard.press('Control+v')
    await expect(page.getByLabel('A mail')).toHaveValue('List the sleepers\nVisit them')
  })

  // The first board has lost nothing by it.
  expect(paul.cards('task').map(({ text }) => text)).toEqual(['List the sleepers', 'Visit them'])
})
