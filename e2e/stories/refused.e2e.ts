import type { WebSocketRoute } from '@playwright/test'
import { errorTable } from '@planwall/shared/errors'
import { messageType, syncType } from '@planwall/shared/protocol'
import { beyondTheEdge, violationsOf } from '../fixtures/accessibility.ts'
import type { Person } from '../fixtures/person.ts'
import { expect, test } from '../fixtures/story.ts'

const sizes = [
  { width: 390, height: 800 },
  { width: 640, height: 900 },
  { width: 1440, height: 900 },
]
const lostConnection = [/WebSocket connection to/]

/** What the server would do with the changes of a person: take them, never hear of them, or refuse them. */
type Mood = 'takes' | 'is away' | 'refuses'

/** An update that says nothing is a frame of five bytes. */
const EMPTY_LENGTH = 5

async function sitBetween({ context }: Person): Promise<(mood: Mood) => Promise<void>> {
  let mood: Mood = 'takes'
  const sockets: WebSocketRoute[] = []
  await context.routeWebSocket(/\/sync\//, async (page) => {
    if (mood === 'is away') return await page.close({ code: 1001 })
    sockets.push(page)
    const server = page.connectToServer()
    page.onMessage((message) => {
      const [type, kind] = typeof message === 'string' ? [] : message
      const isUpdate = type === messageType.sync && (kind === syncType.step2 || kind === syncType.update)
      if (mood !== 'refuses' || !isUpdate || message.length <= EMPTY_LENGTH) return server.send(message)
      const { close, message: reason } = errorTable.refused
      void page.close({ code: close, reason })
    })
  })
  return async (next) => {
    mood = next
    if (next === 'is away') for (const socket of sockets.splice(0)) await socket.close({ code: 1001 })
  }
}

const dialogOf = ({ page }: Person) => page.getByRole('dialog', { name: 'Changes that could not be sent' })
const bannerOf = ({ page }: Person) => page.getByRole('status').filter({ hasText: 'could not be sent' })

test('changes the server refuses are set aside, told in words, and put back once they are allowed', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await paul.add('task', 'tasks-1-month', 'List the sleepers')
  await paul.add('note', 'ideas', 'Not any more')
  const ana = await person('Ana')
  ana.tolerate(...lostConnection)
  const server = await sitBetween(ana)
  await ana.join(board)
  await expect(ana.wall.card('List the sleepers')).toBeVisible()

  await test.step('offline she does several things', async () => {
    await server('is away')
    await expect(ana.status).toHaveText('Offline')
    await ana.wall.write('ideas', 'A trial week')
    await ana.wall.edit('List the sleepers')
    await ana.page.keyboard.type(' by name')
    await ana.page.keyboard.press('Escape')
    await ana.wall.select('Not any more')
    await ana.page.keyboard.press('Delete')
    await expect(ana.status).toHaveText('Offline, 3 changes kept here')
  })

  await test.step('back online they are refused: the board is what everybody sees', async () => {
    await server('refuses')
    await expect(bannerOf(ana)).toContainText('3 changes of yours could not be sent.')
    await server('takes')
    await ana.isSaved()
    await expect(ana.wall.card('List the sleepers')).toBeVisible()
    await expect(ana.wall.card('Not any more')).toBeVisible()
    await expect(ana.wall.card('A trial week')).toHaveCount(0)
    expect(paul.cards().map(({ text }) => text)).not.toContain('A trial week')
  })

  await test.step('they outlive the page', async () => {
    await ana.page.reload()
    await ana.isSaved()
    await expect(bannerOf(ana)).toContainText('3 changes of yours could not be sent.')
  })

  await test.step('they can be read, copied, and put back', async () => {
    await bannerOf(ana).getByRole('button', { name: 'Look at them' }).click()
    const dialog = dialogOf(ana)
    await expect(dialog.getByRole('listitem')).toHaveCount(3)
    await expect(dialog.getByRole('listitem').filter({ hasText: 'List the sleepers' })).toContainText(
      'Text: List the sleepers → List the sleepers by name',
    )
    for (const size of sizes) {
      await ana.page.setViewportSize(size)
      for (const colorScheme of ['dark', 'light'] as const) {
        await ana.page.emulateMedia({ colorScheme })
        expect.soft(await violationsOf(ana.page), `${size.width} wide, ${colorScheme}`).toEqual([])
      }
      expect.soft(await beyondTheEdge(ana.page), `${size.width} wide`).toEqual([])
    }
    await dialog.getByRole('button', { name: 'Copy as text' }).click()
    expect(await ana.copied()).toContain('New: Note: A trial week')
    await dialog.getByRole('checkbox', { name: 'Deleted Note: Not any more' }).uncheck()
    await dialog.getByRole('button', { name: 'Put back 2 changes' }).click()
    await expect(ana.message('2 changes put back')).toBeVisible()
    await ana.isSaved()
    await paul.waitForCard('A trial week')
    await paul.waitForCard('List the sleepers by name')
    expect(paul.card('Not any more')).toBeDefined()
  })

  await test.step('the rest is thrown away, and nothing is said any more', async () => {
    await expect(dialogOf(ana).getByRole('listitem')).toHaveCount(1)
    await dialogOf(ana).getByRole('checkbox').check()
    await dialogOf(ana).getByRole('button', { name: 'Throw away' }).click()
    await expect(dialogOf(ana)).toHaveCount(0)
    await expect(bannerOf(ana)).toHaveCount(0)
    expect(paul.card('Not any more')).toBeDefined()
  })

  await test.step('putting back is a change like any other: it can be undone', async () => {
    await ana.undoButton.click()
    await expect(ana.wall.card('A trial week')).toHaveCount(0)
    await expect.poll(() => paul.card('A trial week')).toBeUndefined()
  })
})

test('the server itself refuses what a forged page lets an observer do, and nothing is lost or shown to others', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await paul.add('note', 'ideas', 'Untouched')
  const eve = await person('Eve')
  eve.tolerate(...lostConnection)
  await eve.join(board, 'observe')
  // She makes her page believe that she may write, in what it kept and in what it is told.
  await eve.page.evaluate(() => {
    const boards = localStorage.getItem('planwall/boards') ?? ''
    localStorage.setItem('planwall/boards', boards.replaceAll('"observer"', '"participant"'))
  })
  await eve.page.route(`**/api/boards/${board.boardId}`, async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, json: { ...(await answer.json()), role: 'participant' } })
  })
  await eve.page.reload()
  await eve.isSaved()
  await eve.wall.doubleClickIn('ideas')
  await expect(bannerOf(eve)).toContainText('1 change of yours could not be sent.')
  await eve.isSaved()
  await expect(eve.wall.cards).toHaveCount(1)
  await bannerOf(eve).getByRole('button', { name: 'Look at them' }).click()
  await dialogOf(eve).getByRole('button', { name: 'Put back 1 change' }).click()
  // Refused again: it is hers to decide, not the page's.
  await expect(bannerOf(eve)).toContainText('1 change of yours could not be sent.')
  await paul.add('note', 'ideas', 'Afterwards')
  await expect(eve.wall.card('Afterwards')).toBeVisible()
  expect(paul.cards('note').map(({ text }) => text)).toEqual(['Untouched', 'Afterwards'])
})
