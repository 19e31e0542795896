import type { Browser } from '@playwright/test'
import type { Api } from '../../fixtures/api.ts'
import { makeWall } from './make-wall.ts'
import { seen, wallOfCards } from './cards.ts'
import { drag, pause } from './gestures.ts'
import { cardAt, fitAll, goToJoinPage, pressJoin, startTyping, wallShown } from './our-wall.ts'
import { count } from './report.ts'
import type { Report } from './report.ts'
import { Wire } from './wire.ts'
import type { Visitor } from './browser.ts'

const CARDS = 24
const GOAL_DRAG_BYTES = 120
const GOAL_TYPING_BYTES = 2200
const TYPED = 'A hundred characters as a person types them: words, a comma, and what a card of ours usually says. '
/** Longer than presence waits before it says its last word. */
const SETTLE_MS = 600

/** What a one-second drag, and a hundred typed characters, say to the server. */
export async function measureEdits(
  report: Report,
  { browser, api }: { browser: Browser; api: Api },
  wanted: { drag: boolean; typing: boolean },
): Promise<void> {
  report.progress('drag and typing')
  const cards = wallOfCards(CARDS)
  const made = await makeWall(api, cards)
  const visitor = await goToJoinPage(browser, made, 'Ana Berg')
  const wire = await Wire.tap(visitor)
  await pressJoin(visitor.page)
  await wallShown(visitor.page)
  await fitAll(visitor)
  await pause(SETTLE_MS)
  const { geometry } = seen(cards)[6] as ReturnType<typeof seen>[number]
  if (wanted.drag) await measureDrag(report, visitor, wire, geometry)
  if (wanted.typing) await measureTyping(report, visitor, wire)
  await visitor.leave()
}

async function measureDrag(
  report: Report,
  { page, cdp }: Visitor,
  wire: Wire,
  geometry: { x: number; y: number; w: number; h: number },
): Promise<void> {
  const from = await cardAt(page, geometry)
  wire.take()
  await drag(cdp, from, 1000, { x: 30, y: 25 })
  await pause(SETTLE_MS)
  const said = wire.take()
  report.add(
    {
      part: 'drag',
      what: 'a one-second drag, written to the document',
      measured: `${said.documentFrames} write${said.documentFrames === 1 ? '' : 's'}, ${said.documentBytes} bytes`,
      goal: `1 write, at most ${GOAL_DRAG_BYTES} bytes`,
      met: said.documentFrames === 1 && said.documentBytes <= GOAL_DRAG_BYTES,
      numbers: { ...said },
    },
    {
      part: 'drag',
      what: 'the same, as presence',
      measured: `${said.presenceFrames} messages, ${count(said.presenceBytes)} bytes`,
      numbers: { ...said },
    },
  )
}

async function measureTyping(report: Report, { page }: Visitor, wire: Wire): Promise<void> {
  const card = page.locator('[data-testid="card"]').nth(3)
  await startTyping(page, card)
  await page.keyboard.press('End')
  await pause(SETTLE_MS)
  wire.take()
  await page.keyboard.type(TYPED.slice(0, 100).padEnd(100, '.'), { delay: 60 })
  await pause(SETTLE_MS)
  const said = wire.take()
  const isWritten = ((await card.textContent()) ?? '').includes(TYPED.slice(10, 90)) || (await valueOf(card))
  report.add({
    part: 'typing',
    what: '100 typed characters, written to the document',
    measured: `${count(said.documentBytes)} bytes in ${said.documentFrames} writes`,
    goal: `at most ${count(GOAL_TYPING_BYTES)} bytes`,
    met: said.documentBytes > 0 && said.documentBytes <= GOAL_TYPING_BYTES && isWritten,
    numbers: { ...said, isWritten },
  })
}

async function valueOf(card: ReturnType<Visitor['page']['locator']>): Promise<boolean> {
  const box = card.locator('textarea').first()
  return (await box.count()) > 0 && (await box.inputValue()).includes(TYPED.slice(10, 90))
}
