import Value from 'typebox/value'
import * as Y from 'yjs'
import { elementsOf, fieldKey, key, longTextIfAny, longTextName } from './doc.ts'
import type { Base, ElementMap, PackedGeometry } from './doc.ts'
import { dueAtEndOf } from './due-window.ts'
import { CARD_SIZE, centreOf } from './geometry.ts'
import { cardKinds, fieldOf, isCardKind } from './kinds.ts'
import type { CardKind } from './kinds.ts'
import type { Color, Geometry, Point, Zone } from './model.ts'
import { wellFormed } from './well-formed.ts'

/**
 * Every verb that changes a board document. Each is one transaction with the caller's `origin` (undo and sync tell
 * changes apart by it). A verb on an element that is gone does nothing.
 */

/** `createdAt` is Unix ms everywhere; documents keep whole seconds. */
export interface NewCard {
  id: string
  kind: CardKind
  text: string
  /** Fields of the kind other than the title; long texts included. */
  fields?: Readonly<Record<string, unknown>>
  zoneId: string | null
  geometry: Geometry | null
  order: string
  createdAt: number
  createdBy: string | null
  links?: readonly string[]
}

/** Puts cards on the wall in one step. Fields the kind does not have, or whose value is not valid, are left out. */
export function addCards(board: Y.Doc, cards: readonly NewCard[], origin: unknown): void {
  board.transact(() => {
    for (const card of cards) insertCard(board, card)
  }, origin)
}

export interface NewConnector {
  id: string
  from: string | null
  to: string | null
  text?: string
  /** From (x, y) to (x + w, y + h), for ends that become loose. */
  geometry: Geometry
  order: string
  createdAt: number
  createdBy: string | null
}

export function addConnector(board: Y.Doc, connector: NewConnector, origin: unknown): void {
  const { id, from, to, geometry, text = '' } = connector
  insert(board, id, { ...baseOf('connector', connector), from, to, g: pack(geometry) }, text, origin)
}

export interface NewShape {
  id: string
  shape: 'rectangle' | 'ellipse' | 'text'
  color: Color
  text: string
  zoneId: string | null
  geometry: Geometry
  order: string
  createdAt: number
  createdBy: string | null
}

export function addShape(board: Y.Doc, shape: NewShape, origin: unknown): void {
  const base = { ...baseOf('shape', shape), k: shape.shape, c: shape.color, g: pack(shape.geometry) }
  insert(board, shape.id, { ...base, ...(shape.zoneId ? { z: shape.zoneId } : {}) }, shape.text, origin)
}

export interface NewDrawing {
  id: string
  color: Color
  points: readonly number[]
  zoneId: string | null
  geometry: Geometry
  order: string
  createdAt: number
  createdBy: string | null
}

export function addDrawing(board: Y.Doc, drawing: NewDrawing, origin: unknown): void {
  const base = {
    ...baseOf('drawing', drawing),
    c: drawing.color,
    p: drawing.points.map(Math.round),
    g: pack(drawing.geometry),
  }
  insert(board, drawing.id, { ...base, ...(drawing.zoneId ? { z: drawing.zoneId } : {}) }, undefined, origin)
}

export interface NewPicture {
  id: string
  asset: string
  pixels: { w: number; h: number }
  text: string
  isDecorative: boolean
  zoneId: string | null
  geometry: Geometry
  order: string
  createdAt: number
  createdBy: string | null
}

/** Puts a picture on the wall; the server has its bytes already. */
export function addPicture(board: Y.Doc, picture: NewPicture, origin: unknown): void {
  const { asset, pixels, text, isDecorative, zoneId, geometry } = picture
  const base: Base = {
    ...baseOf('picture', picture),
    a: asset,
    px: [Math.round(pixels.w), Math.round(pixels.h)],
    g: pack(geometry),
    ...(isDecorative ? { d: true } : {}),
    ...(zoneId ? { z: zoneId } : {}),
  }
  insert(board, picture.id, base, text, origin)
}

/** Whether a picture says nothing that matters, so that screen readers pass it over. */
export function setDecorative(board: Y.Doc, id: string, isDecorative: boolean, origin: unknown): void {
  const map = elementsOf(board).get(id)
  if (!map || baseFrom(map).t !== 'picture') return
  board.transact(() => write(map, key.decorative, isDecorative, baseFrom(map).d ?? false), origin)
}

/** Sets a field of the card's kind; null or undefined clears it. A value that is not valid for the field is refused (false). */
export function setField(board: Y.Doc, id: string, name: string, value: unknown, origin: unknown): boolean {
  const map = elementsOf(board).get(id)
  const kind = map && kindOf(map)
  const field = kind && fieldOf(kind, name)
  if (!map || !kind || !field) return false
  const empty = value === null || value === undefined
  if (!empty && !Value.Check(field.schema, value)) return false
  if (isCardKind(kind) && name === cardKinds[kind].title) {
    setText(board, id, String(value ?? ''), origin)
  } else if (field.control === 'long') {
    setLongText(board, id, name, String(value ?? ''), origin)
  } else {
    board.transact(() => write(map, fieldKey(name), empty ? null : value, baseFrom(map).f?.[name]), origin)
  }
  return true
}

/** Sets several fields in one step, as `setField` does; false where any of them was refused (the others are set). */
export function setFields(
  board: Y.Doc,
  changes: readonly { id: string; name: string; value: unknown }[],
  origin: unknown,
): boolean {
  let all = true
  board.transact(() => {
    for (const { id, name, value } of changes) all = setField(board, id, name, value, origin) && all
  }, origin)
  return all
}

/** One keystroke or paste in the title: removes `remove` UTF-16 units at `index`, then inserts. */
export function spliceText(
  board: Y.Doc,
  id: string,
  splice: { index: number; remove: number; insert: string },
  origin: unknown,
): void {
  const map = elementsOf(board).get(id)
  if (!map) return
  board.transact(() => spliceInto(titleText(map), splice), origin)
}

/** Replaces the title by the smallest splice that makes it `text`, so that others' typing elsewhere in it survives. */
export function setText(board: Y.Doc, id: string, text: string, origin: unknown): void {
  const map = elementsOf(board).get(id)
  if (!map) return
  board.transact(() => replaceIn(titleText(map), text), origin)
}

/** Like `spliceText`, for a long field such as `description`. */
export function spliceLongText(
  board: Y.Doc,
  id: string,
  field: string,
  splice: { index: number; remove: number; insert: string },
  origin: unknown,
): void {
  if (!elementsOf(board).has(id)) return
  board.transact(() => spliceInto(board.getText(longTextName(id, field)), splice), origin)
}

export function setLongText(board: Y.Doc, id: string, field: string, text: string, origin: unknown): void {
  if (!elementsOf(board).has(id)) return
  if (text === '' && !longTextIfAny(board, id, field)) return
  board.transact(() => replaceIn(board.getText(longTextName(id, field)), text), origin)
}

/** Makes a card another kind. Fields both kinds have are kept as they are; others stay in the document, unseen. */
export function setKind(board: Y.Doc, id: string, kind: CardKind, origin: unknown): void {
  const map = elementsOf(board).get(id)
  if (!map || baseFrom(map).t !== undefined) return
  board.transact(() => write(map, key.kind, kind, baseFrom(map).k), origin)
}

export function setColor(board: Y.Doc, ids: readonly string[], color: Color, origin: unknown): void {
  board.transact(() => {
    for (const map of existing(board, ids)) write(map, key.color, color, baseFrom(map).c)
  }, origin)
}

export function setLinks(board: Y.Doc, id: string, links: readonly string[], origin: unknown): void {
  const map = elementsOf(board).get(id)
  if (map) board.transact(() => write(map, key.links, [...links], baseFrom(map).l), origin)
}

/** Writes what a card got in a vote. The server's verb: nobody counts votes but it. */
export function setVotes(board: Y.Doc, id: string, votes: number, origin: unknown): void {
  const map = elementsOf(board).get(id)
  if (map) board.transact(() => write(map, key.votes, Math.max(0, Math.round(votes)), 0), origin)
}

export interface Move {
  id: string
  geometry: Geometry
  /** The zone the element was put in by this move; absent: the zone stays what it is. */
  zone?: Zone | null
  order?: string
}

/**
 * Ends a gesture: new places, and what the zones mean, in one transaction. An empty field takes the zone's value; a
 * due date that a zone's window gave before follows the card into the next window, a date somebody typed stays.
 * `today` is the ISO date windows are counted from; `zones` are all zones of the board.
 */
export function moveElements(
  board: Y.Doc,
  moves: readonly Move[],
  context: { today: string; zones: ReadonlyMap<string, Zone> },
  origin: unknown,
): void {
  board.transact(() => {
    for (const move of moves) {
      const map = elementsOf(board).get(move.id)
      if (!map) continue
      writeGeometry(map, move.geometry)
      if (move.order !== undefined) write(map, key.order, move.order, baseFrom(map).o)
      if (move.zone !== undefined) enterZone(map, move.zone, context)
    }
  }, origin)
}

/** Fields a new card takes from the zone it is made in. */
export function fieldsFromZone(kind: CardKind, zone: Zone | undefined, today: string): Record<string, unknown> {
  if (!zone) return {}
  const fields: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(zone.meaning.sets ?? {})) {
    const field = fieldOf(kind, name)
    if (field && Value.Check(field.schema, value)) fields[name] = value
  }
  if (zone.meaning.dueWindow && fieldOf(kind, 'due')) fields.due = dueAtEndOf(zone.meaning.dueWindow, today)
  return fields
}

/** Gives elements a new place in stacking and lists. */
export function setOrder(board: Y.Doc, orders: readonly { id: string; order: string }[], origin: unknown): void {
  board.transact(() => {
    for (const { id, order } of orders) {
      const map = elementsOf(board).get(id)
      if (map) write(map, key.order, order, baseFrom(map).o)
    }
  }, origin)
}

/** Joins a connector's end to an element, or leaves it loose (null) where `geometry` says. */
export function setConnectorEnds(
  board: Y.Doc,
  id: string,
  ends: { from?: string | null; to?: string | null; geometry?: Geometry },
  origin: unknown,
): void {
  const map = elementsOf(board).get(id)
  if (!map || baseFrom(map).t !== 'connector') return
  board.transact(() => {
    if (ends.from !== undefined) write(map, key.from, ends.from, baseFrom(map).from)
    if (ends.to !== undefined) write(map, key.to, ends.to, baseFrom(map).to)
    if (ends.geometry) writeGeometry(map, ends.geometry)
  }, origin)
}

/**
 * Removes elements and their long texts. Connectors to them stay, loose at that end, and are given the place the end
 * had. (An end whose element vanished in another way reads the same, from where the connector was last placed.)
 */
export function deleteElements(board: Y.Doc, ids: readonly string[], origin: unknown): void {
  board.transact(() => {
    const elements = elementsOf(board)
    loosenConnectors(board, new Set(ids))
    for (const id of ids) {
      const map = elements.get(id)
      if (!map) continue
      for (const name of longFieldsOf(kindOf(map))) {
        const long = longTextIfAny(board, id, name)
        if (long && long.length > 0) long.delete(0, long.length)
      }
      elements.delete(id)
    }
  }, origin)
}

function loosenConnectors(board: Y.Doc, going: ReadonlySet<string>): void {
  for (const [id, map] of elementsOf(board)) {
    // Whoever wrote it: what is no element is no connector either.
    if (!((map as unknown) instanceof Y.Map)) continue
    const base = baseFrom(map)
    if (base.t !== 'connector' || going.has(id)) continue
    const from = endOf(map, key.from, base.from)
    const to = endOf(map, key.to, base.to)
    const fromGoes = from !== null && going.has(from)
    const toGoes = to !== null && going.has(to)
    if (!fromGoes && !toGoes) continue
    const at = unpack(map.get(key.geometry) ?? base.g)
    const start = centreOfElement(board, from) ?? { x: at.x, y: at.y }
    const end = centreOfElement(board, to) ?? { x: at.x + at.w, y: at.y + at.h }
    writeGeometry(map, { x: start.x, y: start.y, w: end.x - start.x, h: end.y - start.y })
    if (fromGoes) write(map, key.from, null, base.from)
    if (toGoes) write(map, key.to, null, base.to)
  }
}

function endOf(map: ElementMap, name: string, atCreation: unknown): string | null {
  const end = map.has(name) ? map.get(name) : atCreation
  return typeof end === 'string' ? end : null
}

function centreOfElement(board: Y.Doc, id: string | null): Point | undefined {
  const map = id === null ? undefined : elementsOf(board).get(id)
  const packed = map && (map.get(key.geometry) ?? baseFrom(map).g)
  return packed === undefined ? undefined : centreOf(unpack(packed))
}

function insertCard(board: Y.Doc, card: NewCard): void {
  const { title } = cardKinds[card.kind]
  const fields: Record<string, unknown> = {}
  const long: [string, string][] = []
  for (const [name, value] of Object.entries(card.fields ?? {})) {
    const field = fieldOf(card.kind, name)
    if (!field || name === title || value === null || value === undefined) continue
    if (!Value.Check(field.schema, value)) continue
    if (field.control === 'long') long.push([name, String(value)])
    else fields[name] = value
  }
  const base: Base = {
    ...baseOf('card', card),
    k: card.kind,
    ...(card.zoneId ? { z: card.zoneId } : {}),
    ...(card.geometry ? { g: pack(card.geometry) } : {}),
    ...(Object.keys(fields).length > 0 ? { f: fields } : {}),
    ...(card.links?.length ? { l: [...card.links] } : {}),
  }
  insertElement(board, card.id, base, card.text)
  for (const [name, text] of long) replaceIn(board.getText(longTextName(card.id, name)), text)
}

function insert(board: Y.Doc, id: string, base: Base, text: string | undefined, origin: unknown): void {
  board.transact(() => insertElement(board, id, base, text), origin)
}

function insertElement(board: Y.Doc, id: string, base: Base, text: string | undefined): void {
  const map: ElementMap = new Y.Map()
  map.set(key.base, wellFormed(base))
  if (text !== undefined) map.set(key.text, new Y.Text(wellFormed(text)))
  elementsOf(board).set(id, map)
}

function baseOf(type: string, of: { order: string; createdAt: number; createdBy: string | null }): Base {
  return {
    ...(type === 'card' ? {} : { t: type }),
    o: of.order,
    at: Math.floor(of.createdAt / 1000),
    ...(of.createdBy ? { by: of.createdBy } : {}),
  }
}

function enterZone(
  map: ElementMap,
  zone: Zone | null,
  { today, zones }: { today: string; zones: ReadonlyMap<string, Zone> },
): void {
  const before = currentZone(map)
  if (before === (zone?.id ?? null)) return
  write(map, key.zoneId, zone?.id ?? null, baseFrom(map).z ?? null)
  const kind = kindOf(map)
  if (!zone || !isCardKind(kind)) return
  const windowBefore = before ? zones.get(before)?.meaning.dueWindow : undefined
  for (const [name, value] of Object.entries(fieldsFromZone(kind, zone, today))) {
    const old = currentField(map, name)
    const isProvisional = name === 'due' && windowBefore !== undefined && old === dueAtEndOf(windowBefore, today)
    if (old === undefined || old === null || isProvisional) write(map, fieldKey(name), value, baseFrom(map).f?.[name])
  }
}

function currentZone(map: ElementMap): string | null {
  const zone = map.has(key.zoneId) ? map.get(key.zoneId) : baseFrom(map).z
  return typeof zone === 'string' ? zone : null
}

function currentField(map: ElementMap, name: string): unknown {
  const changed = fieldKey(name)
  return map.has(changed) ? map.get(changed) : baseFrom(map).f?.[name]
}

/** Writes only what differs from what stands, so that a gesture that ends where it began costs nothing. */
function write(map: ElementMap, name: string, value: unknown, atCreation: unknown): void {
  const before = map.has(name) ? map.get(name) : atCreation
  const next = wellFormed(value)
  if (same(before, next)) return
  map.set(name, next)
}

function writeGeometry(map: ElementMap, geometry: Geometry): void {
  write(map, key.geometry, pack(geometry), baseFrom(map).g)
}

function pack({ x, y, w, h }: Geometry): PackedGeometry {
  if (w === CARD_SIZE.w && h === CARD_SIZE.h) return [Math.round(x), Math.round(y)]
  return [Math.round(x), Math.round(y), Math.round(w), Math.round(h)]
}

function unpack(packed: unknown): Geometry {
  const [x = 0, y = 0, w = CARD_SIZE.w, h = CARD_SIZE.h] = Array.isArray(packed) ? (packed as number[]) : []
  return { x, y, w, h }
}

function same(a: unknown, b: unknown): boolean {
  return a === b || (a ?? null) === (b ?? null) || JSON.stringify(a) === JSON.stringify(b)
}

function baseFrom(map: ElementMap): Base {
  const base = map.get(key.base)
  return typeof base === 'object' && base !== null ? (base as Base) : { t: 'none', o: '', at: 0 }
}

function kindOf(map: ElementMap): string {
  const changed = map.get(key.kind)
  return typeof changed === 'string' ? changed : (baseFrom(map).k ?? '')
}

function longFieldsOf(kind: string): string[] {
  if (!isCardKind(kind)) return []
  return Object.keys(cardKinds[kind].fields).filter((name) => fieldOf(kind, name)?.control === 'long')
}

function existing(board: Y.Doc, ids: readonly string[]): ElementMap[] {
  return ids.flatMap((id) => elementsOf(board).get(id) ?? [])
}

function titleText(map: ElementMap): Y.Text {
  const text = map.get(key.text)
  if (text instanceof Y.Text) return text
  const made = new Y.Text()
  map.set(key.text, made)
  return made
}

/** A splice that would cut a surrogate pair takes in the whole pair: half a character cannot be sent. */
function spliceInto(text: Y.Text, splice: { index: number; remove: number; insert: string }): void {
  const before = text.toString()
  const from = Math.min(Math.max(0, splice.index), before.length)
  const to = Math.min(from + Math.max(0, splice.remove), before.length)
  const start = isInsidePair(before, from) ? from - 1 : from
  const end = to === from ? start : isInsidePair(before, to) ? to + 1 : to
  if (end > start) text.delete(start, end - start)
  if (splice.insert !== '') text.insert(start, wellFormed(splice.insert))
}

function replaceIn(text: Y.Text, next: string): void {
  spliceInto(text, differenceOf(text.toString(), wellFormed(next)))
}

/** The smallest splice that turns one string into another: common beginning and end are left alone, surrogate pairs whole. */
export function differenceOf(before: string, after: string): { index: number; remove: number; insert: string } {
  let start = 0
  const shorter = Math.min(before.length, after.length)
  while (start < shorter && before[start] === after[start]) start++
  if (start > 0 && isHighSurrogate(before, start - 1)) start--
  let end = 0
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  if (end > 0 && isLowSurrogate(before, before.length - end)) end--
  return { index: start, remove: before.length - start - end, insert: after.slice(start, after.length - end) }
}

function isInsidePair(text: string, at: number): boolean {
  return at > 0 && at < text.length && isHighSurrogate(text, at - 1) && isLowSurrogate(text, at)
}

function isHighSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff
}
