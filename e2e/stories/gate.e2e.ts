import { setMeta } from '@planwall/shared/session/edit-session'
import type { NewBoard } from '../fixtures/api.ts'
import { violationsOf } from '../fixtures/accessibility.ts'
import { Gate } from '../fixtures/gate.ts'
import { pickFrom } from '../fixtures/inspector.ts'
import type { WallPeer } from '../fixtures/peer.ts'
import { expect, test } from '../fixtures/story.ts'

const checks = ['GOL-01', 'GOL-02', 'MOV-02', 'TSK-01', 'TSK-03', 'RSK-01', 'RSK-02', 'CAS-01', 'PRK-01']

test('a board filled badly is mended through the gate alone, finished, changed, and finished again', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard('Growth plan')
  const paul = await peer(board)
  await fillBadly(paul)
  const ana = await person('Ana')
  await ana.join(board, 'facilitate')
  const gate = new Gate(ana.page)
  await expect(gate.bar).toContainText(/\d+ things to mend/)
  await gate.open()
  const { page, inspector } = ana
  const focused = page.locator(':focus')
  const pickCard = async (text: string) => {
    await focused.fill(text)
    await focused.press('Enter')
  }

  await test.step('a click opens the field that is missing, with the keyboard in it', async () => {
    await gate.finding('Nobody is accountable for the goal.').click()
    await expect(focused).toHaveAttribute('role', 'combobox')
    await pickFrom(inspector.panel.getByRole('combobox', { name: 'Accountable', exact: true }), 'Ana', page)
    await expect(gate.finding('Nobody is accountable for the goal.')).toHaveCount(0)
    await gate.finding('Nobody is accountable for the move “Win back sleepers”.').click()
    await expect(inspector.panel.getByRole('combobox', { name: 'Accountable', exact: true })).toBeFocused()
    await pickFrom(focused, 'Ana', page)
  })

  await test.step('many at once: everything of mine, and the dates of a column', async () => {
    await gate.list.getByRole('button', { name: /^Assign all mine to me: Task \(3\)/ }).click()
    await expect(gate.finding(/Nobody has taken the task/)).toHaveCount(0)
    await gate.list.getByRole('button', { name: /^Set due dates for “Win back sleepers” \(3\)/ }).click()
    await gate.list
      .getByRole('group', { name: /^Set due dates for/ })
      .locator('input')
      .fill('2027-03-31')
    await gate.list.getByRole('button', { name: 'Set Mar 31, 2027' }).click()
    await expect(gate.finding(/has no date/)).toHaveCount(0)
  })

  await test.step('an orphan gets its move, an owner and a date', async () => {
    await gate.finding(/The task “Order new chairs” belongs to no move/).click()
    await expect(inspector.panel.getByRole('combobox', { name: 'Part of the move' })).toBeFocused()
    await pickCard('Win back sleepers')
    await gate.finding(/Nobody has taken the task “Order new chairs”/).click()
    await pickFrom(inspector.panel.getByRole('combobox', { name: 'Owner', exact: true }), 'Ana', page)
    await gate.finding(/The task “Order new chairs” has no date/).click()
    await expect(focused).toHaveAttribute('type', 'date')
    await focused.fill('2027-02-01')
  })

  await test.step('a risk of 20 gets an owner, a response and a cure', async () => {
    await gate.finding(/Nobody watches the risk “We lose the team”/).click()
    await pickFrom(inspector.panel.getByRole('combobox', { name: 'Owner', exact: true }), 'Ana', page)
    await gate.finding(/not decided what to do about the risk/).click()
    await focused.selectOption('mitigate')
    await gate
      .item(/scores 20 of 25/)
      .getByRole('button', { name: /^Add/ })
      .click()
    await expect(inspector.panel.getByLabel('Task', { exact: true })).toBeFocused()
    await page.keyboard.type('Hire a second analyst')
    await pickFrom(inspector.panel.getByRole('combobox', { name: 'Owner', exact: true }), 'Ana', page)
    await inspector.panel.getByLabel('Due', { exact: true }).fill('2027-01-31')
    await gate.finding(/serves “We lose the team”, which serves neither/).click()
    await pickCard('Win back 30 accounts')
  })

  await test.step('an open question is waived with a reason, which is asked for', async () => {
    const question = gate.item(/What about Norway/)
    await question.getByRole('button', { name: /^Waive/ }).click()
    await question.getByRole('button', { name: 'Waive', exact: true }).click()
    await expect(question.getByRole('alert')).toContainText('Give a reason')
    await question.getByRole('textbox').fill('Norway is decided in May')
    await page.keyboard.press('Enter')
    await expect(gate.group('Waived')).toContainText('Norway is decided in May')
    await gate
      .group('Waived')
      .getByRole('button', { name: /^Revoke/ })
      .click()
    await expect(gate.bar).toContainText('1 error')
    await question.getByRole('button', { name: /^Waive/ }).click()
    await question.getByRole('textbox').fill('Norway is decided in May')
    await page.keyboard.press('Enter')
  })

  await expect(gate.bar).toContainText('Ready to leave')
  await test.step('finished, it is kept as revision 1, and can be read', async () => {
    await gate.finishButton.click()
    await page.getByLabel(/A word on this plan/).fill('End of day one')
    await page.getByRole('dialog').getByRole('button', { name: 'Finish' }).click()
    await page.getByRole('button', { name: 'Read the plan' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Growth plan')
    const paper = page.getByRole('article')
    await expect(paper).toContainText('End of day one')
    await expect(paper).toContainText('Hire a second analyst')
    await expect(paper).toContainText('Norway is decided in May')
    await page.getByRole('link', { name: 'Finished plans' }).click()
    await page.getByRole('link', { name: 'Back to the board' }).click()
    await ana.arrive()
  })

  await test.step('changed and finished again, the difference says exactly what changed', async () => {
    await ana.showList()
    await ana.find('Call the sleepers')
    await inspector.panel.getByLabel('Due', { exact: true }).fill('2027-04-30')
    await pickFrom(inspector.panel.getByRole('combobox', { name: 'Owner', exact: true }), 'Bob', page)
    await inspector.panel.getByLabel('Done when', { exact: true }).fill('Every sleeper was called twice')
    await page.keyboard.press('Tab')
    await paul.add('task', 'tasks-1-month', {
      text: 'Write the offer',
      fields: { due: '2027-01-15', assignee: idOfAna(paul), doneWhen: 'It is in the shop' },
    })
    await ana.isSaved()
    await expect(gate.bar).toContainText('Ready to leave')
    await gate.finishButton.click()
    await page.getByRole('dialog').getByRole('button', { name: 'Finish' }).click()
    await page.getByRole('button', { name: 'What changed' }).click()
    const paper = page.getByRole('article')
    await expect(paper.getByRole('heading', { level: 2 })).toHaveText([
      /^Dates and owners that moved\s*1$/,
      /^Added\s*2$/,
      /^Changed\s*1$/,
    ])
    const part = (name: RegExp) => paper.locator('section').filter({ has: page.getByRole('heading', { name }) })
    await expect(part(/^Dates/)).toContainText('Task: Call the sleepers')
    await expect(part(/^Dates/)).toContainText(/Due:\s*Mar 31, 2027\s*Apr 30, 2027/)
    await expect(part(/^Dates/)).toContainText(/Owner:\s*Ana\s*Bob/)
    await expect(part(/^Added/).getByRole('listitem')).toHaveText([/Task: Write the offer/, /Person: Bob/])
    await expect(part(/^Changed/)).toContainText('Every sleeper was called twice')
    await expect(part(/^Changed/).getByRole('listitem')).toHaveCount(1)
  })
})

test('who watches sees what stands in the way, and can change nothing', async ({ api, person, peer }) => {
  const board = await api.createBoard('Growth plan')
  const paul = await peer(board)
  await fillBadly(paul)
  const eve = await person('Eve')
  await eve.join(board, 'observe')
  const gate = new Gate(eve.page)
  await expect(gate.bar).toContainText(/\d+ things to mend/)
  await expect(gate.finishButton).toHaveCount(0)
  await gate.open()
  await expect(gate.list.getByRole('button', { name: /^(Waive|Add|Assign all|Set due)/ })).toHaveCount(0)
  await gate.finding('Nobody is accountable for the goal.').click()
  await expect(eve.inspector.panel).toContainText('Win back 30 accounts')
})

test('a participant mends what is theirs, and finishes and waives nothing', async ({ api, person, peer }) => {
  const board = await api.createBoard('Growth plan')
  const paul = await peer(board)
  await fillBadly(paul)
  const pia = await person('Pia')
  await pia.join(board)
  const gate = new Gate(pia.page)
  await gate.open()
  await expect(gate.finishButton).toHaveCount(0)
  await expect(gate.list.getByRole('button', { name: /^Waive/ })).toHaveCount(0)
  await gate.finding(/Nobody has taken the task “Call the sleepers”/).click()
  await expect(pia.page.locator(':focus')).toHaveAttribute('role', 'combobox')
  await pickFrom(pia.page.locator(':focus'), 'Pia', pia.page)
  await expect(gate.finding(/Nobody has taken the task “Call the sleepers”/)).toHaveCount(0)
})

test('by keyboard and by ear: from the bar to the field, and the numbers are said once they rest', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard('Growth plan')
  const paul = await peer(board)
  await fillBadly(paul)
  const ana = await person('Ana')
  await ana.join(board, 'facilitate')
  await ana.showList()
  const gate = new Gate(ana.page)
  await expect(gate.bar).toContainText(/\d+ things to mend/)
  const said = gate.bar.getByRole('status')
  await expect(said).toHaveText('')
  await gate.toggle.focus()
  await ana.page.keyboard.press('Enter')
  const finding = gate.finding('Nobody is accountable for the goal.')
  await ana.tabTo(finding)
  await ana.page.keyboard.press('Enter')
  await expect(ana.page.locator(':focus')).toHaveAttribute('role', 'combobox')
  await ana.page.keyboard.type('Ana')
  await ana.page.keyboard.press('Enter')
  await expect(said).toHaveText(/^\d+ things to mend, \d+ errors\.$/)
})

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 640, height: 900 },
  { width: 390, height: 800 },
]) {
  test(`the gate and what is finished pass WCAG 2.2 AA, light and dark, ${viewport.width} wide`, async ({
    api,
    person,
    peer,
  }) => {
    test.setTimeout(240_000)
    const board = await api.createBoard('Growth plan')
    const paul = await peer(board)
    await fillBadly(paul)
    const ana = await person('Ana', { viewport })
    await ana.join(board, 'facilitate')
    const { page } = ana
    const gate = new Gate(page)
    const passes = async (scene: string) => {
      await test.step(scene, async () => {
        for (const colorScheme of ['dark', 'light'] as const) {
          await page.emulateMedia({ colorScheme })
          expect.soft(await violationsOf(page), `${scene}, ${colorScheme}`).toEqual([])
        }
        expect.soft(await overflow(page), scene).toBeLessThanOrEqual(0)
      })
    }
    await expect(gate.bar).toContainText(/\d+ things to mend/)
    await passes('bar')
    await gate.open()
    await gate
      .item(/What about Norway/)
      .getByRole('button', { name: /^Waive/ })
      .click()
    await passes('list')
    if (viewport.width <= 640) await page.getByRole('button', { name: 'Close list' }).click()
    await gate.finishButton.click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await passes('finish')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('button', { name: 'Connections for programs' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await passes('connections')
    await page.keyboard.press('Escape')
    setMeta(paul.session, { gate: { checks: [], thresholds: {} } }, 'peer')
    await paul.saved()
    await finish(api.url, board, await ana.seat())
    await paul.add('task', 'tasks-1-month', 'Another')
    await finish(api.url, board, await ana.seat())
    for (const [at, name] of [
      ['', 'Finished plans'],
      ['/2', 'Growth plan'],
      ['/1/diff/2', 'What changed from revision 1 to 2'],
    ]) {
      await page.goto(`${api.url}/b/${board.boardId}/plans${at}`)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(name as string)
      await passes(`plans${at}`)
    }
  })
}

/** No owners, no dates, an orphan, a risk of 20 without a cure, an open question. */
async function fillBadly(paul: WallPeer): Promise<void> {
  setMeta(
    paul.session,
    { gate: { checks, thresholds: {} }, period: { start: '2026-11-01', end: '2027-12-31' } },
    'peer',
  )
  const numbers = {
    metric: 'Active accounts',
    baseline: { value: 10, unit: 'accounts' },
    target: { value: 40, unit: 'accounts' },
  }
  await paul.add('goal', 'goal', { text: 'Win back 30 accounts', fields: { ...numbers, due: '2027-12-31' } })
  await paul.add('move', 'move-1', 'Win back sleepers')
  const doneWhen = 'It is in the CRM'
  const [moveId] = paul.cards('move').map(({ id }) => id)
  for (const text of ['List the sleepers', 'Call the sleepers', 'Visit the sleepers']) {
    await paul.add('task', null, { text, fields: { doneWhen, moveId } })
  }
  await paul.add('task', null, { text: 'Order new chairs', fields: { doneWhen } })
  await paul.add('risk', null, { text: 'We lose the team', fields: { likelihood: 4, impact: 5 } })
  await paul.add('parking', 'parking', 'What about Norway?')
}

function idOfAna(paul: WallPeer): string {
  return paul.cards('person').find(({ text }) => text === 'Ana')?.id ?? ''
}

async function finish(url: string, { boardId }: NewBoard, { seatToken }: { seatToken: string }): Promise<void> {
  const headers = { authorization: `Bearer ${seatToken}`, 'content-type': 'application/json' }
  const answer = await fetch(`${url}/api/boards/${boardId}/plans`, { method: 'POST', headers, body: '{}' })
  expect(answer.status).toBe(201)
}

async function overflow(page: { evaluate: (look: () => number) => Promise<number> }): Promise<number> {
  return await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}
