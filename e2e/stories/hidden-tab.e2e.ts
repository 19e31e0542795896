import { expect, test } from '../fixtures/story.ts'
import type { Person } from '../fixtures/person.ts'

/**
 * Browsers under test keep every page awake. With this, `hide` makes a page behave as behind others for a long time: it
 * draws nothing, and its timers run once a minute.
 */
async function letHide({ context }: Person): Promise<void> {
  await context.addInitScript(() => {
    const minute = 60_000
    const isHidden = () => document.visibilityState === 'hidden'
    const [later, often, frame] = [window.setTimeout, window.setInterval, window.requestAnimationFrame]
    Object.assign(window, {
      setTimeout: (call: () => void, ms = 0, ...args: []) =>
        later.call(window, call, isHidden() ? Math.max(ms, minute) : ms, ...args),
      setInterval: (call: () => void, ms = 0) => {
        let ranAt = 0
        return often.call(
          window,
          () => {
            if (isHidden() && Date.now() - ranAt < minute) return
            ranAt = Date.now()
            call()
          },
          ms,
        )
      },
      requestAnimationFrame: (call: FrameRequestCallback) =>
        frame.call(window, (at) => {
          if (!isHidden()) call(at)
        }),
    })
  })
}

async function hide({ page }: Person): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' })
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
}

test('a tab behind others goes on saying what is done in it, and hears the others', async ({ api, person, peer }) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await paul.add('note', 'ideas', 'Moved by keys')
  const ana = await person('Ana')
  await letHide(ana)
  await ana.join(board)
  await ana.wall.select('Moved by keys')
  const placeOf = () => paul.card('Moved by keys')?.geometry?.x ?? 0
  const before = placeOf()
  await hide(ana)

  await ana.page.keyboard.press('ArrowRight')
  await expect.poll(placeOf).toBeGreaterThan(before)
  await ana.page.keyboard.press('Delete')
  await expect.poll(() => paul.cards('note')).toEqual([])
  await ana.isSaved()
  await paul.add('note', 'ideas', 'From outside')
  await ana.showList()
  await expect(ana.list.row('From outside')).toBeVisible()
})

test('somebody whose tab is behind others is still shown as here', async ({ api, person, peer }) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  const [ana, ben] = [await person('Ana'), await person('Ben')]
  await letHide(ana)
  await Promise.all([ana.join(board), ben.join(board)])
  await expect(ben.peopleHere).toHaveAccessibleName('People here: 2')
  await expect.poll(() => paul.heardOf('Ana')).toBeGreaterThan(0)
  await hide(ana)

  // A stock client forgets whoever says nothing for half a minute. She says again that she is there, twice.
  for (const _time of ['once', 'twice']) {
    const heardAt = paul.heardOf('Ana')
    await expect.poll(() => paul.heardOf('Ana'), { timeout: 28_000 }).toBeGreaterThan(heardAt)
  }
  await expect(ben.peopleHere).toHaveAccessibleName('People here: 2')
})
