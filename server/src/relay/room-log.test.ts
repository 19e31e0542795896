import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { RoomLog } from './room-log.ts'

describe('a log in which something is missing', () => {
  it('is damaged, and says which room it is of', () => {
    const [, second] = twoUpdates()
    const stored = { epoch: 'e', seq: 1, snapshot: undefined, updates: [second] }
    expect(() => new RoomLog('abc/session', stored)).toThrow(damaged('abc/session'))
  })

  it('or that makes no sense is damaged as well', () => {
    const nonsense = new Uint8Array([9, 9, 9])
    const log = { epoch: 'e', seq: 1, snapshot: undefined, updates: [nonsense] }
    const snapshot = { epoch: 'e', seq: 1, snapshot: { seq: 1, stateVector: nonsense, chunks: [] }, updates: [] }
    for (const stored of [log, snapshot]) expect(() => new RoomLog('abc', stored)).toThrow(damaged('abc'))
  })

  it('is read where nothing is', () => {
    const log = new RoomLog('abc', { epoch: 'e', seq: 2, snapshot: undefined, updates: twoUpdates() })
    expect(log.seq).toBe(2)
  })
})

function damaged(room: string): unknown {
  return expect.objectContaining({
    code: 'damaged',
    message: `What is stored of "${room}" cannot be read. Nothing was changed.`,
  })
}

function twoUpdates(): [Uint8Array, Uint8Array] {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  doc.getText('text').insert(0, 'first')
  doc.getText('text').insert(5, 'second')
  return updates as [Uint8Array, Uint8Array]
}
