import type { Browser, Locator, Page } from '@playwright/test'
import type { NewBoard } from '../../fixtures/api.ts'
import { hover, pause } from './gestures.ts'
import { visit } from './browser.ts'
import type { Visitor } from './browser.ts'
import { middleOf, seenAt, viewOf } from './wall-page.ts'
import type { At } from './gestures.ts'

/** Goes to a board by its link, as a person does. Leaves the join page filled in, `Join` not yet pressed. */
export async function goToJoinPage(browser: Browser, made: NewBoard, name: string): Promise<Visitor> {
  const visitor = await visit(browser)
  await visitor.page.goto(made.links.facilitate.url)
  await visitor.page.getByLabel('Your name').fill(name)
  return visitor
}

/** Joins a board and waits until its wall is there. */
export async function joinBoard(browser: Browser, made: NewBoard, name: string): Promise<Visitor> {
  const visitor = await goToJoinPage(browser, made, name)
  await pressJoin(visitor.page)
  await wallShown(visitor.page)
  await fitAll(visitor)
  return visitor
}

export async function pressJoin(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Join', exact: true }).click()
}

/** Settles when the wall has been drawn with something on it. */
export async function wallShown(page: Page): Promise<void> {
  await page.waitForFunction(isWallShown, undefined, { polling: 'raf' })
}

/** Brings everything into view. */
export async function fitAll({ page, cdp }: Visitor): Promise<void> {
  await page.getByRole('button', { name: 'See everything' }).click()
  await hover(cdp, middleOf((await viewOf(page)).box))
  // Some walls glide to where they are going: wait until the camera stands still.
  for (let before = ''; ; await pause(80)) {
    const now = JSON.stringify((await viewOf(page)).camera)
    if (now === before) return
    before = now
  }
}

/** Puts the caret in the text of a card that is seen. */
export async function startTyping(page: Page, card: Locator): Promise<void> {
  const box = await card.boundingBox()
  if (!box) throw new Error('The card is not on the screen.')
  // The wall takes the click, not the card on it; Enter because a double-click has to be quick, and a busy page is not.
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  await page.keyboard.press('Enter')
  await card.locator('textarea, [contenteditable="true"]').first().waitFor()
}

/** Where the middle of a card is seen. */
export async function cardAt(page: Page, geometry: { x: number; y: number; w: number; h: number }): Promise<At> {
  return seenAt(await viewOf(page), { x: geometry.x + geometry.w / 2, y: geometry.y + geometry.h / 2 })
}

/** Runs in the page: cards as elements (seen near), or something painted on the layer that stands for them (seen far). */
export function isWallShown(): boolean {
  if (document.querySelector('.tl-canvas [data-testid="card"]')) return true
  const layer = document.querySelector<HTMLCanvasElement>('canvas.pw-far')
  const context = layer?.getContext('2d')
  if (!layer || !context || layer.width === 0) return false
  // A slanting line, for between cards there is nothing.
  for (let n = 1; n < 60; n++) {
    const pixel = context.getImageData((layer.width * n) / 60, layer.height * (0.3 + n / 150), 1, 1).data
    if ((pixel[3] ?? 0) > 0) return true
  }
  return false
}
