import { expect, test } from '../fixtures/story.ts'

test('a goal: numbers with units, a date, one name; what is no number is said and lost nowhere', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await paul.add('goal', 'goal', 'Win back 30 accounts')
  await paul.add('parentGoal', null, 'Grow the north by a fifth')
  const goal = () => paul.card('Win back 30 accounts')
  const ana = await person('Ana')
  await ana.join(board)
  await ana.wall.select('Win back 30 accounts')
  const { inspector } = ana
  await expect(inspector.panel.getByText('Needed for the plan')).toHaveCount(5)

  await inspector.field('What is measured').fill('Accounts with an order this year')
  await inspector.field("Today's number: number").fill('12')
  await inspector.field("Today's number: unit").fill('accounts')
  await inspector.field('Target: number').fill('forty-two')
  await inspector.field('Target: unit').fill('accounts')
  await inspector.field('Reached by').fill('2026-12-31')
  await inspector.pickPerson('Accountable', 'Carla Moreno')
  await expect(inspector.panel.getByText('This is not a number. Type digits, such as 1250 or 12.5.')).toBeVisible()
  await expect(inspector.field('Target: number')).toHaveValue('forty-two')
  await expect
    .poll(() => goal()?.fields)
    .toMatchObject({
      metric: 'Accounts with an order this year',
      baseline: { value: 12, unit: 'accounts' },
      due: '2026-12-31',
    })
  expect(goal()?.fields.target).toBeUndefined()

  // The card is left and opened again: what could not be read is still there to be mended.
  await ana.page.keyboard.press('Escape')
  await ana.wall.select('Grow the north by a fifth')
  await ana.wall.select('Win back 30 accounts')
  await expect(inspector.field('Target: number')).toHaveValue('forty-two')
  await inspector.field('Target: number').fill('42.5')
  await inspector.field('Target: unit').fill('accounts')
  await inspector.field('Description').fill('Those we lost\nin the last two years.')
  await inspector.openMoreFields()
  await inspector.pickCard('Add to Contributes to', 'Grow the north by a fifth')
  await expect
    .poll(() => goal()?.fields)
    .toMatchObject({
      target: { value: 42.5, unit: 'accounts' },
      description: 'Those we lost\nin the last two years.',
      contributesTo: [paul.cards('parentGoal')[0]?.id],
    })
  await expect(inspector.panel.getByText('Needed for the plan')).toHaveCount(0)
  const { goal: planned } = await api.plan(paul.seat)
  expect(planned).toMatchObject({ metric: 'Accounts with an order this year', due: '2026-12-31' })
})

test('an indicator: choices, numbers, yes or no, and another card it refers to', async ({ api, person, peer }) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await paul.add('kpi', 'kpis-1', 'Visits a week', 'Orders a month')
  const kpi = () => paul.card('Visits a week')
  const ana = await person('Ana')
  await ana.join(board)
  await ana.wall.select('Visits a week')
  const { inspector } = ana
  await expect(inspector.field('Type')).toHaveValue('leading')
  await inspector.field('Unit').fill('visits')
  await inspector.field("Today's number").fill('3')
  await inspector.field('Target').fill('8')
  await inspector.field('Measured').selectOption({ label: 'Every week' })
  await inspector.openMoreFields()
  await inspector.field('Should').selectOption({ label: 'Go up' })
  await inspector.panel.getByRole('checkbox').check()
  await inspector.pickCard('Predicts', 'Orders a month')
  await expect
    .poll(() => kpi()?.fields)
    .toMatchObject({
      type: 'leading',
      unit: 'visits',
      baseline: 3,
      target: 8,
      frequency: 'weekly',
      direction: 'increase',
      influenceable: true,
      predicts: paul.card('Orders a month')?.id,
    })
})

test('a risk: scales with words at their ends, and choices', async ({ api, person, peer }) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await paul.add('risk', null, 'The largest customer is sold')
  const ana = await person('Ana')
  await ana.join(board)
  await ana.wall.select('The largest customer is sold')
  const { inspector } = ana
  await inspector.group('Likelihood').getByRole('radio', { name: '2', exact: true }).check()
  await inspector.group('Impact').getByRole('radio', { name: '5, ends the plan' }).check()
  await inspector.field('Response').selectOption({ label: 'Make it smaller' })
  await inspector.pickPerson('Owner', 'Ben')
  await expect
    .poll(() => paul.cards('risk')[0]?.fields)
    .toMatchObject({ likelihood: 2, impact: 5, response: 'mitigate' })
  await inspector.button('Clear Likelihood').click()
  await expect.poll(() => paul.cards('risk')[0]?.fields.likelihood).toBeUndefined()
})

test('a regular meeting: date and time, whole numbers, several people, and a small table', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await paul.add('cadence', null, 'Cadence call')
  const meeting = () => paul.cards('cadence')[0]?.fields
  const ana = await person('Ana')
  await ana.join(board)
  await ana.wall.select('Cadence call')
  const { inspector } = ana
  await inspector.field('First time').fill('2026-12-01T09:30')
  await inspector.field('Minutes').fill('700')
  await expect(inspector.panel.getByText('Type a whole number from 5 to 480.')).toBeVisible()
  await inspector.field('Minutes').fill('15')
  await inspector.openMoreFields()
  await inspector.pickPerson('Add to Must be there', 'Ben')
  await inspector.pickPerson('Add to Must be there', 'Carla Moreno')
  const agenda = inspector.group('Agenda')
  await agenda.getByRole('button', { name: 'Add a row' }).click()
  await agenda.getByRole('textbox', { name: 'Topic, row 1' }).fill('Said and done')
  await agenda.getByRole('textbox', { name: 'Minutes, row 1' }).fill('5')
  await agenda.getByRole('button', { name: 'Add a row' }).click()
  await agenda.getByRole('textbox', { name: 'Topic, row 2' }).fill('Blocked and late')
  await agenda.getByRole('textbox', { name: 'Minutes, row 2' }).fill('many')
  await agenda.getByRole('button', { name: 'Move row 2 up' }).click()
  const people = () => new Map(paul.cards('person').map(({ text, id }) => [text, id]))
  await expect.poll(meeting).toMatchObject({
    start: '2026-12-01T09:30',
    minutes: 15,
    attendees: [people().get('Ben'), people().get('Carla Moreno')],
    agenda: [{ title: 'Blocked and late' }, { title: 'Said and done', minutes: 5 }],
  })
})

test('a decision and a skill: lists of words, several people, scales; and links that are pages', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await paul.add('decision', null, 'We stay in the north')
  const ana = await person('Ana')
  await ana.join(board)
  await ana.wall.select('We stay in the north')
  const { inspector } = ana
  await inspector.openMoreFields()
  const rejected = inspector.group('Rejected options')
  await rejected.getByRole('textbox', { name: 'Add to Rejected options' }).fill('Go south')
  await ana.page.keyboard.press('Enter')
  await ana.page.keyboard.type('Do nothing')
  await rejected.getByRole('button', { name: 'Add', exact: true }).click()
  await inspector.field('Address of a page').fill('javascript:alert(1)')
  await ana.page.keyboard.press('Enter')
  await expect(inspector.panel.getByText('This is not the address of a page.')).toBeVisible()
  await inspector.field('Address of a page').fill('https://example.com/minutes')
  await ana.page.keyboard.press('Enter')
  const link = inspector.panel.getByRole('link', { name: /example\.com/ })
  await expect(link).toHaveAttribute('rel', /noopener/)
  await expect
    .poll(() => paul.cards('decision')[0])
    .toMatchObject({
      fields: { rejected: ['Go south', 'Do nothing'] },
      links: ['https://example.com/minutes'],
    })
})

test('a task becomes a risk and a task again, and nothing it had is lost', async ({ api, person, peer }) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  const fields = { due: '2027-05-05', doneWhen: 'Ben has the list', description: 'By region.' }
  await paul.add('task', 'tasks-1-month', { text: 'List the sleepers', fields })
  const before = paul.card('List the sleepers')
  const ana = await person('Ana')
  await ana.join(board)
  await ana.wall.select('List the sleepers')
  await ana.inspector.field('Turn into').selectOption({ label: 'Risk' })
  await expect.poll(() => paul.card('List the sleepers')?.kind).toBe('risk')
  await ana.inspector.field('Turn into').selectOption({ label: 'Task' })
  await expect.poll(() => paul.card('List the sleepers')).toEqual(before)
})

test('two people change different fields of one card at once, and both are kept', async ({ api, person, peer }) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await paul.add('task', 'tasks-1-month', 'List the sleepers')
  const ana = await person('Ana')
  const ben = await person('Ben')
  await Promise.all([ana.join(board), ben.join(board)])
  await Promise.all([ana.wall.select('List the sleepers'), ben.wall.select('List the sleepers')])
  await Promise.all([
    (async () => {
      await ana.inspector.field('Due').fill('2027-05-05')
      await ana.inspector.field('Done when').fill('Ben has the list')
    })(),
    (async () => {
      await ben.inspector.pickPerson('Owner', 'Ben')
      await ben.inspector.field('Status').selectOption({ label: 'In progress' })
      await ben.inspector.field('Description').pressSequentially('By region, the north first.')
    })(),
  ])
  // Both in the same long text, at its two ends.
  await ana.inspector.field('Description').press('Control+Home')
  await Promise.all([ana.page.keyboard.type('Start early. '), ben.page.keyboard.type(' Then the south.')])
  const description = 'Start early. By region, the north first. Then the south.'
  await expect
    .poll(() => paul.card('List the sleepers')?.fields)
    .toMatchObject({
      due: '2027-05-05',
      doneWhen: 'Ben has the list',
      assignee: paul.cards('person').find(({ text }) => text === 'Ben')?.id,
      status: 'IN-PROCESS',
      description,
    })
  await expect(ana.inspector.field('Description')).toHaveValue(description)
  await expect(ben.inspector.field('Due')).toHaveValue('2027-05-05')
})
