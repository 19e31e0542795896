import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { splitDocument } from '../docs/split-document.ts'
import { KnownDeletions } from './known-deletions.ts'
import { RoomLog } from './room-log.ts'

describe('what is known of deletions', () => {
  it('is all of the snapshot and of what came since, also of what comes while it is looked for', async () => {
    const doc = new Y.Doc()
    doc.getText('t').insert(0, 'x'.repeat(100))
    doc.getText('t').delete(10, 5)
    const snapshot = { seq: 1, ...splitDocument(doc) }
    const before = Y.encodeStateVector(doc)
    doc.getText('t').delete(50, 5)
    const update = Y.encodeStateAsUpdate(doc, before)
    const log = new RoomLog('room', { epoch: 'e', seq: 2, snapshot, updates: [update] })
    const known = new KnownDeletions(log)
    expect([known.isWhole, known.unknownOf([doc.clientID, 10, 5])]).toEqual([false, [doc.clientID, 10, 5]])
    const whole = known.whole()
    known.add([doc.clientID, 90, 2])
    await whole
    expect(known.isWhole).toBe(true)
    expect(known.unknownOf([doc.clientID, 10, 5, doc.clientID, 55, 5, doc.clientID, 90, 2])).toEqual([])
    expect(known.unknownOf([doc.clientID, 0, 1])).toEqual([doc.clientID, 0, 1])
  })

  it('is nothing where a piece of the snapshot cannot be read, which is said', async () => {
    const { stateVector } = splitDocument(new Y.Doc())
    const snapshot = { seq: 1, stateVector, chunks: [new Uint8Array([9, 9, 9])] }
    const log = new RoomLog('room', { epoch: 'e', seq: 1, snapshot, updates: [] })
    await expect(new KnownDeletions(log).whole()).rejects.toMatchObject({ code: 'damaged' })
  })
})
