import { i18n } from '@lingui/core'
import { isCardKind } from '@planwall/shared/board/kinds'
import { kindWords } from '../../sync/kind-names.ts'
import { colorOf } from '../../sync/open-board.ts'
import { todayIn } from '../../sync/today.ts'
import { initialsOf } from '../../ui/initials.ts'
import { personColor } from '../../ui/person-colors.ts'
import { arrowHead } from '../connector-line.ts'
import { geometryOf } from '../record-to-element.ts'
import type {
  AreaRecord,
  CardRecord,
  ConnectorRecord,
  DrawingRecord,
  PictureRecord,
  WallRecord,
  ZoneRecord,
} from '../records.ts'
import { marksOf } from '../shapes/card-marks.ts'
import { shortDate } from '../shapes/short-date.ts'
import { strokePath } from '../shapes/stroke-path.ts'
import { areaSizes, breakLines, cardSizes, LINE_HEIGHT, textSize } from '../shapes/text-size.ts'
import type { Wall } from '../open-wall.ts'
import type { Surface } from './painting.tsx'

/** Letters smaller than this on the screen are drawn as bars. */
const LEGIBLE = 5
/** A card narrower than this on the screen is one box. */
const ONE_BOX = 16
/** A zone's name on the screen, however far away. */
const NAME_SIZE = 11.5

/** Everything on the wall, in one picture: zones, areas, lines, cards, names of zones. */
export function paintFar(wall: Wall, surface: Surface): void {
  const { ctx, camera, ratio } = surface
  const scale = camera.z * ratio
  ctx.setTransform(scale, 0, 0, scale, camera.x * scale, camera.y * scale)
  const editing = wall.editor.getEditingShapeId()
  const seen = {
    left: -camera.x,
    top: -camera.y,
    right: -camera.x + surface.width / camera.z,
    bottom: -camera.y + surface.height / camera.z,
  }
  const connectors: ConnectorRecord[] = []
  const zones: ZoneRecord[] = []
  let areLinesDrawn = false
  for (const record of wall.scene.stack()) {
    if (record.type === 'connector') {
      connectors.push(record)
      continue
    }
    if (!areLinesDrawn && connectors.length > 0) {
      paintConnectors(wall, surface, connectors)
      areLinesDrawn = true
    }
    const { w, h } = record.props
    if (record.x > seen.right || record.y > seen.bottom || record.x + w < seen.left || record.y + h < seen.top) continue
    if (record.id === editing) continue
    paintRecord(wall, surface, record)
    if (record.type === 'zone') zones.push(record)
  }
  if (!areLinesDrawn && connectors.length > 0) paintConnectors(wall, surface, connectors)
  for (const zone of zones) paintZoneName(surface, zone)
}

function paintRecord(wall: Wall, surface: Surface, record: Exclude<WallRecord, ConnectorRecord>): void {
  switch (record.type) {
    case 'zone':
      return paintZone(surface, record)
    case 'card':
      return paintCard(wall, surface, record)
    case 'area':
      return paintArea(surface, record)
    case 'drawing':
      return paintDrawing(surface, record)
    case 'picture':
      return paintPicture(wall, surface, record)
    case 'opaque':
      return box(surface, record, surface.palette.kind('unknown').bg, surface.palette.kind('unknown').edge, 6)
    default:
      return record satisfies never
  }
}

function paintZone(surface: Surface, record: ZoneRecord): void {
  const { bg, edge } = surface.palette.zone(record.props.content.color)
  surface.ctx.globalAlpha = 1
  box(surface, record, bg, undefined, 14)
  surface.ctx.globalAlpha = 0.5
  box(surface, record, undefined, edge, 14)
  surface.ctx.globalAlpha = 1
}

/** In the zone's heading where there is room for it, else over whatever lies there. */
function paintZoneName({ ctx, palette, camera }: Surface, { x, y, props: { w, h, content } }: ZoneRecord): void {
  const size = Math.max(18, NAME_SIZE / camera.z)
  const room = w - size * 1.2
  if (room < size * 2 || h < size * 1.4) return
  ctx.font = `650 ${size}px ${palette.font}`
  ctx.textBaseline = 'middle'
  const name = shortened(ctx, content.name, room)
  if (size > 36) {
    ctx.globalAlpha = 0.86
    ctx.fillStyle = palette.zone(content.color).bg
    ctx.beginPath()
    ctx.roundRect(x + size * 0.15, y + size * 0.15, ctx.measureText(name).width + size * 0.7, size * 1.3, size * 0.35)
    ctx.fill()
    ctx.globalAlpha = 1
  }
  ctx.fillStyle = palette.text
  ctx.fillText(name, x + Math.min(16, size * 0.5), y + size * (size > 36 ? 0.84 : 1.2))
}

function shortened(ctx: CanvasRenderingContext2D, text: string, room: number): string {
  if (ctx.measureText(text).width <= room) return text
  const letters = Array.from(text)
  while (letters.length > 1 && ctx.measureText(`${letters.join('')}…`).width > room) letters.pop()
  return `${letters.join('').trimEnd()}…`
}

function paintCard(wall: Wall, surface: Surface, record: CardRecord): void {
  const { ctx, camera, palette } = surface
  const { x, y } = record
  const { w, h, content } = record.props
  const { bg, edge, text } = palette.kind(content.kind)
  const width = w * camera.z
  if (width < ONE_BOX) {
    ctx.fillStyle = edge
    ctx.fillRect(x, y, w, h)
    ctx.fillStyle = bg
    ctx.fillRect(x, y + h * 0.16, w, h * 0.84)
    return
  }
  if (width < 60) {
    ctx.fillStyle = bg
    ctx.fillRect(x, y, w, h)
    ctx.fillStyle = edge
    ctx.fillRect(x, y, w, Math.max(5, 1 / camera.z))
  } else {
    box(surface, record, bg, undefined, 9)
    ctx.fillStyle = edge
    ctx.fillRect(x + 3, y, w - 6, 3)
  }
  paintWords(surface, record, text)
  if (SMALL_LETTERS * camera.z >= LEGIBLE) paintSmallPrint(wall, surface, record, text)
}

/** Of the kind's name and what stands at the foot of a card. */
const SMALL_LETTERS = 11

function paintSmallPrint(wall: Wall, { ctx, palette }: Surface, record: CardRecord, color: string): void {
  const { x, y } = record
  const { w, h, content } = record.props
  const marks = marksOf(content)
  ctx.fillStyle = color
  ctx.font = `620 ${SMALL_LETTERS}px ${palette.font}`
  ctx.textBaseline = 'alphabetic'
  if (isCardKind(content.kind)) ctx.fillText(i18n._(kindWords[content.kind].name), x + 12, y + 24, w - 24)
  let left = x + 10
  if (marks.owner !== null) {
    const name = wall.people.nameOf(marks.owner)
    const face = personColor(colorOf(marks.owner))
    ctx.beginPath()
    ctx.arc(left + 11, y + h - 19, 11, 0, Math.PI * 2)
    ctx.fillStyle = face.fill
    ctx.fill()
    ctx.fillStyle = face.text
    ctx.textAlign = 'center'
    ctx.fillText(initialsOf(name), left + 11, y + h - 15, 20)
    ctx.textAlign = 'start'
    left += 28
  }
  if (marks.due === null) return
  const today = todayIn(wall.handle.view.getState().session.meta.timezone)
  ctx.fillStyle = color
  ctx.fillText(shortDate(marks.due, today, i18n.locale), left, y + h - 15, w)
}

function paintWords({ ctx, camera, palette }: Surface, record: CardRecord, color: string): void {
  const { x, y } = record
  const { size, lines } = linesOf(record)
  ctx.fillStyle = color
  if (size * camera.z < LEGIBLE) {
    ctx.globalAlpha = 0.45
    const room = record.props.w - 24
    for (const [index, line] of lines.entries()) {
      if (line === '') continue
      ctx.fillRect(x + 12, y + 38 + index * size * LINE_HEIGHT, Math.min(room, line.length * size * 0.52), size * 0.5)
    }
    ctx.globalAlpha = 1
    return
  }
  ctx.font = `520 ${size}px ${palette.font}`
  ctx.textBaseline = 'alphabetic'
  for (const [index, line] of lines.entries()) {
    ctx.fillText(line, x + 12, y + 34 + size * 0.95 + index * size * LINE_HEIGHT)
  }
}

interface Lines {
  w: number
  h: number
  size: number
  lines: string[]
}

/** A card's lines are broken once for as long as its words and size stay. */
const linesByContent = new WeakMap<object, Lines>()

function linesOf({ props: { w, h, content } }: CardRecord): Lines {
  const known = linesByContent.get(content)
  if (known && known.w === w && known.h === h) return known
  const marks = marksOf(content)
  const hasFoot = marks.owner !== null || marks.due !== null || marks.lacksOwner || marks.lacksDue || content.votes > 0
  const room = { w: w - 24, h: h - 34 - (hasFoot ? 34 : 10) }
  const { size, lines: most } = textSize(content.text, room.w, room.h, cardSizes)
  const lines = { w, h, size, lines: content.text === '' ? [] : breakLines(content.text, room.w, size, most) }
  linesByContent.set(content, lines)
  return lines
}

function paintArea(surface: Surface, record: AreaRecord): void {
  const { ctx, palette, camera } = surface
  const { content, w, h } = record.props
  const { bg, edge } = palette.zone(content.color)
  const { x, y } = geometryOf(record)
  if (content.shape === 'ellipse') {
    ctx.beginPath()
    ctx.ellipse(x + w / 2, y + h / 2, Math.max(1, w / 2), Math.max(1, h / 2), 0, 0, Math.PI * 2)
    fillAndStroke(ctx, bg, edge, 2)
  } else if (content.shape === 'rectangle') {
    box(surface, record, bg, edge, 10)
  }
  const { size, lines } = textSize(content.text, w - 16, h - 8, areaSizes)
  if (content.text === '' || size * camera.z < LEGIBLE) return
  ctx.font = `560 ${size}px ${palette.font}`
  ctx.fillStyle = palette.text
  ctx.textBaseline = 'alphabetic'
  for (const [index, line] of breakLines(content.text, w - 16, size, lines).entries()) {
    ctx.fillText(line, x + 8, y + 4 + size + index * size * LINE_HEIGHT)
  }
}

/** Small, and until it has come a box. */
function paintPicture(wall: Wall, surface: Surface, record: PictureRecord): void {
  const { ctx, palette } = surface
  const { w, h, content } = record.props
  const bitmap = wall.pictures.get(content.asset)
  if (!bitmap) {
    box(surface, record, palette.zone('grey').bg, palette.zone('grey').edge, 6)
    return
  }
  ctx.fillStyle = palette.paper
  ctx.fillRect(record.x, record.y, w, h)
  ctx.drawImage(bitmap, record.x, record.y, w, h)
}

const strokes = new WeakMap<object, Path2D>()

function paintDrawing({ ctx, palette }: Surface, { x, y, props: { content } }: DrawingRecord): void {
  let path = strokes.get(content)
  if (!path) {
    path = new Path2D(strokePath(content.points))
    strokes.set(content, path)
  }
  ctx.save()
  ctx.translate(x, y)
  ctx.strokeStyle = palette.zone(content.color).edge
  ctx.lineWidth = 4
  ctx.lineCap = 'round'
  ctx.lineJoin = 'round'
  ctx.stroke(path)
  ctx.restore()
}

function paintConnectors({ scene }: Wall, { ctx, palette, camera }: Surface, connectors: readonly ConnectorRecord[]) {
  ctx.beginPath()
  for (const connector of connectors) {
    const line = scene.lineOf(connector)
    ctx.moveTo(line.start.x, line.start.y)
    ctx.lineTo(line.end.x, line.end.y)
    if (camera.z < 0.1) continue
    const [left, right] = arrowHead(line, 13)
    ctx.moveTo(left.x, left.y)
    ctx.lineTo(line.end.x, line.end.y)
    ctx.lineTo(right.x, right.y)
  }
  ctx.strokeStyle = palette.soft
  ctx.lineWidth = Math.max(2.25, 1 / camera.z)
  ctx.stroke()
}

function box(
  { ctx, camera }: Surface,
  { x, y, props: { w, h } }: WallRecord,
  fill: string | undefined,
  edge: string | undefined,
  radius: number,
): void {
  // A corner of less than a pixel is a corner.
  if (!edge && radius * camera.z < 1.2) {
    ctx.fillStyle = fill ?? 'transparent'
    ctx.fillRect(x, y, w, h)
    return
  }
  ctx.beginPath()
  ctx.roundRect(x, y, Math.max(1, w), Math.max(1, h), radius)
  fillAndStroke(ctx, fill, edge, Math.max(1.5, 1 / camera.z))
}

function fillAndStroke(
  ctx: CanvasRenderingContext2D,
  fill: string | undefined,
  edge: string | undefined,
  width: number,
) {
  if (fill) {
    ctx.fillStyle = fill
    ctx.fill()
  }
  if (!edge) return
  ctx.strokeStyle = edge
  ctx.lineWidth = width
  ctx.stroke()
}
