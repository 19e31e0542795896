import type { Page } from '@playwright/test'
import { beyondTheEdge, violationsOf } from '../fixtures/accessibility.ts'
import { SessionView } from '../fixtures/session-view.ts'
import { expect, test } from '../fixtures/story.ts'

test('a person is renamed, and everybody sees it, they first', async ({ api, person }) => {
  const board = await api.createBoard('Spring plan')
  const [fay, ana] = [await person('Fay'), await person('anna lmia')]
  await fay.join(board, 'facilitate')
  await ana.join(board)
  const session = new SessionView(fay.page)
  await session.open('People')
  await session.person('anna lmia').getByRole('button', { name: 'What to do with anna lmia' }).click()
  await fay.page.getByRole('button', { name: 'Rename …' }).click()
  const dialog = fay.page.getByRole('dialog', { name: 'Another name for anna lmia' })
  await dialog.getByLabel('Name').fill(' ')
  await dialog.getByRole('button', { name: 'Rename' }).click()
  await expect(dialog.getByText('Please give a name.')).toBeVisible()
  expect(await violationsOf(fay.page)).toEqual([])
  await dialog.getByLabel('Name').fill('Anna Lima')
  await dialog.getByRole('button', { name: 'Rename' }).click()
  await expect(session.person('Anna Lima')).toBeVisible()
  await expect(ana.message('A facilitator changed your name: you are Anna Lima now.')).toBeVisible()
  await ana.arrive()
  await fay.peopleHere.click()
  await expect(fay.page.locator('.people-here-list')).toContainText('Anna Lima')
  await fay.page.keyboard.press('Escape')
  await ana.page.reload()
  await ana.arrive()
  await ana.peopleHere.click()
  await expect(ana.page.locator('.people-here-list')).toContainText('Anna Lima (you)')
})

test('a person is removed: they are told, their work stays, and they may come back by the link', async ({
  api,
  person,
}) => {
  const board = await api.createBoard('Spring plan')
  const [fay, eve] = [await person('Fay'), await person('Eve')]
  eve.tolerate(/401/)
  await fay.join(board, 'facilitate')
  await eve.join(board)
  await eve.showList()
  await eve.list.add('Ideas', 'From Eve')
  await eve.isSaved()
  const other = await eve.newTab()
  await other.page.goto(`/b/${board.boardId}`)
  await other.arrive()

  const session = new SessionView(fay.page)
  await session.open('People')
  await session.person('Eve').getByRole('button', { name: 'What to do with Eve' }).click()
  await fay.page.getByRole('button', { name: 'Remove from the board …' }).click()
  const dialog = fay.page.getByRole('dialog', { name: 'Remove Eve from this board?' })
  await expect(dialog).toContainText('What Eve wrote on the wall stays.')
  expect(await violationsOf(fay.page)).toEqual([])
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(session.person('Eve')).toHaveCount(0)

  for (const tab of [eve, other]) {
    await expect(tab.page.getByTestId('ended')).toContainText('A facilitator has removed you from this board.')
    await expect(tab.page.getByTestId('not-sent')).toHaveCount(0)
  }
  expect(await violationsOf(eve.page)).toEqual([])
  await fay.showList()
  await expect(fay.list.card('From Eve')).toBeVisible()

  // After a reload it is still told, and nothing of the board is shown.
  await eve.page.reload()
  await expect(eve.page.getByTestId('ended')).toContainText('A facilitator has removed you from this board.')
  await expect(eve.page.getByText('From Eve')).toHaveCount(0)
  await eve.page.getByRole('link', { name: 'Try the link I came by' }).click()
  await eve.giveName()
  await eve.arrive()
  await expect(fay.peopleHere).toHaveAccessibleName('People here: 2')
})

test('whoever is removed while away hears of it when they come back', async ({ api, person }) => {
  const board = await api.createBoard('Spring plan')
  const [fay, eve] = [await person('Fay'), await person('Eve')]
  eve.tolerate(/401/)
  await fay.join(board, 'facilitate')
  await eve.join(board)
  await eve.page.goto('/')
  const session = new SessionView(fay.page)
  await session.open('People')
  await fay.page.getByText('1 person has left').click()
  await session.person('Eve').getByRole('button', { name: 'What to do with Eve' }).click()
  await fay.page.getByRole('button', { name: 'Remove from the board …' }).click()
  await fay.page.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(session.person('Eve')).toHaveCount(0)
  await eve.page.getByRole('link', { name: /Spring plan/ }).click()
  await expect(eve.page.getByTestId('ended')).toContainText('A facilitator has removed you from this board.')
})

test('an observer is given the pen, writes, and has it taken again', async ({ api, person }) => {
  const board = await api.createBoard('Spring plan')
  const [fay, sam] = [await person('Fay'), await person('Sam')]
  await fay.join(board, 'facilitate')
  await sam.join(board, 'observe')
  await expect(sam.page.getByText('You are watching')).toBeVisible()
  const session = new SessionView(fay.page)
  await session.open('People')
  const act = async (name: string) => {
    await session.person('Sam').getByRole('button', { name: 'What to do with Sam' }).click()
    await fay.page.getByRole('button', { name }).click()
  }
  await act('Give the pen')
  await expect(sam.message('You can write on the board now')).toBeVisible()
  await sam.arrive()
  await sam.showList()
  await sam.list.add('Ideas', 'From Sam')
  await sam.isSaved()
  // With the pen comes a place among the people of the plan: Sam can own what is on the wall.
  await expect.poll(async () => (await mySeat(sam.page)).personId).not.toBeNull()
  await fay.showList()
  await expect(fay.list.card('From Sam')).toBeVisible()

  await act('Take the pen: only watch')
  await expect(sam.message('A facilitator let you only watch for now.')).toBeVisible()
  await sam.arrive()
  await expect(sam.page.getByText('You are watching')).toBeVisible()
  await sam.showList()
  await expect(sam.list.card('From Sam')).toBeVisible()
})

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 640, height: 900 },
  { width: 390, height: 800 },
]) {
  test(`the list of people and its dialogs, light and dark, ${viewport.width} wide`, async ({ api, person }) => {
    const board = await api.createBoard('Spring plan')
    const fay = await person('Fay', { viewport })
    const ana = await person('Ana')
    await fay.join(board, 'facilitate')
    await ana.join(board)
    const session = new SessionView(fay.page)
    await session.open('People')
    const passes = async (scene: string) => {
      for (const colorScheme of ['dark', 'light'] as const) {
        await fay.page.emulateMedia({ colorScheme })
        expect.soft(await violationsOf(fay.page), `${scene}, ${colorScheme}`).toEqual([])
        expect.soft(await beyondTheEdge(fay.page), scene).toEqual([])
        await fay.page.screenshot({ path: test.info().outputPath(`${scene}-${viewport.width}-${colorScheme}.png`) })
      }
    }
    const menu = session.person('Ana').getByRole('button', { name: 'What to do with Ana' })
    await menu.click()
    await passes('menu')
    await fay.page.getByRole('button', { name: 'Rename …' }).click()
    await passes('rename')
    await fay.page.keyboard.press('Escape')
    await menu.click()
    await fay.page.getByRole('button', { name: 'Remove from the board …' }).click()
    await passes('remove')
    await fay.page.getByRole('button', { name: 'Remove', exact: true }).click()
    await expect(ana.page.getByTestId('ended')).toBeVisible()
    await ana.page.setViewportSize(viewport)
    for (const colorScheme of ['dark', 'light'] as const) {
      await ana.page.emulateMedia({ colorScheme })
      expect.soft(await violationsOf(ana.page)).toEqual([])
      expect.soft(await beyondTheEdge(ana.page)).toEqual([])
      await ana.page.screenshot({ path: test.info().outputPath(`ended-${viewport.width}-${colorScheme}.png`) })
    }
  })
}

async function mySeat(page: Page): Promise<{ personId: string | null }> {
  const boards = await page.evaluate(() => localStorage.getItem('planwall/boards') ?? '[]')
  return (JSON.parse(boards) as { seat: { personId: string | null } }[])[0]?.seat ?? { personId: null }
}
