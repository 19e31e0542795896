import { violationsOf } from '../fixtures/accessibility.ts'
import { Api } from '../fixtures/api.ts'
import { expect, test } from '../fixtures/story.ts'

const lostConnection = [/WebSocket connection to/, /ERR_CONNECTION_REFUSED/]

test('a board that was restored never mixes with an old copy; what had not arrived is offered again', async ({
  ownServer,
  person,
}) => {
  const api = new Api(ownServer.url)
  const board = await api.createBoard('Restored')
  const ana = await person('Ana', { url: ownServer.url })
  const ben = await person('Ben', { url: ownServer.url })
  for (const someone of [ana, ben]) someone.tolerate(...lostConnection)
  await Promise.all([ana.join(board), ben.join(board)])
  await ana.wall.write('ideas', 'From the good days')
  await ana.isSaved()
  await ownServer.terminate()
  const goodDays = ownServer.copyData()
  await ownServer.start()
  await ana.isSaved()
  await ana.wall.write('ideas', 'A mistake')
  await ana.isSaved()
  await expect(ben.wall.card('A mistake')).toBeVisible()

  await test.step('while she writes offline, the board is restored', async () => {
    await ownServer.terminate()
    await expect(ana.status).toHaveText('Offline')
    await ana.wall.write('parking', 'Not arrived')
    await expect(ana.status).toHaveText('Offline, 1 change kept here')
    await ownServer.restoreBoard(board.boardId, goodDays)
    await ownServer.start()
  })

  await test.step('both are told and see the restored board, and nothing else', async () => {
    for (const someone of [ana, ben]) {
      await expect(someone.page.getByText('This board was restored or replaced as a whole.')).toBeVisible()
      await someone.isSaved()
      await expect(someone.wall.card('From the good days')).toBeVisible()
      await expect(someone.wall.cards).toHaveCount(1)
    }
    await expect(ana.page.getByText('1 change of yours had not arrived; it is kept in this browser.')).toBeVisible()
    expect(await violationsOf(ana.page)).toEqual([])
  })

  await test.step('he has read it; she puts back what had not arrived', async () => {
    await ben.page.getByRole('button', { name: 'All right' }).click()
    await ana.page.getByRole('button', { name: 'Look at them' }).click()
    await ana.page.getByRole('button', { name: 'Put back 1 change' }).click()
    await ana.isSaved()
    await expect(ben.wall.card('Not arrived')).toBeVisible()
    for (const someone of [ana, ben]) {
      await expect(someone.page.getByText('This board was restored or replaced as a whole.')).toHaveCount(0)
      await expect(someone.wall.card('A mistake')).toHaveCount(0)
    }
  })

  await test.step('nothing old comes back with the next visit', async () => {
    await ana.page.reload()
    await ana.isSaved()
    await expect(ana.wall.cards).toHaveCount(2)
    await expect(ana.wall.card('A mistake')).toHaveCount(0)
  })
})
