import type * as Y from 'yjs'
import { deleteElements } from '../board/edit.ts'
import { elementsOf, key } from '../board/doc.ts'
import type { Base } from '../board/doc.ts'
import { freeSpots } from '../board/geometry.ts'
import { cardKinds, fieldOf, isCardKind } from '../board/kinds.ts'
import type { Geometry, Zone } from '../board/model.ts'
import { byOrder, ordersBetween, topOrder } from '../board/order.ts'
import { readBoard, readElement } from '../board/read.ts'
import type { Facilitation } from './facilitation.ts'
import { insertRaw, rawElement } from './raw-element.ts'
import type { RawElement } from './raw-element.ts'
import { groupOfZone } from './rules.ts'
import { shuffled } from './shuffle.ts'
import type { Random } from './shuffle.ts'
import { COPY, isZoneMeant } from './step.ts'
import type { AgendaStep } from './step.ts'

/** What one person writes in private. The document is laid out as a board is; every verb of boards works on it. */
export interface Seat {
  seatId: string
  personId: string | null
  doc: Y.Doc
}

/** [P4] How much each person has written: what facilitators are told before the reveal, and all they are told. */
export function countSeats(seats: readonly Seat[]): { seatId: string; personId: string | null; cards: number }[] {
  return seats.map(({ seatId, personId, doc }) => ({ seatId, personId, cards: elementsOf(doc).size }))
}

export interface Revealing {
  /** Promised for at least some of what was written; what the session says of it counts as well. */
  anonymous: boolean
  /** Server time, Unix ms. */
  now: number
  random: Random
  newId: () => string
}

export interface Revealed {
  /** Cards that are on the wall now. */
  cards: number
  /** People whose cards they are. */
  writers: number
  /** [P8] What went beyond the step's limit and is not on the wall: ids in the private documents, by seat. */
  leftOut: { seatId: string; ids: string[] }[]
}

/**
 * [P5] Moves all cards of all seats to the board, in one transaction of the board, and empties the seats. They come in an
 * order drawn by lot, under new ids, in free places of their zones, without votes. Anonymous: without author, and made
 * now. Done a second time it finds nothing to move. Whoever stores it must store board and seats together.
 */
export function revealCards(
  seats: readonly Seat[],
  board: Y.Doc,
  facilitation: Pick<Facilitation, 'agenda' | 'run' | 'zones' | 'groups'>,
  how: Revealing,
  origin: unknown,
): Revealed {
  const { writing } = facilitation.run
  const steps = facilitation.agenda.filter(({ id }) => writing?.stepIds.includes(id))
  const anonymous = how.anonymous || (writing?.anonymous ?? false) || steps.some(({ rules }) => rules.anonymous)
  const { within, leftOut } = withinLimit(
    seats.flatMap((seat) => hiddenCards(seat, how.newId)),
    limitOf(steps),
  )
  const drawn = shuffled(within, how.random)
  const newIds = new Map(seats.map((seat) => [seat, new Map<string, string>()]))
  for (const card of drawn) newIds.get(card.seat)?.set(card.id, card.newId)

  const cards = drawn.map((card) => ({ ...card, ...placedBy(card, facilitation, steps) }))
  const places = freePlaces(board, facilitation.zones, cards)
  board.transact(() => {
    const orders = ordersBetween(topOrder(readBoard(board).board.elements.values()), null, cards.length)
    for (const [i, card] of cards.entries()) {
      const ids = newIds.get(card.seat) ?? new Map<string, string>()
      const by = anonymous ? null : card.seat.personId
      const wear = { by, at: anonymous ? how.now : null, order: orders[i] as string, place: places[i] ?? null }
      insertRaw(board, card.newId, revealed(card, ids, wear), origin)
    }
  }, origin)
  for (const { doc } of seats) deleteElements(doc, [...elementsOf(doc).keys()], origin)
  return { cards: cards.length, writers: new Set(drawn.map(({ seat }) => seat)).size, leftOut }
}

interface Hidden {
  seat: Seat
  id: string
  newId: string
  raw: RawElement
  kind: string
  zoneId: string | null
  /** As its author's clock said it, Unix ms. */
  createdAt: number
}

/** [P8] Cards one person may have written in these steps together; undefined: as many as they like. */
function limitOf(steps: readonly AgendaStep[]): number | undefined {
  const limits = steps.flatMap(({ rules }) => rules.maxOwn ?? [])
  return steps.length > 0 && limits.length === steps.length ? limits.reduce((sum, limit) => sum + limit, 0) : undefined
}

/** [P8] Of each person's cards the first written; what is no card counts for nothing. */
function withinLimit(
  hidden: readonly Hidden[],
  limit: number | undefined,
): { within: Hidden[]; leftOut: Revealed['leftOut'] } {
  if (limit === undefined) return { within: [...hidden], leftOut: [] }
  const counts = new Map<string, number>()
  const beyond = new Set<Hidden>()
  for (const card of hidden.toSorted((a, b) => a.createdAt - b.createdAt)) {
    if (card.kind === '') continue
    const author = card.seat.personId ?? card.seat.seatId
    const count = (counts.get(author) ?? 0) + 1
    counts.set(author, count)
    if (count > limit) beyond.add(card)
  }
  const seatIds = new Set([...beyond].map(({ seat }) => seat.seatId))
  return {
    within: hidden.filter((card) => !beyond.has(card)),
    leftOut: [...seatIds].map((seatId) => ({
      seatId,
      ids: [...beyond].flatMap(({ seat, id }) => (seat.seatId === seatId ? [id] : [])),
    })),
  }
}

interface Placed extends Hidden {
  /** The kind it is revealed as. */
  as: string
}

function hiddenCards(seat: Seat, newId: () => string): Hidden[] {
  const found: (Hidden & { order: string })[] = []
  for (const id of elementsOf(seat.doc).keys()) {
    const element = readElement(seat.doc, id)
    const raw = rawElement(seat.doc, id)
    if (!element || !raw) continue
    const kind = element.type === 'card' ? element.kind : ''
    const { zoneId, order, createdAt } = element
    found.push({ seat, id, newId: newId(), raw, kind, zoneId, order, createdAt })
  }
  return found.toSorted(byOrder)
}

/**
 * [P7] A card goes to the zone it was written for, where that is one of the step's; else to the first of the step's zones
 * that takes it. A kind the step does not take becomes the first it takes; the text stays.
 */
function placedBy(
  card: Hidden,
  { zones, groups }: Pick<Facilitation, 'zones' | 'groups'>,
  steps: readonly AgendaStep[],
): { as: string; zoneId: string | null } {
  const kinds = steps.flatMap(({ rules }) => rules.mayAdd)
  const as = card.kind === '' || kinds.length === 0 || kinds.includes(card.kind) ? card.kind : (kinds[0] as string)
  const takes = (zone: Zone) => as === '' || zone.accepts.length === 0 || zone.accepts.includes(as)
  const isMeant = (zone: Zone) => steps.some(({ zoneIds }) => zoneIds.length === 0 || isZoneMeant(zoneIds, zone.id))
  const wished = card.zoneId === null ? undefined : zones.get(card.zoneId)
  if (wished && (steps.length === 0 || (isMeant(wished) && takes(wished)))) return { as, zoneId: wished.id }
  const open = [...zones.values()].toSorted(byOrder).filter((zone) => isMeant(zone) && takes(zone))
  const common = open.find((zone) => groupOfZone({ groups }, zone.id) === undefined && !zone.id.includes(COPY))
  return { as, zoneId: (common ?? open[0])?.id ?? null }
}

/** Free places zone by zone, in the order the cards come; cards of no zone get none. */
function freePlaces(
  board: Y.Doc,
  zones: ReadonlyMap<string, Zone>,
  cards: readonly { zoneId: string | null; as: string }[],
): (Geometry | undefined)[] {
  const elements = [...readBoard(board).board.elements.values()]
  const free = new Map<string, Geometry[]>()
  for (const zoneId of new Set(cards.map((card) => card.zoneId))) {
    const zone = zoneId === null ? undefined : zones.get(zoneId)
    if (!zone || zoneId === null) continue
    const taken = elements.flatMap((one) => (one.type === 'card' && one.zoneId === zoneId && one.geometry) || [])
    const count = cards.filter((card) => card.zoneId === zoneId).length
    free.set(zoneId, freeSpots(zone.geometry, taken, count))
  }
  return cards.map(({ zoneId }) => (zoneId === null ? undefined : free.get(zoneId)?.shift()))
}

/** The card as it is laid on the wall: what only the private document said of it is put right. */
function revealed(
  card: Placed,
  ids: ReadonlyMap<string, string>,
  wear: { by: string | null; at: number | null; order: string; place: Geometry | null },
): RawElement {
  const entries = new Map(card.raw.entries)
  const base = { ...(entries.get(key.base) as Base) }
  delete base.by
  if (wear.by !== null) base.by = wear.by
  if (wear.at !== null) base.at = Math.floor(wear.at / 1000)
  base.o = wear.order
  if (card.as !== card.kind) {
    base.k = card.as
    delete base.f
    for (const name of entries.keys()) if (name.startsWith('.')) entries.delete(name)
    entries.delete(key.kind)
  }
  if (isRecord(base.f)) base.f = renamed(card.as, base.f, ids)
  else delete base.f
  for (const [name, value] of entries) {
    if (name.startsWith('.')) entries.set(name, renamed(card.as, { [name.slice(1)]: value }, ids)[name.slice(1)])
  }
  delete base.z
  if (card.zoneId !== null) base.z = card.zoneId
  if (base.from) base.from = ids.get(base.from) ?? base.from
  if (base.to) base.to = ids.get(base.to) ?? base.to
  if (wear.place) base.g = [Math.round(wear.place.x), Math.round(wear.place.y)]
  for (const name of ['from', 'to']) {
    const end = entries.get(name)
    if (typeof end === 'string') entries.set(name, ids.get(end) ?? end)
  }
  entries.set(key.base, base)
  for (const name of [key.votes, key.order, key.zoneId, ...(wear.place ? [key.geometry] : [])]) entries.delete(name)
  return { entries, text: card.raw.text ?? '', long: keptLong(card) }
}

/** Fields that name another card written by the same person name it by its new id. */
function renamed(kind: string, fields: Record<string, unknown>, ids: ReadonlyMap<string, string>) {
  const rename = (value: unknown): unknown => (typeof value === 'string' ? (ids.get(value) ?? value) : value)
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const control = fieldOf(kind, name)?.control
      if (control === 'ref' || control === 'person') return [name, rename(value)]
      return control === 'refs' || control === 'people'
        ? [name, Array.isArray(value) ? value.map(rename) : value]
        : [name, value]
    }),
  )
}

function keptLong({ raw, as, kind }: Placed): ReadonlyMap<string, string> {
  if (as === kind) return raw.long
  const fields: object = isCardKind(as) ? cardKinds[as].fields : {}
  return new Map([...raw.long].filter(([name]) => name in fields))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
