import type * as Y from 'yjs'

/** Version of the layout this build writes. A document with a higher one is opened read-only. */
export const SCHEMA_VERSION = 1

/**
 * Keys of an element's Y.Map. `base` holds the element as it was at creation and is never written again; every later
 * change writes its own key, so two people who change different fields of one card both keep their work.
 */
export const key = {
  base: 'b',
  geometry: 'g',
  /** Y.Text of the title; created with the element, so that two first edits at once are merged. */
  text: 't',
  zoneId: 'z',
  order: 'o',
  kind: 'k',
  votes: 'v',
  links: 'l',
  color: 'c',
  from: 'from',
  to: 'to',
  /** A picture is decoration. */
  decorative: 'd',
} as const

/** A field of the card's kind lies under `.` and its name, once it differs from `base`. */
export function fieldKey(name: string): string {
  return `.${name}`
}

/** Geometry as it is stored, whole units: x, y, w, h, or only x, y for a card of the usual size. */
export type PackedGeometry = [number, number, number, number] | [number, number]

/** What `base` holds. Short keys, since they are repeated in every element. */
export interface Base {
  /** Element type; absent for a card, which most elements are. */
  t?: string
  /** Kind of a card, shape of a shape. */
  k?: string
  /** Zone id. */
  z?: string | null
  /** Order. */
  o: string
  /** Geometry. */
  g?: PackedGeometry
  /** Created at, Unix seconds. */
  at: number
  /** Person id of the maker; absent where anonymous. */
  by?: string
  /** Fields of the kind, the title and long texts excepted. */
  f?: Record<string, unknown>
  /** Colour of a shape or drawing. */
  c?: string
  /** Points of a drawing. */
  p?: number[]
  /** Ends of a connector. */
  from?: string | null
  to?: string | null
  /** Links. */
  l?: string[]
  /** Name of a picture, its size in pixels, and whether it is decoration. */
  a?: string
  px?: [number, number]
  d?: boolean
}

export type ElementMap = Y.Map<unknown>

export function elementsOf(board: Y.Doc): Y.Map<ElementMap> {
  return board.getMap('elements')
}

export function zonesOf(session: Y.Doc): Y.Map<Y.Map<unknown>> {
  return session.getMap('zones')
}

/** Waivers of findings, by check and card. */
export function waiversOf(session: Y.Doc): Y.Map<unknown> {
  return session.getMap('waivers')
}

/** Document-wide values: schema version in both rooms, title and dates in the session. */
export function metaOf(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('meta')
}

/**
 * Long texts (`description`) are root texts of the board document, named by element and field: two first edits at once
 * meet in one text, and a card without a description costs nothing.
 */
export function longTextName(elementId: string, field: string): string {
  return `${elementId}/${field}`
}

/** The long text if anybody ever wrote it; reading never creates one. */
export function longTextIfAny(board: Y.Doc, elementId: string, field: string): Y.Text | undefined {
  const name = longTextName(elementId, field)
  return board.share.has(name) ? board.getText(name) : undefined
}

export function isTooNew(doc: Y.Doc): boolean {
  return schemaVersionOf(doc) > SCHEMA_VERSION
}

/** 0 for a document nobody has stamped. */
export function schemaVersionOf(doc: Y.Doc): number {
  const version = metaOf(doc).get('schemaVersion')
  return typeof version === 'number' && Number.isInteger(version) && version > 0 ? version : 0
}
