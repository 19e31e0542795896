import { readBoard } from '@planwall/shared/board/read'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { UpdateClocks } from './update-clocks.ts'
import { Writer } from './writer.ts'

it('every change is one update that follows on the one before, and can be told by its clock', () => {
  const writer = new Writer()
  const clocks = new UpdateClocks()
  const doc = new Y.Doc()
  let before = 0
  for (let n = 0; n < 5; n++) {
    const update = writer.change()
    expect(clocks.of(update)).toEqual([{ clientId: writer.clientId, from: before, to: writer.clock }])
    expect(writer.clock).toBeGreaterThan(before)
    before = writer.clock
    Y.applyUpdate(doc, update)
  }
  expect(readBoard(doc).board.elements.size).toBe(10)
})

it('knows an update it has read, and does not take another for it', () => {
  const [one, two] = [new Writer(), new Writer()]
  const clocks = new UpdateClocks()
  const [first, second] = [one.change(), two.change()]
  expect(clocks.of(first.slice())).toBe(clocks.of(first))
  expect(clocks.of(second)).toMatchObject([{ clientId: two.clientId }])
})
