import { fieldsFromZone } from './edit.ts'
import type { NewCard } from './edit.ts'
import { bounds, CARD_SIZE, freeSpots, GAP } from './geometry.ts'
import type { CardKind } from './kinds.ts'
import { isCardKind } from './kinds.ts'
import type { BoardElement, Geometry, Point, Zone } from './model.ts'
import { ordersBetween, topOrder } from './order.ts'

/** Cards one below the other before the next column is begun, outside of zones. */
const COLUMN = 8

export interface Placing {
  kind: CardKind
  texts: readonly { text: string; fields?: Readonly<Record<string, unknown>> }[]
  zone: Zone | undefined
  /** Where the first card's centre should be; without it the first free place in the zone, or right of what there is. */
  at?: Point | undefined
  elements: ReadonlyMap<string, BoardElement>
  /** All zones of the board: a card in none of them is not laid on any. */
  zones: ReadonlyMap<string, Zone>
  /** ISO date that due windows are counted from. */
  today: string
  /** Unix ms. */
  now: number
  createdBy: string | null
  newId: () => string
}

/** New cards with their places, order and what their zone means, ready for `addCards`. They never lie on one another. */
export function placeCards(placing: Placing): NewCard[] {
  const { kind, texts, zone, elements, today, now, createdBy, newId } = placing
  const places = zone ? placesIn(zone, placing) : placesOutside(placing)
  const orders = ordersBetween(topOrder(elements.values()), null, texts.length)
  const meaning = fieldsFromZone(kind, zone, today)
  return texts.map(({ text, fields }, index) => ({
    id: newId(),
    kind,
    text,
    fields: { ...meaning, ...fields },
    zoneId: zone?.id ?? null,
    geometry: places[index] as Geometry,
    order: orders[index] as string,
    createdAt: now,
    createdBy,
  }))
}

/** The kind a zone makes when nothing else is said: the first it accepts, else a note. */
export function defaultKind(zone: Zone | undefined): CardKind {
  const first = zone?.accepts.find(isCardKind)
  return first ?? 'note'
}

/** Whether a card of this kind may be put in the zone (its `accepts`, and its limit of cards). */
export function accepts(zone: Zone, kind: string, cardsInside: number): boolean {
  if (zone.accepts.length > 0 && !zone.accepts.includes(kind)) return false
  return zone.maxCards === undefined || cardsInside < zone.maxCards
}

function geometriesIn(elements: ReadonlyMap<string, BoardElement>, zone: Zone | undefined): Geometry[] {
  const places: Geometry[] = []
  for (const element of elements.values()) {
    if (element.type !== 'card' || !element.geometry) continue
    if (!zone || element.zoneId === zone.id) places.push(element.geometry)
  }
  return places
}

function placesIn(zone: Zone, { texts, at, elements }: Placing): Geometry[] {
  const first = at ? [around(at)] : []
  const taken = [...geometriesIn(elements, zone), ...first]
  return [...first, ...freeSpots(zone.geometry, taken, texts.length - first.length)]
}

/** Columns: from the point that was asked for downward, or beside everything there is. */
function placesOutside({ texts, at, elements, zones }: Placing): Geometry[] {
  const below = (top: Geometry, row: number) => ({ ...top, y: top.y + row * (top.h + GAP) })
  if (at) return texts.map((_, index) => below(around(at), index))
  const there = bounds([...geometriesIn(elements, undefined), ...[...zones.values()].map(({ geometry }) => geometry)])
  const corner = { x: there ? there.x + there.w + 2 * GAP : 0, y: there?.y ?? 0, ...CARD_SIZE }
  return texts.map((_, index) => {
    const column = Math.floor(index / COLUMN)
    return below({ ...corner, x: corner.x + column * (corner.w + GAP) }, index % COLUMN)
  })
}

function around({ x, y }: Point): Geometry {
  return { x: x - CARD_SIZE.w / 2, y: y - CARD_SIZE.h / 2, ...CARD_SIZE }
}
