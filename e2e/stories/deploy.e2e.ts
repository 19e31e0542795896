import { expect, test } from '../fixtures/story.ts'
import { Api } from '../fixtures/api.ts'
import type { Person } from '../fixtures/person.ts'

const lostConnection = [/WebSocket connection to/, /ERR_CONNECTION_REFUSED/]

/** `?since=` of every socket a page opens to the documents of a board, with its room: "board e1.2". */
function listenForSockets({ page }: Person): string[] {
  const opened: string[] = []
  page.on('websocket', (socket) => {
    const url = new URL(socket.url())
    const room = url.pathname.endsWith('/session') ? 'session' : 'board'
    opened.push(`${room} ${url.searchParams.get('since') ?? 'from the beginning'}`)
  })
  return opened
}

test('a server that is replaced by the next has everybody back by themselves, from where they were', async ({
  ownServer,
  person,
}) => {
  const api = new Api(ownServer.url)
  const board = await api.createBoard()
  const [ana, ben] = [await person('Ana', { url: ownServer.url }), await person('Ben', { url: ownServer.url })]
  const people = [ana, ben]
  for (const someone of people) someone.tolerate(...lostConnection)
  await Promise.all(people.map((someone) => someone.join(board)))
  await ana.wall.write('ideas', 'Before the new server')
  await Promise.all(people.map((someone) => someone.isSaved()))
  await expect(ben.wall.card('Before the new server')).toBeVisible()
  const sockets = listenForSockets(ana)

  expect(await ownServer.terminate()).toBe(0)
  for (const someone of people) await expect(someone.status).toHaveText(/^Offline/)
  await ben.wall.write('parking', 'In between')
  await ownServer.start()

  for (const someone of people) {
    await someone.isSaved()
    await expect(someone.wall.card('Before the new server')).toBeVisible()
    await expect(someone.wall.card('In between')).toBeVisible()
    await expect(someone.page.getByRole('alert')).toHaveCount(0)
  }
  // Not the whole board again: only what came after the last number it was told.
  for (const room of ['board', 'session']) {
    expect(sockets.filter((socket) => socket.startsWith(room))).toContainEqual(
      expect.stringMatching(new RegExp(`^${room} [A-Za-z0-9_-]+\\.\\d+$`)),
    )
  }
})
