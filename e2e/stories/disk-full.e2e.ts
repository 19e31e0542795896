import { violationsOf } from '../fixtures/accessibility.ts'
import { Api } from '../fixtures/api.ts'
import { SmallDisk } from '../fixtures/small-disk.ts'
import { ServerProcess } from '../fixtures/server-process.ts'
import { expect, test } from '../fixtures/story.ts'

const lostConnection = [/WebSocket connection to/, /ERR_CONNECTION_REFUSED/, /ERR_CONNECTION_RESET/]

test('a full disk is shown as Not saved; when there is space again it is Saved, and nothing is lost', async ({
  person,
}) => {
  const disk = new SmallDisk()
  const server = await ServerProcess.start({}, disk.folder)
  try {
    const board = await new Api(server.url).createBoard('A full disk')
    const ana = await person('Ana', { url: server.url })
    const ben = await person('Ben', { url: server.url })
    for (const someone of [ana, ben]) someone.tolerate(...lostConnection)
    await Promise.all([ana.join(board), ben.join(board)])
    await ana.wall.write('ideas', 'Before the disk was full')
    await ana.isSaved()

    await test.step('the disk fills up while she writes', async () => {
      disk.fill(server.pid)
      const said = await ana.hearStatuses()
      await ana.wall.write('ideas', 'While it was full')
      await expect(ana.status).toHaveText('Not saved, 1 change kept here')
      await expect(ana.page.getByText('The server cannot store changes at the moment.')).toBeVisible()
      expect((await said()).at(-1)).not.toBe('Saved')
      expect(await violationsOf(ana.page)).toEqual([])
      // Nobody is shown what might not be there tomorrow.
      await expect(ben.wall.card('While it was full')).toHaveCount(0)
      await expect(ben.wall.card('Before the disk was full')).toBeVisible()
    })

    await test.step('she goes on writing, and it is all kept', async () => {
      await ana.wall.write('parking', 'Also while it was full')
      await expect(ana.status).toHaveText('Not saved, 2 changes kept here')
    })

    await test.step('there is space again', async () => {
      disk.free(server.pid)
      await Promise.all([ana.isSaved(), ben.isSaved()])
      await expect(ana.page.getByText('The server cannot store changes at the moment.')).toHaveCount(0)
      for (const text of ['While it was full', 'Also while it was full'])
        await expect(ben.wall.card(text)).toBeVisible()
    })

    await test.step('and after the server was killed everything is there', async () => {
      await Promise.all([ana.leave(), ben.leave()])
      await server.kill()
      await server.start()
      const carla = await person('Carla', { url: server.url })
      await carla.join(board, 'observe')
      for (const text of ['Before the disk was full', 'While it was full', 'Also while it was full']) {
        await expect(carla.wall.card(text)).toBeVisible()
      }
      await carla.leave()
    })
  } finally {
    await server.dispose()
    disk.dispose()
  }
})
