import { fieldsFromZone } from './edit.ts'
import type { NewCard } from './edit.ts'
import { bounds, CARD_SIZE, freeSpot, GAP } from './geometry.ts'
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
  const { kind, texts, zone, elements, zones, today, now, createdBy, newId } = placing
  const taken = geometriesIn(elements, zone)
  const beside = zone ? [] : [...zones.values()].map(({ geometry }) => geometry)
  const orders = ordersBetween(topOrder(elements.values()), null, texts.length)
  const meaning = fieldsFromZone(kind, zone, today)
  return texts.map(({ text, fields }, index) => {
    const geometry =
      index === 0 && placing.at ? around(placing.at) : nextPlace({ zone, taken, beside, at: placing.at, index })
    taken.push(geometry)
    return {
      id: newId(),
      kind,
      text,
      fields: { ...meaning, ...fields },
      zoneId: zone?.id ?? null,
      geometry,
      order: orders[index] as string,
      createdAt: now,
      createdBy,
    }
  })
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

interface Next {
  zone: Zone | undefined
  taken: readonly Geometry[]
  beside: readonly Geometry[]
  at: Point | undefined
  index: number
}

/** Outside of zones cards stand in columns: below the one before, the next column right of everything. */
function nextPlace({ zone, taken, beside, at, index }: Next): Geometry {
  if (zone) return freeSpot(zone.geometry, taken)
  const last = taken.at(-1)
  if (last && (at || index % COLUMN !== 0)) return { x: last.x, y: last.y + last.h + GAP, ...CARD_SIZE }
  const there = bounds([...taken, ...beside])
  return { x: there ? there.x + there.w + GAP * 2 : 0, y: there?.y ?? 0, ...CARD_SIZE }
}

function around({ x, y }: Point): Geometry {
  return { x: x - CARD_SIZE.w / 2, y: y - CARD_SIZE.h / 2, ...CARD_SIZE }
}
