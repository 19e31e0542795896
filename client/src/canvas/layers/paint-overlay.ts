import { CARD_SIZE } from '@planwall/shared/board/geometry'
import type { Geometry } from '@planwall/shared/board/model'
import type { TLShapeId } from '@tldraw/tldraw'
import type { Peer } from '../../sync/presence.ts'
import { personColor } from '../../ui/person-colors.ts'
import { canvas } from '../canvas-api.ts'
import { arrowHead } from '../connector-line.ts'
import type { Line } from '../connector-line.ts'
import { cornersOf, reconnectable, resizable } from '../handles.ts'
import { geometryOf } from '../record-to-element.ts'
import { elementRecordId, zoneRecordId } from '../records.ts'
import type { WallRecord } from '../records.ts'
import { strokePath } from '../shapes/stroke-path.ts'
import type { Draft, Wall } from '../open-wall.ts'
import type { Surface } from './painting.tsx'

/** Reads all the overlay shows. */
export function watchOverlay(wall: Wall): boolean {
  const { editor, scene } = wall
  scene.version.get()
  let isNeeded = editor.getSelectedShapeIds().length > 0 || editor.getHoveredShapeId() !== null
  for (const { selection } of wall.peers.get().values()) if (selection.length > 0) isNeeded = true
  const extras = [wall.dropZone.get(), wall.ghost.get(), wall.draft.get()]
  editor.getEditingShapeId()
  editor.getPath()
  return isNeeded || extras.some((extra) => extra !== null)
}

/** What is selected, by whom, and what is being made: outlines in screen pixels, over everything. */
export function paintOverlay(wall: Wall, surface: Surface): void {
  const { ctx, ratio } = surface
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0)
  paintDropZone(wall, surface)
  for (const peer of wall.peers.get().values()) paintPeerSelection(wall, surface, peer)
  paintSelection(wall, surface)
  const ghost = wall.ghost.get()
  if (ghost) {
    const { w, h } = CARD_SIZE
    const colors = surface.palette.kind(canvas.getState().kind)
    rect(surface, { x: ghost.x - w / 2, y: ghost.y - h / 2, w, h }, 0)
    ctx.globalAlpha = 0.75
    ctx.fillStyle = colors.bg
    ctx.fill()
    ctx.globalAlpha = 1
    stroke(ctx, colors.edge, 1.5)
  }
  const draft = wall.draft.get()
  if (draft) paintDraft(wall, surface, draft)
}

function paintSelection(wall: Wall, surface: Surface): void {
  const { editor, scene } = wall
  const { ctx, palette } = surface
  const editing = editor.getEditingShapeId()
  const hovered = editor.getHoveredShapeId()
  const selected = editor.getSelectedShapeIds()
  if (hovered && !selected.includes(hovered)) {
    const record = scene.get(hovered)
    if (record && outline(wall, surface, record)) {
      ctx.globalAlpha = 0.55
      stroke(ctx, palette.accent, 1.5)
      ctx.globalAlpha = 1
    }
  }
  if (selected.length > MANY) outlineMany(wall, surface, selected)
  else {
    for (const id of selected) {
      const record = scene.get(id)
      if (record && outline(wall, surface, record)) stroke(ctx, palette.focus, id === editing ? 2.5 : 2)
    }
  }
  if (editing || !editor.isIn('select.idle')) return
  const box = resizable(wall)
  if (box) for (const corner of cornersOf(geometryOf(box))) knob(surface, corner, 'square')
  const connector = reconnectable(wall)
  if (connector) for (const end of Object.values(scene.lineOf(connector))) knob(surface, end, 'round')
}

/** With more selected than this the outlines are plain boxes, drawn as one line. */
const MANY = 300

function outlineMany({ scene }: Wall, surface: Surface, ids: readonly TLShapeId[]): void {
  const { ctx, width, height } = surface
  ctx.beginPath()
  for (const id of ids) {
    const record = scene.get(id)
    if (!record) continue
    const { x, y, w, h } = onScreen(surface, scene.boxOf(record))
    if (x > width || y > height || x + w < 0 || y + h < 0) continue
    ctx.rect(Math.round(x), Math.round(y), Math.round(w), Math.round(h))
  }
  stroke(ctx, surface.palette.focus, 1.5)
}

function paintPeerSelection(wall: Wall, surface: Surface, peer: Peer): void {
  const { ctx } = surface
  const { fill, text } = personColor(peer.color)
  let isNamed = false
  for (const id of peer.selection) {
    const record = wall.scene.get(elementRecordId(id))
    if (!record || !outline(wall, surface, record)) continue
    stroke(ctx, fill, 2)
    // While somebody types there, the card says so itself.
    if (isNamed || peer.editing !== null || peer.name === '') continue
    isNamed = true
    nameTag(surface, wall.scene.boxOf(record), peer.name, fill, text)
  }
}

function nameTag({ ctx, camera, palette }: Surface, { x, y }: Geometry, name: string, fill: string, color: string) {
  ctx.font = `600 11px ${palette.font}`
  ctx.textBaseline = 'middle'
  const words = name.length > 24 ? `${name.slice(0, 23)}…` : name
  const width = ctx.measureText(words).width + 10
  const left = (x + camera.x) * camera.z - 3
  const top = (y + camera.y) * camera.z - 21
  ctx.beginPath()
  ctx.roundRect(left, top, width, 17, 5)
  ctx.fillStyle = fill
  ctx.fill()
  ctx.fillStyle = color
  ctx.fillText(words, left + 5, top + 9)
}

function paintDropZone(wall: Wall, surface: Surface): void {
  const drop = wall.dropZone.get()
  const record = drop && wall.scene.get(zoneRecordId(drop.zoneId))
  if (!record) return
  const { ctx, palette } = surface
  const color = drop.takes ? palette.ok : palette.danger
  rect(surface, geometryOf(record), 0)
  ctx.globalAlpha = 0.08
  ctx.fillStyle = color
  ctx.fill()
  ctx.globalAlpha = 1
  if (!drop.takes) ctx.setLineDash([7, 5])
  stroke(ctx, color, 2.5)
  ctx.setLineDash([])
}

function paintDraft(wall: Wall, surface: Surface, draft: Draft): void {
  const { ctx, palette, camera, ratio } = surface
  switch (draft.type) {
    case 'line': {
      const target = draft.target && wall.scene.get(draft.target)
      if (target && outline(wall, surface, target)) stroke(ctx, palette.ok, 2.5)
      arrow(surface, draft)
      return
    }
    case 'box': {
      const { from, to } = draft
      const box = {
        x: Math.min(from.x, to.x),
        y: Math.min(from.y, to.y),
        w: Math.abs(to.x - from.x),
        h: Math.abs(to.y - from.y),
      }
      if (draft.shape === 'rectangle') rect(surface, box, 0)
      else {
        const { x, y, w, h } = onScreen(surface, box)
        ctx.beginPath()
        ctx.ellipse(x + w / 2, y + h / 2, w / 2, h / 2, 0, 0, Math.PI * 2)
      }
      stroke(ctx, palette.accent, 2)
      return
    }
    case 'stroke': {
      const scale = camera.z * ratio
      ctx.setTransform(scale, 0, 0, scale, camera.x * scale, camera.y * scale)
      ctx.lineCap = 'round'
      ctx.lineJoin = 'round'
      ctx.strokeStyle = palette.zone('red').edge
      ctx.lineWidth = 4
      ctx.stroke(new Path2D(strokePath(draft.points)))
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0)
      return
    }
    default:
      draft satisfies never
  }
}

function arrow({ ctx, camera, palette }: Surface, line: Line): void {
  const screen = (p: { x: number; y: number }) => ({ x: (p.x + camera.x) * camera.z, y: (p.y + camera.y) * camera.z })
  const shown = { start: screen(line.start), end: screen(line.end) }
  const [left, right] = arrowHead(shown, 12)
  ctx.beginPath()
  ctx.moveTo(shown.start.x, shown.start.y)
  ctx.lineTo(shown.end.x, shown.end.y)
  ctx.moveTo(left.x, left.y)
  ctx.lineTo(shown.end.x, shown.end.y)
  ctx.lineTo(right.x, right.y)
  ctx.lineCap = 'round'
  stroke(ctx, palette.accent, 2.25)
}

/** Begins the path of a record's outline; false where it cannot be seen. */
function outline({ scene }: Wall, surface: Surface, record: WallRecord): boolean {
  const { ctx, width, height, camera } = surface
  const box = scene.boxOf(record)
  const { x, y, w, h } = onScreen(surface, box)
  if (x > width || y > height || x + w < 0 || y + h < 0) return false
  if (record.type === 'connector') {
    const { start, end } = scene.lineOf(record)
    ctx.beginPath()
    ctx.moveTo((start.x + camera.x) * camera.z, (start.y + camera.y) * camera.z)
    ctx.lineTo((end.x + camera.x) * camera.z, (end.y + camera.y) * camera.z)
    return true
  }
  rect(surface, box, record.type === 'card' || record.type === 'zone' ? 2 : 1)
  return true
}

/** A box with `gap` screen pixels of air around it. */
function rect(surface: Surface, box: Geometry, gap: number): void {
  const { x, y, w, h } = onScreen(surface, box)
  const radius = Math.min(10, 10 * surface.camera.z) + gap
  surface.ctx.beginPath()
  surface.ctx.roundRect(x - gap, y - gap, w + 2 * gap, h + 2 * gap, radius)
}

function knob({ ctx, camera, palette }: Surface, at: { x: number; y: number }, look: 'square' | 'round'): void {
  const x = (at.x + camera.x) * camera.z
  const y = (at.y + camera.y) * camera.z
  ctx.beginPath()
  ctx.roundRect(x - 4.5, y - 4.5, 9, 9, look === 'square' ? 2.5 : 4.5)
  ctx.fillStyle = palette.surface
  ctx.fill()
  stroke(ctx, palette.focus, 2)
}

function onScreen({ camera: { x, y, z } }: Surface, box: Geometry): Geometry {
  return { x: (box.x + x) * z, y: (box.y + y) * z, w: box.w * z, h: box.h * z }
}

function stroke(ctx: CanvasRenderingContext2D, color: string, width: number): void {
  ctx.strokeStyle = color
  ctx.lineWidth = width
  ctx.stroke()
}
