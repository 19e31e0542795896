import { violationsOf } from '../fixtures/accessibility.ts'
import { Api } from '../fixtures/api.ts'
import { expect, test } from '../fixtures/story.ts'

const lostConnection = [/WebSocket connection to/, /ERR_CONNECTION_REFUSED/]

test('a board of which something cannot be read opens, says so, and gets it back from whoever still has it', async ({
  ownServer,
  person,
}) => {
  const board = await new Api(ownServer.url).createBoard('Damaged')
  const ana = await person('Ana', { url: ownServer.url })
  ana.tolerate(...lostConnection)
  await ana.join(board)
  await ana.wall.write('ideas', 'Can be read')
  await ana.isSaved()
  await ana.wall.write('ideas', 'Cannot be read')
  await ana.isSaved()
  await ownServer.terminate()
  await ana.context.setOffline(true)
  ownServer.damageLastChange(board.boardId)
  await ownServer.start()
  expect(ownServer.log).toContain('1 update could not be read')

  const ben = await person('Ben', { url: ownServer.url })
  await ben.join(board)
  const note = ben.page.getByText(/^Part of this board could not be read when the server started on /)
  await expect(note).toBeVisible()
  await expect(ben.page.getByText('1 change was missing.')).toBeVisible()
  await expect(ben.wall.card('Can be read')).toBeVisible()
  await expect(ben.wall.card('Cannot be read')).toHaveCount(0)
  expect(await violationsOf(ben.page)).toEqual([])

  await test.step('she still has it, and comes back', async () => {
    await ana.context.setOffline(false)
    await ana.isSaved()
    await expect(ben.wall.card('Cannot be read')).toBeVisible()
    await expect(ana.page.getByText('1 change was missing.')).toBeVisible()
  })

  await test.step('who has read the note does not see it again', async () => {
    await ben.page.getByRole('button', { name: 'I have read it' }).click()
    await expect(note).toHaveCount(0)
    await ben.page.reload()
    await ben.isSaved()
    await expect(ben.wall.card('Cannot be read')).toBeVisible()
    await expect(note).toHaveCount(0)
  })
})
