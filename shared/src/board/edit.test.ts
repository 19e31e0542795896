import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { arrow, docWith, newBoard, newCard, t1Session, TODAY, zone } from '../testing/builders.ts'
import { elementsOf } from './doc.ts'
import {
  addCards,
  addConnector,
  addDrawing,
  addShape,
  deleteElements,
  differenceOf,
  fieldsFromZone,
  moveElements,
  setColor,
  setConnectorEnds,
  setField,
  setKind,
  setLinks,
  setOrder,
  setText,
  spliceText,
} from './edit.ts'
import type { NewCard } from './edit.ts'
import type { BoardElement, Card, Zone } from './model.ts'
import { readBoard } from './read.ts'

const { zones } = t1Session()
const context = { today: TODAY, zones }
const here = { x: 10, y: 20, w: 200, h: 120 }

describe('moving a card into a zone', () => {
  const rows: [
    rule: string,
    card: Partial<NewCard>,
    into: string | null | undefined,
    after: Record<string, unknown>,
  ][] = [
    ['writes the zone and what it means', {}, 'tasks-1-month', { due: '2026-04-30', purpose: 'delivery' }],
    [
      'keeps a field that was filled',
      { fields: { purpose: 'mitigation' } },
      'tasks-1-quarter',
      { due: '2026-06-30', purpose: 'mitigation' },
    ],
    [
      'keeps a due date somebody typed',
      { fields: { due: '2026-05-05' } },
      'tasks-1-later',
      { due: '2026-05-05', purpose: 'delivery' },
    ],
    [
      'lets a due date the window before gave follow',
      { zoneId: 'tasks-1-month', fields: { due: '2026-04-30' } },
      'tasks-1-later',
      { due: '2026-12-31', purpose: 'delivery' },
    ],
    [
      'keeps a typed date when it leaves a window',
      { zoneId: 'tasks-1-month', fields: { due: '2026-04-29' } },
      'tasks-1-later',
      { due: '2026-04-29', purpose: 'delivery' },
    ],
    [
      'keeps the date when it leaves for no zone',
      { zoneId: 'tasks-1-month', fields: { due: '2026-04-30' } },
      null,
      { due: '2026-04-30' },
    ],
    ['changes nothing but the place within one zone', { zoneId: 'tasks-1-month', fields: {} }, 'tasks-1-month', {}],
    ['leaves the zone as it is where the move says none', { zoneId: 'tasks-1-month' }, undefined, {}],
  ]
  it.each(rows)('%s', (_rule, of, into, after) => {
    const doc = docWith(newCard('task', { id: 't', ...of }))
    const target = into === undefined ? {} : { zone: into === null ? null : (zones.get(into) as Zone) }
    moveElements(doc, [{ id: 't', geometry: here, ...target }], context, 'test')
    expect(cardIn(doc, 't')).toMatchObject({
      fields: after,
      geometry: here,
      zoneId: into === undefined ? of.zoneId : into,
    })
    expect(cardIn(doc, 't')?.fields).toEqual(after)
  })

  it('takes only meanings the kind has, with values it allows', () => {
    const odd = zone('odd', {
      meaning: { sets: { purpose: 'nonsense', colour: 'red', status: 'COMPLETED' }, dueWindow: 'month' },
    })
    expect(fieldsFromZone('task', odd, TODAY)).toEqual({ status: 'COMPLETED', due: '2026-04-30' })
    expect(fieldsFromZone('note', odd, TODAY)).toEqual({})
    expect(fieldsFromZone('task', undefined, TODAY)).toEqual({})
  })

  it('a gesture that ends where it began writes nothing', () => {
    const doc = docWith(newCard('task', { id: 't', zoneId: 'tasks-1-month', geometry: here }))
    const before = Y.encodeStateAsUpdate(doc)
    moveElements(doc, [{ id: 't', geometry: here, zone: zones.get('tasks-1-month') as Zone }], context, 'test')
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  })

  it('of many cards is one update of few bytes each', () => {
    const ids = Array.from({ length: 20 }, (_, i) => `card-${i}`)
    const doc = docWith(...ids.map((id) => newCard('note', { id })))
    const sizes: number[] = []
    doc.on('update', (update: Uint8Array) => sizes.push(update.length))
    moveElements(
      doc,
      ids.map((id) => ({ id, geometry: here })),
      context,
      'test',
    )
    expect(sizes).toHaveLength(1)
    moveElements(doc, [{ id: 'card-1', geometry: { ...here, x: 999 } }], context, 'test')
    expect(sizes[1]).toBeLessThanOrEqual(120)
  })
})

describe('setting a field', () => {
  const rows: [rule: string, name: string, value: unknown, allowed: boolean][] = [
    ['takes a valid value', 'due', '2026-05-01', true],
    ['clears with null', 'purpose', null, true],
    ['refuses a value of the wrong form', 'due', 'tomorrow', false],
    ['refuses an option there is not', 'priority', 'soon', false],
    ['refuses a field the kind does not have', 'likelihood', 3, false],
    ['refuses names every object has', 'constructor', 'x', false],
    ['takes the title', 'summary', 'Call them', true],
    ['takes a long text', 'description', 'Before noon', true],
  ]
  it.each(rows)('%s', (_rule, name, value, allowed) => {
    const doc = docWith(newCard('task', { id: 't', fields: { purpose: 'delivery' } }))
    const before = Y.encodeStateAsUpdate(doc)
    expect(setField(doc, 't', name, value, 'test')).toBe(allowed)
    if (!allowed) expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
    const card = cardIn(doc, 't')
    const read = name === 'summary' ? card?.text : card?.fields[name]
    if (allowed) expect(read).toEqual(value ?? undefined)
  })

  it('of a card that is gone does nothing', () => {
    const doc = new Y.Doc()
    expect(setField(doc, 'gone', 'due', '2026-05-01', 'test')).toBe(false)
    setText(doc, 'gone', 'x', 'test')
    setKind(doc, 'gone', 'task', 'test')
    setLinks(doc, 'gone', [], 'test')
    setOrder(doc, [{ id: 'gone', order: 'a1' }], 'test')
    deleteElements(doc, ['gone'], 'test')
    expect(readBoard(doc).board.elements.size).toBe(0)
  })
})

describe('adding cards', () => {
  it('leaves out fields the kind does not have and values that are not valid', () => {
    const doc = docWith(
      newCard('task', {
        id: 't',
        text: 'Call',
        fields: { due: 'soon', likelihood: 3, priority: 'high', description: 'Long' },
      }),
    )
    expect(cardIn(doc, 't')).toMatchObject({ text: 'Call', fields: { priority: 'high', description: 'Long' } })
    expect(readBoard(doc).problems).toEqual([])
  })

  it('is one transaction with the caller’s origin', () => {
    const { board } = newBoard()
    const origins: unknown[] = []
    board.on('update', (_update, origin) => origins.push(origin))
    addCards(board, [newCard('note', { id: 'a' }), newCard('note', { id: 'b' })], 'paste')
    expect(origins).toEqual(['paste'])
  })

  it('keeps maker, time, votes of none, links and a place off the wall', () => {
    const doc = docWith(
      newCard('person', {
        id: 'p',
        geometry: null,
        createdBy: 'q',
        createdAt: 1_700_000_000_999,
        links: ['https://example.com'],
      }),
    )
    expect(cardIn(doc, 'p')).toMatchObject({
      geometry: null,
      createdBy: 'q',
      createdAt: 1_700_000_000_000,
      votes: 0,
      links: ['https://example.com'],
    })
  })
})

describe('changing what a card is', () => {
  it('keeps text, place and the fields both kinds have; the others come back with the kind', () => {
    const doc = docWith(
      newCard('task', {
        id: 't',
        text: 'Call',
        fields: { due: '2026-05-01', doneWhen: 'Said yes', description: 'Long' },
      }),
    )
    setKind(doc, 't', 'goal', 'test')
    expect(cardIn(doc, 't')).toMatchObject({
      kind: 'goal',
      text: 'Call',
      fields: { due: '2026-05-01', description: 'Long' },
    })
    setKind(doc, 't', 'task', 'test')
    expect(cardIn(doc, 't')?.fields).toEqual({ due: '2026-05-01', doneWhen: 'Said yes', description: 'Long' })
  })

  it('does not make a card of a shape', () => {
    const doc = new Y.Doc()
    addShape(doc, { ...plain('s'), shape: 'ellipse', color: 'red', text: 'Behind', zoneId: null }, 'test')
    setKind(doc, 's', 'task', 'test')
    expect(readBoard(doc).board.elements.get('s')).toMatchObject({ type: 'shape', shape: 'ellipse', text: 'Behind' })
  })
})

describe('shapes, drawings and connectors', () => {
  it('read as they were made', () => {
    const doc = docWith(newCard('note', { id: 'a' }), newCard('note', { id: 'b' }))
    addShape(doc, { ...plain('s'), shape: 'text', color: 'blue', text: 'Here', zoneId: 'goal' }, 'test')
    addDrawing(doc, { ...plain('d'), color: 'green', points: [0, 0, 1.4, 2.6], zoneId: null }, 'test')
    addConnector(doc, { ...plain('c'), from: 'a', to: 'b', text: 'then' }, 'test')
    const { elements } = readBoard(doc).board
    expect(elements.get('s')).toMatchObject({
      type: 'shape',
      shape: 'text',
      color: 'blue',
      text: 'Here',
      zoneId: 'goal',
    })
    expect(elements.get('d')).toMatchObject({ type: 'drawing', color: 'green', points: [0, 0, 1, 3] })
    expect(elements.get('c')).toMatchObject({ type: 'connector', from: 'a', to: 'b', text: 'then' })
  })

  it('colours and orders change', () => {
    const doc = new Y.Doc()
    addShape(doc, { ...plain('s'), shape: 'ellipse', color: 'red', text: '', zoneId: null }, 'test')
    setColor(doc, ['s', 'gone'], 'teal', 'test')
    setOrder(doc, [{ id: 's', order: 'a7' }], 'test')
    expect(readBoard(doc).board.elements.get('s')).toMatchObject({ color: 'teal', order: 'a7' })
  })

  it('a connector’s ends can be joined and left loose', () => {
    const doc = docWith(newCard('note', { id: 'a' }), newCard('note', { id: 'b' }))
    addConnector(doc, { ...plain('c'), from: 'a', to: null }, 'test')
    setConnectorEnds(doc, 'c', { from: null, to: 'b', geometry: { x: 1, y: 2, w: -3, h: -4 } }, 'test')
    expect(readBoard(doc).board.elements.get('c')).toMatchObject({
      from: null,
      to: 'b',
      geometry: { x: 1, y: 2, w: -3, h: -4 },
    })
    setConnectorEnds(doc, 'a', { to: 'b' }, 'test')
    expect(cardIn(doc, 'a')?.type).toBe('card')
  })

  it('something that is no element, whoever put it there, is in the way of no deletion', () => {
    const doc = docWith(newCard('task', { id: 'a' }))
    doc.getMap<unknown>('elements').set('junk', 'not an element')
    deleteElements(doc, ['a'], 'test')
    expect(doc.getMap('elements').has('a')).toBe(false)
  })

  it('a connector stays when what it leads to is deleted, loose where that was', () => {
    const doc = docWith(
      newCard('note', { id: 'a', geometry: here }),
      newCard('note', { id: 'b', geometry: { ...here, x: 410 } }),
    )
    addConnector(doc, { ...plain('c'), from: 'a', to: 'b' }, 'test')
    deleteElements(doc, ['b'], 'test')
    const { elements } = readBoard(doc).board
    expect([...elements.keys()].toSorted()).toEqual(['a', 'c'])
    expect(elements.get('c')).toMatchObject({ from: 'a', to: null, geometry: { x: 110, y: 80, w: 400, h: 0 } })
    expect(elements.get('c')).not.toMatchObject({ to: arrow('a', 'b').to })
  })
})

describe('deleting a card', () => {
  it('takes its description along, so that a new card with its id has none', () => {
    const doc = docWith(newCard('task', { id: 't', fields: { description: 'Old' } }))
    deleteElements(doc, ['t'], 'test')
    addCards(doc, [newCard('task', { id: 't' })], 'test')
    expect(cardIn(doc, 't')?.fields).toEqual({})
  })
})

describe('text', () => {
  const rows: [
    rule: string,
    before: string,
    splice: { index: number; remove: number; insert: string },
    after: string,
  ][] = [
    ['is inserted', 'Call', { index: 4, remove: 0, insert: ' them' }, 'Call them'],
    ['is replaced', 'Call them', { index: 5, remove: 4, insert: 'Ana' }, 'Call Ana'],
    ['is inserted at the end where the place is beyond it', 'Call', { index: 99, remove: 5, insert: '!' }, 'Call!'],
    ['is inserted at the start where the place is before it', 'Call', { index: -5, remove: -2, insert: '!' }, '!Call'],
    ['never stands inside a character of two units', '🙂🙃', { index: 1, remove: 0, insert: 'x' }, 'x🙂🙃'],
    ['takes the whole character when half of it is removed', 'a🙂b', { index: 1, remove: 1, insert: '' }, 'ab'],
    ['takes the whole character when the other half is removed', 'a🙂b', { index: 2, remove: 1, insert: 'x' }, 'axb'],
    ['holds no half characters', 'a', { index: 1, remove: 0, insert: '\uD83D' }, 'a\uFFFD'],
  ]
  it.each(rows)('%s', (_rule, before, splice, after) => {
    const doc = docWith(newCard('note', { id: 'n', text: before }))
    spliceText(doc, 'n', splice, 'test')
    expect(cardIn(doc, 'n')?.text).toBe(after)
  })

  it('set as a whole is the smallest splice, pairs kept whole', () => {
    expect(differenceOf('Call them', 'Call Ana and them')).toEqual({ index: 5, remove: 0, insert: 'Ana and ' })
    expect(differenceOf('🙂', '🙃')).toEqual({ index: 0, remove: 2, insert: '🙃' })
    expect(differenceOf('same', 'same')).toEqual({ index: 4, remove: 0, insert: '' })
    expect(differenceOf('aa', 'a')).toEqual({ index: 1, remove: 1, insert: '' })
  })
})

function plain(id: string) {
  return { id, geometry: here, order: 'a0', createdAt: 0, createdBy: null }
}

function cardIn(doc: Y.Doc, id: string): Card | undefined {
  expect(elementsOf(doc).has(id)).toBe(true)
  const element: BoardElement | undefined = readBoard(doc).board.elements.get(id)
  return element?.type === 'card' ? element : undefined
}
