import type { Browser, Page } from '@playwright/test'
import type { BenchPages } from './bench-pages.ts'
import type { Api } from '../../fixtures/api.ts'
import { makeWall } from './make-wall.ts'
import { visit } from './browser.ts'
import { seeded, seen, wallOfCards } from './cards.ts'
import { pause } from './gestures.ts'
import { joinBoard, startTyping } from './our-wall.ts'
import { ms } from './report.ts'
import type { Report } from './report.ts'
import { median, quantile } from './statistics.ts'

const CARDS = 200
const KEYS = 25
const GOAL_RATIO = 2

/** From a key pressed in one tab to its letter drawn in another, ours and a bare page one after the other. */
export async function measureLatency(
  report: Report,
  { browser, api, pages, pairs }: { browser: Browser; api: Api; pages: BenchPages; pairs: number },
): Promise<void> {
  report.progress('latency')
  const dice = seeded(7)
  const ours = await openOurs(browser, api)
  const bare = await openBare(browser, pages)
  const delays: Record<'ours' | 'bare', number[][]> = { ours: [], bare: [] }
  for (let n = 0; n < pairs; n++) {
    delays.ours.push(await delaysOf(ours, n, dice))
    delays.bare.push(await delaysOf(bare, n, dice))
  }
  await Promise.all([ours.leave(), bare.leave()])
  const [our, their] = [delays.ours.flat(), delays.bare.flat()]
  const ratio = quantile(our, 0.95) / quantile(their, 0.95)
  const ofPairs = delays.ours.map((one, at) => quantile(one, 0.95) / quantile(delays.bare[at] ?? [], 0.95))
  report.add(
    {
      part: 'latency',
      what: `key pressed to letter seen in another tab, ${CARDS} cards, p50 / p95`,
      measured: `${ms(quantile(our, 0.5))} / ${ms(quantile(our, 0.95))} ms`,
      numbers: { p50: quantile(our, 0.5), p95: quantile(our, 0.95), count: our.length },
    },
    {
      part: 'latency',
      what: 'the same in a bare page with Y.Docs over y-websocket, p50 / p95',
      measured: `${ms(quantile(their, 0.5))} / ${ms(quantile(their, 0.95))} ms`,
      numbers: { p50: quantile(their, 0.5), p95: quantile(their, 0.95), count: their.length },
    },
    {
      part: 'latency',
      what: 'p95, ours to bare',
      measured: `${ratio.toFixed(2)} (median of ${pairs} pairs ${median(ofPairs).toFixed(2)})`,
      goal: `at most ${GOAL_RATIO}`,
      met: ratio <= GOAL_RATIO,
      numbers: { ratio, ofPairs },
    },
  )
}

/** Two tabs that show the same text: one that is typed in, with the caret at the text's end, one that is watched. */
interface TwoTabs {
  typing: Page
  watching: Page
  /** Where the text is found in the tab that is watched. */
  selector: string
  leave: () => Promise<void>
}

async function openOurs(browser: Browser, api: Api): Promise<TwoTabs> {
  const cards = wallOfCards(CARDS)
  const made = await makeWall(api, cards)
  const [first, second] = [await joinBoard(browser, made, 'Ana'), await joinBoard(browser, made, 'Ben')]
  const id = (seen(cards)[90] as { id: string }).id
  const selector = `[data-card="${id}"]`
  const card = first.page.locator(selector)
  await startTyping(first.page, card)
  await first.page.keyboard.press('Control+a')
  await first.page.keyboard.press('Delete')
  return {
    typing: first.page,
    watching: second.page,
    selector,
    leave: async () => {
      await first.leave()
      await second.leave()
    },
  }
}

async function openBare(browser: Browser, { bareUrl }: BenchPages): Promise<TwoTabs> {
  const [first, second] = [await visit(browser), await visit(browser)]
  for (const { page } of [first, second]) {
    await page.goto(bareUrl)
    await page.locator('body[data-status="connected"]').waitFor()
  }
  await first.page.locator('#box').focus()
  return {
    typing: first.page,
    watching: second.page,
    selector: '#shown',
    leave: async () => {
      await first.leave()
      await second.leave()
    },
  }
}

/** A word is told from all that was typed before by its first letter. */
const firstLetters = 'QXZVJKWYUOIPDFGHLM'

/** Types letters at uneven times and gives what each of them took, ms. */
async function delaysOf({ typing, watching, selector }: TwoTabs, round: number, dice: () => number): Promise<number[]> {
  const rest = Array.from({ length: KEYS - 1 }, () => 'abcdefghijklmnopqrstuvwxyz'[Math.floor(dice() * 26)])
  const word = `${firstLetters[round % firstLetters.length]}${rest.join('')}`
  await typing.evaluate(watchKeys)
  await watching.evaluate(watchText, { selector, word })
  for (const letter of word) {
    await typing.keyboard.press(letter)
    await pause(90 + dice() * 60)
  }
  const pressed = await typing.evaluate(() => (window as unknown as { pressedAt: number[] }).pressedAt)
  const shown = await watching.waitForFunction(
    (length) => {
      const { shownAt } = window as unknown as { shownAt: number[] }
      return shownAt.length >= length ? shownAt : undefined
    },
    KEYS,
    { timeout: 20_000 },
  )
  const shownAt = (await shown.jsonValue()) ?? []
  return shownAt.slice(0, KEYS).map((at, key) => at - (pressed[key] ?? Number.NaN))
}

/** Runs in the page that is typed in. */
function watchKeys(): void {
  const pressedAt: number[] = []
  const state = window as unknown as { pressedAt: number[]; isWatchingKeys?: boolean }
  state.pressedAt = pressedAt
  if (state.isWatchingKeys) return
  state.isWatchingKeys = true
  addEventListener('keydown', ({ timeStamp }) => state.pressedAt.push(performance.timeOrigin + timeStamp), {
    capture: true,
  })
}

/** Runs in the page that is watched: looks after every frame, when what the frame drew is on its way to the screen. */
function watchText({ selector, word }: { selector: string; word: string }): void {
  const shownAt: number[] = []
  Object.assign(window, { shownAt })
  const afterFrame = new MessageChannel()
  afterFrame.port1.addEventListener('message', () => {
    const text = document.querySelector(selector)?.textContent ?? ''
    while (shownAt.length < word.length && text.includes(word.slice(0, shownAt.length + 1))) {
      shownAt.push(performance.timeOrigin + performance.now())
    }
    if (shownAt.length < word.length) requestAnimationFrame(look)
  })
  afterFrame.port1.start()
  const look = () => afterFrame.port2.postMessage(0)
  requestAnimationFrame(look)
}
