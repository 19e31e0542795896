import { checkSettingsOf } from '@planwall/shared/plan/check-settings'
import { checkPlan } from '@planwall/shared/plan/checks'
import type { Page } from '@playwright/test'
import { PartView } from '../fixtures/part-view.ts'
import type { Person } from '../fixtures/person.ts'
import { expect, test } from '../fixtures/story.ts'

const half = { viewport: { width: 640, height: 860 } }
const phone = { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true }

const reasons = {
  ann: ['Nobody called the customers in time', 'We heard of the new price from the press'],
  ben: ['The daily work pushed the plan aside', 'Nobody dared to say that it was late'],
  cid: ['Our best two people left in May'],
}
const late = 'Customers are called too late'
const aside = 'The daily work pushes the plan aside'

test('a pre-mortem from its first word to a plan whose risks are owned and cured', async ({ api, person, peer }) => {
  test.setTimeout(240_000)
  const board = await api.createBoard('Spring plan', 'T5')
  const reader = await peer(board, 'Reader')
  const [fay, ann, ben, cid] = await Promise.all([
    person('Fay'),
    person('Ann', half),
    person('Ben', phone),
    person('Cid', half),
  ])
  await Promise.all([fay.join(board, 'facilitate'), ann.join(board), ben.join(board), cid.join(board)])
  const [annPart, benPart, cidPart] = [ann, ben, cid].map(({ page }) => new PartView(page)) as [
    PartView,
    PartView,
    PartView,
  ]
  const press = async (name: string | RegExp) => {
    await fay.page.getByRole('button', { name }).click()
  }

  await test.step('the scene: everybody hears the same, nobody can write', async () => {
    await press('Start the session')
    for (const part of [annPart, benPart, cidPart]) {
      await expect(part.instruction).toContainText('Set the scene')
      await expect(part.root).toContainText('Listen and read')
      await expect(part.box).toHaveCount(0)
    }
  })

  await test.step('the history: written in private, through a reload, and nobody else is sent a word', async () => {
    await press(/^Next: /)
    await expect(annPart.root).toContainText('Only you can see this')
    await expect(annPart.root).toContainText('names are erased')
    await annPart.write(...reasons.ann)
    await benPart.write(...reasons.ben)
    await cidPart.write(...reasons.cid)
    await Promise.all([annPart.isKept(), benPart.isKept(), cidPart.isKept()])
    await annPart.box.fill('Half a thought')
    await ann.page.reload()
    await expect(annPart.cards).toHaveCount(2)
    await expect(annPart.box).toHaveValue('Half a thought')
    await annPart.box.fill('')
    await cid.leave()
    await expect(fay.page.getByTestId('reveal-line')).toContainText('5 cards are hidden, by 3 people')
    for (const { page } of [fay, ben]) expect(await page.content()).not.toContain('Nobody called')
    expect(reader.cards('failure')).toEqual([])
  })

  await test.step('the reveal brings all of them, of whoever left too, without a name', async () => {
    await press(/^Next: /)
    await press('Reveal …')
    await press('Reveal to everybody')
    const all = Object.values(reasons).flat()
    for (const text of all) await expect(benPart.card(text)).toBeVisible()
    await expect
      .poll(() =>
        reader
          .cards('failure')
          .map(({ text }) => text)
          .toSorted(compare),
      )
      .toEqual(all.toSorted(compare))
    expect(reader.cards('failure').map(({ createdBy }) => createdBy)).toEqual(all.map(() => null))
  })

  const dan = await person('Dan', half)
  const danPart = new PartView(dan.page)
  await test.step('who joins late sees the step, the time left, and what is read', async () => {
    await press('Show the first card')
    await dan.join(board)
    await expect(danPart.instruction).toContainText('One at a time')
    await expect(danPart.instruction.getByRole('timer')).toHaveText(/\d:\d\d/)
    await expect(danPart.root).toContainText('Card 1 of 5')
    for (let card = 2; card <= 5; card++) {
      await press('Next card')
      await expect(danPart.root).toContainText(`Card ${card} of 5`)
    }
    await press('Done')
  })

  await test.step('reasons are put together from a phone and from half a screen', async () => {
    await press(/^Next: /)
    const move = (part: PartView, text: string, to: string) =>
      part.card(text).getByRole('combobox').selectOption({ label: to })
    await move(annPart, reasons.ann[0] as string, 'Theme 1: Reasons of this kind')
    await move(annPart, reasons.ann[1] as string, 'Theme 1: Reasons of this kind')
    await move(benPart, reasons.ben[0] as string, 'Theme 2: Reasons of this kind')
    await move(benPart, reasons.ben[1] as string, 'Theme 2: Reasons of this kind')
    await move(danPart, reasons.cid[0] as string, 'Kept for the review')
    await fay.showList()
    await fay.list.add('Theme 1', late)
    await fay.list.add('Theme 2', aside)
  })

  await test.step('likelihood and impact are scored unseen; a reload keeps the ballot', async () => {
    await press(/^Next: /)
    await press('Open the vote')
    const scores: [PartView, number[]][] = [
      [annPart, [2, 3, 4, 4]],
      [benPart, [2, 3, 3, 4]],
      [danPart, [3, 3, 4, 4]],
    ]
    for (const [part, [a = 0, b = 0, c = 0, d = 0]] of scores) {
      await part.score(late, 'How likely?', a)
      await part.score(late, 'How bad?', b)
      await part.score(aside, 'How likely?', c)
      await part.score(aside, 'How bad?', d)
      await part.votesAreIn()
    }
    await ben.page.reload()
    await expect(benPart.root.getByRole('radio', { checked: true })).toHaveCount(4)
    await expect(fay.page.getByTestId('round-line')).toContainText('3 of')
    await expect(annPart.root).not.toContainText('Result')
    await fay.page.getByTestId('round-line').getByRole('button', { name: 'Close', exact: true }).click()
    await expect(annPart.root).toContainText('Result:')
    await expect(annPart.card(aside)).toContainText('Likelihood 4, impact 4')
  })

  await test.step('cures get a name and a date; the risk an owner and a sign', async () => {
    await press(/^Next: /)
    await annPart.root.getByRole('radio', { name: late, exact: true }).check()
    await annPart.write('Call every customer by Friday')
    await benPart.root.getByRole('radio', { name: aside, exact: true }).check()
    await benPart.write('Block two hours every Friday')
    await fill(ann, annPart, 'Call every customer by Friday', 'Ann')
    await fill(ben, benPart, 'Block two hours every Friday', 'Ben')
    for (const risk of [late, aside]) {
      await open(danPart, risk)
      await dan.inspector.pickPerson('Owner', 'Dan')
      await dan.inspector.field('Early warning sign').fill('Two calls in a row are missed')
      await close(dan.page)
    }
  })

  await test.step('what is lived with is said aloud', async () => {
    await press(/^Next: /)
    await answer(fay, late, { response: 'accept', category: 'customer', reason: 'We can live with some of it' })
    await answer(fay, aside, { response: 'mitigate', category: 'delivery' })
  })

  await test.step('one thing each, and one only', async () => {
    await press(/^Next: /)
    for (const [part, text] of [
      [annPart, 'I write to the five largest'],
      [benPart, 'I block my Friday'],
    ] as const) {
      await part.write(text)
      await expect(part.root).toContainText('as many cards here as this step allows')
    }
    await press(/^Next: /)
    await press('End the session')
    await expect(annPart.root).toHaveCount(0)
  })

  await reader.waitForCard('I block my Friday')
  await expect
    .poll(async () => (await api.plan(reader.seat)).risks.every(({ earlyWarningSign = '' }) => earlyWarningSign !== ''))
    .toBe(true)
  const plan = await api.plan(reader.seat)
  const tasks = new Map(plan.tasks.map((task) => [task.id, task]))
  const told = plan.risks.map((risk) => ({
    event: risk.event,
    score: [risk.likelihood, risk.impact],
    owner: plan.people.find(({ id }) => id === risk.owner)?.displayName,
    cures: (risk.mitigationTaskIds ?? []).map((id) => tasks.get(id)?.summary),
  }))
  expect(told).toEqual([
    { event: late, score: [2, 3], owner: 'Dan', cures: ['Call every customer by Friday'] },
    { event: aside, score: [4, 4], owner: 'Dan', cures: ['Block two hours every Friday'] },
  ])
  const { checks } = checkPlan(plan, checkSettingsOf(reader.readSession()))
  expect(checks.filter(({ code }) => code.startsWith('RSK')).map(({ code, state }) => `${code} ${state}`)).toEqual(
    [1, 2, 3, 4, 5, 6, 7].map((n) => `RSK-0${n} met`),
  )
})

async function open(part: PartView, card: string): Promise<void> {
  await part
    .card(card)
    .getByRole('button', { name: /^(Who and when|Fill in)/ })
    .click()
}

async function close(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Close details' }).click()
}

async function fill(who: Person, part: PartView, task: string, name: string): Promise<void> {
  await open(part, task)
  await who.inspector.pickPerson('Owner', name)
  await who.inspector.field('Due').fill('2027-05-01')
  await close(who.page)
  await expect(part.card(task)).toContainText(name)
  await expect(part.card(task)).toContainText('by May 1, 2027')
}

interface Answer {
  response: string
  category: string
  reason?: string
}

async function answer({ list, inspector, page }: Person, risk: string, { response, category, reason }: Answer) {
  await list.row(risk).click()
  await list.card(risk).getByRole('button', { name: 'Details' }).click()
  await inspector.field('Response').selectOption(response)
  if (await inspector.field('Category').isHidden()) await inspector.openMoreFields()
  await inspector.field('Category').selectOption(category)
  if (reason !== undefined) await inspector.field('Why we live with it').fill(reason)
  await close(page)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : 1
}
