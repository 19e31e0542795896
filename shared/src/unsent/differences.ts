import Type from 'typebox'
import type * as Y from 'yjs'
import { colors, sessionMetaSchema, zoneSchema } from '../board/model.ts'
import type { BoardElement, Session, SessionMeta, Zone } from '../board/model.ts'
import { isSame } from './is-same.ts'

/**
 * One change in our own words: what an element, a zone or a value of the board is without it (`before`) and with it
 * (`after`); null where there is none. Plain JSON, so that it outlives the documents it was read from.
 */
export type Difference =
  | { of: 'element'; id: string; before: BoardElement | null; after: BoardElement | null }
  | { of: 'zone'; id: string; before: Zone | null; after: Zone | null }
  | { of: 'meta'; id: keyof SessionMeta; before: unknown; after: unknown }
  /** Another part of the session (`id` is its root and key, `agenda/step-1`): told and kept, but there is no way back. */
  | { of: 'other'; id: string; before: unknown; after: unknown }

/** What tells two differences apart: later ones of the same thing take the place of earlier ones. */
export function differenceKey({ of, id }: Difference): string {
  return `${of} ${id}`
}

/** What has to be done to elements to get from one board to the other. Those that are equal are not mentioned. */
export function elementDifferences(
  before: ReadonlyMap<string, BoardElement>,
  after: ReadonlyMap<string, BoardElement>,
): Difference[] {
  return changedIn(before, after).map(([id, was, is]) => ({ of: 'element', id, before: was, after: is }))
}

/** The same for zones, and for what the session says of the board as a whole. */
export function sessionDifferences(before: Session, after: Session): Difference[] {
  const zones = changedIn(before.zones, after.zones)
  const names = Object.keys(sessionMetaSchema.properties) as (keyof SessionMeta)[]
  return [
    ...zones.map(([id, was, is]): Difference => ({ of: 'zone', id, before: was, after: is })),
    ...names
      .filter((name) => !isSame(before.meta[name], after.meta[name]))
      .map((name): Difference => ({ of: 'meta', id: name, before: before.meta[name], after: after.meta[name] })),
  ]
}

/** What differs between two session documents beside zones and the board's own values: agenda, groups, waivers … */
export function otherDifferences(before: Y.Doc, after: Y.Doc): Difference[] {
  const told = ['zones', 'meta']
  const names = [...new Set([...before.share.keys(), ...after.share.keys()])].filter((name) => !told.includes(name))
  return names.flatMap((name) =>
    changedIn(entriesOf(before, name), entriesOf(after, name)).map(([entry, was, is]): Difference => ({
      of: 'other',
      id: `${name}/${entry}`,
      before: was,
      after: is,
    })),
  )
}

/** One thing about an element that was changed. */
export interface ElementChange {
  aspect: 'kind' | 'text' | 'zone' | 'place' | 'order' | 'field' | 'links' | 'color' | 'from' | 'to' | 'decorative'
  /** Name of the field, where `aspect` is `field`. */
  field?: string
  before: unknown
  after: unknown
}

/** What is different about an element, in the order in which it is to be done. */
export function elementChanges(before: BoardElement, after: BoardElement): ElementChange[] {
  const changes: ElementChange[] = []
  const compare = (aspect: ElementChange['aspect'], was: unknown, is: unknown, field?: string) => {
    if (!isSame(was, is)) changes.push({ aspect, before: was, after: is, ...(field === undefined ? {} : { field }) })
  }
  if (before.type === 'card' && after.type === 'card') compare('kind', before.kind, after.kind)
  compare('text', textOf(before), textOf(after))
  compare('zone', before.zoneId, after.zoneId)
  compare('place', before.geometry, after.geometry)
  compare('order', before.order, after.order)
  if (before.type === 'card' && after.type === 'card') {
    for (const name of new Set([...Object.keys(before.fields), ...Object.keys(after.fields)])) {
      compare('field', before.fields[name], after.fields[name], name)
    }
    compare('links', before.links, after.links)
  }
  if ('color' in before && 'color' in after) compare('color', before.color, after.color)
  if (before.type === 'connector' && after.type === 'connector') {
    compare('from', before.from, after.from)
    compare('to', before.to, after.to)
  }
  if (before.type === 'picture' && after.type === 'picture') {
    compare('decorative', before.isDecorative, after.isDecorative)
  }
  return changes
}

/** Whether one of them can become the other by changes: they were made as the same thing. */
export function isSameMaking(a: BoardElement, b: BoardElement): boolean {
  return isSame(makingOf(a), makingOf(b))
}

const place = Type.Object({ x: Type.Number(), y: Type.Number(), w: Type.Number(), h: Type.Number() })
const id = Type.Union([Type.String(), Type.Null()])
const common = { id: Type.String(), zoneId: id, order: Type.String(), createdAt: Type.Number(), createdBy: id }
const color = Type.Enum([...colors])
const element = Type.Union([
  Type.Object({
    ...common,
    type: Type.Literal('card'),
    kind: Type.String(),
    known: Type.Boolean(),
    text: Type.String(),
    fields: Type.Record(Type.String(), Type.Unknown()),
    geometry: Type.Union([place, Type.Null()]),
    votes: Type.Number(),
    links: Type.Array(Type.String()),
  }),
  Type.Object({
    ...common,
    type: Type.Literal('connector'),
    from: id,
    to: id,
    text: Type.String(),
    geometry: place,
  }),
  Type.Object({
    ...common,
    type: Type.Literal('shape'),
    shape: Type.Enum(['rectangle', 'ellipse', 'text']),
    color,
    text: Type.String(),
    geometry: place,
  }),
  Type.Object({
    ...common,
    type: Type.Literal('drawing'),
    color,
    points: Type.Array(Type.Number()),
    geometry: place,
  }),
  Type.Object({
    ...common,
    type: Type.Literal('picture'),
    asset: Type.String(),
    pixels: Type.Object({ w: Type.Number(), h: Type.Number() }),
    text: Type.String(),
    isDecorative: Type.Boolean(),
    geometry: place,
  }),
  Type.Object({
    ...common,
    type: Type.Literal('opaque'),
    typeName: Type.String(),
    text: Type.String(),
    geometry: Type.Union([place, Type.Null()]),
  }),
])

function changeOf<K extends string>(kind: K, value: ReturnType<typeof Type.Union>) {
  const side = Type.Union([value, Type.Null()])
  return Type.Object({ of: Type.Literal(kind), id: Type.String(), before: side, after: side })
}

const otherSchema = Type.Object({
  of: Type.Literal('other'),
  id: Type.String(),
  before: Type.Unknown(),
  after: Type.Unknown(),
})

/** A `Difference` that was kept somewhere and is read again. */
export const differenceSchema = Type.Union([
  changeOf('element', element),
  changeOf('zone', Type.Union([zoneSchema])),
  Type.Object({
    of: Type.Literal('meta'),
    id: Type.Enum(Object.keys(sessionMetaSchema.properties)),
    before: Type.Unknown(),
    after: Type.Unknown(),
  }),
  otherSchema,
])

function entriesOf(doc: Y.Doc, root: string): Map<string, unknown> {
  return new Map(Object.entries(doc.share.has(root) ? doc.getMap(root).toJSON() : {}))
}

function changedIn<T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>): [string, T | null, T | null][] {
  const ids = new Set([...before.keys(), ...after.keys()])
  return [...ids]
    .map((one): [string, T | null, T | null] => [one, before.get(one) ?? null, after.get(one) ?? null])
    .filter(([, was, is]) => !isSame(was, is))
}

function textOf(of: BoardElement): string {
  return 'text' in of ? of.text : ''
}

function makingOf(of: BoardElement): unknown[] {
  const { type, createdAt, createdBy } = of
  return [type, createdAt, createdBy, ownMakingOf(of)]
}

function ownMakingOf(of: BoardElement): unknown {
  switch (of.type) {
    case 'shape':
      return of.shape
    case 'drawing':
      return of.points
    case 'picture':
      return of.asset
    case 'opaque':
      return of.typeName
    case 'card':
    case 'connector':
      return null
    default:
      return of satisfies never
  }
}
