import { assert, property, array, integer, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { Deletions, withDeletions } from './deletions.ts'

const range = tuple(integer({ min: 1, max: 3 }), integer({ min: 0, max: 40 }), integer({ min: 1, max: 8 }))

describe('what has been deleted', () => {
  it('is known where every single clock of it was deleted, in whatever order', () => {
    assert(
      property(array(range, { maxLength: 40 }), array(range, { maxLength: 20 }), (added, asked) => {
        const deletions = new Deletions()
        const clocks = new Set<string>()
        for (const [client, clock, length] of added) {
          deletions.add([client, clock, length])
          for (let i = 0; i < length; i++) clocks.add(`${client}.${clock + i}`)
        }
        for (const one of asked) {
          const [client, clock, length] = one
          const isKnown = Array.from({ length }, (_, i) => clocks.has(`${client}.${clock + i}`)).every(Boolean)
          expect(deletions.unknownOf([...one])).toEqual(isKnown ? [] : one)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('becomes an update that deletes the same', () => {
    const doc = new Y.Doc()
    doc.getText('t').insert(0, 'abcdefghij')
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    doc.getText('t').delete(1, 2)
    doc.getText('t').delete(4, 3)
    const deletions = new Deletions()
    deletions.add([doc.clientID, 1, 2, doc.clientID, 6, 3])
    Y.applyUpdate(copy, deletions.asUpdate())
    expect(copy.getText('t').toString()).toBe(doc.getText('t').toString())
  })

  it('can take the place of the deletions in an update', () => {
    const doc = new Y.Doc()
    doc.getText('t').insert(0, 'abcdef')
    const structs = Y.encodeStateAsUpdate(doc).subarray(0, -1)
    const copy = new Y.Doc()
    Y.applyUpdate(copy, withDeletions(structs, [doc.clientID, 0, 1, doc.clientID, 5, 1]))
    expect(copy.getText('t').toString()).toBe('bcde')
  })
})
