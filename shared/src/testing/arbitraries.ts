import fc from 'fast-check'
import type * as Y from 'yjs'
import {
  addCards,
  addConnector,
  addDrawing,
  addPicture,
  addShape,
  deleteElements,
  moveElements,
  setColor,
  setConnectorEnds,
  setDecorative,
  setField,
  setKind,
  setLinks,
  setOrder,
  setText,
  spliceLongText,
  spliceText,
} from '../board/edit.ts'
import { cardKinds, kindNames } from '../board/kinds.ts'
import type { CardKind } from '../board/kinds.ts'
import type { Field } from '../board/fields.ts'
import { colors } from '../board/model.ts'
import type { Board, Card, Connector, Session, Zone } from '../board/model.ts'
import { arrow, boardWith, card, newCard, TODAY } from './builders.ts'
import { randomBoard } from './random-board.ts'

/** Texts that break things: empty, long, of many scripts, half surrogates, markup, names of object properties. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 }).map((units) => String.fromCharCode(...units)),
  fc.constantFrom(
    '',
    ' ',
    '__proto__',
    'constructor',
    'toString',
    '=1+1',
    '<script>alert(1)</script>',
    '\u202Eright to left',
    'e\u0301',
    '👩‍👩‍👧',
    '\uD83D',
    'a\u0000b',
    '\r\n\t',
    'x'.repeat(30_000),
  ),
)

const smallIds = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
/** Few ids, so that verbs and references meet; some that need escaping. */
export const elementId: fc.Arbitrary<string> = fc.constantFrom(...smallIds, '_x', 'ü', '__proto__')

export const order: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('a0', 'a1', 'a1', 'Zz', 'a0V'),
  fc.string({ maxLength: 4 }),
)
export const geometry = fc.record({
  x: fc.integer({ min: -5000, max: 5000 }),
  y: fc.integer({ min: -5000, max: 5000 }),
  w: fc.integer({ min: 0, max: 800 }),
  h: fc.integer({ min: 0, max: 800 }),
})

/** A value the field takes. References point at the few ids. */
export function fieldValue(field: Field): fc.Arbitrary<unknown> {
  switch (field.control) {
    case 'text':
    case 'long':
      return fc.string({ maxLength: 40 })
    case 'person':
    case 'ref':
      return elementId
    case 'people':
    case 'refs':
      return fc.array(elementId, { maxLength: 4 })
    case 'date':
      return fc.constantFrom('2026-01-31', '2026-02-29', '2028-02-29', '9999-12-31', '2026-99-99')
    case 'datetime':
      return fc.constantFrom('2026-01-31T09:00', '2026-13-01T25:99')
    case 'int': {
      const { minimum = 0, maximum = 1000 }: { minimum?: number; maximum?: number } = field.schema
      return fc.integer({ min: minimum, max: maximum })
    }
    case 'num':
      return fc.double({ min: 0, max: 1, noNaN: true })
    case 'qty':
      return fc.record({
        value: fc.double({ noNaN: true, noDefaultInfinity: true }),
        unit: fc.string({ maxLength: 10 }),
      })
    case 'scale5':
      return fc.integer({ min: 1, max: 5 })
    case 'enum':
      return fc.constantFrom(...(field.options ?? ['']))
    case 'bool':
      return fc.boolean()
    case 'texts':
      return fc.array(fc.string({ maxLength: 20 }), { maxLength: 3 })
    case 'rows':
      return fc.array(
        fc.record(
          Object.fromEntries(Object.entries(field.columns ?? {}).map(([name, column]) => [name, fieldValue(column)])),
          { requiredKeys: [] },
        ),
        { maxLength: 3 },
      )
    default:
      return field.control satisfies never
  }
}

/** Fields of a kind, the title excepted, any of them missing. */
export function fieldsOfKind(kind: CardKind): fc.Arbitrary<Record<string, unknown>> {
  const { title, fields }: { title: string; fields: Record<string, Field> } = cardKinds[kind]
  const values = Object.entries(fields)
    .filter(([name]) => name !== title)
    .map(([name, field]): [string, fc.Arbitrary<unknown>] => [name, fieldValue(field)])
  return fc.record(Object.fromEntries(values), { requiredKeys: [] })
}

/** A card of any kind, now and then of one nobody knows, in one of these zones or in none. */
export function anyCard(id: string, zoneIds: readonly string[]): fc.Arbitrary<Card> {
  const common = {
    text: fc.string({ maxLength: 30 }),
    zoneId: fc.option(fc.constantFrom(...zoneIds, 'gone')),
    order,
    votes: fc.nat(9),
    createdBy: fc.option(elementId),
    createdAt: fc.nat(),
  }
  const known = fc
    .constantFrom(...kindNames)
    .chain((kind) => fc.record({ ...common, fields: fieldsOfKind(kind) }).map((of) => card(kind, { ...of, id })))
  const unknown = fc.record(common).map((of) => card('from-the-future', { ...of, id }))
  return fc.oneof({ weight: 20, arbitrary: known }, { weight: 1, arbitrary: unknown })
}

/** A board of any cards and arrows between them, in the zones of a session. */
export function anyBoard(session: Session): fc.Arbitrary<Board> {
  const zoneIds = [...session.zones.keys()]
  const ids = [...smallIds, '_x', 'ü', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'y', 'z']
  const cards = fc.subarray(ids).chain((some) => fc.tuple(...some.map((id) => anyCard(id, zoneIds))))
  const arrows: fc.Arbitrary<Connector[]> = fc.array(
    fc
      .tuple(fc.option(fc.constantFrom(...ids)), fc.option(fc.constantFrom(...ids)))
      .map(([from, to]) => arrow(from, to)),
    { maxLength: 12 },
  )
  return fc.tuple(cards, arrows).map(([some, between]) => boardWith(...some, ...between))
}

/** Boards of up to 1,500 cards with hostile texts. Shrinks to fewer cards; what stands on them stays random. */
export function anyLargeBoard(session: Session, most = 1500): fc.Arbitrary<Board> {
  return fc
    .record({ seed: fc.integer(), size: fc.integer({ min: 0, max: most }) })
    .map(({ seed, size }) => told(randomBoard(seed, size, session), `randomBoard(${seed}, ${size}, session)`))
}

/** A board that a failed property prints as the call that makes it again, not as its thousand cards. */
function told(board: Board, as: string): Board {
  Object.defineProperty(board, fc.toStringMethod, { value: () => as })
  return board
}

/** One change to a board document; two people's changes meet, since ids are few. */
export interface Verb {
  name: string
  run: (board: Y.Doc) => void
}

export function anyVerb(zones: ReadonlyMap<string, Zone>): fc.Arbitrary<Verb> {
  const zone = fc.constantFrom(...zones.values())
  const ids = fc.array(elementId, { minLength: 1, maxLength: 3 })
  const splice = fc.record({ index: fc.nat(40), remove: fc.nat(5), insert: hostileText })
  const verbs: fc.Arbitrary<Verb>[] = [
    fc
      .tuple(elementId, fc.constantFrom(...kindNames), hostileText, fc.option(zone), geometry, order)
      .map(([id, kind, text, into, g, o]) => ({
        name: `add ${kind} ${id}`,
        run: (board) =>
          addCards(board, [newCard(kind, { id, text, zoneId: into?.id ?? null, geometry: g, order: o })], 'test'),
      })),
    fc.tuple(elementId, fc.option(elementId), fc.option(elementId), geometry, order).map(([id, from, to, g, o]) => ({
      name: `connect ${id}: ${from} to ${to}`,
      run: (board) =>
        addConnector(board, { id, from, to, geometry: g, order: o, createdAt: 0, createdBy: null }, 'test'),
    })),
    fc.tuple(elementId, geometry, order).map(([id, g, o]) => ({
      name: `add shape ${id}`,
      run: (board) =>
        addShape(
          board,
          {
            id,
            shape: 'ellipse',
            color: 'red',
            text: 'x',
            zoneId: null,
            geometry: g,
            order: o,
            createdAt: 0,
            createdBy: null,
          },
          'test',
        ),
    })),
    fc.tuple(elementId, geometry, fc.array(fc.double(), { maxLength: 6 })).map(([id, g, points]) => ({
      name: `draw ${id}`,
      run: (board) =>
        addDrawing(
          board,
          { id, color: 'blue', points, zoneId: null, geometry: g, order: 'a0', createdAt: 0, createdBy: null },
          'test',
        ),
    })),
    fc.tuple(elementId, geometry, hostileText, fc.boolean()).map(([id, g, text, isDecorative]) => ({
      name: `picture ${id}`,
      run: (board) => {
        const made = { order: 'a0', createdAt: 0, createdBy: null }
        const picture = { id, asset: 'ab'.repeat(32), pixels: { w: 30, h: 20 }, text, isDecorative, zoneId: null }
        addPicture(board, { ...picture, geometry: g, ...made }, 'test')
      },
    })),
    fc.tuple(elementId, fc.boolean()).map(([id, isDecorative]) => ({
      name: `decorative ${id} ${isDecorative}`,
      run: (board) => setDecorative(board, id, isDecorative, 'test'),
    })),
    fc.constantFrom(...kindNames).chain((kind) =>
      fc
        .tuple(elementId, fc.constantFrom(...Object.entries(cardKinds[kind].fields as Record<string, Field>)))
        .chain(([id, [name, field]]) =>
          fc.oneof(fieldValue(field), fc.constant(null), fc.anything()).map((value) => ({
            name: `set ${name} of ${id}`,
            run: (board: Y.Doc) => void setField(board, id, name, value, 'test'),
          })),
        ),
    ),
    fc.tuple(elementId, splice).map(([id, s]) => ({ name: `splice ${id}`, run: (b) => spliceText(b, id, s, 'test') })),
    fc.tuple(elementId, hostileText).map(([id, text]) => ({
      name: `set text of ${id}`,
      run: (board) => setText(board, id, text, 'test'),
    })),
    fc.tuple(elementId, splice).map(([id, s]) => ({
      name: `splice description of ${id}`,
      run: (board) => spliceLongText(board, id, 'description', s, 'test'),
    })),
    fc.tuple(elementId, fc.constantFrom(...kindNames)).map(([id, kind]) => ({
      name: `make ${id} a ${kind}`,
      run: (board) => setKind(board, id, kind, 'test'),
    })),
    fc.tuple(ids, fc.constantFrom(...colors)).map(([some, color]) => ({
      name: `colour ${some.join()}`,
      run: (board) => setColor(board, some, color, 'test'),
    })),
    fc.tuple(elementId, fc.array(hostileText, { maxLength: 3 })).map(([id, links]) => ({
      name: `link ${id}`,
      run: (board) => setLinks(board, id, links, 'test'),
    })),
    fc.tuple(ids, geometry, fc.option(fc.option(zone), { nil: undefined })).map(([some, g, into]) => ({
      name: `move ${some.join()} to ${into?.id}`,
      run: (board) =>
        moveElements(
          board,
          some.map((id) => ({ id, geometry: g, ...(into === undefined ? {} : { zone: into }) })),
          { today: TODAY, zones },
          'test',
        ),
    })),
    fc.tuple(elementId, order).map(([id, o]) => ({
      name: `order ${id}`,
      run: (board) => setOrder(board, [{ id, order: o }], 'test'),
    })),
    fc.tuple(elementId, fc.option(elementId), fc.option(elementId)).map(([id, from, to]) => ({
      name: `join ${id}: ${from} to ${to}`,
      run: (board) => setConnectorEnds(board, id, { from, to }, 'test'),
    })),
    ids.map((some) => ({ name: `delete ${some.join()}`, run: (board) => deleteElements(board, some, 'test') })),
  ]
  return fc.oneof(...verbs)
}
