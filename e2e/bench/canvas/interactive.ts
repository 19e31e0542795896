import type { Page } from '@playwright/test'
import type { Visitor } from './browser.ts'
import { hover } from './gestures.ts'

/**
 * Time to interactive: the first frame at which the wall shows cards and a pointer movement made after that was worked
 * off within `PROMPT_MS`. Counted from the navigation, or from the last press of a button where there was one.
 */
const PROMPT_MS = 100

export interface Readiness {
  /** When the cards were first drawn, ms after the start. */
  shownMs: number
  interactiveMs: number
}

interface Probe {
  startedAt: number
  shownAt: number
  interactiveAt: number
}

/** To be called before the page is opened, for it has to be there from the first moment. `isShown` runs in the page. */
export async function watchReadiness(page: Page, isShown: () => boolean): Promise<void> {
  await page.addInitScript(`(${probe.toString()})(${isShown.toString()}, ${PROMPT_MS})`)
}

/** Moves the pointer about until the page keeps up with it. */
export async function readiness({ page, cdp }: Visitor): Promise<Readiness> {
  let moves = 0
  const moving = setInterval(() => {
    moves++
    hover(cdp, { x: 700 + (moves % 2) * 20, y: 450 + (moves % 3) * 10 }).catch(() => undefined)
  }, 20)
  try {
    const found = await page.waitForFunction(() => {
      const { startedAt, shownAt, interactiveAt } = (window as unknown as { probe: Probe }).probe
      return interactiveAt > 0 ? { shownMs: shownAt - startedAt, interactiveMs: interactiveAt - startedAt } : undefined
    })
    return (await found.jsonValue()) as Readiness
  } finally {
    clearInterval(moving)
  }
}

/** Runs in the page, before anything else. */
function probe(isShown: () => boolean, promptMs: number): void {
  const state: Probe = { startedAt: 0, shownAt: 0, interactiveAt: 0 }
  Object.assign(window, { probe: state })
  addEventListener('click', ({ timeStamp }) => (state.startedAt = timeStamp), { capture: true })
  addEventListener(
    'pointermove',
    ({ timeStamp }) => {
      const isPrompt = performance.now() - timeStamp < promptMs
      if (state.shownAt > 0 && timeStamp > state.shownAt && isPrompt) state.interactiveAt ||= performance.now()
    },
    { capture: true, passive: true },
  )
  const afterFrame = new MessageChannel()
  const look = () => afterFrame.port2.postMessage(0)
  afterFrame.port1.addEventListener('message', () => {
    if (isShown()) state.shownAt = performance.now()
    else requestAnimationFrame(look)
  })
  afterFrame.port1.start()
  requestAnimationFrame(look)
}
