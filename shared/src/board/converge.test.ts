import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type * as Y from 'yjs'
import { anyVerb } from '../testing/arbitraries.ts'
import type { Verb } from '../testing/arbitraries.ts'
import { docWith, newCard, replicaOf, syncAll, t1Session } from '../testing/builders.ts'
import { setField, setLongText, setText, spliceLongText, spliceText } from './edit.ts'
import { readBoard } from './read.ts'

const { zones } = t1Session()
const start = [
  newCard('task', { id: 'a', text: 'Call the customer', fields: { description: 'Early', purpose: 'delivery' } }),
  newCard('note', { id: 'b', text: 'An idea' }),
  newCard('move', { id: 'c', zoneId: 'move-1' }),
]

/** What happens at one replica, or a meeting of two. */
type Turn = { at: number; verb: Verb } | { at: number; meets: number }

describe('replicas', () => {
  it.each([2, 3])('converge to the same board whatever %i people do, in whatever order it arrives', (people) => {
    const person = fc.nat(people - 1)
    const turn: fc.Arbitrary<Turn> = fc.oneof(
      { weight: 4, arbitrary: fc.record({ at: person, verb: anyVerb(zones) }) },
      { weight: 1, arbitrary: fc.record({ at: person, meets: person }) },
    )
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 30 }), (turns) => {
        const first = docWith(...start)
        const docs = Array.from({ length: people }, (_, i) => replicaOf(first, i + 1))
        for (const each of turns) take(docs, each)
        syncAll(...docs)
        const [one, ...others] = docs.map(boardOf)
        for (const other of others) expect(other).toEqual(one)
      }),
    )
  })

  it('a verb done twice at different replicas with the same values is one change', () => {
    const [one, two] = pair()
    for (const doc of [one, two]) setField(doc, 'a', 'due', '2026-05-01', 'test')
    syncAll(one, two)
    expect(boardOf(one)).toEqual(boardOf(two))
    expect(fieldsOf(one, 'a')).toMatchObject({ due: '2026-05-01' })
  })
})

describe('two people at one card', () => {
  it('typing in the title at the same time keep both texts', () => {
    fc.assert(
      fc.property(words, words, fc.nat(17), fc.nat(17), (mine, theirs, here, there) => {
        const [one, two] = pair()
        spliceText(one, 'a', { index: here, remove: 0, insert: mine }, 'test')
        spliceText(two, 'a', { index: there, remove: 0, insert: theirs }, 'test')
        syncAll(one, two)
        expect(textOf(one, 'a')).toBe(textOf(two, 'a'))
        expect(textOf(one, 'a')).toContain(mine)
        expect(textOf(one, 'a')).toContain(theirs)
      }),
    )
  })

  it('setting the whole title, one at its beginning and one at its end, keep both texts', () => {
    fc.assert(
      fc.property(words, words, (mine, theirs) => {
        const [one, two] = pair()
        setText(one, 'a', `${mine} Call the customer`, 'test')
        setText(two, 'a', `Call the customer ${theirs}`, 'test')
        syncAll(one, two)
        expect(textOf(one, 'a')).toBe(`${mine} Call the customer ${theirs}`)
        expect(textOf(two, 'a')).toBe(textOf(one, 'a'))
      }),
    )
  })

  it('writing the first description of a card at the same time keep both texts', () => {
    const [one, two] = pair()
    setLongText(one, 'c', 'description', 'from here', 'test')
    spliceLongText(two, 'c', 'description', { index: 0, remove: 0, insert: 'from there' }, 'test')
    syncAll(one, two)
    const { description } = fieldsOf(one, 'c')
    expect(description).toContain('from here')
    expect(description).toContain('from there')
  })

  it('typing where a card was made without a title keep both texts', () => {
    const [one, two] = pair()
    spliceText(one, 'c', { index: 0, remove: 0, insert: 'Mine.' }, 'test')
    spliceText(two, 'c', { index: 0, remove: 0, insert: 'Yours.' }, 'test')
    syncAll(one, two)
    expect(textOf(one, 'c')).toMatch(/^(Mine\.Yours\.|Yours\.Mine\.)$/)
  })

  it('changing different fields keep both values', () => {
    const [one, two] = pair()
    setField(one, 'a', 'due', '2026-05-01', 'test')
    setField(two, 'a', 'priority', 'high', 'test')
    syncAll(one, two)
    expect(fieldsOf(one, 'a')).toMatchObject({ due: '2026-05-01', priority: 'high', purpose: 'delivery' })
    expect(fieldsOf(two, 'a')).toEqual(fieldsOf(one, 'a'))
  })
})

const words = fc.string({ unit: fc.constantFrom('a', 'é', '中', '🙂', ' ', '\n'), minLength: 1, maxLength: 12 })

function take(docs: readonly Y.Doc[], turn: Turn): void {
  const doc = docs[turn.at] as Y.Doc
  if ('verb' in turn) turn.verb.run(doc)
  else syncAll(doc, docs[turn.meets] as Y.Doc)
}

function pair(): [Y.Doc, Y.Doc] {
  const first = docWith(...start)
  return [replicaOf(first, 1), replicaOf(first, 2)]
}

function boardOf(doc: Y.Doc) {
  const { board, problems } = readBoard(doc)
  return { elements: [...board.elements.values()].toSorted(byId), problems: problems.toSorted(byProblem) }
}

function textOf(doc: Y.Doc, id: string): string {
  const element = readBoard(doc).board.elements.get(id)
  return element && 'text' in element ? element.text : ''
}

function fieldsOf(doc: Y.Doc, id: string): Readonly<Record<string, unknown>> {
  const element = readBoard(doc).board.elements.get(id)
  return element?.type === 'card' ? element.fields : {}
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1
}

function byProblem(a: object, b: object): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1
}
