import { Conductor } from '../fixtures/conductor.ts'
import { violationsOf } from '../fixtures/accessibility.ts'
import { PartView } from '../fixtures/part-view.ts'
import { expect, test } from '../fixtures/story.ts'

const half = { viewport: { width: 640, height: 860 } }
const noLine = /ERR_INTERNET_DISCONNECTED|WebSocket|Failed to fetch|Failed to load resource/

test('what the step does not allow any more is taken back, its author is told why, the rest stays', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard('North', 'T5')
  const paul = await peer(board, 'Paul')
  const fay = await Conductor.join(api, board)
  const ana = await person('Ana')
  ana.tolerate(noLine)
  await ana.join(board)
  await ana.context.setOffline(true)
  await expect(ana.status).toContainText('Offline')
  await ana.wall.write('reasons', 'Written without a line')
  await ana.wall.write('later', 'Another one')
  await fay.start('5.6')
  await ana.context.setOffline(false)
  await expect(ana.message(/changes? of yours (was|were) taken back/).first()).toBeVisible()
  await ana.isSaved()
  await expect(ana.wall.card('Written without a line')).toHaveCount(0)
  await paul.add('task', 'cures-1', 'Everything else goes on')
  await expect.poll(() => paul.cards('failure').map(({ text }) => text)).toEqual([])
  await ana.page.getByRole('tab', { name: 'List' }).click()
  await expect(ana.list.card('Everything else goes on')).toBeVisible()
})

test('private cards that were too late for the reveal wait for their author', async ({ api, person, peer }) => {
  const board = await api.createBoard('North', 'T5')
  const paul = await peer(board, 'Paul')
  const fay = await Conductor.join(api, board)
  const ana = await person('Ana', half)
  ana.tolerate(noLine)
  await ana.join(board)
  const part = new PartView(ana.page)
  await fay.start('5.2')
  await part.write('In time')
  await part.isKept()
  await ana.context.setOffline(true)
  await part.write('Too late', 'Far too late')
  expect(await fay.reveal()).toEqual({ cards: 1, writers: 1 })
  await ana.context.setOffline(false)

  const dialog = ana.page.getByRole('dialog', { name: 'Private cards that did not arrive' })
  await test.step('told, and kept through a reload; nobody else has them', async () => {
    await expect(ana.page.getByText('2 private cards of yours did not arrive.')).toBeVisible()
    await ana.page.reload()
    await expect(ana.page.getByText('2 private cards of yours did not arrive.')).toBeVisible()
    expect(paul.cards('failure').map(({ text }) => text)).toEqual(['In time'])
    await ana.page.getByRole('button', { name: 'Look at them' }).click()
    await expect(dialog.getByRole('listitem')).toHaveText(['Too late', 'Far too late'])
    expect(await violationsOf(ana.page)).toEqual([])
    await ana.page.screenshot({ path: test.info().outputPath('left-over.png') })
  })

  await test.step('while the wall is closed to her nothing is lost', async () => {
    await dialog.getByRole('button', { name: 'Put on the wall' }).click()
    await expect(ana.message(/you write in private/)).toBeVisible()
    await expect(dialog.getByRole('listitem')).toHaveCount(2)
  })

  await test.step('once it is open they go there, without a name', async () => {
    await fay.endStep()
    await dialog.getByRole('button', { name: 'Put on the wall' }).click()
    await expect(ana.message('2 cards put back')).toBeVisible()
    await expect(dialog).toHaveCount(0)
    await expect(ana.page.getByText(/did not arrive/)).toHaveCount(0)
    await expect
      .poll(() =>
        paul
          .cards('failure')
          .map(({ text }) => text)
          .toSorted(),
      )
      .toEqual(['Far too late', 'In time', 'Too late'])
    expect(paul.cards('failure').map(({ createdBy }) => createdBy)).toEqual([null, null, null])
  })
})

test('in a step without names one’s own cards stay one’s own through a reload, for oneself alone', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard('North', 'T5')
  const paul = await peer(board, 'Paul')
  const [fay, ana, ben] = [await person('Fay'), await person('Ana', half), await person('Ben', half)]
  await fay.join(board, 'facilitate')
  await ana.join(board)
  await ben.join(board)
  const [anaPart, benPart] = [new PartView(ana.page), new PartView(ben.page)]
  await fay.page.getByRole('button', { name: 'Session', exact: true }).click()
  const step = fay.page.locator('[data-step="5.2"]')
  await step.getByRole('button', { expanded: false }).click()
  await step.getByText('What people may do').click()
  await step.getByLabel('Everybody writes in private until the reveal').uncheck()
  await expect(step.getByLabel("Anonymous: nobody's name is kept")).toBeChecked()
  await fay.page.getByRole('button', { name: 'Start: Write the history' }).click()
  await anaPart.write('Nobody dared to say so')
  await expect(benPart.card('Nobody dared to say so')).toBeVisible()
  await expect.poll(() => paul.card('Nobody dared to say so')?.createdBy).toBeNull()
  await expect(anaPart.card('Nobody dared to say so')).toContainText('Yours')

  await ana.page.reload()
  await expect(anaPart.card('Nobody dared to say so')).toContainText('Yours')
  await expect(benPart.card('Nobody dared to say so')).not.toContainText('Yours')
  await expect(benPart.card('Nobody dared to say so').getByRole('button')).toHaveCount(0)
  await anaPart.card('Nobody dared to say so').getByRole('button', { name: /^Edit/ }).click()
  await ana.page.keyboard.type(', not once')
  await ana.page.keyboard.press('Enter')
  await expect(benPart.card('Nobody dared to say so, not once')).toBeVisible()
  await expect.poll(() => paul.card('Nobody dared to say so, not once')?.createdBy).toBeNull()
  await ana.isSaved()
  await expect(anaPart.card('Nobody dared to say so, not once')).toBeVisible()
})

test('a private card is filled in where it is written: who, when, and for which task', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard('Chunks', 'T10')
  const paul = await peer(board, 'Paul')
  await paul.add('task', 'tasks-1', 'Win the north back')
  const fay = await Conductor.join(api, board)
  const ana = await person('Ana', half)
  await ana.join(board)
  const part = new PartView(ana.page)
  await fay.start('10.2')
  await part.write('Write to Mr Hill')
  await expect(part.root).toContainText('as many cards here as this step allows')
  const card = part.card('Write to Mr Hill')
  await card.getByRole('button', { name: /^Who and when/ }).click()
  const task = card.getByRole('combobox', { name: /task/i })
  await task.fill('Win the north')
  await ana.page.getByRole('option', { name: 'Win the north back' }).click()
  const who = card.getByRole('combobox', { name: /^(Assignee|Owner|Who)/i })
  await who.fill('Ana')
  await ana.page.getByRole('option', { name: 'Ana', exact: true }).click()
  await expect(card).toContainText('Ana')
  expect(await violationsOf(ana.page)).toEqual([])
  await ana.page.screenshot({ path: test.info().outputPath('private-fields.png'), fullPage: true })
  await part.isKept()
  await fay.reveal()
  await expect.poll(() => paul.card('Write to Mr Hill')?.fields.taskId).toBe(paul.card('Win the north back')?.id)
  expect(paul.card('Write to Mr Hill')?.fields.assignee).toBe(paul.card('Ana')?.id)
})
