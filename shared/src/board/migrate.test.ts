import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { docWith, newCard, replicaOf, syncAll } from '../testing/builders.ts'
import { elementsOf, isTooNew, metaOf, SCHEMA_VERSION, schemaVersionOf } from './doc.ts'
import { migrate, migrations } from './migrate.ts'
import type { Migration } from './migrate.ts'
import { readBoard } from './read.ts'

describe('migrating', () => {
  it('stamps a document that was never written', () => {
    const doc = new Y.Doc()
    expect(schemaVersionOf(doc)).toBe(0)
    migrate(doc, 'test')
    expect(schemaVersionOf(doc)).toBe(SCHEMA_VERSION)
  })

  it('writes nothing the second time', () => {
    const doc = new Y.Doc()
    migrate(doc, 'test')
    const before = Y.encodeStateAsUpdate(doc)
    migrate(doc, 'test')
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  })

  it('by two clients at once ends in one and the same document', () => {
    const old = docWith(newCard('note', { id: 'n', text: 'Kept' }))
    const [one, two] = [replicaOf(old, 1), replicaOf(old, 2)]
    for (const doc of [one, two]) migrate(doc, 'test', [colouring])
    syncAll(one, two)
    expect(schemaVersionOf(one)).toBe(1)
    expect(readBoard(one)).toEqual(readBoard(two))
    expect(elementsOf(one).get('n')?.get('c')).toBe('yellow')
    expect(readBoard(one).board.elements.get('n')).toMatchObject({ text: 'Kept' })
  })

  it('keeps what another client changes at the same time', () => {
    const old = docWith(newCard('note', { id: 'n', text: 'Kept' }))
    const [one, two] = [replicaOf(old, 1), replicaOf(old, 2)]
    migrate(one, 'test', [colouring])
    elementsOf(two).get('n')?.set('.theme', 'Customers')
    syncAll(one, two)
    expect(readBoard(one).board.elements.get('n')).toMatchObject({ fields: { theme: 'Customers' } })
    expect(readBoard(two)).toEqual(readBoard(one))
  })

  it('leaves a document of a newer build alone', () => {
    const doc = new Y.Doc()
    metaOf(doc).set('schemaVersion', SCHEMA_VERSION + 1)
    const before = Y.encodeStateAsUpdate(doc)
    migrate(doc, 'test')
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
    expect(isTooNew(doc)).toBe(true)
  })

  it('takes a version that is none for the first', () => {
    for (const version of ['1', 0.5, -1, Number.NaN, null, {}]) {
      const doc = new Y.Doc()
      metaOf(doc).set('schemaVersion', version)
      expect(schemaVersionOf(doc)).toBe(0)
    }
  })

  it('has its steps in rising order, the last to the version this build writes', () => {
    const versions = migrations.map(({ to }) => to)
    expect(versions).toEqual(versions.toSorted((a, b) => a - b))
    expect(versions.at(-1)).toBe(SCHEMA_VERSION)
  })
})

/** A step that writes the same on every client. */
const colouring: Migration = {
  to: 1,
  run: (doc) => {
    for (const map of elementsOf(doc).values()) map.set('c', 'yellow')
  },
}
