import { beyondTheEdge, violationsOf } from '../fixtures/accessibility.ts'
import { ShareView } from '../fixtures/share-view.ts'
import { expect, test } from '../fixtures/story.ts'

test('a link is made new while people are in: who is in stays in, the old link opens nothing', async ({
  api,
  person,
}) => {
  const board = await api.createBoard('Spring plan')
  const [fay, ana, late] = [await person('Fay'), await person('Ana'), await person('Leo')]
  fay.tolerate(/401/)
  late.tolerate(/401/)
  await fay.join(board, 'facilitate')
  await ana.join(board)
  const share = new ShareView(fay.page)
  await share.open()
  // Fay joined by the facilitators' link, and knows no other: the server has none to tell.
  await expect(share.link('participate')).toContainText('This browser does not know it')
  await expect(share.link('participate')).toContainText('1 person came by it')
  await share.link('participate').getByRole('button', { name: 'Make a new one: Take part' }).click()
  expect(await violationsOf(fay.page)).toEqual([])
  await fay.page.getByRole('button', { name: 'Make it new' }).click()
  const link = await share.copyLink('participate')
  expect(new URL(link).pathname).toBe(`/b/${board.boardId}`)
  expect(link).not.toContain(board.links.participate.token)

  await ana.isSaved()
  await ana.page.reload()
  await ana.arrive()

  await late.openLink(board, 'participate')
  await expect(late.page.getByRole('alert')).toContainText('This link was reset.')
  await expect(late.page.getByRole('alert')).toContainText('Ask the facilitator for the new one.')
  await late.page.goto(link)
  await late.giveName()
  await late.arrive()
})

test('a reset that removes people: each is told why, loses nothing unsent, and comes back by the new link', async ({
  api,
  person,
}) => {
  const board = await api.createBoard('Spring plan')
  const [fay, ana] = [await person('Fay'), await person('Ana')]
  ana.tolerate(/401/, /WebSocket connection to/, /ERR_INTERNET_DISCONNECTED/)
  fay.tolerate(/401/)
  await fay.join(board, 'facilitate')
  await ana.join(board)
  await ana.showList()
  // Ana's line is gone when she writes her last card.
  await ana.context.setOffline(true)
  await expect(ana.status).toHaveText('Offline')
  await ana.list.add('Ideas', 'Call the three customers')
  await expect(ana.status).toHaveText('Offline, 1 change kept here')

  const share = new ShareView(fay.page)
  await share.open()
  await share.reset('participate', { removePeople: true })
  const link = await share.copyLink('participate')

  await ana.context.setOffline(false)
  const ended = ana.page.getByTestId('ended')
  await expect(ended).toContainText('This link was reset.')
  await expect(ended).toContainText('Ask the facilitator for the new link')
  await expect(ana.page.getByTestId('not-sent')).toContainText('1 change of yours had not reached the server')
  await expect(ana.page.getByTestId('not-sent')).toContainText('Call the three customers')
  await ana.page.getByRole('button', { name: 'Copy as text: what was not sent' }).click()
  expect(await ana.copied()).toContain('Call the three customers')
  for (const colorScheme of ['light', 'dark'] as const) {
    await ana.page.emulateMedia({ colorScheme })
    expect(await violationsOf(ana.page)).toEqual([])
  }
  // It says so after a reload as well.
  await ana.page.reload()
  await expect(ended).toContainText('1 change of yours had not reached the server')

  await ana.page.getByRole('link', { name: 'I have a link or a code' }).click()
  await ana.page.getByLabel('Code').fill(link)
  await ana.page.getByRole('button', { name: 'Go on' }).click()
  await ana.giveName()
  await ana.arrive()
  await ana.page.getByRole('button', { name: 'Look at them' }).click()
  await ana.page.getByRole('button', { name: 'Put back 1 change' }).click()
  await ana.isSaved()
  await share.close()
  await fay.showList()
  await expect(fay.list.card('Call the three customers')).toBeVisible()
})

test('a link that was closed says so, and opens again when a facilitator says so', async ({ api, person }) => {
  const board = await api.createBoard('Spring plan')
  const [fay, ana] = [await person('Fay'), await person('Ana')]
  ana.tolerate(/410/)
  await fay.join(board, 'facilitate')
  const share = new ShareView(fay.page)
  await share.open()
  await share.letIn('participate', 'not any more: close it now')
  await expect(share.link('participate')).toContainText('closed: its time is over')
  await ana.openLink(board, 'participate')
  await expect(ana.page.getByRole('alert')).toContainText('The time of this link is over.')
  await expect(ana.page.getByRole('alert')).toContainText('Ask the facilitator for another one.')
  expect(await violationsOf(ana.page)).toEqual([])

  await share.letIn('participate', 'for one hour')
  await expect(share.link('participate')).toContainText(/until \d+:\d\d/)
  await ana.page.reload()
  await ana.giveName()
  await ana.arrive()
})

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 640, height: 900 },
  { width: 390, height: 800 },
]) {
  test(`the Share dialog passes WCAG 2.2 AA, light and dark, ${viewport.width} wide`, async ({ api, person }) => {
    const board = await api.createBoard('Spring plan')
    const fay = await person('Fay', { viewport })
    await fay.join(board, 'facilitate')
    const share = new ShareView(fay.page)
    await share.open()
    await share.makeCode()
    await share.setPasscode('participate', 'two blue boats')
    await share.askToKnock('participate')
    await share.letIn('participate', 'for one week')
    await share.askReset('participate')
    for (const colorScheme of ['light', 'dark'] as const) {
      await fay.page.emulateMedia({ colorScheme })
      expect.soft(await violationsOf(fay.page), colorScheme).toEqual([])
      expect.soft(await beyondTheEdge(fay.page)).toEqual([])
      await fay.page.screenshot({ path: test.info().outputPath(`share-${viewport.width}-${colorScheme}.png`) })
    }
    await share.dialog.getByRole('button', { name: 'Show it large' }).click()
    await expect(fay.page.getByRole('dialog', { name: 'Join with this code' })).toBeVisible()
    expect(await violationsOf(fay.page)).toEqual([])
    expect(await beyondTheEdge(fay.page)).toEqual([])
    await fay.page.screenshot({ path: test.info().outputPath(`code-${viewport.width}.png`) })
  })
}
