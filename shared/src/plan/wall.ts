import type { CardKind } from '../board/kinds.ts'
import type { Board, Card, CardOf, Connector, Session, Zone } from '../board/model.ts'
import { byOrder } from '../board/order.ts'

/**
 * The cards of a board in plan order (P2), and what belongs to what (P5 to P7). Reads zones, connectors and fields;
 * never geometry.
 */
export interface Wall {
  /** Every card, in plan order. */
  cards: readonly Card[]
  zones: ReadonlyMap<string, Zone>
  /** Cards of known kinds by id, parked ones left out. */
  placed: ReadonlyMap<string, Card>
  byKind: ReadonlyMap<string, readonly Card[]>
  /** Zone to kind to cards. */
  inZone: ReadonlyMap<string, ReadonlyMap<string, readonly Card[]>>
  joints: ReadonlyMap<string, readonly Joint[]>
  rank: ReadonlyMap<string, number>
}

/** One end of a connector, seen from the card at its other end. */
interface Joint {
  id: string
  /** The arrow points from this card to that one. */
  outward: boolean
}

/** How a card may name what it belongs to. */
export interface Belonging<K extends CardKind> {
  /** Kinds it may belong to; for a single one, an earlier kind is taken before a later. */
  kinds: readonly K[]
  /** The field that refers to it. */
  field?: string
  /** Which connectors count; absent: either direction. */
  arrow?: 'outward' | 'inward'
  /** Whether the zone may say it too. */
  zone?: boolean
  /** Only cards for which this holds. */
  where?: (id: string) => boolean
}

export function wallOf(board: Board, session: Session): Wall {
  const cards: Card[] = []
  const connectors: Connector[] = []
  for (const element of board.elements.values()) {
    if (element.type === 'card') cards.push(element)
    else if (element.type === 'connector') connectors.push(element)
  }
  sortByPlan(cards, session.zones)
  const placed = new Map<string, Card>()
  const byKind = new Map<string, Card[]>()
  const inZone = new Map<string, Map<string, Card[]>>()
  const rank = new Map<string, number>()
  for (const card of cards) {
    rank.set(card.id, rank.size)
    if (!card.known || isParked(card, session.zones)) continue
    placed.set(card.id, card)
    pushTo(byKind, card.kind, card)
    if (card.zoneId === null) continue
    const ofZone = inZone.get(card.zoneId) ?? new Map<string, Card[]>()
    inZone.set(card.zoneId, ofZone)
    pushTo(ofZone, card.kind, card)
  }
  return { cards, zones: session.zones, placed, byKind, inZone, joints: jointsOf(connectors), rank }
}

/** [P5] Put aside: it lies in a zone that takes nothing but parking cards. People and parking cards are at home anywhere. */
export function isParked(card: Card, zones: ReadonlyMap<string, Zone>): boolean {
  if (card.zoneId === null || card.kind === 'parking' || card.kind === 'person' || card.kind === 'note') return false
  const accepts = zones.get(card.zoneId)?.accepts
  return accepts?.length === 1 && accepts[0] === 'parking'
}

/** Cards of a kind that are not parked, in plan order. */
export function cardsOf<K extends CardKind>(wall: Wall, kind: K): readonly CardOf<K>[] {
  return (wall.byKind.get(kind) ?? []) as readonly CardOf<K>[]
}

/** [P6, P7] What a card belongs to where it can belong to one only. */
export function ownerOf<K extends CardKind>(wall: Wall, card: Card, by: Belonging<K>): CardOf<K> | undefined {
  return (
    firstOf(connected(wall, card, by), by) ??
    firstOf(referred(wall, card, by), by) ??
    firstOf(zoned(wall, card, by), by)
  )
}

/** [P6] Ids of everything a card belongs to, in plan order: connectors and fields together, or else the zone. */
export function ownersOf<K extends CardKind>(wall: Wall, card: Card, by: Belonging<K>): string[] {
  const explicit = [...connected(wall, card, by), ...referred(wall, card, by)]
  const found = explicit.length > 0 ? explicit : zoned(wall, card, by)
  return inPlanOrder(wall, new Set(found.map(({ id }) => id)))
}

export function inPlanOrder(wall: Wall, ids: Iterable<string>): string[] {
  return [...ids].toSorted((a, b) => (wall.rank.get(a) ?? 0) - (wall.rank.get(b) ?? 0))
}

function connected<K extends CardKind>(wall: Wall, card: Card, by: Belonging<K>): CardOf<K>[] {
  const joints = wall.joints.get(card.id)
  if (!joints) return []
  const ends = by.arrow ? joints.filter(({ outward }) => outward === (by.arrow === 'outward')) : joints
  return matching(
    wall,
    card,
    ends.map(({ id }) => id),
    by,
  )
}

function referred<K extends CardKind>(wall: Wall, card: Card, by: Belonging<K>): CardOf<K>[] {
  const value = by.field === undefined ? undefined : card.fields[by.field]
  if (typeof value === 'string') return matching(wall, card, [value], by)
  return Array.isArray(value) ? matching(wall, card, value as string[], by) : []
}

function zoned<K extends CardKind>(wall: Wall, card: Card, by: Belonging<K>): CardOf<K>[] {
  const partOf = by.zone && card.zoneId !== null ? wall.zones.get(card.zoneId)?.meaning.partOf : undefined
  if (partOf === undefined || !wall.zones.has(partOf)) return []
  const ofZone = wall.inZone.get(partOf)
  const ids = by.kinds.flatMap((kind) => ofZone?.get(kind)?.map(({ id }) => id) ?? [])
  return ids.length === 0 ? [] : matching(wall, card, ids, by)
}

/** Those of these cards that count, in plan order, each once. */
function matching<K extends CardKind>(
  wall: Wall,
  card: Card,
  ids: readonly string[],
  { kinds, where }: Belonging<K>,
): CardOf<K>[] {
  const found = new Set<CardOf<K>>()
  for (const id of ids) {
    const other = wall.placed.get(id)
    if (!other || id === card.id || !(kinds as readonly string[]).includes(other.kind)) continue
    if (!where || where(id)) found.add(other as CardOf<K>)
  }
  return [...found].toSorted((a, b) => (wall.rank.get(a.id) ?? 0) - (wall.rank.get(b.id) ?? 0))
}

function firstOf<K extends CardKind>(found: readonly CardOf<K>[], { kinds }: Belonging<K>): CardOf<K> | undefined {
  for (const kind of kinds) {
    const first = found.find((card) => card.kind === kind)
    if (first) return first
  }
  return undefined
}

function jointsOf(connectors: readonly Connector[]): Map<string, Joint[]> {
  const joints = new Map<string, Joint[]>()
  for (const { from, to } of connectors) {
    if (from === null || to === null || from === to) continue
    pushTo(joints, from, { id: to, outward: true })
    pushTo(joints, to, { id: from, outward: false })
  }
  return joints
}

/** [P2] By zone in the session's order, cards in no zone last; then by order, then by id. */
function sortByPlan(cards: Card[], zones: ReadonlyMap<string, Zone>): void {
  const ranks = new Map([...zones.values()].toSorted(byOrder).map(({ id }, i) => [id, i]))
  const rankOf = ({ zoneId }: Card) => (zoneId === null ? undefined : ranks.get(zoneId)) ?? ranks.size
  cards.sort((a, b) => rankOf(a) - rankOf(b) || byOrder(a, b))
}

function pushTo<V>(lists: Map<string, V[]>, name: string, value: V): void {
  const list = lists.get(name)
  if (list) list.push(value)
  else lists.set(name, [value])
}
