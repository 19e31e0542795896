import { expect, test } from '../fixtures/story.ts'
import type { Person } from '../fixtures/person.ts'

/** Pastes on the wall while the pointer is over a zone. */
async function pasteOver(someone: Person, zoneId: string, text: string): Promise<void> {
  await someone.copy(text)
  await someone.wall.seeEverything()
  const { x, y } = await someone.wall.placeIn(zoneId, { x: 0.5, y: 0.9 })
  await someone.page.mouse.move(x, y)
  await someone.wall.surface.focus()
  await someone.page.keyboard.press('Control+v')
}

test('several lines become a card each, after a look at them; undo takes all of them back', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  const ana = await person('Ana')
  await ana.join(board)
  await pasteOver(ana, 'ideas', '• Call every lost account\n• Offer a trial week\n\n• Ask partners for names\n')
  const dialog = ana.page.getByRole('dialog', { name: 'Add pasted cards' })
  await expect(dialog.getByLabel('Zone', { exact: true })).toHaveValue('ideas')
  await expect(dialog.getByLabel('Kind of card')).toHaveValue('note')
  await expect(dialog.getByRole('table', { name: 'Preview' }).getByRole('cell')).toHaveText([
    'Call every lost account',
    'Offer a trial week',
    'Ask partners for names',
  ])
  expect(paul.cards('note')).toHaveLength(0)
  await dialog.getByRole('button', { name: 'Add 3 cards' }).click()
  await expect(ana.message('3 cards added')).toBeVisible()
  await expect
    .poll(() => paul.cards('note').map(({ text, zoneId }) => [text, zoneId]))
    .toEqual([
      ['Call every lost account', 'ideas'],
      ['Offer a trial week', 'ideas'],
      ['Ask partners for names', 'ideas'],
    ])
  await ana.undoButton.click()
  await expect.poll(() => paul.cards('note').length).toBe(0)
  await expect(ana.undoButton).toBeDisabled()
})

test('one line becomes a card at once, and a cancelled paste leaves nothing', async ({ api, person, peer }) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  const ana = await person('Ana')
  await ana.join(board)
  await pasteOver(ana, 'parking', 'Do we need a new CRM?')
  expect(await paul.waitForCard('Do we need a new CRM?')).toMatchObject({ kind: 'parking', zoneId: 'parking' })
  await pasteOver(ana, 'ideas', 'One\nTwo')
  await ana.page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await expect(ana.page.getByRole('dialog')).toHaveCount(0)
  await expect(ana.wall.cards).toHaveCount(1)
})

test('a block of a spreadsheet: columns find their fields, what cannot be read is said and kept', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await paul.add('move', 'move-1', 'Reactivate sleepers')
  const [ben] = await paul.add('person', null, 'Ben')
  const ana = await person('Ana')
  await ana.join(board)
  const block = [
    'Task\tOwner\tDeadline\tDone when\tRemarks',
    'List the sleepers\tBen\t31/12/2026\tBen has the list\tfirst',
    '"Ask the\nbranch offices"\tCarla Moreno\t15/01/2027\tAll have answered\t',
    'Call them\tCarla Moreno\tsoon\t\t',
  ].join('\n')
  await pasteOver(ana, 'tasks-1-month', block)
  const dialog = ana.page.getByRole('dialog', { name: 'Add pasted cards' })
  const column = (heading: string) => dialog.getByRole('combobox', { name: heading, exact: true })
  await expect(dialog.getByLabel('The first row is a heading')).toBeChecked()
  await expect(column('Task')).toHaveValue('summary')
  await expect(column('Owner')).toHaveValue('assignee')
  await expect(column('Deadline')).toHaveValue('due')
  await expect(column('Done when')).toHaveValue('doneWhen')
  await expect(column('Remarks')).toHaveValue('')
  await column('Remarks').selectOption({ label: 'Description' })
  const preview = dialog.getByRole('table', { name: 'Preview' })
  await expect(preview.getByRole('columnheader')).toHaveText(['Task', 'Owner', 'Due', 'Done when', 'Description'])
  await expect(preview.getByRole('row').nth(1)).toContainText('List the sleepers')
  await expect(preview.getByRole('row').nth(3)).toContainText('not a date')
  await expect(dialog.getByText('1 cell could not be read.')).toBeVisible()
  await expect(dialog.getByText('People who will be added: Carla Moreno')).toBeVisible()
  await dialog.getByRole('button', { name: 'Add 3 cards' }).click()

  const first = await paul.waitForCard('List the sleepers')
  expect(first).toMatchObject({ kind: 'task', zoneId: 'tasks-1-month' })
  expect(first.fields).toMatchObject({
    assignee: ben,
    due: '2026-12-31',
    doneWhen: 'Ben has the list',
    description: 'first',
    purpose: 'delivery',
  })
  const carla = paul.cards('person').find(({ text }) => text === 'Carla Moreno')?.id
  expect((await paul.waitForCard('Ask the\nbranch offices')).fields).toMatchObject({
    assignee: carla,
    due: '2027-01-15',
  })
  const last = await paul.waitForCard('Call them')
  expect(last.fields).toMatchObject({ assignee: carla })
  expect(last.fields.description).toContain('soon')
  const plan = await api.plan(paul.seat)
  expect(plan.tasks).toHaveLength(3)
  expect(plan.tasks.every(({ moveId }) => moveId === plan.moves[0]?.id)).toBe(true)
})

test('hostile text stays text: on the wall, in the list, in the plan', async ({ api, person, peer }) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  const ana = await person('Ana')
  const dialogs: string[] = []
  ana.page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  await ana.join(board)
  const texts = [
    '<img src=x onerror="alert(1)"><script>alert(2)</script>',
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    '👩‍👩‍👧‍👦 Familien 🏳️‍🌈 e\u0301\u0302 ﷽',
    'مرحبا بالعالم – שלום עולם',
    'left \u202Eright to left override\u202C again',
    '{{constructor.constructor("alert(3)")()}} ${alert(4)} %s %n',
    '"quoted" ; DROP TABLE boards; -- \u2028 separated',
    'javascript:alert(5)',
    `long ${'word'.repeat(400)}`,
  ]
  await pasteOver(ana, 'ideas', texts.join('\n'))
  const dialog = ana.page.getByRole('dialog', { name: 'Add pasted cards' })
  await dialog.getByRole('button', { name: `Add ${texts.length} cards` }).click()
  await expect
    .poll(() =>
      paul
        .cards('note')
        .map(({ text }) => text)
        .toSorted(),
    )
    .toEqual(texts.toSorted())
  await ana.wall.seeEverything()
  await expect(ana.wall.cards).toHaveCount(texts.length)
  const shown = async () =>
    await ana.wall.cards.evaluateAll((cards) => cards.map((card) => card.children[1]?.textContent ?? ''))
  expect((await shown()).toSorted()).toEqual(texts.toSorted())
  await ana.showList()
  expect((await ana.list.textsIn(ana.list.zone('Ideas'))).toSorted()).toEqual(texts.toSorted())
  expect(await ana.page.locator('img[src="x"]').count()).toBe(0)
  await ana.plan.open()
  await expect(ana.plan.panel).toContainText('Ideas')
  const { omitted } = await api.plan(paul.seat)
  expect(omitted).toHaveLength(texts.length)
  expect(dialogs).toEqual([])
})
