import { violationsOf } from '../fixtures/accessibility.ts'
import { PartView } from '../fixtures/part-view.ts'
import { SessionView } from '../fixtures/session-view.ts'
import { ShareView } from '../fixtures/share-view.ts'
import { expect, test } from '../fixtures/story.ts'

test('a seat is moved to a phone: the same person, colour and private cards, and one name in the list', async ({
  api,
  person,
}) => {
  const board = await api.createBoard('North', 'T5')
  const [fay, ana] = [await person('Fay'), await person('Ana')]
  await fay.join(board, 'facilitate')
  await ana.join(board)
  const lead = new SessionView(fay.page)
  await lead.begin()
  await lead.next()
  await lead.runs('Write the history')
  // What she writes now nobody else is shown before the reveal.
  await new PartView(ana.page).write('We asked nobody who buys')
  await ana.isSaved()
  const color = await ana.page.locator('.people-here .pw-avatar').first().getAttribute('style')

  const share = new ShareView(ana.page)
  await share.open()
  await share.dialog.getByRole('button', { name: 'Copy my own link: your own link' }).click()
  const link = await ana.copied()
  expect(new URL(link).hash.length).toBeGreaterThan(10)
  await share.close()

  const phone = await person('Ana’s phone', { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true })
  await phone.page.goto(link)
  await phone.arrive()
  await expect(phone.page).toHaveURL(new RegExp(`/b/${board.boardId}$`))
  await expect(phone.page.getByText('We asked nobody who buys')).toBeVisible()
  expect(await violationsOf(phone.page)).toEqual([])
  expect(await phone.page.locator('.people-here .pw-avatar').first().getAttribute('style')).toBe(color)
  await expect(fay.peopleHere).toHaveAccessibleName('People here: 2')
  await lead.open('People')
  await expect(fay.page.getByTestId('person')).toHaveCount(2)

  // Removed, the person is removed on every device.
  ana.tolerate(/401/)
  phone.tolerate(/401/)
  await lead.person('Ana').getByRole('button', { name: 'What to do with Ana' }).click()
  await fay.page.getByRole('button', { name: 'Remove from the board …' }).click()
  await fay.page.getByRole('button', { name: 'Remove', exact: true }).click()
  for (const device of [ana, phone]) {
    await expect(device.page.getByTestId('ended')).toContainText('A facilitator has removed you from this board.')
  }
})

test('after a crash of the page the same seat is there again, private cards and all', async ({ api, person }) => {
  const board = await api.createBoard('North', 'T5')
  const [fay, ana] = [await person('Fay'), await person('Ana')]
  await fay.join(board, 'facilitate')
  await ana.join(board)
  const lead = new SessionView(fay.page)
  await lead.begin()
  await lead.next()
  await new PartView(ana.page).write('Kept through the crash')
  await ana.isSaved()
  const again = await ana.newTab()
  // The tab is gone without a word to anybody.
  const cdp = await ana.context.newCDPSession(ana.page)
  const crashed = ana.page.waitForEvent('crash')
  // Nobody is left to answer.
  void cdp.send('Page.crash').catch(() => undefined)
  await crashed
  await again.page.goto(`/b/${board.boardId}`)
  await again.arrive()
  await expect(again.page.getByText('Kept through the crash')).toBeVisible()
  await lead.open('People')
  await expect(fay.page.getByTestId('person')).toHaveCount(2)
})
