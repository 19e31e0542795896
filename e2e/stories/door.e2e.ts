import { beyondTheEdge, violationsOf } from '../fixtures/accessibility.ts'
import type { Person } from '../fixtures/person.ts'
import { SessionView } from '../fixtures/session-view.ts'
import { ShareView } from '../fixtures/share-view.ts'
import { expect, test } from '../fixtures/story.ts'

const sizes = [
  { width: 1440, height: 900 },
  { width: 640, height: 900 },
  { width: 390, height: 800 },
]

const passcodeOf = ({ page }: Person) => page.getByLabel('Passcode')
const join = ({ page }: Person) => page.getByRole('button', { name: 'Join', exact: true }).click()
const doorOf = ({ page }: Person) => page.getByTestId('door')
const knocksOf = ({ page }: Person) => page.getByTestId('knocks')

test('a passcode: missing, wrong, right; and after too many wrong ones a wait that is told', async ({
  api,
  person,
}) => {
  const board = await api.createBoard('Spring plan')
  const [fay, ana, mallory] = [await person('Fay'), await person('Ana'), await person('Mallory')]
  for (const someone of [ana, mallory]) someone.tolerate(/401/, /429/)
  await fay.join(board, 'facilitate')
  const share = new ShareView(fay.page)
  await share.open()
  await share.setPasscode('participate', 'two blue boats')

  await ana.openLink(board, 'participate')
  await ana.page.getByLabel('Your name').fill('Ana')
  await join(ana)
  await expect(ana.page.getByText('Please type the passcode.')).toBeVisible()
  await passcodeOf(ana).fill('one red car')
  await join(ana)
  await expect(ana.page.getByText(/This is not the passcode\. \d+ more tries/)).toBeVisible()
  expect(await violationsOf(ana.page)).toEqual([])
  await passcodeOf(ana).fill('two blue boats')
  await join(ana)
  await ana.arrive()
  // Neither the name nor the passcode is in the address, and the passcode is kept nowhere.
  expect(await ana.page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).not.toContain('blue')

  await mallory.openLink(board, 'participate')
  await mallory.page.getByLabel('Your name').fill('Mallory')
  const told = mallory.page.getByText(/You can try again in (a minute|\d+ minutes)\./)
  await expect(async () => {
    await passcodeOf(mallory).fill(`guess ${Math.random()}`)
    await join(mallory)
    await expect(told).toBeVisible({ timeout: 1000 })
  }).toPass()
  expect(await violationsOf(mallory.page)).toEqual([])

  await share.dialog.getByRole('button', { name: 'Ask for none any more: Take part' }).click()
  await expect(share.facts('participate')).not.toContainText('passcode')
})

test('people knock: one is let in, one is not and knocks again, a facilitator is told by voice and by keyboard', async ({
  api,
  person,
}) => {
  const board = await api.createBoard('Spring plan')
  const [fay, ana, ben] = [await person('Fay'), await person('Ana'), await person('Ben')]
  await fay.join(board, 'facilitate')
  const share = new ShareView(fay.page)
  await share.open()
  await share.askToKnock('participate')
  await share.close()

  await ana.openLink(board, 'participate')
  await expect(ana.page.getByText('A facilitator lets people in one by one')).toBeVisible()
  await ana.page.getByLabel('Your name').fill('Ana')
  await ana.page.getByRole('button', { name: 'Ask to come in' }).click()
  await expect(doorOf(ana).getByRole('status')).toContainText('You have knocked at Spring plan')
  expect(await violationsOf(ana.page)).toEqual([])

  await expect(fay.page.getByTestId('knock-news')).toHaveText('Ana waits to be let in.')
  await expect(knocksOf(fay)).toContainText('Ana waits to be let in')
  expect(await violationsOf(fay.page)).toEqual([])
  // A reload of the one who waits goes on waiting; the facilitators do not hear of a second Ana.
  await ana.page.reload()
  await expect(doorOf(ana)).toBeVisible()
  await expect(knocksOf(fay).getByTestId('knock')).toHaveCount(1)
  await fay.tabTo(knocksOf(fay).getByRole('button', { name: 'Let Ana in' }))
  await fay.page.keyboard.press('Enter')
  await ana.arrive()
  await expect(knocksOf(fay)).toHaveCount(0)
  await ana.page.reload()
  await ana.arrive()

  await ben.openLink(board, 'participate')
  await ben.page.getByLabel('Your name').fill('Ben')
  await ben.page.getByRole('button', { name: 'Ask to come in' }).click()
  const session = new SessionView(fay.page)
  await session.open('People')
  const waiting = fay.page.getByTestId('waiting')
  await expect(waiting).toContainText('1 person waits to be let in')
  await waiting.getByRole('button', { name: 'Not now: Ben' }).click()
  await expect(doorOf(ben).getByRole('status')).toContainText('You were not let in this time')
  await expect(waiting).toHaveCount(0)
  expect(await violationsOf(ben.page)).toEqual([])
  await ben.page.getByRole('button', { name: 'Knock again' }).click()
  await ben.page.getByRole('button', { name: 'Ask to come in' }).click()
  await waiting.getByRole('button', { name: 'Let Ben in' }).click()
  await ben.arrive()
  await expect(fay.page.getByTestId('person').filter({ hasText: 'Ben' })).toBeVisible()
})

for (const viewport of sizes) {
  test(`the door and who waits at it, light and dark, ${viewport.width} wide`, async ({ api, person }) => {
    const board = await api.createBoard('Spring plan')
    const fay = await person('Fay', { viewport })
    await fay.join(board, 'facilitate')
    const share = new ShareView(fay.page)
    await share.open()
    await share.askToKnock('participate')
    await share.setPasscode('participate', 'two blue boats')
    await share.close()
    for (const name of ['Ana Lima', 'Ben with a name that is rather longer than most names of people are', 'Cho']) {
      const guest = await person(name, { viewport })
      await guest.openLink(board, 'participate')
      await guest.page.getByLabel('Your name').fill(name)
      await passcodeOf(guest).fill('two blue boats')
      if (name === 'Cho') await looksRight(guest, `join-${viewport.width}`)
      await guest.page.getByRole('button', { name: 'Ask to come in' }).click()
      await expect(doorOf(guest)).toBeVisible()
      if (name === 'Cho') await looksRight(guest, `door-${viewport.width}`)
    }
    await expect(knocksOf(fay)).toContainText('and 1 more')
    await looksRight(fay, `knocks-${viewport.width}`)
    await fay.page.getByRole('button', { name: 'Let all in' }).first().click()
    await expect(knocksOf(fay)).toHaveCount(0)
    await expect(fay.peopleHere).toHaveAccessibleName('People here: 4')
  })
}

async function looksRight({ page }: Person, name: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    expect.soft(await violationsOf(page), `${name}, ${colorScheme}`).toEqual([])
    expect.soft(await beyondTheEdge(page), name).toEqual([])
    await page.screenshot({ path: test.info().outputPath(`${name}-${colorScheme}.png`) })
  }
}
