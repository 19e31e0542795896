import type { Page } from '@playwright/test'
import type { At } from './gestures.ts'

/** How a tldraw wall is looked at: a point (x, y) of the board is seen at ((x + camera.x) * z, …) of the wall's box. */
export interface Camera {
  x: number
  y: number
  z: number
}

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** Where the wall is on the page, and how it is looked at, as the browser draws it now. */
export async function viewOf(page: Page): Promise<{ box: Box; camera: Camera }> {
  return await page.evaluate(() => {
    const canvas = document.querySelector('.tl-canvas')
    const layer = document.querySelector<HTMLElement>('.tl-canvas .tl-html-layer.tl-shapes')
    if (!canvas || !layer) throw new Error('There is no wall on this page.')
    const { x, y, width, height } = canvas.getBoundingClientRect()
    const [, z = '1', left = '0', top = '0'] =
      /scale\(([\d.e-]+)\) translate\(([\d.e-]+)px, ?([\d.e-]+)px\)/.exec(layer.style.transform) ?? []
    return { box: { x, y, width, height }, camera: { x: Number(left), y: Number(top), z: Number(z) } }
  })
}

/** Where a point of the board is seen on the page. */
export function seenAt({ box, camera }: { box: Box; camera: Camera }, point: At): At {
  return { x: box.x + (point.x + camera.x) * camera.z, y: box.y + (point.y + camera.y) * camera.z }
}

export function middleOf({ x, y, width, height }: Box): At {
  return { x: x + width / 2, y: y + height / 2 }
}

/** Settles after two frames: what was asked for has been drawn. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
      }),
  )
}
