import * as Y from 'yjs'
import { elementsOf, fieldKey, key, metaOf, zonesOf } from '../board/doc.ts'
import type { Base } from '../board/doc.ts'
import { cardKinds, isCardKind } from '../board/kinds.ts'
import type { Field } from '../board/fields.ts'
import type { Board, BoardElement, Session } from '../board/model.ts'
import { wellFormed } from '../board/well-formed.ts'
import { roots } from '../session/session-doc.ts'
import type { BoardDocs } from '../templates/apply.ts'

/**
 * What two documents hold that `readBoard` and `readSession` do not show: elements and fields of newer versions, values
 * that could not be read, other parts of the documents. Kept so that a board's file loses nothing. Plain JSON; what is
 * not is an object with `$y`.
 */
export interface BoardRest {
  board: DocRest
  session: DocRest
}

interface DocRest {
  /** Elements, zones and values of `meta`, whole as they are stored, by id. */
  entries: Record<string, unknown>
  /** Other parts of the document, by name. */
  parts: Record<string, unknown>
}

/** Undefined where everything is shown, which is the rule. */
export function restOf(docs: BoardDocs, { board, session }: { board: Board; session: Session }): BoardRest | undefined {
  const rest = { board: boardRest(docs.board, board), session: sessionRest(docs.session, session) }
  return isEmpty(rest.board) && isEmpty(rest.session) ? undefined : rest
}

/** Writes the rest over what the verbs have made of the values. */
export function applyRest(docs: BoardDocs, rest: BoardRest, origin: unknown): void {
  docs.board.transact(() => {
    for (const [id, stored] of Object.entries(rest.board.entries)) {
      const map = revived(stored)
      if (map instanceof Y.Map) elementsOf(docs.board).set(id, map as Y.Map<unknown>)
    }
    writeParts(docs.board, rest.board.parts)
  }, origin)
  docs.session.transact(() => {
    for (const [name, stored] of Object.entries(rest.session.entries)) {
      const value = revived(stored)
      if (value instanceof Y.Map) zonesOf(docs.session).set(name, value as Y.Map<unknown>)
    }
    writeParts(docs.session, rest.session.parts)
  }, origin)
}

function boardRest(doc: Y.Doc, board: Board): DocRest {
  const entries: Record<string, unknown> = {}
  for (const [id, map] of elementsOf(doc)) {
    if (!isShown(map, board.elements.get(id))) set(entries, id, plainOf(map))
  }
  const isShownText = (name: string) => {
    const at = name.lastIndexOf('/')
    const element = at > 0 ? board.elements.get(name.slice(0, at)) : undefined
    return element?.type === 'card' && element.known && isLong(element.kind, name.slice(at + 1))
  }
  return { entries, parts: partsOf(doc, (name) => name === 'elements' || isShownText(name)) }
}

function sessionRest(doc: Y.Doc, session: Session): DocRest {
  const entries: Record<string, unknown> = {}
  for (const [id, map] of zonesOf(doc)) if (!session.zones.has(id)) set(entries, id, plainOf(map))
  return {
    entries,
    // Finished plans stay with the board they were finished on.
    parts: partsOf(
      doc,
      (name) =>
        name === 'zones' ||
        name === roots.finished ||
        name === roots.restored ||
        (name === 'waivers' && areShown(doc, session)),
    ),
  }
}

function areShown(doc: Y.Doc, { waivers }: Session): boolean {
  return doc.getMap('waivers').size === (waivers?.size ?? 0)
}

/** Whether an element's values say all that is stored of it. */
function isShown(map: unknown, element: BoardElement | undefined): boolean {
  if (!(map instanceof Y.Map) || element === undefined || element.type === 'opaque') return false
  const base = map.get(key.base) as Base
  const fields = element.type === 'card' ? element.fields : {}
  const hasField = (name: string, value: unknown) =>
    value === null || value === undefined || Object.hasOwn(fields, name)
  const isKnownKey = (name: string) =>
    shownKeys.has(name) || (name.startsWith('.') && hasField(name.slice(1), map.get(name)))
  return (
    !(element.type === 'card' && !element.known) &&
    Object.keys(base).every((name) => shownBase.has(name)) &&
    Object.entries(base.f ?? {}).every(([name, value]) => map.has(fieldKey(name)) || hasField(name, value)) &&
    [...map.keys()].every(isKnownKey) &&
    (element.type !== 'picture' || element.asset === base.a) &&
    hasWholeNumbers(element) &&
    base.at === element.createdAt / 1000
  )
}

const shownBase = new Set(['t', 'k', 'z', 'o', 'g', 'at', 'by', 'f', 'c', 'p', 'from', 'to', 'l', 'a', 'px', 'd'])
const shownKeys = new Set<string>(Object.values(key))

/** The verbs round what they write. */
function hasWholeNumbers(element: BoardElement): boolean {
  const { x = 0, y = 0, w = 0, h = 0 } = element.geometry ?? {}
  return [x, y, w, h, ...(element.type === 'drawing' ? element.points : [])].every(Number.isInteger)
}

function isLong(kind: string, name: string): boolean {
  if (!isCardKind(kind)) return false
  const fields: Record<string, Field> = cardKinds[kind].fields
  return Object.hasOwn(fields, name) && fields[name]?.control === 'long'
}

/** `meta` is always one: only what the session's values do not hold is kept of it. */
function partsOf(doc: Y.Doc, isLeftOut: (name: string) => boolean): Record<string, unknown> {
  const parts: Record<string, unknown> = {}
  for (const name of [...doc.share.keys()].toSorted()) {
    if (isLeftOut(name)) continue
    const part = typedPart(doc, name)
    if (name === 'meta') {
      const others = [...metaOf(doc)].filter(([field]) => !shownMeta.has(field))
      if (others.length > 0) set(parts, name, { $y: 'map', of: fromEntries(others.map(([n, v]) => [n, plainOf(v)])) })
    } else if (part && !isBlank(part)) set(parts, name, plainOf(part))
  }
  return parts
}

const shownMeta = new Set([
  'schemaVersion',
  'title',
  'templateId',
  'timezone',
  'period',
  'createdAt',
  'locale',
  'gate',
  'extensions',
])

type Part = Y.Map<unknown> | Y.Text | Y.Array<unknown>

/** What arrived from elsewhere has no type until somebody asks for one; its content tells which it is. */
function typedPart(doc: Y.Doc, name: string): Part | undefined {
  const part: unknown = doc.share.get(name)
  if (part instanceof Y.Map || part instanceof Y.Text || part instanceof Y.Array) return part as Part
  if (!(part instanceof Y.AbstractType)) return undefined
  if (part._map.size > 0) return doc.getMap(name)
  for (let item = part._start; item !== null; item = item.right) {
    const content = item.content.getRef()
    if (content === CONTENT.string || content === CONTENT.format || content === CONTENT.embed) return doc.getText(name)
    if (content === CONTENT.json || content === CONTENT.any || content === CONTENT.type) return doc.getArray(name)
  }
  return undefined
}

/** Numbers of Yjs' encoding. */
const CONTENT = { json: 2, string: 4, embed: 5, format: 6, type: 7, any: 8 } as const

function isBlank(part: Part): boolean {
  return part instanceof Y.Map ? part.size === 0 : part.length === 0
}

function plainOf(value: unknown): unknown {
  if (value instanceof Y.Map)
    return { $y: 'map', of: fromEntries([...value].map(([name, one]) => [name, plainOf(one)])) }
  if (value instanceof Y.Text) return { $y: 'text', of: value.toString() }
  if (value instanceof Y.Array) return { $y: 'array', of: value.toArray().map(plainOf) }
  if (value instanceof Uint8Array) return { $y: 'bytes', of: [...value] }
  if (typeof value === 'bigint') return { $y: 'bigint', of: String(value) }
  if (typeof value === 'number' && !Number.isFinite(value)) return { $y: 'number', of: String(value) }
  if (Array.isArray(value)) return value.map(plainOf)
  if (typeof value === 'object' && value !== null) {
    const inner = fromEntries(Object.entries(value).map(([name, one]) => [name, plainOf(one)]))
    return Object.hasOwn(value, '$y') ? { $y: 'object', of: inner } : inner
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}

/** The way back; whatever has another form is taken as it is. */
function revived(plain: unknown): unknown {
  if (typeof plain === 'string') return wellFormed(plain)
  if (Array.isArray(plain)) return plain.map(revived)
  if (typeof plain !== 'object' || plain === null) return plain
  const { $y: type, of } = plain as { $y?: unknown; of?: unknown }
  switch (type) {
    case 'map':
      return new Y.Map(entriesOf(of).map(([name, value]) => [name, revived(value)]))
    case 'text':
      return new Y.Text(typeof of === 'string' ? wellFormed(of) : '')
    case 'array':
      return arrayOf(of)
    case 'bytes':
      return Uint8Array.from(Array.isArray(of) ? of.map(Number) : [])
    case 'bigint':
      return typeof of === 'string' && /^-?\d{1,40}$/.test(of) ? BigInt(of) : null
    case 'number':
      return Number(of)
    case 'object':
      return fromEntries(entriesOf(of).map(([name, value]) => [name, revived(value)]))
    default:
      return fromEntries(entriesOf(plain).map(([name, value]) => [name, revived(value)]))
  }
}

function arrayOf(of: unknown): Y.Array<unknown> {
  const array = new Y.Array<unknown>()
  array.push(Array.isArray(of) ? of.map(revived) : [])
  return array
}

function writeParts(doc: Y.Doc, parts: Record<string, unknown>): void {
  for (const [name, stored] of Object.entries(parts)) {
    if (name === 'elements' || name === 'zones') continue
    const value = revived(stored)
    if (value instanceof Y.Map) {
      // A type that is not in a document yet cannot be read: its entries are taken from the file.
      for (const [field, one] of entriesOf((stored as { of?: unknown }).of)) {
        if (name !== 'meta' || !shownMeta.has(field)) doc.getMap(name).set(field, revived(one))
      }
    } else if (value instanceof Y.Text) {
      const { of } = stored as { of?: unknown }
      if (typeof of === 'string') doc.getText(name).insert(0, wellFormed(of))
    } else if (value instanceof Y.Array) {
      const { of } = stored as { of?: unknown }
      doc.getArray(name).push(Array.isArray(of) ? of.map(revived) : [])
    }
  }
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []
}

function fromEntries(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  return Object.fromEntries(entries)
}

/** Any name at all, `__proto__` too. */
function set(record: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true })
}

function isEmpty({ entries, parts }: DocRest): boolean {
  return Object.keys(entries).length + Object.keys(parts).length === 0
}
