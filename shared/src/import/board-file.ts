import Type from 'typebox'
import type { Static } from 'typebox'
import { SCHEMA_VERSION } from '../board/doc.ts'
import { addCards, addConnector, addDrawing, addPicture, addShape, setLongText, setVotes } from '../board/edit.ts'
import type { NewCard } from '../board/edit.ts'
import { fieldOf } from '../board/kinds.ts'
import { colors, sessionMetaSchema, waiverSchema, zoneSchema } from '../board/model.ts'
import type { BoardElement, Card, Zone } from '../board/model.ts'
import { migrate } from '../board/migrate.ts'
import { picturesOf } from '../board/picture.ts'
import { waiversOf } from '../board/doc.ts'
import { addZones, setMeta } from '../session/edit-session.ts'
import type { BoardDocs } from '../templates/apply.ts'
import { applyRest } from './board-rest.ts'
import type { BoardRest } from './board-rest.ts'
import { firstProblem, refused } from './read-json.ts'
import type { Refused } from './read-json.ts'

export const BOARD_FILE_FORMAT = 'planwall-board'
export const BOARD_FILE_VERSION = 1

const geometry = Type.Object({ x: Type.Number(), y: Type.Number(), w: Type.Number(), h: Type.Number() })
const common = {
  id: Type.String({ minLength: 1, maxLength: 1024 }),
  zoneId: Type.Union([Type.String(), Type.Null()]),
  order: Type.String(),
  createdAt: Type.Number({ description: 'Unix ms' }),
  createdBy: Type.Union([Type.String(), Type.Null()]),
}
const color = Type.Enum([...colors])
const end = Type.Union([Type.String(), Type.Null()])

/** Keys beyond these are for newer versions, and let be. */
const elementSchema = Type.Union([
  Type.Object({
    ...common,
    type: Type.Literal('card'),
    kind: Type.String(),
    known: Type.Boolean(),
    text: Type.String(),
    fields: Type.Record(Type.String(), Type.Unknown()),
    geometry: Type.Union([geometry, Type.Null()]),
    votes: Type.Integer({ minimum: 0 }),
    links: Type.Array(Type.String()),
  }),
  Type.Object({ ...common, type: Type.Literal('connector'), from: end, to: end, text: Type.String(), geometry }),
  Type.Object({
    ...common,
    type: Type.Literal('shape'),
    shape: Type.Enum(['rectangle', 'ellipse', 'text']),
    color,
    text: Type.String(),
    geometry,
  }),
  Type.Object({ ...common, type: Type.Literal('drawing'), color, points: Type.Array(Type.Number()), geometry }),
  Type.Object({
    ...common,
    type: Type.Literal('picture'),
    asset: Type.String({ maxLength: 64 }),
    pixels: Type.Object({ w: Type.Number({ minimum: 1 }), h: Type.Number({ minimum: 1 }) }),
    text: Type.String(),
    isDecorative: Type.Boolean(),
    geometry,
  }),
  Type.Object({
    ...common,
    type: Type.Literal('opaque'),
    typeName: Type.String(),
    text: Type.String(),
    geometry: Type.Union([geometry, Type.Null()]),
  }),
])

const docRest = Type.Object({
  entries: Type.Record(Type.String(), Type.Unknown()),
  parts: Type.Record(Type.String(), Type.Unknown()),
})

/** A whole board as one file: what the two documents say, in our own words, and what this version does not understand. */
export const boardFileSchema = Type.Object({
  format: Type.Literal(BOARD_FILE_FORMAT),
  version: Type.Literal(BOARD_FILE_VERSION),
  boardId: Type.String(),
  exportedAt: Type.String(),
  generator: Type.String(),
  session: Type.Object({
    schemaVersion: Type.Integer({ minimum: 0 }),
    meta: sessionMetaSchema,
    zones: Type.Array(zoneSchema),
    waivers: Type.Optional(Type.Record(Type.String(), waiverSchema)),
  }),
  board: Type.Object({ schemaVersion: Type.Integer({ minimum: 0 }), elements: Type.Array(elementSchema) }),
  rest: Type.Optional(Type.Object({ board: docRest, session: docRest })),
  pictures: Type.Optional(
    Type.Record(
      Type.String({ pattern: '^[0-9a-f]{64}$' }),
      Type.Object({ mediaType: Type.String(), data: Type.String({ description: 'Base64.' }) }),
      { description: 'The pictures the board shows, by the SHA-256 of their bytes.' },
    ),
  ),
})
type BoardFileValue = Static<typeof boardFileSchema>

/** As it is written. */
export interface BoardFile extends Omit<BoardFileValue, 'board' | 'rest'> {
  board: { schemaVersion: number; elements: readonly BoardElement[] }
  rest?: BoardRest
}

/** More than this is no board that people could work on. */
const MAX_ELEMENTS = 50_000
const MAX_ZONES = 2000

export function isBoardFile(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'format' in value && value.format === BOARD_FILE_FORMAT
}

/** Never throws. Refused where a newer version wrote it, and where an id stands twice. */
export function readBoardFile(value: unknown): { ok: true; file: BoardFile } | Refused {
  const version = (value as { version?: unknown }).version
  if (typeof version === 'number' && version > BOARD_FILE_VERSION) {
    return refused('A newer Planwall wrote this board. Import it there.', '/version')
  }
  const problem = firstProblem(boardFileSchema, value) ?? problemWithin(value as BoardFile)
  return problem ?? { ok: true, file: value as BoardFile }
}

/** The file's pictures that are on its wall, in base64 by name; what nobody would see is left. */
export function picturesShown({ board, pictures = {} }: BoardFile): Map<string, string> {
  const shown = new Map<string, string>()
  for (const { asset } of picturesOf(board.elements)) {
    const data = Object.hasOwn(pictures, asset) ? pictures[asset]?.data : undefined
    if (data !== undefined) shown.set(asset, data)
  }
  return shown
}

/** Makes two empty documents the board of the file. Elements keep their ids; `createdAt` of the board is `createdAt`. */
export function applyBoardFile(docs: BoardDocs, file: BoardFile, createdAt: number, origin: unknown): void {
  migrate(docs.board, origin)
  docs.session.transact(() => {
    migrate(docs.session, origin)
    setMeta(docs.session, { ...file.session.meta, createdAt }, origin)
    addZones(docs.session, file.session.zones, origin)
    for (const [name, waiver] of Object.entries(file.session.waivers ?? {})) waiversOf(docs.session).set(name, waiver)
  }, origin)
  docs.board.transact(() => {
    for (const element of file.board.elements) addElement(docs, element, origin)
  }, origin)
  if (file.rest) applyRest(docs, file.rest, origin)
}

function addElement({ board }: BoardDocs, element: BoardElement, origin: unknown): void {
  switch (element.type) {
    case 'card':
      // One that this version does not know is in the rest, whole.
      if (element.known) addCard({ board }, element, origin)
      return
    case 'connector':
      return addConnector(board, element, origin)
    case 'shape':
      return addShape(board, element, origin)
    case 'drawing':
      return addDrawing(board, element, origin)
    case 'picture':
      return addPicture(board, element, origin)
    case 'opaque':
      return undefined
    default:
      return element satisfies never
  }
}

function addCard({ board }: Pick<BoardDocs, 'board'>, card: Card, origin: unknown): void {
  addCards(board, [card as Card & Pick<NewCard, 'kind'>], origin)
  if (card.votes > 0) setVotes(board, card.id, card.votes, origin)
  // A long text has no largest length, a field of a new card has.
  for (const [name, value] of Object.entries(card.fields)) {
    if (fieldOf(card.kind, name)?.control === 'long') setLongText(board, card.id, name, String(value), origin)
  }
}

function problemWithin({ session, board }: BoardFile): Refused | undefined {
  if (board.elements.length > MAX_ELEMENTS) {
    return refused(`The board has ${board.elements.length} elements, more than ${MAX_ELEMENTS}.`, '/board/elements')
  }
  if (session.zones.length > MAX_ZONES) {
    return refused(`The board has ${session.zones.length} zones, more than ${MAX_ZONES}.`, '/session/zones')
  }
  if (Math.max(session.schemaVersion, board.schemaVersion) > SCHEMA_VERSION) {
    return refused('A newer Planwall wrote this board. Import it there.', '/board/schemaVersion')
  }
  return twice(board.elements, '/board/elements') ?? twice<Zone>(session.zones, '/session/zones')
}

function twice<T extends { id: string }>(items: readonly T[], path: string): Refused | undefined {
  const seen = new Set<string>()
  for (const [i, { id }] of items.entries()) {
    if (seen.has(id)) return refused(`The id “${id.slice(0, 80)}” stands twice.`, `${path}/${i}/id`)
    seen.add(id)
  }
  return undefined
}
