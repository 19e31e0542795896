import type { Move } from '@planwall/shared/board/edit'
import { zoneAt } from '@planwall/shared/board/geometry'
import type { BoardElement, Geometry, Zone } from '@planwall/shared/board/model'
import { accepts } from '@planwall/shared/board/place'
import type { Refusal as RefusedByStep, Verdict } from '@planwall/shared/session/rules'

export interface Moved {
  element: BoardElement
  /** Where it was put. */
  geometry: Geometry
  /** It was carried along by its zone, so it stays in it. */
  carried?: boolean
}

export interface Refusal {
  id: string
  kind: string
  zone: Zone | undefined
  /** Where it was dropped. */
  at: Geometry
  /** The step does not allow it, whatever the zone takes. */
  byStep?: RefusedByStep
}

export interface Plan {
  moves: Move[]
  /** Cards that go back to where they were: the zone they were dropped on, or the step that runs, does not allow it. */
  refused: Refusal[]
}

/**
 * What a gesture that put elements in new places means: a card belongs to the zone it lies in now, unless that zone
 * does not take its kind or is full. Cards that stay in their zone are never refused.
 */
export function planMoves(
  moved: readonly Moved[],
  zones: ReadonlyMap<string, Zone>,
  elements: ReadonlyMap<string, BoardElement>,
  mayGo: (element: BoardElement, toZoneId: string | null) => Verdict = () => ({ allowed: true }),
): Plan {
  const plan: Plan = { moves: [], refused: [] }
  const room = new RoomInZones(elements)
  for (const { element, geometry, carried } of moved) {
    const { id } = element
    if (element.type !== 'card' || carried) {
      plan.moves.push({ id, geometry })
      continue
    }
    const zone = zoneAt(zones.values(), geometry)
    const verdict = (zone?.id ?? null) === element.zoneId ? undefined : mayGo(element, zone?.id ?? null)
    if (!verdict) {
      plan.moves.push({ id, geometry })
    } else if (!verdict.allowed) {
      plan.refused.push({ id, kind: element.kind, zone, at: geometry, byStep: verdict.code })
    } else if (zone && !room.take(zone, element.kind, element.zoneId)) {
      plan.refused.push({ id, kind: element.kind, zone, at: geometry })
    } else {
      plan.moves.push({ id, geometry, zone: zone ?? null })
    }
  }
  return plan
}

/** How many cards lie in each zone; cards that are not on the wall do not count. */
export function cardsInZones(elements: Iterable<BoardElement>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const element of elements) {
    if (element.type !== 'card' || element.zoneId === null || !element.geometry) continue
    counts.set(element.zoneId, (counts.get(element.zoneId) ?? 0) + 1)
  }
  return counts
}

/** Counts along while several cards go into zones at once. */
class RoomInZones {
  readonly #elements: ReadonlyMap<string, BoardElement>
  #counts: Map<string, number> | undefined

  constructor(elements: ReadonlyMap<string, BoardElement>) {
    this.#elements = elements
  }

  take(zone: Zone, kind: string, from: string | null): boolean {
    this.#counts ??= cardsInZones(this.#elements.values())
    const inside = this.#counts.get(zone.id) ?? 0
    if (!accepts(zone, kind, inside)) return false
    this.#counts.set(zone.id, inside + 1)
    if (from !== null) this.#counts.set(from, (this.#counts.get(from) ?? 1) - 1)
    return true
  }
}
