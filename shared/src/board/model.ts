import Type from 'typebox'
import type { Static } from 'typebox'
import type { CardKind, FieldsOf } from './kinds.ts'

/** Where an element lies, board units (1 unit = 1 px at 100 %): left, top, width, height; y grows downward. */
export interface Geometry {
  x: number
  y: number
  w: number
  h: number
}

export interface Point {
  x: number
  y: number
}

/** What every element of the wall has. */
interface ElementCommon {
  id: string
  /** The zone the element was put in; the truth about belonging. Geometry is for the eye. */
  zoneId: string | null
  /** Fractional index: stacking on the wall and order in lists. Ties are broken by id. */
  order: string
  /** Unix ms. */
  createdAt: number
  /** Person id; null where nobody may know. */
  createdBy: string | null
}

/**
 * A card. `kind` may be one this build does not know (a newer client's): then `known` is false, `fields` is empty,
 * and it is shown plain and left unharmed.
 */
export interface Card extends ElementCommon {
  type: 'card'
  kind: string
  known: boolean
  /** The title field of the kind, as everybody types it. */
  text: string
  /** All other fields that are set and valid. */
  fields: Readonly<Record<string, unknown>>
  /** Null for a card that is not on the wall (a person who is only an owner). */
  geometry: Geometry | null
  votes: number
  links: readonly string[]
}

/** A line from one element to another. An end whose element is gone is loose: null id, and `geometry` says where. */
export interface Connector extends ElementCommon {
  type: 'connector'
  from: string | null
  to: string | null
  text: string
  /** From (x, y) to (x + w, y + h); w and h may be negative. Used for ends that are loose. */
  geometry: Geometry
}

export const colors = ['grey', 'yellow', 'orange', 'red', 'pink', 'violet', 'blue', 'teal', 'green'] as const
export type Color = (typeof colors)[number]

/** A rectangle or ellipse behind cards, or plain text on the wall. */
export interface Shape extends ElementCommon {
  type: 'shape'
  shape: 'rectangle' | 'ellipse' | 'text'
  color: Color
  text: string
  geometry: Geometry
}

/** A freehand line: `points` are offsets from (geometry.x, geometry.y), flat x, y, x, y … */
export interface Drawing extends ElementCommon {
  type: 'drawing'
  color: Color
  points: readonly number[]
  geometry: Geometry
}

/** A picture on the wall. Its bytes lie on the server; the document has what is needed to place and to describe it. */
export interface Picture extends ElementCommon {
  type: 'picture'
  /** Its name on the server, see `picture.ts`; empty where the document has none that is one. */
  asset: string
  /** Size of the whole picture, pixels. */
  pixels: { w: number; h: number }
  /** What it shows, for who cannot see it; empty: nobody has said so yet. */
  text: string
  /** It says nothing that matters: screen readers pass it over. */
  isDecorative: boolean
  geometry: Geometry
}

/** An element of a type this build does not know: kept, shown as a plain box, written back unharmed. */
export interface Opaque extends ElementCommon {
  type: 'opaque'
  typeName: string
  text: string
  geometry: Geometry | null
}

export type BoardElement = Card | Connector | Shape | Drawing | Picture | Opaque

/** A card of a known kind, with that kind's fields. */
export type CardOf<K extends CardKind> = Card & { kind: K; known: true; fields: FieldsOf<K> }

export function isCardOf<K extends CardKind>(element: BoardElement | undefined, kind: K): element is CardOf<K> {
  return element?.type === 'card' && element.known && element.kind === kind
}

/** What was found in a document that could not be understood. Nothing is removed because of it. */
export interface Problem {
  elementId: string
  /** Field or key the problem is about; empty for the element as a whole. */
  field: string
  reason: 'unknown-type' | 'unknown-kind' | 'bad-field' | 'bad-element' | 'newer-document'
}

export interface Board {
  schemaVersion: number
  elements: ReadonlyMap<string, BoardElement>
}

export interface BoardReading {
  board: Board
  problems: Problem[]
}

const zoneMeaning = Type.Object({
  /** Fields written on a card that is put here, where the card's kind has them and they are empty. */
  sets: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  /** Gives a provisional due date: the last day of the window that contains "today". */
  dueWindow: Type.Optional(Type.Enum(['month', 'quarter', 'later'])),
  /** Cards here belong to the card in that zone (tasks to the move at the head of their column). */
  partOf: Type.Optional(Type.String()),
})

/** A zone: a titled area with a prompt, which kinds it takes, and what lying in it means. Lives in the session document. */
export const zoneSchema = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 128 }),
  name: Type.String({ maxLength: 200 }),
  prompt: Type.String({ maxLength: 2000 }),
  layout: Type.Enum(['grid', 'columns', 'free', 'matrix2x2', 'timeline', 'table']),
  /** Kinds that may be put here; empty means any. The first is the one a double-click makes. */
  accepts: Type.Array(Type.String()),
  maxCards: Type.Optional(Type.Integer({ minimum: 1 })),
  meaning: zoneMeaning,
  color: Type.Enum([...colors]),
  /** The zone this one is drawn inside, for headings of the list view. */
  parentId: Type.Optional(Type.String()),
  order: Type.String(),
  geometry: Type.Object({ x: Type.Number(), y: Type.Number(), w: Type.Number(), h: Type.Number() }),
})
export type Zone = Static<typeof zoneSchema>
export type ZoneMeaning = Static<typeof zoneMeaning>

/** What the session document says of the board as a whole. */
export const sessionMetaSchema = Type.Object({
  title: Type.String({ maxLength: 200 }),
  templateId: Type.String({ maxLength: 64 }),
  /** IANA name, such as Europe/London. */
  timezone: Type.String({ maxLength: 64 }),
  /** Dates the plan covers, ISO 8601, both inclusive. */
  period: Type.Object({ start: Type.String(), end: Type.String() }),
  /** Unix ms. */
  createdAt: Type.Number(),
  /** BCP 47 tag of the language people write in; absent: English. */
  locale: Type.Optional(Type.String({ maxLength: 35 })),
  /**
   * What this board's plan is checked for, and with which limits; absent: what its template in the catalogue says. For
   * boards whose template is not in the catalogue, or that were set by hand.
   */
  gate: Type.Optional(
    Type.Object({ checks: Type.Array(Type.String()), thresholds: Type.Record(Type.String(), Type.Number()) }),
  ),
  /** What came with an imported plan under keys that begin with `x-`; written out again as it came. */
  extensions: Type.Optional(Type.Record(Type.String({ pattern: '^x-' }), Type.Unknown())),
})
export type SessionMeta = Static<typeof sessionMetaSchema>

/** A facilitator's word that the plan may be complete in spite of a finding: printed with the plan. */
export const waiverSchema = Type.Object({
  /** Code of the check, such as RSK-06. */
  code: Type.String({ pattern: '^[A-Z]{3}-[0-9]{2}$' }),
  /** The card the finding is about; absent: about the plan as a whole. */
  cardId: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })),
  reason: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }),
  /** Person id of the facilitator. */
  by: Type.String({ minLength: 1, maxLength: 128 }),
  /** Unix ms. */
  at: Type.Number(),
})
export type Waiver = Static<typeof waiverSchema>

export interface Session {
  schemaVersion: number
  meta: SessionMeta
  zones: ReadonlyMap<string, Zone>
  /** By the name `waiverKey` gives; absent: none. */
  waivers?: ReadonlyMap<string, Waiver>
}

export interface SessionReading {
  session: Session
  problems: Problem[]
}
