import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import Value from 'typebox/value'
import type * as Y from 'yjs'
import {
  addCards,
  addConnector,
  deleteElements,
  setField,
  setKind,
  setLongText,
  setText,
  spliceText,
} from '../board/edit.ts'
import type { BoardElement } from '../board/model.ts'
import { readBoard, readSession } from '../board/read.ts'
import { addZones, changeZone, deleteZones, moveZones, setMeta } from '../session/edit-session.ts'
import type { BoardDocs } from '../templates/apply.ts'
import { anyVerb, geometry } from '../testing/arbitraries.ts'
import type { Verb } from '../testing/arbitraries.ts'
import { newBoard, newCard, replicaOf, t1Session, zone } from '../testing/builders.ts'
import { differenceSchema, elementDifferences, otherDifferences, sessionDifferences } from './differences.ts'
import type { Difference } from './differences.ts'
import { mergedText, outlook, putBack } from './put-back.ts'

const { zones } = t1Session()
const start = [
  newCard('task', { id: 'a', text: 'Call the customer', fields: { description: 'Early', purpose: 'delivery' } }),
  newCard('note', { id: 'b', text: 'An idea' }),
  newCard('move', { id: 'c', zoneId: 'move-1' }),
]

describe('what was not sent, put back', () => {
  it('on a board that did not change meanwhile gives the very board it was, whatever was done', () => {
    fc.assert(
      fc.property(fc.array(anyVerb(zones), { maxLength: 12 }), fc.array(anyVerb(zones), { maxLength: 12 }), (a, b) => {
        const base = boardAfter(a)
        const mine = copyOf(base)
        for (const verb of b) verb.run(mine.board)
        const differences = kept(differencesBetween(base, mine))
        expect(differences.filter((one) => outlook(base, one) !== 'done')).toEqual([])
        // A line is loose already where what it led to was deleted before its turn came.
        const failed = putBack(base, differences, 'me').filter((outcome) => !['done', 'already-so'].includes(outcome))
        expect(failed).toEqual([])
        expect(differences.filter((one) => outlook(base, one) !== 'already-so')).toEqual([])
        expect(elementsOf(base)).toEqual(elementsOf(mine))
      }),
    )
  })

  it('a second time changes nothing more', () => {
    fc.assert(
      fc.property(fc.array(anyVerb(zones), { maxLength: 12 }), (verbs) => {
        const [base, mine] = [boardAfter([]), boardAfter(verbs)]
        const differences = differencesBetween(base, mine)
        putBack(base, differences, 'me')
        const once = elementsOf(base)
        putBack(base, differences, 'me')
        expect(elementsOf(base)).toEqual(once)
      }),
    )
  })

  it('never brings back what others deleted, never touches what I did not', () => {
    fc.assert(
      fc.property(
        fc.array(anyVerb(zones), { maxLength: 12 }),
        fc.array(anyVerb(zones), { maxLength: 12 }),
        (myVerbs, theirVerbs) => {
          const base = boardAfter([])
          const [mine, now] = [copyOf(base), copyOf(base)]
          for (const verb of myVerbs) verb.run(mine.board)
          for (const verb of theirVerbs) verb.run(now.board)
          const before = new Map(elementsOf(now))
          const differences = differencesBetween(base, mine)
          const outcomes = putBack(now, differences, 'me')
          const touched = new Set(differences.map(({ id }) => id))
          const was = new Map(elementsOf(base))
          for (const [id, element] of elementsOf(now)) {
            if (was.has(id)) expect(before.has(id)).toBe(true)
            // Lines to what was deleted let go of it, and that is all.
            if (!touched.has(id) && element.type !== 'connector') expect(element).toEqual(before.get(id))
          }
          for (const [index, one] of differences.entries()) {
            const isGone = one.before !== null && one.after !== null && !before.has(one.id)
            expect(outcomes[index] === 'gone').toBe(isGone)
          }
        },
      ),
    )
  })

  it('what goes through storage comes back the same', () => {
    fc.assert(
      fc.property(fc.array(anyVerb(zones), { maxLength: 15 }), (verbs) => {
        const differences = differencesBetween(boardAfter([]), boardAfter(verbs))
        expect(kept(differences)).toEqual(JSON.parse(JSON.stringify(differences)))
      }),
    )
  })
})

describe('on a board that went on', () => {
  const rows: [
    rule: string,
    mine: (board: Y.Doc) => void,
    theirs: (board: Y.Doc) => void,
    expected: object | undefined,
  ][] = [
    [
      'words of both stay in a text',
      (board) => setText(board, 'a', 'Call the customer twice', 'me'),
      (board) => spliceText(board, 'a', { index: 0, remove: 0, insert: 'Please: ' }, 'they'),
      { text: 'Please: Call the customer twice' },
    ],
    [
      'a description keeps the words of both',
      (board) => setLongText(board, 'a', 'description', 'Early in the day', 'me'),
      (board) => setLongText(board, 'a', 'description', 'Very Early', 'they'),
      { fields: { description: 'Very Early in the day', purpose: 'delivery' } },
    ],
    [
      'my value takes the place of theirs',
      (board) => void setField(board, 'a', 'due', '2026-05-01', 'me'),
      (board) => void setField(board, 'a', 'due', '2026-06-01', 'they'),
      { fields: { description: 'Early', purpose: 'delivery', due: '2026-05-01' } },
    ],
    [
      'their other fields stay',
      (board) => void setField(board, 'a', 'due', '2026-05-01', 'me'),
      (board) => void setField(board, 'a', 'priority', 'high', 'they'),
      { fields: { description: 'Early', purpose: 'delivery', due: '2026-05-01', priority: 'high' } },
    ],
    [
      'a card they deleted stays deleted',
      (board) => setText(board, 'a', 'Mine', 'me'),
      (board) => deleteElements(board, ['a'], 'they'),
      undefined,
    ],
    [
      'a card I deleted goes, whatever they did to it',
      (board) => deleteElements(board, ['a'], 'me'),
      (board) => setText(board, 'a', 'Theirs', 'they'),
      undefined,
    ],
    [
      'a kind and the fields of it',
      (board) => {
        setKind(board, 'a', 'risk', 'me')
        setField(board, 'a', 'likelihood', 4, 'me')
      },
      (board) => setText(board, 'b', 'Elsewhere', 'they'),
      { kind: 'risk', fields: { likelihood: 4 } },
    ],
  ]
  it.each(rows)('%s', (_rule, mine, theirs, expected) => {
    const base = boardAfter([])
    const [me, now] = [copyOf(base), copyOf(base)]
    mine(me.board)
    theirs(now.board)
    putBack(now, differencesBetween(base, me), 'me')
    const element = readBoard(now.board).board.elements.get('a')
    if (expected) expect(element).toMatchObject(expected)
    else expect(element).toBeUndefined()
  })

  it('says what became of each change', () => {
    const base = boardAfter([])
    const [me, now] = [copyOf(base), copyOf(base)]
    setText(me.board, 'a', 'Mine', 'me')
    deleteElements(me.board, ['b'], 'me')
    addCards(me.board, [newCard('note', { id: 'new', text: 'New' })], 'me')
    deleteElements(now.board, ['a', 'b'], 'they')
    const differences = differencesBetween(base, me)
    const outcomes = putBack(now, differences, 'me')
    expect(Object.fromEntries(differences.map(({ id }, index) => [id, outcomes[index]]))).toEqual({
      a: 'gone',
      b: 'already-so',
      new: 'done',
    })
  })

  it('a new card whose zone is gone lies in no zone, and its lines come with it', () => {
    const base = boardAfter([])
    const [me, now] = [copyOf(base), copyOf(base)]
    addCards(me.board, [newCard('note', { id: 'new', zoneId: 'ideas' })], 'me')
    const at = { geometry: { x: 0, y: 0, w: 9, h: 9 }, order: 'a0', createdAt: 0, createdBy: null }
    addConnector(me.board, { id: 'line', from: 'a', to: 'new', ...at }, 'me')
    deleteZones(now.session, ['ideas'], 'they')
    expect(putBack(now, differencesBetween(base, me), 'me')).toEqual(['done', 'done'])
    const { elements } = readBoard(now.board).board
    expect(elements.get('new')).toMatchObject({ zoneId: null })
    expect(elements.get('line')).toMatchObject({ from: 'a', to: 'new' })
  })

  it('a card of a kind this build does not know is not made, and that is said', () => {
    const after = {
      ...readBoard(boardAfter([]).board).board.elements.get('b'),
      id: 'x',
      kind: 'hologram',
      known: false,
    }
    const difference = { of: 'element', id: 'x', before: null, after } as Difference
    expect(putBack(newBoard(), [difference], 'me')).toEqual(['not-possible'])
  })

  it('is one transaction of each document, by the person', () => {
    const base = boardAfter([])
    const me = copyOf(base)
    setText(me.board, 'a', 'Mine', 'me')
    addCards(me.board, [newCard('note', { id: 'new' })], 'me')
    const origins: unknown[] = []
    base.board.on('update', (_update, origin) => origins.push(origin))
    putBack(base, differencesBetween(base, me), 'me')
    expect(origins).toEqual(['me'])
  })
})

describe('zones and the board’s own values', () => {
  it('are put back as they were', () => {
    fc.assert(
      fc.property(fc.array(anySetting, { maxLength: 10 }), (settings) => {
        const base = newBoard()
        const mine = copyOf(base)
        for (const act of settings) act(mine.session)
        putBack(base, kept(differencesBetween(base, mine)), 'me')
        expect(readSession(base.session)).toEqual(readSession(mine.session))
      }),
    )
  })

  it('what else is in a session is told, with what it was and is, and cannot be made again', () => {
    const [before, after] = [newBoard(), newBoard()]
    before.session.getMap('agenda').set('one', { title: 'Ideas', minutes: 5 })
    after.session.getMap('agenda').set('one', { title: 'Ideas', minutes: 10 })
    after.session.getMap('agenda').set('two', { title: 'Votes' })
    const differences = otherDifferences(before.session, after.session)
    expect(kept(differences)).toEqual([
      { of: 'other', id: 'agenda/one', before: { title: 'Ideas', minutes: 5 }, after: { title: 'Ideas', minutes: 10 } },
      { of: 'other', id: 'agenda/two', before: null, after: { title: 'Votes' } },
    ])
    expect(putBack(before, differences, 'me')).toEqual(['not-possible', 'not-possible'])
    expect(differences.map((one) => outlook(before, one))).toEqual(['not-possible', 'not-possible'])
  })

  it('a zone others removed stays removed', () => {
    const base = newBoard()
    const [me, now] = [copyOf(base), copyOf(base)]
    changeZone(me.session, 'ideas', { name: 'Mine' }, 'me')
    deleteZones(now.session, ['ideas'], 'they')
    expect(putBack(now, differencesBetween(base, me), 'me')).toEqual(['gone'])
    expect(readSession(now.session).session.zones.has('ideas')).toBe(false)
  })
})

describe('a text changed by me and by others', () => {
  it.each([
    ['nobody else', 'one two', 'one two three', 'one two', 'one two three'],
    ['the same by both', 'one', 'two', 'two', 'two'],
    ['they before me', 'one two', 'one two!', 'zero one two', 'zero one two!'],
    ['they after me', 'one two', 'my one two', 'one two three', 'my one two three'],
    ['the same place', 'one', 'mine', 'theirs', 'theirs / mine'],
    ['whole letters', '🙂', '🙂🙃', '😀🙂', '😀🙂🙃'],
  ])('%s: %s, mine %s, theirs %s', (_who, before, after, now, expected) => {
    expect(mergedText(before, after, now)).toBe(expected)
  })

  it('loses no word of theirs that I did not take out', () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'é', '🙂', ' '), maxLength: 8 })
    fc.assert(
      fc.property(words, words, words, (before, mine, theirs) => {
        const now = before + theirs
        const merged = mergedText(before, mine + before, now)
        expect(merged).toContain(now)
        expect(merged).toContain(mine)
      }),
    )
  })
})

const anySetting: fc.Arbitrary<(session: Y.Doc) => void> = fc.oneof(
  fc.tuple(fc.constantFrom('ideas', 'goal', 'x', 'y'), fc.string({ maxLength: 20 })).map(
    ([id, name]) =>
      (session: Y.Doc) =>
        void changeZone(session, id, { name }, 'me'),
  ),
  fc.tuple(fc.constantFrom('ideas', 'x'), fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined })).map(
    ([id, maxCards]) =>
      (session: Y.Doc) =>
        void changeZone(session, id, { maxCards } as Parameters<typeof changeZone>[2], 'me'),
  ),
  fc.constantFrom('x', 'y').map((id) => (session: Y.Doc) => addZones(session, [zone(id)], 'me')),
  fc.tuple(fc.constantFrom('ideas', 'x'), geometry).map(
    ([id, at]) =>
      (session: Y.Doc) =>
        moveZones(session, [{ id, geometry: at }], 'me'),
  ),
  fc.constantFrom('ideas', 'x', 'goal').map((id) => (session: Y.Doc) => deleteZones(session, [id], 'me')),
  fc.string({ maxLength: 20 }).map((title) => (session: Y.Doc) => setMeta(session, { title }, 'me')),
)

function boardAfter(verbs: readonly Verb[]): BoardDocs {
  const docs = newBoard()
  addCards(docs.board, start, 'test')
  for (const verb of verbs) verb.run(docs.board)
  return docs
}

function copyOf({ board, session }: BoardDocs): BoardDocs {
  return { board: replicaOf(board), session: replicaOf(session) }
}

function differencesBetween(before: BoardDocs, after: BoardDocs): Difference[] {
  return [
    ...elementDifferences(readBoard(before.board).board.elements, readBoard(after.board).board.elements),
    ...sessionDifferences(readSession(before.session).session, readSession(after.session).session),
  ]
}

/** As they are after a stay in storage. */
function kept(differences: readonly Difference[]): Difference[] {
  const stored = JSON.parse(JSON.stringify(differences)) as unknown[]
  return stored.filter((one): one is Difference => Value.Check(differenceSchema, one))
}

/** By id, as JSON has them: it does not know -0. */
function elementsOf({ board }: BoardDocs): [string, BoardElement][] {
  const elements = [...readBoard(board).board.elements].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return JSON.parse(JSON.stringify(elements)) as [string, BoardElement][]
}
