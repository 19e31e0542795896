import { addConnector, addDrawing, addShape, setConnectorEnds } from '@planwall/shared/board/edit'
import type { Color, Geometry, Point } from '@planwall/shared/board/model'
import { orderBetween, topOrder } from '@planwall/shared/board/order'
import { newId } from '../../sync/new-id.ts'
import { makerNow } from '../../sync/step-rules.ts'
import { elementRecordId, idOfRecord, isZoneRecordId } from '../records.ts'
import type { WallRecord } from '../records.ts'
import type { Wall } from '../open-wall.ts'

/** One end of a connector: an element, or a place on the wall. */
export type End = { id: string } | { at: Point }

export function connect(wall: Wall, from: End, to: End): string {
  const { handle } = wall
  const id = newId()
  handle.undo.boundary()
  addConnector(
    handle.board,
    {
      ...stamp(wall),
      id,
      from: 'id' in from ? from.id : null,
      to: 'id' in to ? to.id : null,
      geometry: between(placeOf(wall, from), placeOf(wall, to)),
    },
    handle.origin,
  )
  finish(wall)
  return id
}

/** Joins one end of a connector to another element, or leaves it loose where it was let go. */
export function reconnect(wall: Wall, id: string, side: 'from' | 'to', end: End): void {
  const { handle, scene } = wall
  const record = scene.get(elementRecordId(id))
  if (record?.type !== 'connector') return
  const line = scene.lineOf(record)
  const place = placeOf(wall, end)
  const target = 'id' in end ? end.id : null
  handle.undo.boundary()
  setConnectorEnds(
    handle.board,
    id,
    {
      ...(side === 'from' ? { from: target } : { to: target }),
      geometry: side === 'from' ? between(place, line.end) : between(line.start, place),
    },
    handle.origin,
  )
  finish(wall)
}

export function addArea(wall: Wall, shape: 'rectangle' | 'ellipse' | 'text', geometry: Geometry): string {
  const { handle } = wall
  const id = newId()
  handle.undo.boundary()
  addShape(
    handle.board,
    { ...stamp(wall), id, shape, color: AREA_COLOR, text: '', zoneId: null, geometry },
    handle.origin,
  )
  finish(wall)
  return id
}

/** `points` are places on the wall, flat x, y, x, y … */
export function addStroke(wall: Wall, points: readonly number[]): string {
  const { handle } = wall
  const id = newId()
  const geometry = boxAround(points)
  const offsets = points.map((value, index) => value - (index % 2 === 0 ? geometry.x : geometry.y))
  handle.undo.boundary()
  addDrawing(
    handle.board,
    { ...stamp(wall), id, color: STROKE_COLOR, points: offsets, zoneId: null, geometry },
    handle.origin,
  )
  finish(wall)
  return id
}

/** What a connector may end at. */
export function isConnectable(record: WallRecord): boolean {
  return record.type !== 'zone' && record.type !== 'connector'
}

/** The end of a connector on a record, or at a point where there is none. */
export function endAt(record: WallRecord | undefined, at: Point): End {
  return record && !isZoneRecordId(record.id) ? { id: idOfRecord(record.id) } : { at }
}

const AREA_COLOR: Color = 'blue'
const STROKE_COLOR: Color = 'red'

function finish({ handle, binding }: Wall): void {
  handle.undo.boundary()
  binding.flush()
}

/** On top of everything there is. */
function stamp({ handle }: Wall) {
  const top = topOrder(handle.view.getState().elements.values())
  return { order: orderBetween(top, null), createdAt: Date.now(), createdBy: makerNow(handle) }
}

function placeOf({ scene }: Wall, end: End): Point {
  if ('at' in end) return end.at
  const record = scene.get(elementRecordId(end.id))
  if (!record) return { x: 0, y: 0 }
  const { x, y, w, h } = scene.boxOf(record)
  return { x: x + w / 2, y: y + h / 2 }
}

function between(start: Point, end: Point): Geometry {
  return { x: start.x, y: start.y, w: end.x - start.x, h: end.y - start.y }
}

function boxAround(points: readonly number[]): Geometry {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let index = 0; index + 1 < points.length; index += 2) {
    const [x, y] = [points[index] as number, points[index + 1] as number]
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x)
    bottom = Math.max(bottom, y)
  }
  return { x: left, y: top, w: right - left, h: bottom - top }
}
