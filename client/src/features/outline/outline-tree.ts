import type { BoardElement, Card, Connector, Drawing, Opaque, Picture, Shape, Zone } from '@planwall/shared/board/model'
import { byOrder } from '@planwall/shared/board/order'
import { headsOf, zonesNested } from '../../sync/zone-names.ts'

/** One zone with its cards; `zone` is null for the cards in none. */
export interface OutlineSection {
  key: string
  zone: Zone | null
  depth: number
  /** The card its heading is about: the move at the head of a column. */
  head: Card | undefined
  /** What the zone it lies inside is called. */
  above: string | undefined
  /** In the order of the plan. */
  cards: readonly Card[]
}

/** A board as a list. */
export interface OutlineTree {
  sections: readonly OutlineSection[]
  /** People who are not on the wall: owners without a card there. */
  people: readonly Card[]
  connectors: readonly Connector[]
  pictures: readonly Picture[]
  /** Shapes, drawings, and what a newer page made. */
  others: readonly (Shape | Drawing | Opaque)[]
}

/**
 * Every element of a board, once. Parts that did not change are the ones of `before`, so that only what changed is drawn
 * anew. A card whose zone is gone lies in none.
 */
export function outlineOf(
  elements: ReadonlyMap<string, BoardElement>,
  zones: ReadonlyMap<string, Zone>,
  before?: OutlineTree,
): OutlineTree {
  const cards = new Map<string, Card[]>()
  const people: Card[] = []
  const connectors: Connector[] = []
  const pictures: Picture[] = []
  const others: (Shape | Drawing | Opaque)[] = []
  for (const element of elements.values()) {
    switch (element.type) {
      case 'card':
        if (element.geometry === null && element.kind === 'person') people.push(element)
        else push(cards, zones.has(element.zoneId ?? '') ? (element.zoneId as string) : NO_ZONE, element)
        break
      case 'connector':
        connectors.push(element)
        break
      case 'picture':
        pictures.push(element)
        break
      case 'shape':
      case 'drawing':
      case 'opaque':
        others.push(element)
        break
      default:
        element satisfies never
    }
  }
  const old = new Map(before?.sections.map((section) => [section.key, section]))
  const heads = headsOf(elements)
  const listed: { zone: Zone | null; depth: number }[] = [...zonesNested(zones), { zone: null, depth: 0 }]
  const sections = listed.map(({ zone, depth }): OutlineSection => {
    const key = zone?.id ?? NO_ZONE
    const was = old.get(key)
    const inside = same(was?.cards, (cards.get(key) ?? []).toSorted(byOrder))
    const head = zone && isHeadZone(zone, zones) ? heads.get(zone.id) : undefined
    const parent = depth > 0 ? zones.get(zone?.parentId ?? '') : undefined
    const above = parent && (heads.get(parent.id)?.text ?? parent.name)
    const now: OutlineSection = { key, zone, depth, head, above, cards: inside }
    return was && isSameSection(was, now) ? was : now
  })
  return {
    sections: same(before?.sections, sections),
    people: same(before?.people, people.toSorted(byName)),
    connectors: same(before?.connectors, connectors.toSorted(byOrder)),
    pictures: same(before?.pictures, pictures.toSorted(byOrder)),
    others: same(before?.others, others.toSorted(byOrder)),
  }
}

/** Ids of the cards in the order they are listed. */
export function listedIds({ sections }: OutlineTree): string[] {
  return sections.flatMap(({ cards }) => cards.map(({ id }) => id))
}

/**
 * Where the focus goes when its card is gone: to the card that took its place, or the last before it. `before` and `now`
 * are the lists without and with the change.
 */
export function neighbourAfterLoss(
  before: readonly string[],
  now: readonly string[],
  lost: string,
): string | undefined {
  const at = before.indexOf(lost)
  const left = new Set(now)
  const next = before.slice(at + 1).find((id) => left.has(id))
  return next ?? before.slice(0, Math.max(0, at)).findLast((id) => left.has(id)) ?? now[0]
}

const NO_ZONE = ''

function isSameSection(a: OutlineSection, b: OutlineSection): boolean {
  return a.zone === b.zone && a.depth === b.depth && a.head === b.head && a.above === b.above && a.cards === b.cards
}

function isHeadZone(zone: Zone, zones: ReadonlyMap<string, Zone>): boolean {
  for (const other of zones.values()) if (other.parentId === zone.id) return true
  return zone.maxCards === 1
}

function push(cards: Map<string, Card[]>, zoneId: string, card: Card): void {
  const list = cards.get(zoneId)
  if (list) list.push(card)
  else cards.set(zoneId, [card])
}

function same<T>(before: readonly T[] | undefined, now: readonly T[]): readonly T[] {
  return before?.length === now.length && before.every((item, index) => item === now[index]) ? before : now
}

function byName(a: Card, b: Card): number {
  return a.text.localeCompare(b.text) || (a.id < b.id ? -1 : 1)
}
