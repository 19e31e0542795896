import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { deltaBetween, spliceTyped, withRemote } from './typing.ts'
import type { Delta, Splice, Typed } from './typing.ts'

describe('what a keystroke was', () => {
  const rows: [rule: string, before: string, after: string, expected: Splice][] = [
    ['a letter at the end', 'ab', 'abc|', { index: 2, remove: 0, insert: 'c' }],
    ['a letter in the middle', 'ac', 'ab|c', { index: 1, remove: 0, insert: 'b' }],
    ['of equal letters, the one at the caret', 'aaa', 'a|aaa', { index: 0, remove: 0, insert: 'a' }],
    ['of equal letters, the last', 'aaa', 'aaaa|', { index: 3, remove: 0, insert: 'a' }],
    ['a deleted letter', 'abc', 'a|c', { index: 1, remove: 1, insert: '' }],
    ['of equal letters, the deleted one', 'aab', 'a|b', { index: 1, remove: 1, insert: '' }],
    ['a word over a selection', 'one two three', 'one 2| three', { index: 4, remove: 3, insert: '2' }],
    ['everything replaced', 'one', 'two|', { index: 0, remove: 3, insert: 'two' }],
    ['nothing', 'same', 'sa|me', { index: 2, remove: 0, insert: '' }],
    ['a letter of two units whole', 'x😀', 'x😃|', { index: 1, remove: 2, insert: '😃' }],
    ['a caret that says nothing', 'abc', '|abXc', { index: 2, remove: 0, insert: 'X' }],
  ]
  it.each(rows)('%s', (_rule, before, after, expected) => expect(spliceTyped(before, typed(after))).toEqual(expected))
})

describe("somebody else's change under one's own caret", () => {
  const rows: [rule: string, before: string, delta: Delta, expected: string][] = [
    ['words before the caret push it', 'one| two', [{ insert: '>> ' }], '>> one| two'],
    ['words behind the caret leave it', 'one| two', [{ retain: 7 }, { insert: '!' }], 'one| two!'],
    ['words at the caret come behind it', 'one|', [{ retain: 3 }, { insert: '!' }], 'one|!'],
    ['words deleted before the caret pull it', 'one two|', [{ delete: 4 }], 'two|'],
    ['words deleted around the caret leave it where they were', 'one t|wo!', [{ retain: 4 }, { delete: 3 }], 'one |!'],
    ['a selection grows by what is put in it', 'a[bc]d', [{ retain: 2 }, { insert: 'X' }], 'a[bXc]d'],
    ['a selection shrinks by what goes from it', 'a[bcd]e', [{ retain: 2 }, { delete: 2 }], 'a[b]e'],
  ]
  it.each(rows)('%s', (_rule, before, delta, expected) =>
    expect(shown(withRemote(typed(before), delta))).toBe(expected),
  )

  it('a change nobody described is found by comparing', () => {
    const delta = deltaBetween('one two', 'one 2 two')
    expect(shown(withRemote(typed('one tw|o'), delta))).toBe('one 2 tw|o')
  })
})

describe('two people in one text', () => {
  it('both keep every letter they typed, in the order they typed them, at their own caret', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const dice = diceFrom(seed)
      const [ana, bo] = [person('Hello wall', 5), person('', 0)]
      connect(ana, bo)
      bo.box = { text: bo.text.toString(), start: 10, end: 10 }
      const queued = { ana: Array.from('anasays'), bo: Array.from('BOSAYSO') }
      while (queued.ana.length + queued.bo.length > 0) {
        const [who, letters] = dice() < 0.5 ? ([ana, queued.ana] as const) : ([bo, queued.bo] as const)
        const letter = letters.shift()
        if (letter !== undefined) type(who, letter)
        if (dice() < 0.4) exchange(ana, bo)
      }
      exchange(ana, bo)
      expect(ana.box.text).toBe(bo.box.text)
      expect(ana.box.text).toBe(ana.text.toString())
      expect(ana.box.text).toBe('Helloanasays wallBOSAYSO')
    }
  })

  it('at the same place, what each typed stays together', () => {
    const [ana, bo] = [person('', 0), person('', 0)]
    connect(ana, bo)
    for (const letter of 'first') {
      type(ana, letter)
      type(bo, letter.toUpperCase())
      exchange(ana, bo)
    }
    expect(ana.box.text).toBe(bo.box.text)
    expect([ana.box.text.includes('first'), ana.box.text.includes('FIRST')]).toEqual([true, true])
  })

  it('equal letters do not confuse carets', () => {
    const [ana, bo] = [person('aaa', 3), person('', 0)]
    connect(ana, bo)
    bo.box = { text: 'aaa', start: 0, end: 0 }
    type(bo, 'a')
    type(ana, 'b')
    exchange(ana, bo)
    type(ana, 'c')
    expect(ana.box.text).toBe('aaaabc')
  })
})

interface Person {
  doc: Y.Doc
  text: Y.Text
  box: Typed
  /** While typing into the document, so that one's own change is not taken for somebody else's. */
  isTyping: boolean
}

function person(text: string, caret: number): Person {
  const doc = new Y.Doc()
  const shared = doc.getText('t')
  shared.insert(0, text)
  const one: Person = { doc, text: shared, box: { text, start: caret, end: caret }, isTyping: false }
  shared.observe((event) => {
    if (!one.isTyping) one.box = withRemote(one.box, event.delta as Delta)
  })
  return one
}

function connect(a: Person, b: Person): void {
  Y.applyUpdate(b.doc, Y.encodeStateAsUpdate(a.doc))
}

function exchange(a: Person, b: Person): void {
  Y.applyUpdate(a.doc, Y.encodeStateAsUpdate(b.doc, Y.encodeStateVector(a.doc)))
  Y.applyUpdate(b.doc, Y.encodeStateAsUpdate(a.doc, Y.encodeStateVector(b.doc)))
}

function type(one: Person, letter: string): void {
  const { text, start, end } = one.box
  const after = { text: text.slice(0, start) + letter + text.slice(end), start: start + 1, end: start + 1 }
  const { index, remove, insert } = spliceTyped(text, after)
  one.box = after
  one.isTyping = true
  one.doc.transact(() => {
    one.text.delete(index, remove)
    one.text.insert(index, insert)
  })
  one.isTyping = false
}

/** `one| two` is a caret after "one", `a[bc]d` a selection of "bc". */
function typed(marked: string): Typed {
  const start = marked.search(/[[|]/)
  const text = marked.replace(/[[|\]]/g, '')
  const end = marked.includes(']') ? marked.indexOf(']') - 1 : start
  return { text, start, end }
}

function shown({ text, start, end }: Typed): string {
  const [before, within, after] = [text.slice(0, start), text.slice(start, end), text.slice(end)]
  return start === end ? `${before}|${after}` : `${before}[${within}]${after}`
}

function diceFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
