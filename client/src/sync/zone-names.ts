import { isCardOf } from '@planwall/shared/board/model'
import type { BoardElement, Card, Zone } from '@planwall/shared/board/model'
import { byOrder } from '@planwall/shared/board/order'

/** Zones with those drawn inside them behind them, in the order of lists. */
export function zonesNested(zones: ReadonlyMap<string, Zone>): { zone: Zone; depth: number }[] {
  const children = new Map<string | undefined, Zone[]>()
  for (const zone of [...zones.values()].toSorted(byOrder)) {
    const parent = zone.parentId !== undefined && zones.has(zone.parentId) ? zone.parentId : undefined
    const siblings = children.get(parent)
    if (siblings) siblings.push(zone)
    else children.set(parent, [zone])
  }
  const listed: { zone: Zone; depth: number }[] = []
  const seen = new Set<string>()
  const list = (of: readonly Zone[] | undefined, depth: number) => {
    for (const zone of of ?? []) {
      if (seen.has(zone.id)) continue
      seen.add(zone.id)
      listed.push({ zone, depth })
      list(children.get(zone.id), depth + 1)
    }
  }
  list(children.get(undefined), 0)
  // Zones that are each other's parents: shown all the same.
  list([...zones.values()].toSorted(byOrder), 0)
  return listed
}

/** The move at the head of each zone that holds one, for headings: what a column is about says more than its number. */
export function headsOf(elements: ReadonlyMap<string, BoardElement>): Map<string, Card> {
  const heads = new Map<string, Card>()
  for (const element of elements.values()) {
    if (!isCardOf(element, 'move') || element.zoneId === null || element.text.trim() === '') continue
    const other = heads.get(element.zoneId)
    if (!other || byOrder(element, other) < 0) heads.set(element.zoneId, element)
  }
  return heads
}

/** What each zone is called where it stands alone: "Win back lost accounts: This month". */
export function zoneNames(
  zones: ReadonlyMap<string, Zone>,
  elements: ReadonlyMap<string, BoardElement>,
): Map<string, string> {
  const heads = headsOf(elements)
  const names = new Map<string, string>()
  for (const { zone } of zonesNested(zones)) {
    const parent = zone.parentId === undefined ? undefined : zones.get(zone.parentId)
    const above = parent && parent.id !== zone.id ? (heads.get(parent.id)?.text ?? parent.name) : undefined
    names.set(zone.id, above === undefined ? zone.name : `${above}: ${zone.name}`)
  }
  return names
}
