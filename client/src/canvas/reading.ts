import { centreOf, readingOrder } from '@planwall/shared/board/geometry'
import type { Geometry } from '@planwall/shared/board/model'

export interface Readable {
  id: string
  zoneId: string | null
  geometry: Geometry
}

/** Zone by zone, and within a zone as one reads; what lies in no zone comes last. */
export function inReadingOrder<R extends Readable>(cards: readonly R[], zoneIds: readonly string[]): R[] {
  const rank = new Map(zoneIds.map((id, index) => [id, index]))
  const rankOf = ({ zoneId }: R) => (zoneId === null ? undefined : rank.get(zoneId)) ?? zoneIds.length
  return cards.toSorted((a, b) => rankOf(a) - rankOf(b) || readingOrder(a, b))
}

export type Direction = 'left' | 'right' | 'up' | 'down'

/**
 * The nearest one in a direction: it must lie within the quarter the arrow points at; what lies aside counts twice as
 * far as what lies ahead.
 */
export function nearestIn<R extends { id: string; geometry: Geometry }>(
  direction: Direction,
  from: Geometry,
  among: readonly R[],
): R | undefined {
  const start = centreOf(from)
  let best: R | undefined
  let least = Infinity
  for (const candidate of among) {
    const { x, y } = centreOf(candidate.geometry)
    const [ahead, aside] = alongAndAside(direction, x - start.x, y - start.y)
    if (ahead <= 0 || aside > ahead * 1.5) continue
    const distance = ahead + 2 * aside
    if (distance < least) {
      least = distance
      best = candidate
    }
  }
  return best
}

function alongAndAside(direction: Direction, dx: number, dy: number): [number, number] {
  switch (direction) {
    case 'left':
      return [-dx, Math.abs(dy)]
    case 'right':
      return [dx, Math.abs(dy)]
    case 'up':
      return [-dy, Math.abs(dx)]
    case 'down':
      return [dy, Math.abs(dx)]
    default:
      return direction satisfies never
  }
}
