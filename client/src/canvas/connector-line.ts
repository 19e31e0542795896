import { centreOf } from '@planwall/shared/board/geometry'
import type { Geometry, Point } from '@planwall/shared/board/model'

export interface Line {
  start: Point
  end: Point
}

/** Space between the tip of a connector and the edge of what it points at, board units. */
const TIP_GAP = 4

/**
 * Where a connector is drawn: from the edge of one element to the edge of the other. An end without an element is loose
 * and lies where `loose` says: from (x, y) to (x + w, y + h).
 */
export function connectorLine(loose: Geometry, from: Geometry | undefined, to: Geometry | undefined): Line {
  const a = from ? centreOf(from) : { x: loose.x, y: loose.y }
  const b = to ? centreOf(to) : { x: loose.x + loose.w, y: loose.y + loose.h }
  return { start: from ? edgePoint(from, a, b) : a, end: to ? edgePoint(to, b, a) : b }
}

/** The box around a line, as a geometry with positive sides. */
export function boxOfLine({ start, end }: Line): Geometry {
  return {
    x: Math.min(start.x, end.x),
    y: Math.min(start.y, end.y),
    w: Math.abs(end.x - start.x),
    h: Math.abs(end.y - start.y),
  }
}

export function distanceToLine({ start, end }: Line, p: Point): number {
  const dx = end.x - start.x
  const dy = end.y - start.y
  const length2 = dx * dx + dy * dy
  const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((p.x - start.x) * dx + (p.y - start.y) * dy) / length2))
  return Math.hypot(p.x - start.x - t * dx, p.y - start.y - t * dy)
}

/** The two barbs of an arrow head at the end of a line. */
export function arrowHead({ start, end }: Line, size: number): [Point, Point] {
  const angle = Math.atan2(end.y - start.y, end.x - start.x)
  const barb = (turn: number): Point => ({
    x: end.x - size * Math.cos(angle + turn),
    y: end.y - size * Math.sin(angle + turn),
  })
  return [barb(Math.PI / 7), barb(-Math.PI / 7)]
}

function edgePoint(box: Geometry, inside: Point, outside: Point): Point {
  const dx = outside.x - inside.x
  const dy = outside.y - inside.y
  const reachX = dx === 0 ? Infinity : (box.w / 2 + TIP_GAP) / Math.abs(dx)
  const reachY = dy === 0 ? Infinity : (box.h / 2 + TIP_GAP) / Math.abs(dy)
  const t = Math.min(reachX, reachY)
  // The other end lies inside the box: the line runs from centre to centre.
  if (t >= 1) return inside
  return { x: inside.x + dx * t, y: inside.y + dy * t }
}
