import {
  addCards,
  addConnector,
  addDrawing,
  addPicture,
  addShape,
  deleteElements,
  moveElements,
  setField,
  setKind,
  setOrder,
} from '@planwall/shared/board/edit'
import type { Move } from '@planwall/shared/board/edit'
import type { Field } from '@planwall/shared/board/fields'
import { bounds, centreOf, freeSpot, GAP, tidy } from '@planwall/shared/board/geometry'
import { cardKinds, isCardKind } from '@planwall/shared/board/kinds'
import type { CardKind } from '@planwall/shared/board/kinds'
import type { BoardElement, Card, Geometry, Zone } from '@planwall/shared/board/model'
import { byOrder, orderBetween, ordersBetween, topOrder } from '@planwall/shared/board/order'
import { accepts } from '@planwall/shared/board/place'
import { useStore } from 'zustand'
import { newId } from './new-id.ts'
import type { BoardHandle } from './open-board.ts'
import { isWallOpen, makerNow, verdictOn } from './step-rules.ts'
import { todayIn } from './today.ts'
import { useBoard } from './use-board.ts'

/**
 * Acts on elements that every view of a board offers. Each is one step of undo, and does nothing to what is gone.
 */

/** Whether this person may change the board now. */
export function mayEdit(handle: BoardHandle): boolean {
  return handle.canEditBoard && !handle.view.getState().tooNew && isWallOpen(handle)
}

/** The same, for as long as its asker is shown. */
export function useMayEdit(): boolean {
  const handle = useBoard()
  return useStore(handle.view, () => mayEdit(handle))
}

/** Whether this person may change this card now, by the step that runs. */
export function mayEditCard(handle: BoardHandle, card: Card): boolean {
  return mayEdit(handle) && verdictOn(handle, 'edit', card).allowed
}

/** The same, for as long as its asker is shown. */
export function useMayEditCard(card: Card | undefined): boolean {
  const handle = useBoard()
  useStore(handle.view, ({ session }) => session)
  return card !== undefined && mayEditCard(handle, card)
}

/** Whether this person may change every one of these cards now. */
export function mayEditAll(handle: BoardHandle, ids: readonly string[]): boolean {
  if (handle.seat.role === 'facilitator') return mayEdit(handle)
  return cardsAmong(handle, ids).every((card) => mayEditCard(handle, card))
}

/** Whether this person may change zones and prompts now. */
export function mayArrange({ canEditSession, view }: BoardHandle): boolean {
  return canEditSession && !view.getState().tooNew
}

/** The field that says who carries a card of this kind, if any does. */
export function ownerFieldOf(kind: string): string | undefined {
  return firstNeeded(kind, 'person')
}

/** The field that says by when, if any does. */
export function dueFieldOf(kind: string): string | undefined {
  return firstNeeded(kind, 'date')
}

/** Sets one field; false where the value is not valid for it. */
export function changeField(handle: BoardHandle, id: string, name: string, value: unknown): boolean {
  return step(handle, () => setField(handle.board, id, name, value, handle.origin))
}

/** Sets the field of each card that `fieldOf` names for its kind. */
export function changeFieldOfAll(
  handle: BoardHandle,
  ids: readonly string[],
  fieldOf: (kind: string) => string | undefined,
  value: unknown,
): void {
  step(handle, () => {
    handle.board.transact(() => {
      for (const card of cardsAmong(handle, ids)) {
        const name = fieldOf(card.kind)
        if (name !== undefined) setField(handle.board, card.id, name, value, handle.origin)
      }
    }, handle.origin)
  })
}

export function changeKind(handle: BoardHandle, ids: readonly string[], kind: CardKind): void {
  step(handle, () => {
    handle.board.transact(() => {
      for (const { id } of cardsAmong(handle, ids)) setKind(handle.board, id, kind, handle.origin)
    }, handle.origin)
  })
}

export function deleteAll(handle: BoardHandle, ids: readonly string[]): void {
  step(handle, () => deleteElements(handle.board, ids, handle.origin))
}

/** Whether a zone takes all of these cards: its kinds, and its limit. Cards that lie in it already count as taken. */
export function takesAll(zone: Zone, cards: readonly Card[], cardsInside: number): boolean {
  let inside = cardsInside
  for (const card of cards) {
    if (card.zoneId === zone.id) continue
    if (!accepts(zone, card.kind, inside)) return false
    inside++
  }
  return true
}

/** Puts cards in the free places of a zone, behind those it has; null takes them out of their zones, beside the wall's zones. */
export function moveToZone(handle: BoardHandle, ids: readonly string[], zoneId: string | null): void {
  const { elements, session } = handle.view.getState()
  const zone = zoneId === null ? null : session.zones.get(zoneId)
  if (zone === undefined) return
  const moving = cardsAmong(handle, ids).filter((card) => card.geometry !== null && card.zoneId !== zoneId)
  const area = zone?.geometry ?? besideZones(session.zones.values())
  const taken = placesOf(elements.values(), zoneId)
  const orders = ordersBetween(topOrder(elements.values()), null, moving.length)
  const moves = moving.toSorted(byOrder).map((card, index): Move => {
    const geometry = freeSpot(area, taken, card.geometry ?? undefined)
    taken.push(geometry)
    return { id: card.id, geometry, zone, order: orders[index] as string }
  })
  const context = { today: todayIn(session.meta.timezone), zones: session.zones }
  step(handle, () => moveElements(handle.board, moves, context, handle.origin))
}

/** Puts the cards of a zone in rows or columns, in the order of the list. */
export function tidyZone(handle: BoardHandle, zoneId: string, layout: 'grid' | 'columns'): void {
  const zone = handle.view.getState().session.zones.get(zoneId)
  if (zone) tidyInto(handle, cardsOfZone(handle, zoneId), zone.geometry, layout)
}

/** Puts these cards in rows, each in its own zone's free order; cards in no zone where the first of them lies. */
export function tidyCards(handle: BoardHandle, ids: readonly string[]): void {
  const cards = cardsAmong(handle, ids).filter(({ geometry }) => geometry !== null)
  const around = bounds(cards.flatMap(({ geometry }) => geometry ?? []))
  if (!around) return
  const width = Math.ceil(Math.sqrt(cards.length)) * ((cards[0]?.geometry?.w ?? 0) + GAP) + GAP
  const header = tidy({ x: 0, y: 0, w: width, h: 0 }, [{ w: 0, h: 0 }], 'grid')[0] ?? { x: 0, y: 0 }
  const area = { x: around.x - header.x, y: around.y - header.y, w: Math.max(width, around.w + 2 * GAP), h: around.h }
  tidyInto(handle, cards, area, 'grid')
}

/** Moves a card one place up or down among those given, which are shown in this order. */
export function moveInList(handle: BoardHandle, id: string, listed: readonly Card[], by: -1 | 1): void {
  const at = listed.findIndex((card) => card.id === id)
  const to = at + by
  if (at < 0 || to < 0 || to >= listed.length) return
  const rest = listed.filter((card) => card.id !== id)
  const order = orderBetween(rest[to - 1]?.order ?? null, rest[to]?.order ?? null)
  step(handle, () => setOrder(handle.board, [{ id, order }], handle.origin))
}

/**
 * Copies elements, with the lines between them, a little below and to the right. What this build does not know is not
 * copied. Gives the ids of the copies.
 */
export function duplicate(handle: BoardHandle, ids: readonly string[]): string[] {
  const { elements } = handle.view.getState()
  const originals = ids
    .flatMap((id) => elements.get(id) ?? [])
    .filter(isCopied)
    .toSorted(byOrder)
  const copyOf = new Map(originals.map(({ id }) => [id, newId()]))
  const orders = ordersBetween(topOrder(elements.values()), null, originals.length)
  step(handle, () => {
    handle.board.transact(() => {
      for (const [index, element] of originals.entries()) {
        addCopy(handle, element, copyOf, orders[index] as string)
      }
    }, handle.origin)
  })
  return [...copyOf.values()]
}

/** Draws a line from one element to another, unless there is one. Gives its id. */
export function connect(handle: BoardHandle, from: string, to: string): string | undefined {
  const { elements } = handle.view.getState()
  for (const other of elements.values()) {
    if (other.type === 'connector' && other.from === from && other.to === to) return other.id
  }
  const [a, b] = [elements.get(from), elements.get(to)]
  if (!a || !b || from === to) return undefined
  const start = centreOf(a.geometry ?? nowhere)
  const end = centreOf(b.geometry ?? nowhere)
  const id = newId()
  const geometry = { x: start.x, y: start.y, w: end.x - start.x, h: end.y - start.y }
  const order = orderBetween(topOrder(elements.values()), null)
  step(handle, () => addConnector(handle.board, { id, from, to, geometry, order, ...madeBy(handle) }, handle.origin))
  return id
}

/** The cards of a zone that are on the wall, in the order of lists and of the plan. */
export function cardsOfZone(handle: BoardHandle, zoneId: string | null): Card[] {
  const found: Card[] = []
  for (const element of handle.view.getState().elements.values()) {
    if (element.type === 'card' && element.zoneId === zoneId && element.geometry) found.push(element)
  }
  return found.toSorted(byOrder)
}

/** The cards among these ids that are still there. */
export function cardsAmong({ view }: BoardHandle, ids: readonly string[]): Card[] {
  const { elements } = view.getState()
  return ids.flatMap((id) => {
    const element = elements.get(id)
    return element?.type === 'card' ? [element] : []
  })
}

const nowhere: Geometry = { x: 0, y: 0, w: 0, h: 0 }
/** How far a copy lies from its original. */
const COPY_OFFSET = 24

function step<T>({ undo }: BoardHandle, act: () => T): T {
  undo.boundary()
  const result = act()
  undo.boundary()
  return result
}

function firstNeeded(kind: string, control: Field['control']): string | undefined {
  if (!isCardKind(kind)) return undefined
  const fields: Record<string, Field> = cardKinds[kind].fields
  return Object.keys(fields).find((name) => fields[name]?.needed && fields[name]?.control === control)
}

function tidyInto(handle: BoardHandle, cards: readonly Card[], area: Geometry, layout: 'grid' | 'columns'): void {
  const sizes = cards.map(({ geometry }) => geometry ?? nowhere)
  const places = tidy(area, sizes, layout)
  const { session } = handle.view.getState()
  const context = { today: todayIn(session.meta.timezone), zones: session.zones }
  const moves = cards.map(({ id }, index) => ({ id, geometry: places[index] as Geometry }))
  step(handle, () => moveElements(handle.board, moves, context, handle.origin))
}

function placesOf(elements: Iterable<BoardElement>, zoneId: string | null): Geometry[] {
  const places: Geometry[] = []
  for (const element of elements) {
    if (element.type === 'card' && element.zoneId === zoneId && element.geometry) places.push(element.geometry)
  }
  return places
}

/** A strip to the right of all zones, as wide as four cards. */
function besideZones(zones: Iterable<Zone>): Geometry {
  const all = bounds([...zones].map(({ geometry }) => geometry)) ?? nowhere
  return { x: all.x + all.w + 3 * GAP, y: all.y, w: 880, h: all.h }
}

function madeBy(handle: BoardHandle): { createdAt: number; createdBy: string | null } {
  return { createdAt: Date.now(), createdBy: makerNow(handle) }
}

function addCopy(handle: BoardHandle, element: BoardElement, copyOf: ReadonlyMap<string, string>, order: string): void {
  const { board, origin } = handle
  const id = copyOf.get(element.id) as string
  const common = { id, order, ...madeBy(handle) }
  switch (element.type) {
    case 'card': {
      const { kind, text, fields, zoneId, links } = element
      if (!isCardKind(kind)) return
      const geometry = element.geometry && shifted(element.geometry)
      addCards(board, [{ ...common, kind, text, fields, zoneId, geometry, links }], origin)
      return
    }
    case 'connector': {
      const from = element.from === null ? null : (copyOf.get(element.from) ?? element.from)
      const to = element.to === null ? null : (copyOf.get(element.to) ?? element.to)
      addConnector(board, { ...common, from, to, text: element.text, geometry: shifted(element.geometry) }, origin)
      return
    }
    case 'shape': {
      const { shape, color, text, zoneId } = element
      addShape(board, { ...common, shape, color, text, zoneId, geometry: shifted(element.geometry) }, origin)
      return
    }
    case 'drawing': {
      const { color, points, zoneId } = element
      addDrawing(board, { ...common, color, points, zoneId, geometry: shifted(element.geometry) }, origin)
      return
    }
    case 'picture': {
      const { asset, pixels, text, isDecorative, zoneId } = element
      const geometry = shifted(element.geometry)
      addPicture(board, { ...common, asset, pixels, text, isDecorative, zoneId, geometry }, origin)
      return
    }
    case 'opaque':
      return
    default:
      element satisfies never
  }
}

function isCopied(element: BoardElement): boolean {
  return element.type === 'card' ? element.known : element.type !== 'opaque'
}

function shifted({ x, y, w, h }: Geometry): Geometry {
  return { x: x + COPY_OFFSET, y: y + COPY_OFFSET, w, h }
}
