import { randomBytes } from 'node:crypto'
import { expect, test } from '../fixtures/story.ts'

/** About what a crowded train leaves: the board takes longer than a stock client waits for a word. */
const BYTES_PER_SECOND = 12_000
const CARDS = 1500

test('a large board arrives over a slow link in one go, and what is written there is saved', async ({
  api,
  person,
  peer,
  lineTo,
}) => {
  test.setTimeout(240_000)
  const [small, large] = [await api.createBoard('Small'), await api.createBoard('Large')]
  const paul = await peer(large)
  // Words that cannot be packed.
  const words = Array.from({ length: CARDS }, (_, number) => `${number} ${randomBytes(150).toString('base64')}`)
  await paul.add('note', null, ...words)
  const line = await lineTo()
  const ana = await person('Ana', { url: line.url })
  // The page itself is there already, from a board she was at before.
  await ana.join(small)
  await ana.showList()
  const opened: string[] = []
  ana.page.on('websocket', (socket) => opened.push(new URL(socket.url()).pathname))

  line.slowDown(BYTES_PER_SECOND)
  await ana.openLink(large, 'participate')
  await ana.giveName()
  await expect(ana.status).toHaveText('Saved', { timeout: 180_000 })
  expect(opened.toSorted()).toEqual([`/sync/${large.boardId}`, `/sync/${large.boardId}/session`])
  await ana.showList()
  await ana.list.add('Ideas', 'Written on the train')
  await ana.isSaved()
  await paul.waitForCard('Written on the train')
})
