import { beyondTheEdge, violationsOf } from '../fixtures/accessibility.ts'
import { IdentityProvider } from '../fixtures/identity-provider.ts'
import type { Person } from '../fixtures/person.ts'
import { ServerProcess } from '../fixtures/server-process.ts'
import { expect, test } from '../fixtures/story.ts'

test('whoever starts a board is asked for the passphrase of the server, and nobody who joins one', async ({
  person,
}) => {
  const server = await ServerProcess.start({ CREATE_PASSPHRASE: 'Büro & Kaffee 7' })
  try {
    const ana = await person('Ana', { url: server.url })
    ana.tolerate(/403/)
    const { page } = ana
    await ana.home()
    await expect(page.getByText('Starting a board takes the passphrase of this server.')).toBeVisible()
    await page.getByRole('button', { name: /^Plan on a wall/ }).click()
    await page.getByRole('button', { name: 'Create the board' }).click()
    const dialog = page.getByRole('dialog', { name: 'The passphrase of this server' })
    await expect(dialog.getByLabel('Passphrase')).toBeFocused()
    expect(await violationsOf(page)).toEqual([])

    await dialog.getByLabel('Passphrase').fill('buero und kaffee')
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('alert')).toContainText('That was not the passphrase.')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByRole('alert')).toContainText('This is not the passphrase of this server.')
    await page.getByRole('button', { name: 'Create the board' }).click()
    await dialog.getByLabel('Passphrase').fill('Büro & Kaffee 7')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Copy link: Take part' }).click()
    const link = await ana.copied()

    await page.getByRole('button', { name: 'Open the board' }).click()
    await ana.giveName()
    await ana.arrive()
    await page.getByRole('link', { name: 'My boards' }).click()
    await page.getByRole('button', { name: /^Plan on a wall/ }).click()
    await page.getByRole('button', { name: 'Create the board' }).click()
    await expect(page.getByRole('button', { name: 'Open the board' })).toBeVisible()

    const ben = await person('Ben', { url: server.url })
    await ben.page.goto(link)
    await ben.giveName()
    await ben.arrive()
    await ben.leave()
  } finally {
    await server.dispose()
  }
})

test('boards of an account: on a second device, deleted, brought back, and gone for good', async ({ person }) => {
  const provider = await IdentityProvider.start()
  const server = await ServerProcess.start({ CREATE_BOARDS: 'sign-in', ...provider.settings })
  try {
    const laptop = await person('Ada', { url: server.url })
    const phone = await person('Ada', { url: server.url, viewport: { width: 390, height: 844 } })

    await test.step('signing in on the laptop, by the provider’s own page', async () => {
      await laptop.home()
      await expect(laptop.page.getByText('Sign in to start a board.')).toBeVisible()
      expect(await violationsOf(laptop.page)).toEqual([])
      await provider.signIn(laptop, 'ada@example.com')
      await expect(laptop.page.getByText('No boards yet')).toBeVisible()
      await expect(laptop.page.getByText('Sign in to start a board.')).toHaveCount(0)
      await laptop.page.getByRole('button', { name: /^Plan on a wall/ }).click()
      await laptop.page.getByLabel('Title').fill('Growth in spring')
      await laptop.page.getByRole('button', { name: 'Create the board' }).click()
      await laptop.page.getByRole('button', { name: 'Open the board' }).click()
      await laptop.giveName()
      await laptop.arrive()
    })

    await test.step('the phone lists it, and opens it as its facilitator without a link', async () => {
      await phone.home()
      await provider.signIn(phone, 'ada@example.com')
      const item = phone.page.getByRole('button', { name: /^Growth in spring/ })
      await expect(item).toContainText('Changed today')
      await expect(item).toContainText('Ada')
      await looksRight(phone)
      await item.click()
      await phone.arrive()
      await expect(phone.page).toHaveURL(/\/b\/[A-Za-z0-9_-]+$/)
    })

    await test.step('deleted on the phone: the laptop is told, and brings it back', async () => {
      phone.tolerate(/410/)
      laptop.tolerate(/410/)
      await phone.page.getByRole('button', { name: 'Menu', exact: true }).click()
      await phone.page.getByRole('button', { name: 'Delete this board …' }).click()
      const dialog = phone.page.getByRole('dialog', { name: 'Delete Growth in spring?' })
      await expect(dialog).toContainText('It rests in the bin')
      await looksRight(phone)
      await dialog.getByRole('button', { name: 'Delete the board' }).click()
      for (const { page } of [phone, laptop]) {
        const told = page.getByRole('alert').filter({ hasText: 'This board was deleted.' })
        await expect(told).toContainText('Ada deleted it on')
      }
      await looksRight(phone)
      await looksRight(laptop)
      await laptop.page.getByRole('button', { name: 'Bring it back' }).click()
      await laptop.arrive()
      await phone.page.reload()
      await phone.arrive()
    })

    await test.step('renamed and deleted from the list, found in the bin, brought back from there', async () => {
      const { page } = laptop
      await page.getByRole('link', { name: 'My boards' }).click()
      await page.getByRole('button', { name: 'More about Growth in spring' }).click()
      await page.getByRole('button', { name: 'Rename …' }).click()
      await page.getByLabel('Title').fill('Growth in summer')
      await page.getByRole('button', { name: 'Rename', exact: true }).click()
      await expect(page.getByRole('button', { name: /^Growth in summer/ })).toBeVisible()
      await page.getByRole('button', { name: 'More about Growth in summer' }).click()
      await page.getByRole('button', { name: 'Delete …' }).click()
      await page.getByRole('button', { name: 'Delete the board' }).click()
      await page.getByText('In the bin: 1').click()
      await expect(page.getByText(/^Deleted by Ada on .* Removed for good on /)).toBeVisible()
      await looksRight(laptop)
      await page.getByRole('button', { name: 'Bring back Growth in summer' }).click()
      await expect(page.getByRole('button', { name: 'More about Growth in summer' })).toBeVisible()
      await expect(page.getByText('In the bin: 1')).toHaveCount(0)
    })

    await test.step('gone for good: what goes is listed, and the title is typed', async () => {
      const { page } = laptop
      await page.getByRole('button', { name: 'More about Growth in summer' }).click()
      await page.getByRole('button', { name: 'Delete …' }).click()
      await page.getByRole('button', { name: 'Delete the board' }).click()
      await page.getByText('In the bin: 1').click()
      await page.getByRole('button', { name: 'Delete Growth in summer for good …' }).click()
      const dialog = page.getByRole('dialog', { name: 'Delete Growth in summer for good?' })
      await expect(dialog).toContainText('every card, drawing and connection on the wall')
      await expect(dialog).toContainText('the links, and the places of 2 people')
      await looksRight(laptop)
      await dialog.getByRole('textbox').fill('Growth')
      await page.keyboard.press('Enter')
      await expect(dialog.getByRole('alert')).toContainText('This is not the title of the board.')
      await dialog.getByRole('textbox').fill('Growth in summer')
      await page.keyboard.press('Enter')
      await expect(dialog).toHaveCount(0)
      await expect(page.getByText('No boards yet')).toBeVisible()
      phone.tolerate(/404/)
      await phone.page.reload()
      await expect(
        phone.page.getByRole('alert').filter({ hasText: 'There is no board at this address.' }),
      ).toBeVisible()
    })

    await test.step('signed out, the list is gone; a provider that is away is told in words', async () => {
      const { page } = laptop
      await page.getByRole('button', { name: 'Ada', exact: true }).click()
      await page.getByRole('button', { name: 'Sign out' }).click()
      await expect(page.getByRole('heading', { name: 'Boards in your account' })).toHaveCount(0)
      provider.stop()
      await server.terminate()
      await server.start()
      laptop.tolerate(/503/)
      await page.reload()
      await page.getByRole('button', { name: 'Sign in' }).first().click()
      await expect(page.getByRole('alert')).toContainText('The sign-in service does not answer.')
      await looksRight(laptop)
    })
  } finally {
    provider.stop()
    await server.dispose()
  }
})

test('a board that was started without an account is added to it', async ({ person }) => {
  const provider = await IdentityProvider.start()
  const server = await ServerProcess.start(provider.settings)
  try {
    const ana = await person('Ana', { url: server.url })
    const { page } = ana
    await ana.home()
    await page.getByRole('button', { name: /^Plan on a wall/ }).click()
    await page.getByLabel('Title').fill('Made before')
    await page.getByRole('button', { name: 'Create the board' }).click()
    await page.getByRole('button', { name: 'Open the board' }).click()
    await ana.giveName()
    await ana.arrive()
    await page.getByRole('link', { name: 'My boards' }).click()
    await provider.signIn(ana, 'ana@example.com')
    await expect(page.getByText('You lead one more board in this browser.')).toBeVisible()
    await looksRight(ana)
    await page.getByRole('button', { name: 'Add it to my account' }).click()
    await expect(page.getByRole('button', { name: 'More about Made before' })).toBeVisible()
    await expect(page.getByText('You lead one more board in this browser.')).toHaveCount(0)
  } finally {
    provider.stop()
    await server.dispose()
  }
})

/** As it is now, in both themes. */
async function looksRight({ page }: Person): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await violationsOf(page)).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  expect(await beyondTheEdge(page)).toEqual([])
}
