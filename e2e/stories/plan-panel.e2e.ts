import { readFile } from 'node:fs/promises'
import type { Locator } from '@playwright/test'
import type { Plan } from '@planwall/shared/plan/plan'
import { expect, test } from '../fixtures/story.ts'
import { pickFrom } from '../fixtures/inspector.ts'

test('the plan is live, and a click on an item selects its card and brings it into sight', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  const numbers = {
    metric: 'Active accounts',
    baseline: { value: 10, unit: 'accounts' },
    target: { value: 40, unit: 'accounts' },
  }
  await paul.add('goal', 'goal', { text: 'Win back 30 accounts', fields: numbers })
  await paul.add('move', 'move-1', 'Reactivate sleepers')
  await paul.add('task', 'tasks-1-month', 'List the sleepers')
  const ana = await person('Ana')
  await ana.join(board)
  await ana.plan.open()
  await expect(ana.plan.item('Goal', 'Win back 30 accounts')).toBeVisible()
  await expect(ana.plan.panel).toContainText('Active accounts')
  await expect(ana.plan.move('Reactivate sleepers').getByRole('listitem')).toHaveText([/List the sleepers/])
  await expect(ana.plan.move('Reactivate sleepers')).toContainText('Owner: missing')

  await paul.add('task', 'tasks-1-quarter', 'Visit the ten largest')
  await expect(ana.plan.move('Reactivate sleepers').getByRole('listitem')).toHaveText([
    /List the sleepers/,
    /Visit the ten largest/,
  ])

  // From far away, so that the card has to be brought nearer to be read.
  await ana.wall.seeEverything()
  await ana.plan.item('Task', 'Visit the ten largest').click()
  await expect(ana.inspector.panel.getByRole('textbox').first()).toHaveValue('Visit the ten largest')
  await expect(ana.wall.card('Visit the ten largest')).toBeInViewport({ ratio: 0.99 })
  await ana.page.getByRole('button', { name: 'Close details' }).click()

  await ana.showList()
  await ana.plan.item('Task', 'List the sleepers').click()
  await expect(ana.list.row('List the sleepers')).toBeInViewport({ ratio: 0.99 })
  await expect(ana.list.card('List the sleepers').getByRole('checkbox')).toBeChecked()
})

test('an edit in the plan edits the card, for everybody', async ({ api, person, peer }) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await paul.add('move', 'move-1', 'Reactivate sleepers')
  await paul.add('task', 'tasks-1-month', 'List the sleepers')
  const ana = await person('Ana')
  const ben = await person('Ben')
  await Promise.all([ana.join(board), ben.join(board)])
  await ben.wall.seeEverything()
  await ana.plan.open()
  await ana.plan.panel.getByRole('button', { name: 'Edit: List the sleepers' }).click()
  const box = ana.plan.panel.getByRole('textbox', { name: 'Text' })
  await expect(box).toBeFocused()
  await ana.page.keyboard.press('End')
  await ana.page.keyboard.type(' by name')
  await expect(ben.wall.card('List the sleepers by name')).toContainText('Ana is typing')
  const editor = ana.plan.panel.getByRole('group', { name: 'Edit', exact: true })
  await pickFrom(editor.getByRole('combobox', { name: 'Owner', exact: true }), 'Carla Moreno', ana.page)
  await editor.getByLabel('Due', { exact: true }).fill('2027-02-03')
  // A date counts once it is left: half of a year is a date too.
  await editor.getByLabel('Due', { exact: true }).blur()
  await editor.getByLabel('Status', { exact: true }).selectOption({ label: 'In progress' })
  await editor.getByRole('button', { name: 'Done' }).click()

  const item = ana.plan.move('Reactivate sleepers').getByRole('listitem')
  await expect(item).toContainText('Owner: Carla Moreno')
  await expect(item).toContainText('In progress')
  const card = ben.wall.card('List the sleepers by name')
  await expect(card.getByTitle('Carla Moreno')).toBeVisible()
  await expect(card).toContainText('Feb 3')
  await expect(card).not.toContainText('is typing')
  await ana.isSaved()
  const { fields } = await paul.waitForCard('List the sleepers by name')
  const carla = paul.cards('person').find(({ text }) => text === 'Carla Moreno')
  expect(fields).toMatchObject({ assignee: carla?.id, due: '2027-02-03', status: 'IN-PROCESS' })

  // What the other one changes on the wall changes in the plan.
  await ben.wall.edit('List the sleepers by name')
  await ben.page.keyboard.type(' and street')
  await expect(ana.plan.item('Task', 'List the sleepers by name and street')).toBeVisible()
  await ben.page.keyboard.press('Escape')
  await ana.undoButton.click()
  await expect(ben.wall.card('List the sleepers by name and street')).toBeVisible()
  await expect(item).not.toContainText('In progress')
})

test('what is not in the plan yet is listed with the reason, and is put in from there', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await paul.add('move', 'move-1', 'Reactivate sleepers')
  await paul.add('goal', 'goal', 'The goal')
  await paul.add('goal', 'goal', 'One goal too many')
  await paul.add('task', 'tasks-2-month', 'Ask the partners')
  await paul.add('note', 'ideas', 'A trial week')
  const ana = await person('Ana')
  await ana.join(board)
  await ana.plan.open()
  const { plan } = ana
  await expect(plan.panel.getByRole('heading', { name: 'Not in the plan yet 3' })).toBeVisible()
  await expect(plan.reason('Tasks without a move')).toContainText('Nobody can see what they are for.')
  await expect(plan.reason('Ideas')).toContainText('Turn those you choose into moves or tasks.')
  await expect(plan.reason('Second goals')).toContainText('A plan has one goal')
  await expect(plan.panel.getByLabel('Put it under move: Ask the partners')).toBeVisible()

  await choose(plan.panel.getByLabel('Put it under move: Ask the partners'), 'Reactivate sleepers')
  await expect(plan.move('Reactivate sleepers').getByRole('listitem')).toHaveText([/Ask the partners/])
  await expect(plan.reason('Tasks without a move')).toHaveCount(0)
  // It lies where it belongs now, on the wall too.
  expect((await paul.waitForCard('Ask the partners')).zoneId).toBe('tasks-1-month')

  await choose(plan.panel.getByLabel('Turn into: One goal too many'), 'Move')
  await expect(plan.move('One goal too many')).toBeVisible()
  await choose(plan.panel.getByLabel('Turn into: A trial week'), 'Task')
  await choose(plan.panel.getByLabel('Put it under move: A trial week'), 'One goal too many')
  await expect(plan.panel.getByRole('heading', { name: /^Not in the plan yet/ })).toHaveCount(0)
  await ana.isSaved()
  const now = await api.plan(paul.seat)
  expect(now.omitted).toEqual([])
  const idOf = (name: string) => now.moves.find((move) => move.name === name)?.id
  expect(now.tasks.map(({ summary, moveId }) => [summary, moveId])).toEqual(
    expect.arrayContaining([
      ['Ask the partners', idOf('Reactivate sleepers')],
      ['A trial week', idOf('One goal too many')],
    ]),
  )
})

test('the download is the plan the API gives', async ({ api, person, peer }) => {
  const board = await api.createBoard('Spring plan: «all in»')
  const paul = await peer(board)
  const [carla] = await paul.add('person', null, 'Carla Moreno')
  await paul.add('goal', 'goal', 'Win back 30 accounts')
  await paul.add('move', 'move-1', { text: 'Reactivate sleepers', fields: { accountable: carla } })
  await paul.add('task', 'tasks-1-month', 'List the sleepers')
  await paul.add('note', 'ideas', 'A trial week')
  const ana = await person('Ana')
  await ana.join(board)
  await ana.plan.open()
  const download = await ana.plan.save('Plan, as JSON')
  expect(download.suggestedFilename()).toMatch(/^spring-plan-all-in \d{4}-\d{2}-\d{2}\.json$/)
  const saved = JSON.parse(await readFile(await download.path(), 'utf8')) as Plan
  const given = await api.plan(paul.seat)
  // Each says when it was given.
  const withoutTime = ({ provenance: { exportedAt, ...provenance }, ...plan }: Plan) => {
    expect(Date.parse(exportedAt)).toBeGreaterThan(0)
    return { ...plan, provenance }
  }
  expect(saved.tasks).toHaveLength(1)
  expect(withoutTime(saved)).toEqual(withoutTime(given))
})

async function choose(select: Locator, label: string): Promise<void> {
  await select.selectOption({ label })
}
