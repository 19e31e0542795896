import type { BoardElement, Card, Zone } from '@planwall/shared/board/model'
import { byOrder } from '@planwall/shared/board/order'
import type { WallThen } from '@planwall/shared/history/go-back'
import { elementChanges, elementDifferences, sessionDifferences } from '@planwall/shared/unsent/differences'
import type { Difference } from '@planwall/shared/unsent/differences'
import type { MomentContent } from './history-calls.ts'

/** What the server sent of a moment, to be looked things up in. */
export function wallOf({ zones, elements }: MomentContent): WallThen {
  return {
    zones: new Map(zones.map((zone) => [zone.id, zone])),
    elements: new Map(elements.map((element) => [element.id, element])),
  }
}

/** An empty wall: what there was before the first moment that was kept. */
export const emptyWall: WallThen = { zones: new Map(), elements: new Map() }

/** What appeared, changed and went from one moment to the next. */
export interface Changes {
  appeared: Difference[]
  changed: Difference[]
  gone: Difference[]
}

/**
 * Who made a card, and where it lies among the others, is no difference here: the first is not told of moments, the
 * second comes with every move.
 */
export function changesBetween(before: WallThen, after: WallThen): Changes {
  const meta = { schemaVersion: 1, meta: noMeta }
  const zones = sessionDifferences({ ...meta, zones: before.zones }, { ...meta, zones: after.zones })
  const all = [...zones, ...elementDifferences(before.elements, after.elements).filter(isSeen)]
  return {
    appeared: all.filter((one) => one.before === null),
    changed: all.filter((one) => one.before !== null && one.after !== null),
    gone: all.filter((one) => one.after === null),
  }
}

const noMeta = { title: '', templateId: '', timezone: '', period: { start: '', end: '' }, createdAt: 0 }

function isSeen(difference: Difference): boolean {
  if (difference.of !== 'element' || !difference.before || !difference.after) return true
  const isMoved = elementChanges(difference.before, difference.after)
  return isMoved.some(({ aspect }) => aspect !== 'order') || votesOf(difference.before) !== votesOf(difference.after)
}

export function votesOf(element: BoardElement): number {
  return element.type === 'card' ? element.votes : 0
}

/** What became of an element since: whether it is as it was, has changed, or is gone. */
export function sinceThen(was: BoardElement, now: ReadonlyMap<string, BoardElement>): 'same' | 'changed' | 'gone' {
  const is = now.get(was.id)
  if (!is) return 'gone'
  return is.type === was.type && elementChanges(is, was).some(({ aspect }) => aspect !== 'order') ? 'changed' : 'same'
}

/** The cards of a moment as the list shows them: zone by zone in their order, those in no zone last. */
export function cardsByZone({ zones, elements }: WallThen): { zone: Zone | null; cards: Card[] }[] {
  const cards = [...elements.values()].filter((one): one is Card => one.type === 'card' && one.geometry !== null)
  const groups = new Map<string, Card[]>()
  for (const card of cards.toSorted(byOrder)) {
    const zoneId = card.zoneId !== null && zones.has(card.zoneId) ? card.zoneId : ''
    groups.set(zoneId, [...(groups.get(zoneId) ?? []), card])
  }
  const ordered: { zone: Zone | null; cards: Card[] }[] = [...zones.values()]
    .toSorted(byOrder)
    .map((zone) => ({ zone, cards: groups.get(zone.id) ?? [] }))
  const rest = groups.get('') ?? []
  return rest.length > 0 ? [...ordered, { zone: null, cards: rest }] : ordered
}
