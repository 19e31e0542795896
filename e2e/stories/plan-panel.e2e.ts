import { readFile } from 'node:fs/promises'
import type { Plan } from '@planwall/shared/plan/plan'
import { expect, test } from '../fixtures/story.ts'

test('the plan beside the wall follows what others do', async ({ api, person, peer }) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  const ana = await person('Ana')
  await ana.join(board)
  await ana.plan.open()
  const { plan } = ana
  await expect(plan.panel.getByText('No goal yet.')).toBeVisible()
  await expect(plan.panel.getByText('No move yet.')).toBeVisible()

  const [carla] = await paul.add('person', null, 'Carla Moreno')
  const goal = {
    metric: 'Accounts with an order',
    baseline: { value: 12, unit: 'accounts' },
    target: { value: 42, unit: 'accounts' },
    due: '2026-12-31',
    accountable: carla,
  }
  await paul.add('goal', 'goal', { text: 'Win back 30 accounts', fields: goal })
  await paul.add('move', 'move-1', { text: 'Reactivate sleepers', fields: { accountable: carla } })
  await paul.add('task', 'tasks-1-month', { text: 'List the sleepers', fields: { assignee: carla, due: '2027-05-05' } })
  await paul.add('kpi', 'kpis-1', 'Visits a week')

  await expect(plan.item('Goal', 'Win back 30 accounts')).toBeVisible()
  await expect(plan.panel.getByText('Accounts with an order')).toBeVisible()
  const move = plan.move('Reactivate sleepers')
  await expect(move.getByText('Accountable: Carla Moreno')).toBeVisible()
  await expect(move.getByText('Sponsor: missing')).toBeVisible()
  await expect(move.getByRole('listitem').filter({ hasText: 'List the sleepers' })).toContainText('Owner: Carla Moreno')
  await expect(move.getByRole('listitem').filter({ hasText: 'Visits a week' })).toBeVisible()
  await expect(plan.panel.getByText('1 open task')).toBeVisible()
})

test('a click on an item shows its card, and an edit beside it is an edit of the card', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await paul.add('move', 'move-5', 'Partner programme')
  const [task] = await paul.add('task', 'tasks-5-later', 'Ask partners for names')
  const ana = await person('Ana')
  const ben = await person('Ben')
  await Promise.all([ana.join(board), ben.join(board)])
  await ana.plan.open()
  // From so near that the card is far outside of what is seen.
  await ana.wall.doubleClickIn('goal')
  await ana.page.keyboard.press('Escape')
  await expect(ana.wall.cardById(task ?? '')).not.toBeInViewport()
  await ana.plan.item('Task', 'Ask partners for names').click()
  await expect(ana.wall.cardById(task ?? '')).toBeInViewport()
  await expect(ana.inspector.panel.getByRole('textbox', { name: 'Task', exact: true })).toHaveValue(
    'Ask partners for names',
  )

  await ana.plan.panel.getByRole('button', { name: 'Edit: Ask partners for names' }).click()
  const editor = ana.plan.panel.getByRole('group', { name: 'Edit' })
  await expect(editor.getByRole('textbox', { name: 'Text' })).toBeFocused()
  await ana.page.keyboard.type(' and numbers')
  await editor.getByLabel('Due').fill('2027-05-05')
  await editor.getByLabel('Status').selectOption({ label: 'In progress' })
  await editor.getByRole('button', { name: 'Done' }).click()
  await expect(ben.wall.card('Ask partners for names and numbers')).toBeVisible()
  await expect.poll(() => paul.card('Ask partners for names and numbers')?.fields).toMatchObject({
    due: '2027-05-05',
    status: 'IN-PROCESS',
  })
})

test('what is not in the plan yet stands with the reason, and with the way in', async ({ api, person, peer }) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await paul.add('goal', 'goal', 'Win back 30 accounts', 'And be friendly')
  await paul.add('move', 'move-1', 'Reactivate sleepers')
  await paul.add('task', 'tasks-2-month', 'Visit them')
  await paul.add('note', 'ideas', 'Offer a trial week')
  await paul.add('failure', null, 'Nobody had the time')
  const ana = await person('Ana')
  await ana.join(board)
  await ana.plan.open()
  const { plan } = ana
  await expect(plan.reason('Ideas')).toContainText('Notes are ideas. Turn those you choose into moves or tasks.')
  await expect(plan.reason('Ideas')).toContainText('Offer a trial week')
  await expect(plan.reason('Second goals')).toContainText('And be friendly')
  await expect(plan.reason('Material')).toContainText('Nobody had the time')
  await expect(plan.reason('Tasks without a move')).toContainText('Visit them')

  await plan.panel
    .getByLabel('Put it under move: Visit them')
    .selectOption({ label: 'Reactivate sleepers' })
  await expect(plan.move('Reactivate sleepers')).toContainText('Visit them')
  await expect(plan.reason('Tasks without a move')).toHaveCount(0)
  await expect.poll(() => paul.card('Visit them')?.zoneId).toBe('tasks-1-month')
  await plan.panel.getByLabel('Turn into: Offer a trial week').selectOption({ label: 'Move' })
  await expect(plan.move('Offer a trial week')).toBeVisible()
})

test('the plan is downloaded as the server has it', async ({ api, person, peer }) => {
  const board = await api.createBoard('Plan for the North, 2027!')
  const paul = await peer(board)
  await paul.add('goal', 'goal', 'Win back 30 accounts')
  await paul.add('move', 'move-1', 'Reactivate sleepers')
  const ana = await person('Ana')
  await ana.join(board, 'observe')
  await ana.plan.open()
  const [download] = await Promise.all([
    ana.page.waitForEvent('download'),
    ana.plan.panel.getByRole('button', { name: 'Download plan JSON' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^plan-for-the-north-2027 \d{4}-\d{2}-\d{2}\.json$/)
  const saved = JSON.parse(await readFile(await download.path(), 'utf8')) as Plan
  const { provenance: _saved, ...downloaded } = saved
  const { provenance: _now, ...asked } = await api.plan(paul.seat)
  expect(downloaded).toEqual(asked)
})
