import { Box } from '@tldraw/editor'
import type { WallRecord } from './records.ts'
import type { Wall } from './open-wall.ts'
import type { Geometry } from '@planwall/shared/board/model'

/** Below this zoom the words of a card cannot be typed in comfortably; then this one is taken. */
const READABLE_ZOOM = 0.4
const TYPING_ZOOM = 0.85
const SLIDE_MS = 240

/** Moves the view as little as needed to show a record; `toRead` also makes it large enough. */
export function bringIntoView(wall: Wall, record: WallRecord, { toRead }: { toRead: boolean }): void {
  const { editor, scene } = wall
  const { x, y, w, h } = scene.boxOf(record)
  const box = new Box(x, y, w, h)
  if (toRead && (editor.getZoomLevel() < READABLE_ZOOM || wall.viewing.isFar())) {
    editor.zoomToBounds(box, { targetZoom: TYPING_ZOOM, ...motion(false) })
    return
  }
  const margin = 24 / editor.getZoomLevel()
  const seen = editor.getViewportPageBounds()
  if (seen.contains(box.clone().expandBy(margin))) return
  const isTooLarge = w + 2 * margin > seen.w || h + 2 * margin > seen.h
  if (isTooLarge) {
    fit(wall, { x, y, w, h })
    return
  }
  const dx = Math.min(0, x - margin - seen.x) + Math.max(0, x + w + margin - seen.maxX)
  const dy = Math.min(0, y - margin - seen.y) + Math.max(0, y + h + margin - seen.maxY)
  const camera = editor.getCamera()
  editor.setCamera({ x: camera.x - dx, y: camera.y - dy, z: camera.z }, motion(false))
}

/** Shows a box whole. */
export function fit(wall: Wall, { x, y, w, h }: Geometry, { immediate = false, most = 1 } = {}): void {
  const { editor } = wall
  const screen = editor.getViewportScreenBounds()
  const inset = Math.min(64, screen.w * 0.06)
  const zoom = Math.min((screen.w - 2 * inset) / Math.max(1, w), (screen.h - 2 * inset) / Math.max(1, h), most)
  editor.zoomToBounds(new Box(x, y, w, h), { targetZoom: zoom, inset, ...motion(immediate) })
}

export function fitAll(wall: Wall, immediate = false): void {
  const box = wall.scene.bounds()
  if (box) fit(wall, box, { immediate })
}

/** The editor's own animation speed is 0 where the person wants less motion. */
export function motion(immediate: boolean): { immediate: true } | { animation: { duration: number } } {
  return immediate ? { immediate: true } : { animation: { duration: SLIDE_MS } }
}
