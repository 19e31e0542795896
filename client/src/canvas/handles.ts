import type { Geometry, Point } from '@planwall/shared/board/model'
import type { ConnectorRecord, WallRecord } from './records.ts'
import type { Wall } from './open-wall.ts'
import { isMovable } from './open-wall.ts'

/** Which sides of a box a handle moves: -1 left or top, 1 right or bottom. */
export interface Handle {
  sideX: -1 | 0 | 1
  sideY: -1 | 0 | 1
}

const corners: readonly Handle[] = [
  { sideX: -1, sideY: -1 },
  { sideX: 1, sideY: -1 },
  { sideX: 1, sideY: 1 },
  { sideX: -1, sideY: 1 },
]
const edges: readonly Handle[] = [
  { sideX: 0, sideY: -1 },
  { sideX: 1, sideY: 0 },
  { sideX: 0, sideY: 1 },
  { sideX: -1, sideY: 0 },
]

/** Smaller on the screen than this, a box has no handles: they would cover it. */
const SMALLEST = 44

/** The only selected record, where it can be resized as it is seen now. */
export function resizable(wall: Wall): WallRecord | undefined {
  const { editor, scene } = wall
  const ids = editor.getSelectedShapeIds()
  const record = ids.length === 1 && ids[0] ? scene.get(ids[0]) : undefined
  if (!record || record.type === 'drawing' || record.type === 'connector' || !isMovable(wall, record)) return undefined
  const zoom = editor.getZoomLevel()
  return Math.min(record.props.w, record.props.h) * zoom < SMALLEST ? undefined : record
}

/** The only selected record, where it is a connector whose ends can be taken. */
export function reconnectable(wall: Wall): ConnectorRecord | undefined {
  const ids = wall.editor.getSelectedShapeIds()
  const record = ids.length === 1 && ids[0] ? wall.scene.get(ids[0]) : undefined
  return record?.type === 'connector' && wall.canWrite() ? record : undefined
}

export function cornersOf(box: Geometry): Point[] {
  return corners.map((handle) => pointOf(box, handle))
}

/** The handle at a point: corners before edges. */
export function handleAt(box: Geometry, point: Point, slack: number): Handle | undefined {
  for (const handle of corners) {
    const { x, y } = pointOf(box, handle)
    if (Math.abs(point.x - x) <= slack && Math.abs(point.y - y) <= slack) return handle
  }
  return edges.find((handle) => isOnEdge(box, handle, point, slack / 2))
}

/** A box with one handle dragged by (dx, dy), never smaller than `least`. */
export function resized({ x, y, w, h }: Geometry, { sideX, sideY }: Handle, by: Point, least: Size): Geometry {
  const width = Math.max(least.w, w + sideX * by.x)
  const height = Math.max(least.h, h + sideY * by.y)
  return {
    x: sideX === -1 ? x + w - width : x,
    y: sideY === -1 ? y + h - height : y,
    w: sideX === 0 ? w : width,
    h: sideY === 0 ? h : height,
  }
}

/** The same for what keeps its proportion: the side that was dragged further says how large it gets. */
export function resizedInProportion(before: Geometry, handle: Handle, by: Point, least: Size): Geometry {
  const { x, y, w, h } = before
  const { sideX, sideY } = handle
  const free = resized(before, handle, by, { w: 1, h: 1 })
  const wanted = sideX === 0 ? free.h / h : sideY === 0 ? free.w / w : Math.max(free.w / w, free.h / h)
  const scale = Math.max(wanted, least.w / w, least.h / h)
  const [width, height] = [w * scale, h * scale]
  return {
    x: x + ((w - width) * (1 - sideX)) / 2,
    y: y + ((h - height) * (1 - sideY)) / 2,
    w: width,
    h: height,
  }
}

interface Size {
  w: number
  h: number
}

function pointOf({ x, y, w, h }: Geometry, { sideX, sideY }: Handle): Point {
  return { x: x + (w * (sideX + 1)) / 2, y: y + (h * (sideY + 1)) / 2 }
}

function isOnEdge(box: Geometry, handle: Handle, point: Point, slack: number): boolean {
  const { x, y } = pointOf(box, handle)
  if (handle.sideX === 0) return Math.abs(point.y - y) <= slack && point.x > box.x && point.x < box.x + box.w
  return Math.abs(point.x - x) <= slack && point.y > box.y && point.y < box.y + box.h
}
