import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  addCards,
  addConnector,
  addShape,
  deleteElements,
  moveElements,
  setField,
  setKind,
  setText,
  setVotes,
} from '../board/edit.ts'
import { elementsOf, key } from '../board/doc.ts'
import { readBoard } from '../board/read.ts'
import { anyVerb } from '../testing/arbitraries.ts'
import { docWith, newBoard, newCard, replicaOf, sessionWith, TODAY, zone } from '../testing/builders.ts'
import { during } from '../testing/session-builders.ts'
import type { Facilitation } from './facilitation.ts'
import { noFacilitation } from './facilitation.ts'
import { serverRoots } from './session-doc.ts'
import type { StepRules } from './step.ts'
import { elementsTouched, rootsRefused, touchedBy } from './touched.ts'
import { putRight, seeElements, violations, wordsFor } from './violations.ts'
import type { Author, Violation } from './violations.ts'

const zones = sessionWith(
  zone('ideas', { accepts: ['note'] }),
  zone('tasks', { accepts: ['task'], meaning: { sets: { purpose: 'delivery' }, dueWindow: 'month' } }),
  zone('one', { accepts: ['note'], maxCards: 1 }),
).zones
const ann: Author = { role: 'participant', personId: 'ann' }
const rules = (of: Partial<StepRules>, zoneIds: string[] = []): Facilitation => during(of, { zones, zoneIds })
const open = rules({ mayAdd: ['note', 'task'], mayEdit: 'all', mayMove: 'all', mayConnect: true, mayDraw: true })
const place = { x: 0, y: 0, w: 200, h: 120 }

function wall(): Y.Doc {
  const doc = docWith(
    newCard('note', { id: 'mine', text: 'Mine', zoneId: 'ideas', createdBy: 'ann' }),
    newCard('note', { id: 'theirs', text: 'Theirs', zoneId: 'ideas', createdBy: 'ben' }),
    newCard('task', { id: 'task', text: 'Task', fields: { description: 'Long', doneWhen: 'Done' }, createdBy: 'ben' }),
    newCard('note', { id: 'full', zoneId: 'one', createdBy: 'ben' }),
  )
  addConnector(
    doc,
    { id: 'arrow', from: 'mine', to: 'theirs', geometry: place, order: 'a0', createdAt: 0, createdBy: 'ben' },
    'test',
  )
  return doc
}

/** What a person's act does to the wall, and what the check says of it; put right at the end. */
function after(act: (doc: Y.Doc) => void, ruled: Facilitation, author: Author = ann) {
  const board = wall()
  const theirs = replicaOf(board)
  act(theirs)
  const update = Y.encodeStateAsUpdate(theirs, Y.encodeStateVector(board))
  const ids = elementsTouched(touchedBy(board, update))
  const before = seeElements(board, ids)
  const was = readBoard(board).board
  Y.applyUpdate(board, update)
  const found = violations(before, seeElements(board, ids), author, ruled, () => was)
  putRight(board, found, 'server')
  const again = violations(before, seeElements(board, ids), author, ruled, () => was)
  return { found, was, now: readBoard(board).board, again }
}

const codes = (found: readonly Violation[]) => found.map(({ elementId, code }) => `${elementId} ${code}`)
const note =
  (id: string, of: Parameters<typeof newCard>[1] = {}) =>
  (doc: Y.Doc) =>
    addCards(doc, [newCard('note', { id, zoneId: 'ideas', createdBy: 'ann', ...of })], 'ann')
const move =
  (id: string, zoneId: string | null, x = 50) =>
  (doc: Y.Doc) =>
    moveElements(
      doc,
      [{ id, geometry: { ...place, x }, zone: zoneId ? (zones.get(zoneId) ?? null) : null }],
      { today: TODAY, zones },
      'ann',
    )

type Row = [rule: string, act: (doc: Y.Doc) => void, ruled: Facilitation, found: string[], author?: Author]
const rows: Row[] = [
  ['[C6] what is allowed is left alone', note('n'), open, []],
  ['[C1] a card of a kind that is not part of the step', note('n'), rules({ mayAdd: ['task'] }), ['n kind-not-now']],
  ['[C1] in a zone that is not', note('n'), rules({ mayAdd: ['note'] }, ['tasks']), ['n zone-not-now']],
  ['[C1] in a zone that is full', note('n', { zoneId: 'one' }), open, ['n zone-full']],
  [
    '[C1] more than the step allows each',
    (doc) => [note('n')(doc), note('o')(doc)],
    rules({ mayAdd: ['note'], maxOwn: 2 }, ['ideas']),
    ['o enough-cards'],
  ],
  [
    '[C1] somebody else’s card edited',
    (doc) => setText(doc, 'theirs', 'Ha', 'ann'),
    rules({ mayAdd: ['note'], mayEdit: 'own' }),
    ['theirs not-yours'],
  ],
  ['[C1] somebody else’s card moved', move('theirs', 'ideas'), rules({ mayMove: 'own' }), ['theirs not-yours']],
  [
    '[C1] somebody else’s card deleted',
    (doc) => deleteElements(doc, ['theirs'], 'ann'),
    open,
    ['theirs not-yours-to-delete'],
  ],
  [
    '[C6] one’s own card deleted, the arrow left loose',
    (doc) => deleteElements(doc, ['mine'], 'ann'),
    rules({ mayAdd: ['note'], mayEdit: 'own' }),
    [],
  ],
  [
    '[C1] on the wall while all write in private',
    note('n'),
    rules({ mayAdd: ['note'], private: true }),
    ['n in-private'],
  ],
  [
    '[C1] an arrow where none are drawn',
    (doc) =>
      addConnector(
        doc,
        { id: 'c', from: 'mine', to: 'task', geometry: place, order: 'a0', createdAt: 0, createdBy: null },
        'ann',
      ),
    rules({ mayAdd: ['note'] }),
    ['c arrows-not-now'],
  ],
  [
    '[C1] a shape where none are drawn',
    (doc) =>
      addShape(
        doc,
        {
          id: 's',
          shape: 'ellipse',
          color: 'red',
          text: '',
          zoneId: null,
          geometry: place,
          order: 'a0',
          createdAt: 0,
          createdBy: 'ann',
        },
        'ann',
      ),
    rules({ mayAdd: ['note'] }),
    ['s drawing-not-now'],
  ],
  [
    '[C1] a long text of a card that may not be edited',
    (doc) => setField(doc, 'task', 'description', 'Ha', 'ann'),
    rules({ mayEdit: 'all', editKinds: ['note'] }),
    ['task edit-not-now'],
  ],
  [
    '[C1] a card made a kind that may not be added',
    (doc) => setKind(doc, 'mine', 'goal', 'ann'),
    rules({ mayAdd: ['note'], mayEdit: 'own' }),
    ['mine kind-not-now'],
  ],
  [
    '[C1] anything while the session is paused',
    move('mine', 'ideas'),
    { ...open, run: { ...open.run, pause: { at: 0, by: null, timer: false } } },
    ['mine paused'],
  ],
  ['[C2] a card in the name of somebody else', note('n', { createdBy: 'ben' }), open, ['n forged-author']],
  ['[C2] also without a step', note('n', { createdBy: 'ben' }), noFacilitation, ['n forged-author']],
  [
    '[C2] one that names anybody where no author is kept',
    note('n'),
    rules({ mayAdd: ['note'], anonymous: true }),
    ['n author-shown'],
  ],
  ['[C6] one that names nobody', note('n', { createdBy: null }), rules({ mayAdd: ['note'], anonymous: true }), []],
  ['[C3] votes of one’s own making', (doc) => setVotes(doc, 'mine', 99, 'ann'), open, ['mine votes-written']],
  [
    '[C3] by a facilitator either',
    (doc) => setVotes(doc, 'mine', 99, 'fay'),
    open,
    ['mine votes-written'],
    { role: 'facilitator', personId: 'fay' },
  ],
  ['[C3] in a new card', (doc) => [note('n')(doc), setVotes(doc, 'n', 9, 'ann')], open, ['n votes-written']],
  [
    '[C3] what a card was when it was made',
    (doc) => void elementsOf(doc).get('theirs')?.set(key.base, { k: 'note', o: 'a0', at: 0, by: 'ann' }),
    open,
    ['theirs creation-rewritten'],
  ],
  [
    '[C1] what is no element',
    (doc) => void elementsOf(doc).set('n', new Y.Map([['b', 7]])),
    open,
    ['n not-an-element'],
  ],
  [
    '[C6] a facilitator breaks nothing',
    (doc) => [note('n', { createdBy: 'ben' })(doc), deleteElements(doc, ['theirs'], 'fay')],
    rules({}),
    [],
    { role: 'facilitator', personId: 'fay' },
  ],
  [
    '[C1] an observer breaks everything',
    move('mine', 'ideas'),
    noFacilitation,
    ['mine observer'],
    { role: 'observer', personId: null },
  ],
  ['[C4] fields a zone gives come with the move', move('task', 'tasks'), rules({ mayMove: 'all' }), []],
  [
    '[C4] other fields do not',
    (doc) => [move('task', 'tasks')(doc), setField(doc, 'task', 'doneWhen', 'Never', 'ann')],
    rules({ mayMove: 'all' }),
    ['task edit-not-now'],
  ],
  [
    '[C4] a card grows with its text',
    (doc) => [
      setText(doc, 'mine', 'Long text', 'ann'),
      moveElements(doc, [{ id: 'mine', geometry: { ...place, h: 300 } }], { today: TODAY, zones }, 'ann'),
    ],
    rules({ mayAdd: ['note'], mayEdit: 'own' }),
    [],
  ],
  [
    '[C6] in one’s own private document, by the rules of what is hidden',
    note('n'),
    during({ mayAdd: ['note'], mayEdit: 'own', private: true, anonymous: true }, { zones }),
    [],
    { ...ann, inPrivate: true },
  ],
  [
    '[C1] other kinds not even there',
    (doc) => addCards(doc, [newCard('task', { id: 'n', zoneId: 'tasks' })], 'ann'),
    during({ mayAdd: ['note'], private: true }, { zones }),
    ['n kind-not-now'],
    { ...ann, inPrivate: true },
  ],
  [
    '[C1] nor more than the step allows each',
    note('n'),
    during({ mayAdd: ['note'], private: true, maxOwn: 2 }, { zones, zoneIds: ['ideas'] }),
    ['n enough-cards'],
    { ...ann, inPrivate: true },
  ],
  [
    '[C6] anonymous cards a connection made itself',
    (doc) => setText(doc, 'theirs', 'Ha', 'ann'),
    rules({ mayAdd: ['note'], mayEdit: 'own' }),
    [],
    { ...ann, owns: (id) => id === 'theirs' },
  ],
]

describe('what slips through', () => {
  it.each(rows)('%s', (_rule, act, ruled, expected, author = ann) => {
    const { found, was, now, again } = after(act, ruled, author)
    expect(codes(found)).toEqual(expected)
    expect(again).toEqual([])
    for (const { elementId, code, message } of found) {
      expect(wordsFor(code)).toBe(message)
      const [before, then] = [was.elements.get(elementId), now.elements.get(elementId)]
      if (!before) expect(then).toBeUndefined()
    }
  })

  it('[C7] a card that was deleted comes back whole, long texts included', () => {
    const { was, now } = after((doc) => deleteElements(doc, ['theirs', 'task'], 'ann'), open)
    expect(now.elements.get('task')).toEqual(was.elements.get('task'))
    expect(now.elements.get('theirs')).toEqual(was.elements.get('theirs'))
  })

  it('[C5] of an update that did two things only the wrong one is undone', () => {
    const act = (doc: Y.Doc) => [
      setText(doc, 'mine', 'Better', 'ann'),
      setText(doc, 'theirs', 'Ha', 'ann'),
      move('theirs', 'ideas')(doc),
    ]
    const { found, was, now } = after(act, rules({ mayEdit: 'own', mayMove: 'all' }))
    expect(codes(found)).toEqual(['theirs not-yours'])
    expect(now.elements.get('mine')).toMatchObject({ text: 'Better' })
    expect(now.elements.get('theirs')).toMatchObject({ text: 'Theirs', geometry: { x: 50 } })
    expect(was.elements.get('theirs')).toMatchObject({ geometry: { x: 0 } })
  })

  it('[C7] two people at once: putting one right leaves the other’s work', () => {
    const board = wall()
    const ids = ['theirs']
    const before = seeElements(board, ids)
    setText(board, 'theirs', 'Ha', 'ann')
    const found = violations(before, seeElements(board, ids), ann, rules({ mayMove: 'all' }))
    setField(board, 'theirs', 'theme', 'Money', 'ben')
    putRight(board, found, 'server')
    expect(readBoard(board).board.elements.get('theirs')).toMatchObject({ text: 'Theirs', fields: { theme: 'Money' } })
  })

  it('[C7] in a step for reading, whatever is done to the wall is undone', () => {
    fc.assert(
      fc.property(fc.array(anyVerb(zones), { minLength: 1, maxLength: 6 }), (verbs) => {
        const { was, now, again } = after((doc) => verbs.forEach(({ run }) => run(doc)), rules({}))
        expect(again).toEqual([])
        const plain = ({ elements }: typeof was) => [...elements].toSorted(([a], [b]) => (a < b ? -1 : 1))
        expect(plain(now)).toEqual(plain(was))
      }),
      { numRuns: 80 },
    )
  })
})

describe('what an update touches', () => {
  function touch(doc: Y.Doc, act: (doc: Y.Doc) => void) {
    const other = replicaOf(doc)
    other.transact(() => act(other))
    const update = Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc))
    const state = Y.encodeStateVector(doc)
    const touched = touchedBy(doc, update)
    expect(Y.encodeStateVector(doc)).toEqual(state)
    return touched
  }
  const roots = (touched: ReturnType<typeof touch>) =>
    Object.fromEntries([...touched.roots].map(([root, keys]) => [root, [...keys].toSorted()]))

  it('[D2] names the roots and keys, and applies nothing', () => {
    const { session } = newBoard()
    expect(roots(touch(session, (doc) => doc.getMap('run').set('pause', { at: 1, by: 'me', timer: false })))).toEqual({
      run: ['pause'],
    })
    expect(roots(touch(session, (doc) => doc.getMap('agenda').delete('1.1')))).toEqual({ agenda: ['1.1'] })
    expect(
      roots(touch(session, (doc) => (doc.getMap('zones').get('ideas') as Y.Map<unknown>).set('.name', 'New'))),
    ).toEqual({ zones: ['ideas'] })
    const both = touch(session, (doc) => [doc.getMap('meta').set('title', 'x'), doc.getMap('record').set('e', 1)])
    expect([...both.roots.keys()].some((root) => serverRoots.includes(root))).toBe(true)
  })

  it('[D2] finds elements through texts, long texts, new ones and deletions', () => {
    const doc = wall()
    const ids = (act: (doc: Y.Doc) => void) => [...elementsTouched(touch(doc, act))].toSorted()
    expect(ids((d) => setText(d, 'mine', 'Mine, and more', 'x'))).toEqual(['mine'])
    expect(ids((d) => setText(d, 'mine', '', 'x'))).toEqual(['mine'])
    expect(ids((d) => setField(d, 'task', 'description', 'Longer', 'x'))).toEqual(['task'])
    expect(ids((d) => [note('n')(d), setText(d, 'n', 'typed', 'x'), setField(d, 'n', 'theme', 't', 'x')])).toEqual([
      'n',
    ])
    expect(ids((d) => deleteElements(d, ['mine', 'task'], 'x'))).toEqual(['arrow', 'mine', 'task'])
    expect(ids((d) => setVotes(d, 'theirs', 2, 'x'))).toEqual(['theirs'])
  })

  it('[D2] says which roots nobody but the server writes', () => {
    const { board, session } = newBoard()
    const refused = (doc: Y.Doc, part: 'board' | 'session' | 'facilitate' | 'seat', act: (doc: Y.Doc) => void) =>
      rootsRefused(touch(doc, act), part)
    for (const root of serverRoots) {
      expect(refused(session, 'session', (d) => d.getMap(root).set('x', 1))).toEqual([root])
    }
    expect(refused(session, 'session', (d) => d.getMap('agenda').delete('1.1'))).toEqual([])
    expect(refused(board, 'board', (d) => d.getMap('meta').set('schemaVersion', 99))).toEqual(['meta'])
    expect(refused(board, 'seat', (d) => [note('n')(d), d.getText('n/description').insert(0, 'x')])).toEqual([])
    expect(refused(board, 'board', (d) => d.getText('hoard').insert(0, 'x'))).toEqual(['hoard'])
    expect(refused(new Y.Doc(), 'facilitate', (d) => d.getMap('notes').set('1.1', new Y.Text('x')))).toEqual([])
    expect(refused(new Y.Doc(), 'facilitate', (d) => d.getMap('meta').set('x', 1))).toEqual(['meta'])
  })

  it('[D2] follows a text of ten thousand strokes without losing breath', () => {
    const doc = wall()
    const touched = touch(doc, (d) => {
      note('n')(d)
      const text = elementsOf(d).get('n')?.get(key.text) as Y.Text
      for (let i = 0; i < 10_000; i++) text.insert(0, 'x')
    })
    expect([...elementsTouched(touched)]).toEqual(['n'])
    expect(touched.unresolved).toBe(false)
  })

  it('[D2] says when it hangs on something that is not there', () => {
    const far = wall()
    note('n')(far)
    const before = Y.encodeStateVector(far)
    setText(far, 'n', 'typed', 'x')
    expect(touchedBy(new Y.Doc(), Y.encodeStateAsUpdate(far, before)).unresolved).toBe(true)
  })

  it('[D2] names every element that reads differently afterwards, whatever was done', () => {
    fc.assert(
      fc.property(
        fc.array(anyVerb(zones), { maxLength: 5 }),
        fc.array(anyVerb(zones), { minLength: 1, maxLength: 5 }),
        (first, then) => {
          const doc = wall()
          for (const { run } of first) run(doc)
          const before = readBoard(doc).board.elements
          let now = before
          const touched = touch(doc, (d) => {
            for (const { run } of then) run(d)
            now = readBoard(d).board.elements
          })
          const changed = [...new Set([...before.keys(), ...now.keys()])].filter(
            (id) => JSON.stringify(before.get(id)) !== JSON.stringify(now.get(id)),
          )
          const named = elementsTouched(touched)
          expect(changed.filter((id) => !named.has(id))).toEqual([])
        },
      ),
      { numRuns: 80 },
    )
  })
})
