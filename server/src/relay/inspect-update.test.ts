import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { inspectUpdate } from './inspect-update.ts'

const empty = new Uint8Array([0, 0])

describe('looking at an update', () => {
  it('an update of nothing is empty and no news', () => {
    const { isEmpty, hasGap, hasNews } = inspectUpdate(new Y.Doc(), empty)
    expect([isEmpty, hasGap, hasNews()]).toEqual([true, false, false])
  })

  it('what the document lacks is news, what it has is none', () => {
    const { doc, updates } = written()
    const all = Y.encodeStateAsUpdate(doc)
    expect(inspectUpdate(new Y.Doc(), all).hasNews()).toBe(true)
    expect(inspectUpdate(doc, all).hasNews()).toBe(false)
    for (const update of updates) expect(inspectUpdate(doc, update).hasNews()).toBe(false)
  })

  it('a deletion the document does not know is news', () => {
    const { doc } = written()
    const other = copyOf(doc)
    other.getText('t').delete(0, 2)
    const deletion = Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc))
    expect(inspectUpdate(doc, deletion)).toMatchObject({ isEmpty: false, hasGap: false })
    expect(inspectUpdate(doc, deletion).hasNews()).toBe(true)
    expect(inspectUpdate(other, deletion).hasNews()).toBe(false)
  })

  it('an update that skips what its own client wrote before has a gap', () => {
    const { updates } = written()
    expect(inspectUpdate(new Y.Doc(), updates[1] as Uint8Array).hasGap).toBe(true)
    expect(inspectUpdate(copyOf(undefined, updates[0]), updates[1] as Uint8Array).hasGap).toBe(false)
  })

  it("an update that builds on another client's work has a gap where that work is missing", () => {
    const { doc } = written()
    const other = copyOf(doc)
    let update: Uint8Array = empty
    other.on('update', (bytes: Uint8Array) => (update = bytes))
    other.getText('t').insert(3, '!')
    expect(inspectUpdate(new Y.Doc(), update)).toMatchObject({ hasGap: true })
    expect(inspectUpdate(new Y.Doc(), update).hasNews()).toBe(true)
    expect(inspectUpdate(doc, update)).toMatchObject({ hasGap: false })
  })

  it('a deletion of what is not there has a gap', () => {
    const { doc } = written()
    const other = copyOf(doc)
    other.getText('t').delete(0, 1)
    const deletion = Y.encodeStateAsUpdate(other, Y.encodeStateVector(other))
    expect(inspectUpdate(new Y.Doc(), deletion).hasGap).toBe(true)
  })

  it('updates of several clients that build on each other have no gap together', () => {
    const { doc } = written()
    const other = copyOf(doc)
    other.getText('t').insert(1, 'x')
    doc.getText('t').insert(0, 'y')
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
    other.getMap('m').set('k', new Y.Map([['a', 1]]))
    expect(inspectUpdate(new Y.Doc(), Y.encodeStateAsUpdate(other))).toMatchObject({ hasGap: false })
  })

  it.each([
    ['nothing', []],
    ['a number that does not end', [0xff, 0xff, 0xff]],
    ['more structs than there are', [1, 5, 1, 0]],
    ['text', [...Buffer.from('{"hello": "world"}')]],
  ])('throws on %s', (_rule, bytes) => {
    expect(() => inspectUpdate(new Y.Doc(), new Uint8Array(bytes))).toThrow()
  })

  it('never touches the document', () => {
    const { doc, updates } = written()
    const target = copyOf(undefined, updates[0])
    const before = Y.encodeStateAsUpdate(target)
    inspectUpdate(target, Y.encodeStateAsUpdate(doc))
    expect(Y.encodeStateAsUpdate(target)).toEqual(before)
  })
})

/** A document written in three steps, and their updates. */
function written() {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  doc.getText('t').insert(0, 'abc')
  doc.getText('t').insert(3, 'def')
  doc.getMap('m').set('key', 'value')
  return { doc, updates }
}

function copyOf(doc: Y.Doc | undefined, update = doc && Y.encodeStateAsUpdate(doc)): Y.Doc {
  const copy = new Y.Doc()
  if (update) Y.applyUpdate(copy, update)
  return copy
}
