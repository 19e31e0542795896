import type { BoardElement, Card, Zone } from '@planwall/shared/board/model'
import { byOrder } from '@planwall/shared/board/order'

/** A zone of the step with its cards, in the order of the list. */
export interface Place {
  zone: Zone
  /** What tells it from others of the same name: "Late deliveries: Cures". */
  name: string
  cards: Card[]
}

/** The zones a step takes place in, with what lies in them. Cards of kinds that are nowhere on the wall are left out. */
export function placesOf(
  elements: ReadonlyMap<string, BoardElement>,
  zones: ReadonlyMap<string, Zone>,
  zoneIds: readonly string[],
): Place[] {
  const cards = new Map<string, Card[]>()
  for (const element of elements.values()) {
    if (element.type !== 'card' || element.zoneId === null) continue
    const there = cards.get(element.zoneId)
    if (there) there.push(element)
    else cards.set(element.zoneId, [element])
  }
  const places = zoneIds.flatMap((id): Place[] => {
    const zone = zones.get(id)
    return zone ? [{ zone, name: nameOf(zone, zones, cards), cards: (cards.get(id) ?? []).toSorted(byOrder) }] : []
  })
  return columnsTogether(places)
}

/** A column's zones stand together, its head first: what belongs to one theme is read in one go. */
function columnsTogether(places: readonly Place[]): Place[] {
  const under = new Map<string, Place[]>()
  const ids = new Set(places.map(({ zone }) => zone.id))
  const isUnder = ({ zone }: Place) =>
    zone.parentId !== undefined && zone.parentId !== zone.id && ids.has(zone.parentId)
  for (const place of places) {
    if (!isUnder(place)) continue
    const parent = place.zone.parentId as string
    under.set(parent, [...(under.get(parent) ?? []), place])
  }
  const listed: Place[] = []
  const list = (place: Place) => {
    if (listed.includes(place)) return
    listed.push(place)
    for (const child of under.get(place.zone.id) ?? []) list(child)
  }
  for (const place of places) if (!isUnder(place)) list(place)
  // Zones that are each other's parents: listed all the same.
  for (const place of places) list(place)
  return listed
}

/** A column is called by the one card at its head, where there is one. */
function nameOf(zone: Zone, zones: ReadonlyMap<string, Zone>, cards: ReadonlyMap<string, readonly Card[]>): string {
  const parent = zone.parentId === undefined ? undefined : zones.get(zone.parentId)
  if (!parent || parent.id === zone.id) return zone.name
  const [head] = parent.maxCards === 1 ? (cards.get(parent.id) ?? []) : []
  // A group's copy says already what it belongs to.
  const own = zone.name.startsWith(`${parent.name}: `) ? zone.name.slice(parent.name.length + 2) : zone.name
  return `${head?.text.trim() || parent.name}: ${own}`
}
