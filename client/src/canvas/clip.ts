import type { NewCard, NewConnector, NewDrawing, NewPicture, NewShape } from '@planwall/shared/board/edit'
import { bounds } from '@planwall/shared/board/geometry'
import { fieldOf, isCardKind } from '@planwall/shared/board/kinds'
import { colors } from '@planwall/shared/board/model'
import type { BoardElement, Geometry, Point } from '@planwall/shared/board/model'
import { orderBetween } from '@planwall/shared/board/order'
import Type from 'typebox'
import type { Static } from 'typebox'
import Value from 'typebox/value'

/** Type of our own clipboard entry; beside it always lies plain text for everybody else. */
export const CLIP_TYPE = 'application/x-planwall+json'

const geometrySchema = Type.Object({ x: Type.Number(), y: Type.Number(), w: Type.Number(), h: Type.Number() })
const end = Type.Union([Type.String(), Type.Null()])
const clipSchema = Type.Object({
  planwall: Type.Literal(1),
  cards: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: Type.String(),
      text: Type.String(),
      fields: Type.Record(Type.String(), Type.Unknown()),
      links: Type.Array(Type.String()),
      zoneId: end,
      geometry: geometrySchema,
    }),
    { maxItems: 5000 },
  ),
  connectors: Type.Array(Type.Object({ from: end, to: end, text: Type.String(), geometry: geometrySchema })),
  shapes: Type.Array(
    Type.Object({
      shape: Type.Enum(['rectangle', 'ellipse', 'text']),
      color: Type.Enum([...colors]),
      text: Type.String(),
      geometry: geometrySchema,
      id: Type.String(),
    }),
  ),
  drawings: Type.Array(
    Type.Object({
      color: Type.Enum([...colors]),
      points: Type.Array(Type.Number()),
      geometry: geometrySchema,
      id: Type.String(),
    }),
  ),
  /** Absent in what an older page copied. */
  pictures: Type.Optional(
    Type.Array(
      Type.Object({
        id: Type.String(),
        asset: Type.String({ pattern: '^[0-9a-f]{64}$' }),
        pixels: Type.Object({ w: Type.Number({ minimum: 1 }), h: Type.Number({ minimum: 1 }) }),
        text: Type.String(),
        isDecorative: Type.Boolean(),
        geometry: geometrySchema,
      }),
      { maxItems: 500 },
    ),
  ),
  /** The board it comes from: its pictures lie there. */
  boardId: Type.Optional(Type.String()),
  /** Names of the people the cards speak of: on another board they have other ids. */
  people: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
})
export type Clip = Static<typeof clipSchema>

/** What of these elements can be carried elsewhere. Votes and unknown things stay behind. */
export function clipOf(chosen: readonly BoardElement[], elements: ReadonlyMap<string, BoardElement>): Clip {
  const clip: Clip = { planwall: 1, cards: [], connectors: [], shapes: [], drawings: [], people: [] }
  const people = new Map<string, string>()
  const pictures: NonNullable<Clip['pictures']> = []
  for (const element of chosen) {
    const { geometry } = element
    if (!geometry) continue
    switch (element.type) {
      case 'card': {
        if (!element.known) break
        const { id, kind, text, fields, links, zoneId } = element
        clip.cards.push({ id, kind, text, fields: { ...fields }, links: [...links], zoneId, geometry })
        for (const personId of peopleIn(kind, fields)) {
          const person = elements.get(personId)
          if (person?.type === 'card') people.set(personId, person.text)
        }
        break
      }
      case 'connector':
        clip.connectors.push({ from: element.from, to: element.to, text: element.text, geometry })
        break
      case 'shape':
        clip.shapes.push({ id: element.id, shape: element.shape, color: element.color, text: element.text, geometry })
        break
      case 'drawing':
        clip.drawings.push({ id: element.id, color: element.color, points: [...element.points], geometry })
        break
      case 'picture': {
        const { id, asset, pixels, text, isDecorative } = element
        if (asset !== '') pictures.push({ id, asset, pixels, text, isDecorative, geometry })
        break
      }
      case 'opaque':
        break
      default:
        element satisfies never
    }
  }
  clip.people = [...people].map(([id, name]) => ({ id, name }))
  if (pictures.length > 0) clip.pictures = pictures
  return clip
}

/** The words, a line each, as anybody else's text box wants them. */
export function wordsOf(clip: Clip): string {
  return [...clip.cards, ...clip.shapes, ...(clip.pictures ?? [])]
    .map(({ text }) => text)
    .filter((text) => text.trim() !== '')
    .join('\n')
}

/** Undefined for anything that is not a clip of ours. */
export function readClip(text: string): Clip | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return Value.Check(clipSchema, value) ? value : undefined
  } catch {
    return undefined
  }
}

export interface Unpacking {
  /** How far from where it was copied. */
  by: Point
  elements: ReadonlyMap<string, BoardElement>
  /** The zone a card lies in at its new place, if that takes it. */
  zoneFor: (kind: string, geometry: Geometry, from: string | null) => string | null
  /** The highest order on the board. */
  top: string | null
  now: number
  createdBy: string | null
  newId: () => string
}

export interface Unpacked {
  cards: NewCard[]
  connectors: NewConnector[]
  shapes: NewShape[]
  drawings: NewDrawing[]
  pictures: NewPicture[]
}

/**
 * New elements from a clip, under new ids. References between copied cards point at the copies; references to others
 * stay where those are on this board. People are found by id, then by name, and are made where there is none.
 */
export function unpack(clip: Clip, { by, elements, zoneFor, top, now, createdBy, newId }: Unpacking): Unpacked {
  const ids = new Map(
    [...clip.cards, ...clip.shapes, ...clip.drawings, ...(clip.pictures ?? [])].map(({ id }) => [id, newId()]),
  )
  let order = top
  const stamp = () => {
    order = orderBetween(order, null)
    return { order, createdAt: now, createdBy }
  }
  const moved = ({ x, y, w, h }: Geometry): Geometry => ({ x: x + by.x, y: y + by.y, w, h })
  const { people, made } = peopleHere(clip.people, elements, newId)
  const newIdOf = (id: string) => ids.get(id) ?? people.get(id) ?? (elements.has(id) ? id : undefined)
  const cards = clip.cards.flatMap((card): NewCard[] => {
    if (!isCardKind(card.kind)) return []
    const geometry = moved(card.geometry)
    return [
      {
        ...stamp(),
        id: ids.get(card.id) as string,
        kind: card.kind,
        text: card.text,
        fields: withNewIds(card.kind, card.fields, newIdOf),
        zoneId: zoneFor(card.kind, geometry, card.zoneId),
        geometry,
        links: card.links,
      },
    ]
  })
  const newPeople = made.map(({ id, name }): NewCard => ({
    ...stamp(),
    id,
    kind: 'person',
    text: name,
    zoneId: null,
    geometry: null,
  }))
  return {
    cards: [...newPeople, ...cards],
    connectors: clip.connectors.map(({ from, to, text, geometry }) => ({
      ...stamp(),
      id: newId(),
      from: (from === null ? null : ids.get(from)) ?? null,
      to: (to === null ? null : ids.get(to)) ?? null,
      text,
      geometry: moved(geometry),
    })),
    shapes: clip.shapes.map((shape) => ({
      ...shape,
      ...stamp(),
      id: ids.get(shape.id) as string,
      zoneId: null,
      geometry: moved(shape.geometry),
    })),
    drawings: clip.drawings.map((drawing) => ({
      ...drawing,
      ...stamp(),
      id: ids.get(drawing.id) as string,
      zoneId: null,
      geometry: moved(drawing.geometry),
    })),
    pictures: (clip.pictures ?? []).map((picture) => ({
      ...picture,
      ...stamp(),
      id: ids.get(picture.id) as string,
      zoneId: null,
      geometry: moved(picture.geometry),
    })),
  }
}

/** The box around what is in a clip, or null. */
export function boundsOfClip({ cards, shapes, drawings, connectors, pictures = [] }: Clip): Geometry | null {
  return bounds([...cards, ...shapes, ...drawings, ...connectors, ...pictures].map(({ geometry }) => geometry))
}

function peopleIn(kind: string, fields: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    const control = fieldOf(kind, name)?.control
    if (control === 'person' && typeof value === 'string') return [value]
    return control === 'people' && Array.isArray(value) ? value.filter((id) => typeof id === 'string') : []
  })
}

function withNewIds(
  kind: string,
  fields: Readonly<Record<string, unknown>>,
  newIdOf: (id: string) => string | undefined,
): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    switch (fieldOf(kind, name)?.control) {
      case 'person':
      case 'ref': {
        const id = typeof value === 'string' ? newIdOf(value) : undefined
        if (id !== undefined) result[name] = id
        break
      }
      case 'people':
      case 'refs': {
        const list = Array.isArray(value)
          ? value.flatMap((id) => (typeof id === 'string' ? (newIdOf(id) ?? []) : []))
          : []
        if (list.length > 0) result[name] = list
        break
      }
      default:
        result[name] = value
    }
  }
  return result
}

function peopleHere(
  named: Clip['people'],
  elements: ReadonlyMap<string, BoardElement>,
  newId: () => string,
): { people: Map<string, string>; made: { id: string; name: string }[] } {
  const people = new Map<string, string>()
  const made: { id: string; name: string }[] = []
  for (const { id, name } of named) {
    const here = elements.has(id) ? id : personNamed(elements, name)
    people.set(id, here ?? newId())
    if (here === undefined) made.push({ id: people.get(id) as string, name })
  }
  return { people, made }
}

function personNamed(elements: ReadonlyMap<string, BoardElement>, name: string): string | undefined {
  for (const element of elements.values()) {
    if (element.type === 'card' && element.kind === 'person' && element.text === name) return element.id
  }
  return undefined
}
