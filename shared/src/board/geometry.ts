import type { Geometry, Point, Zone } from './model.ts'

/** Size of a new card, board units. */
export const CARD_SIZE = { w: 200, h: 120 } as const
/** Space between cards that are tidied, and between cards and the edge of their zone. */
export const GAP = 16
/** Height of the strip at the top of a zone that holds its name and prompt. */
export const ZONE_HEADER = 64

export function centreOf(g: Geometry): Point {
  return { x: g.x + g.w / 2, y: g.y + g.h / 2 }
}

/** Inside, or on the left or top edge; the right and bottom edges are outside, so that neighbours never both match. */
export function contains(g: Geometry, p: Point): boolean {
  return p.x >= g.x && p.x < g.x + g.w && p.y >= g.y && p.y < g.y + g.h
}

export function overlaps(a: Geometry, b: Geometry): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}

/** The zone a card with this geometry lies in: the smallest that holds its centre, then by id. */
export function zoneAt(zones: Iterable<Zone>, g: Geometry): Zone | undefined {
  const centre = centreOf(g)
  let best: Zone | undefined
  for (const zone of zones) {
    if (!contains(zone.geometry, centre)) continue
    if (!best || isSmaller(zone, best)) best = zone
  }
  return best
}

/** Top to bottom in rows of half a card, then left to right, then by id. */
export function readingOrder(
  a: { geometry: Geometry | null; id: string },
  b: { geometry: Geometry | null; id: string },
): number {
  if (!a.geometry || !b.geometry) return a.geometry ? -1 : b.geometry ? 1 : compareIds(a, b)
  const rowA = Math.floor(a.geometry.y / (CARD_SIZE.h / 2))
  const rowB = Math.floor(b.geometry.y / (CARD_SIZE.h / 2))
  return rowA - rowB || a.geometry.x - b.geometry.x || compareIds(a, b)
}

/**
 * Places for cards in a zone, in the order given. `grid` fills rows to the zone's width, `columns` fills columns to its
 * height. Cards never overlap; a zone that is too small is overfilled downward (grid) or to the right (columns).
 */
export function tidy(
  zone: Geometry,
  sizes: readonly { w: number; h: number }[],
  layout: 'grid' | 'columns',
): Geometry[] {
  const left = zone.x + GAP
  const top = zone.y + ZONE_HEADER + GAP / 2
  const places: Geometry[] = []
  let across = 0
  let along = 0
  let thickness = 0
  const room = layout === 'grid' ? zone.w - 2 * GAP : zone.h - ZONE_HEADER - GAP * 1.5
  for (const { w, h } of sizes) {
    const [long, thick] = layout === 'grid' ? [w, h] : [h, w]
    if (along > 0 && along + long > room) {
      across += thickness + GAP
      along = 0
      thickness = 0
    }
    places.push(
      layout === 'grid' ? { x: left + along, y: top + across, w, h } : { x: left + across, y: top + along, w, h },
    )
    along += long + GAP
    thickness = Math.max(thickness, thick)
  }
  return places
}

/** The first free place for a card of this size in a zone, in reading order; where it is full, just below what is there. */
export function freeSpot(
  zone: Geometry,
  taken: readonly Geometry[],
  size: { w: number; h: number } = CARD_SIZE,
): Geometry {
  return freeSpots(zone, taken, 1, size)[0] as Geometry
}

/** The first `count` of them, none on another. Costs places looked at times places taken, whatever the count. */
export function freeSpots(
  zone: Geometry,
  taken: readonly Geometry[],
  count: number,
  size: { w: number; h: number } = CARD_SIZE,
): Geometry[] {
  const left = zone.x + GAP
  const top = zone.y + ZONE_HEADER + GAP / 2
  const columns = Math.max(1, Math.floor((zone.w - GAP) / (size.w + GAP)))
  const spots: Geometry[] = []
  for (let cell = 0; spots.length < count; cell++) {
    const [column, row] = [cell % columns, Math.floor(cell / columns)]
    const place = { x: left + column * (size.w + GAP), y: top + row * (size.h + GAP), ...pick(size) }
    if (!taken.some((other) => overlaps(other, place))) spots.push(place)
  }
  return spots
}

/** The smallest box around all of these, or null for none. */
export function bounds(all: Iterable<Geometry>): Geometry | null {
  let [x, y, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const g of all) {
    x = Math.min(x, g.x)
    y = Math.min(y, g.y)
    right = Math.max(right, g.x + g.w)
    bottom = Math.max(bottom, g.y + g.h)
  }
  return x === Infinity ? null : { x, y, w: right - x, h: bottom - y }
}

function isSmaller(a: Zone, b: Zone): boolean {
  const area = a.geometry.w * a.geometry.h - b.geometry.w * b.geometry.h
  return area < 0 || (area === 0 && a.id < b.id)
}

function compareIds(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

function pick({ w, h }: { w: number; h: number }): { w: number; h: number } {
  return { w, h }
}
