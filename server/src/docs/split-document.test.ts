import { createDice } from '@planwall/shared/testing/dice'
import { contentsOf, scribble } from '@planwall/shared/testing/scribble'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { splitDocument } from './split-document.ts'

describe('a document in chunks', () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))(
    'applied in order leaves nothing waiting after any of them, and makes the same document (seed %i)',
    (seed) => {
      const doc = randomDocument(seed)
      const size = [1, 40, 300, 2000, 1_000_000][seed % 5] ?? 1
      const { stateVector, chunks } = splitDocument(doc, size)
      expect(stateVector).toEqual(Y.encodeStateVector(doc))
      const copy = new Y.Doc()
      for (const chunk of chunks) {
        Y.applyUpdate(copy, chunk)
        expect(copy.store.pendingStructs).toBeNull()
        expect(copy.store.pendingDs).toBeNull()
      }
      expect(contentsOf(copy)).toEqual(contentsOf(doc))
    },
  )

  it('each begins, for every client, where the ones before have ended', () => {
    const { stateVector, chunks } = splitDocument(randomDocument(7), 100)
    const known = new Map<number, number>()
    for (const { from, to } of chunks.map((chunk) => Y.parseUpdateMeta(chunk))) {
      for (const [client, clock] of from) expect(clock).toBe(known.get(client) ?? 0)
      for (const [client, clock] of to) known.set(client, clock)
    }
    expect(known).toEqual(Y.decodeStateVector(stateVector))
  })

  it('is as large as it is to be, but for a single thing that is larger', () => {
    const doc = new Y.Doc()
    for (let i = 0; i < 3000; i++) doc.getMap('cards').set(`card${i}`, new Y.Map([['text', 'x'.repeat(200)]]))
    doc.getText('long').insert(0, 'y'.repeat(50_000))
    const sizes = splitDocument(doc, 10_000).chunks.map(({ byteLength }) => byteLength)
    const large = sizes.filter((size) => size > 10_300)
    expect(large).toHaveLength(1)
    expect(large[0]).toBeLessThan(60_300)
    expect(sizes.length).toBeGreaterThan(60)
  })

  it('also divides what was deleted here and there', () => {
    const doc = new Y.Doc({ gc: false })
    const list = doc.getArray<number>('list')
    list.insert(
      0,
      Array.from({ length: 4000 }, (_, i) => i),
    )
    for (let i = 1999; i >= 0; i--) list.delete(2 * i)
    const { chunks } = splitDocument(doc, 1000)
    expect(Math.max(...chunks.slice(1).map(({ byteLength }) => byteLength))).toBeLessThan(1100)
    const copy = new Y.Doc({ gc: false })
    for (const chunk of chunks) Y.applyUpdate(copy, chunk)
    expect(copy.getArray('list').toJSON()).toEqual(list.toJSON())
  })

  it('of an empty document there are none', () => {
    expect(splitDocument(new Y.Doc())).toEqual({ stateVector: new Uint8Array([0]), chunks: [] })
  })

  it('keeps deletions of what nobody has seen yet', () => {
    const one = new Y.Doc()
    one.getArray('list').insert(0, ['early'])
    const early = Y.encodeStateAsUpdate(one)
    const deletion = updatesOf(one, () => one.getArray('list').delete(0))[0] as Uint8Array
    const two = new Y.Doc()
    Y.applyUpdate(two, deletion)
    const three = new Y.Doc()
    for (const chunk of splitDocument(two).chunks) Y.applyUpdate(three, chunk)
    Y.applyUpdate(three, early)
    expect(three.getArray('list').toJSON()).toEqual([])
  })

  it('is not made of a document that waits for something', () => {
    const one = new Y.Doc()
    one.getText('t').insert(0, 'first')
    const second = updatesOf(one, () => one.getText('t').insert(5, 'second'))[0] as Uint8Array
    const two = new Y.Doc()
    Y.applyUpdate(two, second)
    expect(() => splitDocument(two)).toThrow('missing')
  })
})

/** Several people who write at once and meet now and then. */
function randomDocument(seed: number): Y.Doc {
  const dice = createDice(seed)
  const docs = Array.from({ length: 2 + dice.below(4) }, () => {
    const doc = new Y.Doc()
    doc.clientID = dice.below(0x7fff_ffff)
    return doc
  })
  for (let i = 0; i < 300; i++) {
    const doc = dice.pick(docs)
    if (dice.percent(80)) scribble(doc, dice)
    else Y.applyUpdate(doc, Y.encodeStateAsUpdate(dice.pick(docs), Y.encodeStateVector(doc)))
  }
  const all = new Y.Doc()
  for (const doc of docs) Y.applyUpdate(all, Y.encodeStateAsUpdate(doc))
  return all
}

function updatesOf(doc: Y.Doc, act: () => void): Uint8Array[] {
  const updates: Uint8Array[] = []
  doc.once('update', (update: Uint8Array) => updates.push(update))
  act()
  return updates
}
