import { deleteElements, setText } from '@planwall/shared/board/edit'
import { expect, test } from '../fixtures/story.ts'
import type { Person } from '../fixtures/person.ts'
import type { WallPeer } from '../fixtures/peer.ts'

const lostConnection = [/WebSocket connection to/]

/** What others do while a laptop sleeps. */
async function goOn(paul: WallPeer): Promise<void> {
  const idOf = (text: string) => paul.card(text)?.id ?? ''
  deleteElements(paul.board, [idOf('Goes')], 'peer')
  setText(paul.board, idOf('Stays'), 'Stays, told better', 'peer')
  await paul.add('note', 'ideas', 'Written meanwhile')
}

async function seesWhatIsTrue({ wall }: Person): Promise<void> {
  await expect(wall.card('Stays, told better')).toBeVisible()
  await expect(wall.card('Written meanwhile')).toBeVisible()
  await expect(wall.card('Said before it slept')).toBeVisible()
  await expect(wall.card('Goes')).toHaveCount(0)
}

const expected = ['Said before it slept', 'Stays, told better', 'Written meanwhile']

function noteTexts(paul: WallPeer): string[] {
  return paul
    .cards('note')
    .map(({ text }) => text)
    .toSorted()
}

test('a laptop that wakes has what it missed at once, says what it could not say, and brings nothing old back', async ({
  api,
  person,
  peer,
  lineTo,
}) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await paul.add('note', 'ideas', 'Stays', 'Goes')
  const line = await lineTo()
  const ana = await person('Ana', { url: line.url })
  ana.tolerate(...lostConnection)
  await ana.join(board)
  await expect(ana.wall.card('Goes')).toBeVisible()

  // The lid is closed: what she writes in this moment is not heard any more, and her sockets die without a word.
  line.stall()
  await ana.wall.write('ideas', 'Said before it slept')
  line.goDead()
  await goOn(paul)

  // The network comes back a moment after the machine.
  await ana.context.setOffline(true)
  await ana.context.setOffline(false)
  // Long before a stock client would have noticed anything.
  await expect(ana.wall.card('Written meanwhile')).toBeVisible({ timeout: 12_000 })
  await ana.isSaved()
  await seesWhatIsTrue(ana)
  await expect.poll(() => noteTexts(paul)).toEqual(expected)
})

test('a line that dies without a word under somebody who writes is noticed, and nothing is lost', async ({
  api,
  person,
  peer,
  lineTo,
}) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  const line = await lineTo()
  const ana = await person('Ana', { url: line.url })
  await ana.join(board)
  const said = await ana.hearStatuses()
  line.goDead()
  await ana.wall.write('ideas', 'Into a dead line')
  // Before half a minute of silence is over.
  await expect.poll(() => paul.card('Into a dead line'), { timeout: 25_000 }).toBeDefined()
  await ana.isSaved()
  // Not one word of "Saved" between the first letter and the new line.
  const words = await said()
  const since = words.slice(words.indexOf('Saving …'))
  expect(since.slice(0, since.indexOf('Catching up …'))).not.toContain('Saved')
  expect(since).toContain('Catching up …')
})

test('a page opened from an old copy shows it, and then what is true; nothing old comes back', async ({
  api,
  person,
  peer,
  lineTo,
}) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await paul.add('note', 'ideas', 'Stays', 'Goes')
  const line = await lineTo()
  const ana = await person('Ana', { url: line.url })
  ana.tolerate(...lostConnection)
  await ana.join(board)
  await expect(ana.wall.card('Goes')).toBeVisible()
  line.stall()
  await ana.wall.write('ideas', 'Said before it slept')
  await ana.page.close()
  line.hangUp()
  await goOn(paul)

  const later = await ana.newTab()
  await later.page.goto(`/b/${board.boardId}`)
  await later.isSaved()
  await seesWhatIsTrue(later)
  await expect.poll(() => noteTexts(paul)).toEqual(expected)
  const ben = await person('Ben')
  await ben.join(board)
  await seesWhatIsTrue(ben)
})
