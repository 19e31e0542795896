import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { addZones } from '../session/edit-session.ts'
import { anyVerb, hostileText } from '../testing/arbitraries.ts'
import { docWith, newBoard, newCard, t1Session, zone } from '../testing/builders.ts'
import { elementsOf, key, metaOf, zonesOf } from './doc.ts'
import { setField } from './edit.ts'
import { kindNames } from './kinds.ts'
import type { BoardElement } from './model.ts'
import { readBoard, readElement, readSession } from './read.ts'

describe('a document is read', () => {
  it('without losing what this build does not know: types, kinds, fields and keys stay in the document', () => {
    const doc = docWith(newCard('note', { id: 'n', text: 'Known' }))
    putElement(doc, 'future', { b: { t: 'hologram', o: 'a0', at: 1, depth: 3 }, glow: true })
    putElement(doc, 'kind', { b: { k: 'oracle', o: 'a0', at: 1 }, t: new Y.Text('What next?') })
    const before = Y.encodeStateAsUpdate(doc)
    const { board, problems } = readBoard(doc)
    expect(board.elements.get('future')).toMatchObject({ type: 'opaque', typeName: 'hologram' })
    expect(board.elements.get('kind')).toMatchObject({ type: 'card', kind: 'oracle', known: false, text: 'What next?' })
    expect(problems).toEqual([
      { elementId: 'future', field: '', reason: 'unknown-type' },
      { elementId: 'kind', field: 'kind', reason: 'unknown-kind' },
    ])
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  })

  it('with a problem for a field whose value is not valid, and everything else of the card', () => {
    const doc = docWith(newCard('task', { id: 't', text: 'Call', fields: { priority: 'high' } }))
    elementsOf(doc).get('t')?.set('.due', 'tomorrow')
    const { board, problems } = readBoard(doc)
    expect(board.elements.get('t')).toMatchObject({ text: 'Call', fields: { priority: 'high' } })
    expect(problems).toEqual([{ elementId: 't', field: 'due', reason: 'bad-field' }])
  })

  it('with a problem for a document that is newer than this build', () => {
    const { board, session } = newBoard()
    for (const doc of [board, session]) metaOf(doc).set('schemaVersion', 99)
    const newer = { elementId: '', field: 'schemaVersion', reason: 'newer-document' }
    expect(readBoard(board).problems).toEqual([newer])
    expect(readSession(session).problems).toEqual([newer])
  })

  it('with places that cannot be believed taken as none, and those without a size as a usual card’s', () => {
    const placed = (g: unknown) => {
      const doc = docWith(newCard('note', { id: 'n', geometry: null }))
      elementsOf(doc).get('n')?.set(key.geometry, g)
      return readElement(doc, 'n')?.geometry
    }
    for (const g of [[Number.NaN, 0, 1, 1], [1e12, 0, 1, 1], [0, 0, 1, -1e12], ['0', 0, 1, 1], [0], 'here', null]) {
      expect(placed(g), JSON.stringify(g)).toBeNull()
    }
    expect(placed([5, 6])).toEqual({ x: 5, y: 6, w: 200, h: 120 })
  })

  it('every kind and field that can be written', () => {
    const doc = docWith(...kindNames.map((kind) => newCard(kind, { id: kind, text: kind })))
    expect(setField(doc, 'goal', 'target', { value: 3, unit: 'sites' }, 'test')).toBe(true)
    const { board, problems } = readBoard(doc)
    expect(problems).toEqual([])
    expect([...board.elements.values()].map((element) => element.type === 'card' && element.kind)).toEqual(kindNames)
  })

  it('zones as well: one that is not valid is a problem, the others are read', () => {
    const doc = new Y.Doc()
    addZones(doc, [zone('good')], 'test')
    const bad = new Y.Map<unknown>()
    zonesOf(doc).set('bad', bad)
    bad.set('b', { name: 1 })
    const { session, problems } = readSession(doc)
    expect([...session.zones.keys()]).toEqual(['good'])
    expect(problems).toEqual([{ elementId: 'bad', field: '', reason: 'bad-element' }])
  })
})

describe('reading never throws', () => {
  it('on documents of our own making', () => {
    fc.assert(
      fc.property(fc.array(anyVerb(t1Session().zones), { maxLength: 20 }), (verbs) => {
        const doc = new Y.Doc()
        for (const verb of verbs) verb.run(doc)
        expectReadable(doc)
      }),
    )
  })

  it('on any values at any key of elements and zones', () => {
    const strange = fc.dictionary(anyKey, anyValue, { maxKeys: 6 })
    fc.assert(
      fc.property(fc.dictionary(fc.string({ maxLength: 3 }), strange, { maxKeys: 4 }), (elements) => {
        const doc = new Y.Doc()
        for (const [id, keys] of Object.entries(elements)) putElement(doc, id, keys)
        for (const [id, keys] of Object.entries(elements)) putInto(zonesOf(doc), id, keys)
        expectReadable(doc)
      }),
    )
  })

  it('on a kind that cannot be turned into text', () => {
    const doc = new Y.Doc()
    putElement(doc, 'e', { b: { k: { toString: 1, valueOf: 1 }, o: 'a0', at: 1 } })
    expectReadable(doc)
  })

  it('on any base, with the keys a base has', () => {
    const base = fc.record(
      Object.fromEntries(
        ['t', 'k', 'z', 'o', 'g', 'at', 'by', 'f', 'c', 'p', 'from', 'to', 'l'].map((name) => [name, anyJson]),
      ),
      { requiredKeys: [] },
    )
    const cardBase = base.map(({ t: _type, ...of }) => of)
    fc.assert(
      fc.property(
        fc.oneof(base.map(plain), cardBase.map(plain)),
        fc.dictionary(anyKey, anyValue, { maxKeys: 4 }),
        (b, changed) => {
          const doc = new Y.Doc()
          putElement(doc, 'e', { ...changed, b: () => b })
          expectReadable(doc)
        },
      ),
    )
  })

  it('on roots of other types than ours', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('elements', 'meta', 'zones', 'e/description'), anyRoot), { maxLength: 4 }),
        (roots) => {
          for (const [name, fill] of roots) {
            const other = new Y.Doc()
            fill(other, name)
            const doc = docWith(newCard('task', { id: 'e' }))
            Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
            expectReadable(copyOf(doc))
          }
        },
      ),
    )
  })

  it('on damaged updates that Yjs still takes', () => {
    const { board, session } = newBoard()
    const whole = [
      board,
      session,
      docWith(newCard('task', { text: 'Call', fields: { description: 'Soon', due: '2026-05-01' } })),
    ]
    const updates = whole.map((doc) => Y.encodeStateAsUpdate(doc))
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(fc.constantFrom(...updates), damage, (update, bytes) => {
        const damaged = Uint8Array.from(update)
        for (const [at, value] of bytes) damaged[at % damaged.length] = value
        const doc = taken(damaged)
        if (doc) expectReadable(doc)
      }),
      { numRuns: 500 },
    )
  })
})

const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue().map(plain),
  fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }),
  fc.double(),
  fc.uint8Array({ maxLength: 4 }),
  hostileText,
  fc.constantFrom(undefined, null, { toString: 1, valueOf: 1 }, ['__proto__'], [1, 2, 3, 4]),
  fc.constant('{"__proto__": {"t": 1}}').map((text) => JSON.parse(text) as unknown),
)

/** A Y.Array takes neither undefined nor big integers. */
const inList = anyJson.filter((value) => typeof value !== 'bigint' && value !== undefined)

/** A value at a key, made anew for every document, since a Yjs type belongs to one. */
const anyValue: fc.Arbitrary<() => unknown> = fc.oneof(
  anyJson.map((value) => () => value),
  hostileText.map((text) => () => new Y.Text(text)),
  fc.array(inList, { maxLength: 3 }).map((values) => () => Y.Array.from(values as never[])),
  fc
    .dictionary(fc.string({ maxLength: 2 }), anyJson, { maxKeys: 3 })
    .map((values) => () => new Y.Map(Object.entries(values))),
  fc.constantFrom(
    () => new Y.XmlText(),
    () => new Y.XmlElement('p'),
    () => new Y.XmlFragment(),
    () => new Y.Doc(),
  ),
)

const anyKey = fc.oneof(
  fc.constantFrom(
    ...Object.values(key),
    '.due',
    '.description',
    '.name',
    '.meaning',
    '.accepts',
    '.__proto__',
    '.geometry',
  ),
  fc.string({ maxLength: 3 }),
)

const anyRoot: fc.Arbitrary<(doc: Y.Doc, name: string) => void> = fc.oneof(
  hostileText.map((text) => (doc: Y.Doc, name: string) => doc.getText(name).insert(0, text)),
  fc.array(inList, { maxLength: 3 }).map((values) => (doc: Y.Doc, name: string) => doc.getArray(name).push(values)),
  fc.constant((doc: Y.Doc, name: string) => doc.getXmlFragment(name).push([new Y.XmlElement('p')])),
  fc.dictionary(fc.string({ maxLength: 3 }), anyJson).map((values) => (doc: Y.Doc, name: string) => {
    for (const [at, value] of Object.entries(values)) doc.getMap(name).set(at, value)
  }),
)

/** The same value of ordinary objects, since Yjs takes no others. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]))
}

function putElement(doc: Y.Doc, id: string, keys: Record<string, unknown>): void {
  putInto(elementsOf(doc), id, keys)
}

function putInto(root: Y.Map<Y.Map<unknown>>, id: string, keys: Record<string, unknown>): void {
  const map = new Y.Map<unknown>()
  root.set(id, map)
  for (const [name, value] of Object.entries(keys)) {
    map.set(name, typeof value === 'function' ? (value as () => unknown)() : value)
  }
}

/** The document as another program would get it: nothing but bytes, no types yet. */
function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

/** A document made of these bytes, or undefined where Yjs itself refuses them. */
function taken(update: Uint8Array): Y.Doc | undefined {
  try {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, update)
    return doc
  } catch {
    return undefined
  }
}

function expectReadable(doc: Y.Doc): void {
  for (const each of [doc, copyOf(doc)]) {
    const { board, problems } = readBoard(each)
    for (const element of board.elements.values()) expectShown(element)
    expect(problems.every(({ reason }) => reason.length > 0)).toBe(true)
    const { session } = readSession(each)
    for (const { geometry, order } of session.zones.values()) {
      expect(Number.isFinite(geometry.x + geometry.y + geometry.w + geometry.h)).toBe(true)
      expect(typeof order).toBe('string')
    }
  }
}

function expectShown(element: BoardElement): void {
  const { x, y, w, h } = element.geometry ?? { x: 0, y: 0, w: 0, h: 0 }
  expect(Number.isFinite(x + y + w + h)).toBe(true)
  expect(element.order).not.toBe('')
  expect(element.id).toBeTypeOf('string')
  if (element.type === 'card' && !element.known) expect(element.fields).toEqual({})
}
