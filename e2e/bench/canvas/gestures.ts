import type { CDPSession } from '@playwright/test'

/** A point of the page, CSS pixels. */
export interface At {
  x: number
  y: number
}

const HZ = 60

/**
 * Real input along a path, 60 times a second, as a hand makes it. While the page is still busy with the last event the
 * next one waits and then says all that happened meanwhile, as browsers join the events of one frame: a slow page
 * gets the same path in fewer, longer steps, and nothing piles up.
 */
async function along(durationMs: number, send: (share: number) => Promise<unknown>): Promise<void> {
  const count = Math.round((durationMs / 1000) * HZ)
  const startedAt = performance.now()
  for (let n = 1; n <= count; n++) {
    const wait = startedAt + (n * 1000) / HZ - performance.now()
    if (wait > 0) await pause(wait)
    const now = Math.floor(((performance.now() - startedAt) / 1000) * HZ)
    n = Math.min(count, Math.max(n, now))
    await send(n / count)
  }
}

/** Drags the wall under the wheel in a small circle: at its end everything is where it was. */
export async function pan(cdp: CDPSession, at: At, durationMs: number): Promise<void> {
  let last = { x: 0, y: 0 }
  await along(durationMs, (share) => {
    const next = { x: 110 * Math.sin(2 * Math.PI * share), y: 110 * (1 - Math.cos(2 * Math.PI * share)) }
    const [deltaX, deltaY] = [next.x - last.x, next.y - last.y]
    last = next
    return wheel(cdp, at, { deltaX, deltaY })
  })
}

/** Zooms out to about half, and in again. */
export async function zoom(cdp: CDPSession, at: At, durationMs: number): Promise<void> {
  let last = 0
  await along(durationMs, (share) => {
    const next = 35 * (1 - Math.cos(2 * Math.PI * share))
    // tldraw counts at most 10 of one event; what is more is said by the next one.
    const deltaY = Math.max(-10, Math.min(10, next - last))
    last += deltaY
    return wheel(cdp, at, { deltaY, ctrl: true })
  })
}

/** Presses on a card, moves it in a circle for this long with 60 moves a second, and lets go where it was, or beside it. */
export async function drag(cdp: CDPSession, from: At, durationMs: number, endBy: At = { x: 0, y: 0 }): Promise<void> {
  await mouse(cdp, 'mouseMoved', from)
  await mouse(cdp, 'mousePressed', from)
  await along(durationMs, (share) => {
    const angle = 2 * Math.PI * share
    return mouse(cdp, 'mouseMoved', {
      x: from.x + 90 * Math.sin(angle) + endBy.x * share,
      y: from.y + 60 * (1 - Math.cos(angle)) + endBy.y * share,
    })
  })
  await mouse(cdp, 'mouseReleased', { x: from.x + endBy.x, y: from.y + endBy.y })
}

export async function hover(cdp: CDPSession, at: At): Promise<void> {
  await mouse(cdp, 'mouseMoved', at)
}

export function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, durationMs)
  })
}

function wheel(
  cdp: CDPSession,
  at: At,
  { deltaX = 0, deltaY = 0, ctrl = false }: { deltaX?: number; deltaY?: number; ctrl?: boolean },
): Promise<unknown> {
  return cdp.send('Input.dispatchMouseEvent', {
    type: 'mouseWheel',
    ...at,
    deltaX,
    deltaY,
    modifiers: ctrl ? 2 : 0,
    pointerType: 'mouse',
  })
}

function mouse(cdp: CDPSession, type: 'mouseMoved' | 'mousePressed' | 'mouseReleased', at: At): Promise<unknown> {
  const isHeld = type !== 'mouseReleased'
  return cdp.send('Input.dispatchMouseEvent', {
    type,
    ...at,
    pointerType: 'mouse',
    button: type === 'mouseMoved' ? 'none' : 'left',
    buttons: isHeld ? 1 : 0,
    clickCount: type === 'mouseMoved' ? 0 : 1,
  })
}
