import type { Page } from '@playwright/test'
import { beyondTheEdge, violationsOf } from '../fixtures/accessibility.ts'
import { Conductor } from '../fixtures/conductor.ts'
import { PartView } from '../fixtures/part-view.ts'
import { expect, test } from '../fixtures/story.ts'

const half = { viewport: { width: 640, height: 860 } }
const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 800 },
  { width: 640, height: 860 },
]

/** What is on screen now, in every size and in both colours: a picture of each, none beyond the edge, nothing axe finds. */
async function looksRight(page: Page, name: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size)
    await expect(page.getByRole('group', { name: 'Take part' })).toBeVisible()
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.screenshot({ path: test.info().outputPath(`${name}-${size.width}-${colorScheme}.png`) })
      expect(await violationsOf(page), `${name}, ${size.width}, ${colorScheme}`).toEqual([])
    }
    if (size.width !== 1440) expect(await beyondTheEdge(page), `${name}, ${size.width}`).toEqual([])
  }
}

test('somebody beside a call takes part in every kind of step', async ({ api, person, peer }) => {
  test.setTimeout(240_000)
  const board = await api.createBoard('Pre-mortem', 'T5')
  const fay = await Conductor.join(api, board)
  const paul = await peer(board, 'Paul')
  const pat = await person('Pat', half)
  await pat.join(board)
  const { page } = pat
  const part = new PartView(page)

  await test.step('a step to listen in', async () => {
    await fay.start('5.1')
    await expect(part.root).toContainText('Listen and read')
    await expect(part.box).toHaveCount(0)
  })

  await test.step('private writing: added by Enter, pasted line by line, edited, deleted and brought back', async () => {
    await fay.start('5.2')
    await part.write('Nobody called the customers')
    await pat.copy('- The daily work pushed it aside\n- We had no money\n')
    await part.box.press('Control+v')
    await expect(part.cards).toHaveCount(3)
    await part.card('We had no money').getByRole('button', { name: /^Edit/ }).click()
    await page.keyboard.type(' left')
    await page.keyboard.press('Enter')
    await part
      .card('We had no money left')
      .getByRole('button', { name: /^Delete/ })
      .click()
    await expect(part.cards).toHaveCount(2)
    await part.isKept()
    await looksRight(page, 'private')
    expect((await fay.people()).find(({ name }) => name === 'Pat')?.privateCards).toBe(2)
    expect(paul.cards('failure')).toEqual([])
  })

  await test.step('on the wall nothing can be made meanwhile, and the page says why', async () => {
    await pat.showWall()
    await expect(page.getByRole('button', { name: /^Add: / })).toHaveCount(0)
    await page.locator('.tl-container').first().focus()
    await page.keyboard.press('n')
    await expect(pat.message(/you write in private/)).toBeVisible()
    await page.getByRole('tab', { name: 'Take part' }).click()
  })

  await test.step('paused: said plainly, nothing can be written, nothing is lost', async () => {
    await fay.pause(true)
    await expect(part.root).toContainText('The session is paused')
    await expect(part.box).toHaveCount(0)
    await fay.pause(false)
    await expect(part.cards).toHaveCount(2)
  })

  await test.step('without a connection private cards stay here, and go out with the connection', async () => {
    pat.tolerate(/ERR_INTERNET_DISCONNECTED|WebSocket/)
    await pat.context.setOffline(true)
    await part.write('Written in a tunnel')
    await pat.context.setOffline(false)
    await part.isKept()
    await expect.poll(async () => (await fay.people()).find(({ name }) => name === 'Pat')?.privateCards).toBe(3)
  })

  const device = await person('Pat', { viewport: { width: 390, height: 800 } })
  await test.step('another device of the same person has the same private cards', async () => {
    await page.getByRole('button', { name: 'Share', exact: true }).click()
    await page.getByRole('button', { name: /Copy my own link/ }).click()
    const link = await pat.copied()
    await page.keyboard.press('Escape')
    await device.page.goto(link)
    await device.arrive()
    await expect(new PartView(device.page).cards).toHaveCount(3)
    expect(new URL(device.page.url()).hash).toBe('')
    await device.leave()
  })

  await test.step('the reveal: the same cards, now among everybody’s', async () => {
    expect(await fay.reveal()).toEqual({ cards: 3, writers: 1 })
    await expect(part.root.getByText(/saved where only/)).toHaveCount(0)
    await expect.poll(() => paul.cards('failure').length).toBe(3)
  })

  await test.step('reading: the card that is read is large', async () => {
    await fay.start('5.3')
    await fay.showCards()
    await expect(part.root).toContainText('Card 1 of 3')
    await looksRight(page, 'reading')
  })

  await test.step('grouping with a list beside every card', async () => {
    await fay.start('5.4')
    await part
      .card('Nobody called the customers')
      .getByRole('combobox')
      .selectOption({ label: 'Theme 1: Reasons of this kind' })
    await expect(part.root.getByRole('region', { name: 'Theme 1: Reasons of this kind' })).toContainText('1 card')
    await looksRight(page, 'group')
  })

  await paul.add('risk', 'theme-1', 'Customers are not called')
  await paul.add('risk', 'theme-2', 'The daily work wins')
  await test.step('scores: large buttons, changeable, the same in two tabs', async () => {
    await fay.start('5.5')
    await expect(part.root).toContainText('as soon as the facilitator opens the vote')
    const { roundId } = await fay.openVote()
    await part.score('Customers are not called', 'How likely?', 2)
    await part.score('Customers are not called', 'How likely?', 4)
    await part.score('Customers are not called', 'How bad?', 3)
    await part.score('The daily work wins', 'How likely?', 5)
    await part.votesAreIn()
    await looksRight(page, 'score')
    const second = await pat.newTab()
    await second.page.setViewportSize(half.viewport)
    await second.page.goto(page.url())
    const secondPart = new PartView(second.page)
    await expect(secondPart.root.getByRole('radio', { checked: true })).toHaveCount(3)
    await secondPart.score('The daily work wins', 'How bad?', 4)
    await expect(part.root.getByRole('radio', { checked: true })).toHaveCount(4)
    await second.page.close()
    await fay.closeVote(roundId)
    await expect(part.root).toContainText('Result:')
    await expect(part.root).toContainText('1 person voted')
    await looksRight(page, 'result')
  })

  await test.step('cures: what and where are chosen in sight', async () => {
    await fay.start('5.6')
    await part.root.getByRole('radio', { name: 'The daily work wins', exact: true }).check()
    await part.write('Block two hours every Friday')
    await looksRight(page, 'cures')
  })

  await test.step('done, hand and reaction', async () => {
    await part.done.click()
    await expect(part.done).toHaveAttribute('aria-pressed', 'true')
    await expect(page.getByText('1 of 1 done')).toBeVisible()
    await page.getByRole('button', { name: 'Raise your hand' }).click()
    await expect(page.getByRole('button', { name: 'Take your hand down' })).toBeVisible()
    await page.getByRole('button', { name: 'React' }).click()
    await page.getByRole('button', { name: 'Applause' }).click()
    await expect(page.getByRole('list', { name: 'Reactions' })).toContainText('Pat')
    await fay.start('5.8')
    await expect(part.done).toHaveAttribute('aria-pressed', 'false')
  })

  await test.step('one card each: the box says when it is enough', async () => {
    await part.write('I write to the five largest')
    await expect(part.root).toContainText('as many cards here as this step allows')
  })

  await test.step('on the wall only what this step needs, and back again', async () => {
    await pat.showWall()
    await expect(page.getByRole('button', { name: 'Draw', exact: true })).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Connect cards' })).toBeVisible()
    await page.getByRole('tab', { name: 'Take part' }).click()
    await expect(part.root).toBeVisible()
  })
})

test('dots and yes or no by keyboard alone', async ({ api, person, peer }) => {
  const board = await api.createBoard('Plan', 'T1')
  const fay = await Conductor.join(api, board)
  const paul = await peer(board, 'Paul')
  await paul.add('note', 'ideas', 'Call the sleepers', 'Lower the price', 'Hire a second analyst')
  const pat = await person('Pat', half)
  await pat.join(board)
  const { page } = pat
  const part = new PartView(page)
  await fay.start('1.4')
  const { roundId, cards } = await fay.openVote({
    title: 'Which idea?',
    vote: { perPerson: 3, maxPerCard: 2, kinds: ['note'] },
    stepId: '1.3',
  })
  expect(cards).toBe(3)
  const give = (card: string) => part.root.getByRole('button', { name: `Give a dot: ${card}` })
  await pat.tabTo(give('Call the sleepers'))
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(give('Call the sleepers')).toBeDisabled()
  await pat.tabTo(give('Hire a second analyst'))
  await page.keyboard.press('Enter')
  await expect(part.root).toContainText('All dots given')
  await expect(give('Lower the price')).toBeDisabled()
  await part.votesAreIn()
  await looksRight(page, 'dots')
  await fay.closeVote(roundId)
  await expect.poll(() => paul.card('Call the sleepers')?.votes).toBe(2)

  const again = await fay.openVote({
    title: 'Is it obvious?',
    vote: { perPerson: 1, maxPerCard: 1, kinds: ['note'], answer: 'yes-no' },
    stepId: '1.3',
  })
  const yes = part.root.getByRole('group', { name: 'Lower the price' }).getByRole('radio', { name: 'Yes' })
  await pat.tabTo(yes)
  await page.keyboard.press('Space')
  await expect(yes).toBeChecked()
  await part.votesAreIn()
  await looksRight(page, 'yes-no')
  await fay.closeVote(again.roundId)
})
