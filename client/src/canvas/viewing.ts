import { overlaps } from '@planwall/shared/board/geometry'
import type { Geometry } from '@planwall/shared/board/model'
import { computed, isUninitialized } from '@tldraw/editor'
import type { Editor, TLRenderingShape, TLShapeId } from '@tldraw/tldraw'
import type { WallRecord } from './records.ts'
import type { Scene } from './scene.ts'

/**
 * How the wall is drawn. Near: what is in view is mounted as components, what is not in view is not mounted at all.
 * Far (small cards, or very many in view): nothing is mounted but the card that is being typed in, and everything is
 * painted on one layer.
 */
export interface Viewing {
  isFar: () => boolean
  stop: () => void
}

/** Below this zoom a card is too small to read. Two values, so that a zoom at the edge does not flicker. */
const FAR_BELOW = 0.22
const NEAR_ABOVE = 0.26
/** With more than this in view, components cost more than they show. */
const TOO_MANY = 300
const FEW_AGAIN = 220
/** From this zoom on, cards are always components: they are read and edited. */
const ALWAYS_NEAR = 0.75
/** Space mounted around what is seen, as a share of it, so that panning mounts in portions. */
const MARGIN = 0.3

export function createViewing(editor: Editor, scene: Scene): Viewing {
  const mountBox = computed<Geometry>('mount box', (before) => {
    const { x, y, w, h } = editor.getViewportPageBounds()
    const seen = { x, y, w, h }
    if (isGeometry(before) && holds(before, seen) && before.w <= w * (1 + 3 * MARGIN)) return before
    return { x: x - w * MARGIN, y: y - h * MARGIN, w: w * (1 + 2 * MARGIN), h: h * (1 + 2 * MARGIN) }
  })
  const zoomBand = computed('zoom band', () => {
    const zoom = editor.getZoomLevel()
    if (zoom < FAR_BELOW) return 'far'
    if (zoom < NEAR_ABOVE) return 'edge'
    return zoom < ALWAYS_NEAR ? 'depends' : 'near'
  })
  const inView = computed('in view', () => {
    scene.version.get()
    const box = mountBox.get()
    return scene.stack().filter((record) => isInView(scene, record, box))
  })
  const isFar = computed<boolean>('is far', (before) => {
    const wasFar = before === true
    const band = zoomBand.get()
    // On the way in everything stays painted: components are mounted where the view comes to rest.
    if (wasFar && band !== 'far' && editor.getCameraState() === 'moving') return true
    switch (band) {
      case 'far':
        return true
      case 'edge':
        return wasFar || inView.get().length > TOO_MANY
      case 'depends':
        return inView.get().length > (wasFar ? FEW_AGAIN : TOO_MANY)
      default:
        return false
    }
  })
  const mounted = computed<TLRenderingShape[]>('mounted shapes', (before) => {
    const records = isFar.get() ? recordsOf(scene, editor.getEditingShapeId()) : inView.get()
    const known = new Map(isUninitialized(before) ? [] : before.map((one) => [one.id, one]))
    const next = records.map(
      (record) => stillSame(known.get(record.id), scene, record) ?? rendering(editor, scene, record),
    )
    // The same list while the same shapes are mounted: each of them sees to its own changes.
    const isSame =
      !isUninitialized(before) && before.length === next.length && next.every((one, at) => one === before[at])
    return isSame ? before : next
  })
  const none = new Set<TLShapeId>()
  // The editor asks these of itself wherever it draws: its own answers walk over every shape, or every selected one, on
  // every frame, and keep what they found out about each.
  editor.getRenderingShapes = () => mounted.get()
  editor.getCulledShapes = () => none
  editor.getSelectionRotatedPageBounds = () => undefined
  editor.getSelectionRotation = () => 0
  return { isFar: () => isFar.get(), stop: () => undefined }
}

function recordsOf(scene: Scene, id: TLShapeId | null): WallRecord[] {
  scene.version.get()
  const record = id === null ? undefined : scene.get(id)
  return record ? [record] : []
}

function stillSame(
  before: TLRenderingShape | undefined,
  scene: Scene,
  record: WallRecord,
): TLRenderingShape | undefined {
  return before?.index === scene.positionOf(record.id) + 1 && before.shape.type === record.type ? before : undefined
}

function rendering(editor: Editor, scene: Scene, record: WallRecord): TLRenderingShape {
  const index = scene.positionOf(record.id) + 1
  return { id: record.id, shape: record, util: editor.getShapeUtil(record), index, backgroundIndex: index, opacity: 1 }
}

function isInView(scene: Scene, record: WallRecord, box: Geometry): boolean {
  if (record.type === 'connector') {
    const { x, y, w, h } = scene.boxOf(record)
    return overlaps({ x: x - 1, y: y - 1, w: w + 2, h: h + 2 }, box)
  }
  const { w, h } = record.props
  return record.x < box.x + box.w && box.x <= record.x + w && record.y < box.y + box.h && box.y <= record.y + h
}

function isGeometry(value: unknown): value is Geometry {
  return typeof value === 'object' && value !== null && 'w' in value
}

function holds(outer: Geometry, inner: Geometry): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.w >= inner.x + inner.w &&
    outer.y + outer.h >= inner.y + inner.h
  )
}
