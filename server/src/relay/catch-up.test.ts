import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { CatchUp } from './catch-up.ts'
import type { Connection } from './connection.ts'
import { until } from '../testing/until.ts'
import { Pieces } from './pieces.ts'
import { RoomLog } from './room-log.ts'

const empty = new Uint8Array([0, 0])

describe('bringing somebody up to date', () => {
  it('hands over one piece, and the next when that has left', async () => {
    const line = slowLine()
    const pieces = new Pieces([updateOf('a', 300_000), updateOf('b', 300_000)])
    const done = new CatchUp(line.connection, logOf([]), 0).run({ pieces, from: 0, closing: empty }, () => [])
    await line.waits()
    expect(line.bytes()).toBeGreaterThan(300_000)
    expect(line.bytes()).toBeLessThan(301_000)
    line.leave()
    await line.waits()
    expect(line.bytes()).toBeGreaterThan(600_000)
    line.leave()
    await done
    expect(line.lastMessage()).toEqual(Buffer.from([0, 1, 2, 0, 0]))
  })

  it('sends many small updates in stretches, so that not all of them wait in memory', async () => {
    const line = slowLine()
    const log = logOf(Array.from({ length: 100 }, (_, i) => updateOf(`u${i}`, 10_000)))
    const done = new CatchUp(line.connection, log, 0).run({ pieces: new Pieces([]), from: 0, closing: empty }, () => [])
    let stretches = 0
    for (let before = 0; line.bytes() < 1_000_000; before = line.bytes()) {
      await line.waits()
      stretches++
      expect(line.bytes() - before).toBeLessThan(300_000)
      line.leave()
      await new Promise(setImmediate)
    }
    await done
    expect(stretches).toBeGreaterThanOrEqual(3)
  })

  it('sends what is appended meanwhile before it closes, and is at the end in one moment with that', async () => {
    const line = slowLine()
    const log = logOf([updateOf('first', 20_000)])
    const catchUp = new CatchUp(line.connection, log, 0)
    let end = 0
    const done = catchUp.run({ pieces: new Pieces([]), from: 0, closing: empty }, () => {
      end = log.seq
      return []
    })
    await line.waits()
    log.append([updateOf('second', 100)], 2)
    line.leave()
    await done
    expect([end, catchUp.reached]).toEqual([2, 2])
  })

  it('ends where the connection does', async () => {
    const line = slowLine()
    const catchUp = new CatchUp(line.connection, logOf([updateOf('first', 20_000)]), 0)
    let isAtEnd = false
    const done = catchUp.run({ pieces: new Pieces([]), from: 0, closing: empty }, () => {
      isAtEnd = true
      return []
    })
    await line.waits()
    catchUp.giveUp()
    line.leave()
    await done
    expect([isAtEnd, line.endedWith()]).toEqual([false, 'slow-reader'])
  })
})

function logOf(updates: Uint8Array[]): RoomLog {
  return new RoomLog('room', { epoch: 'e', seq: updates.length, snapshot: undefined, updates })
}

function updateOf(key: string, size: number): Uint8Array {
  const doc = new Y.Doc()
  doc.getMap('m').set(key, 'x'.repeat(size))
  return Y.encodeStateAsUpdate(doc)
}

/** A connection from which things leave when the test says so. */
function slowLine() {
  const sent: Uint8Array[] = []
  let leave: (() => void) | undefined
  let isWaiting = false
  let ended: string | undefined
  const connection = {
    takesDeflated: false,
    get isEnded() {
      return ended !== undefined
    },
    end: (code: string) => void (ended = code),
    sendAll: (frames: readonly Uint8Array[]) => {
      sent.push(...frames)
      isWaiting = true
    },
    drained: () => (isWaiting ? new Promise<void>((resolve) => (leave = resolve)) : Promise.resolve()),
  }
  return {
    connection: connection as unknown as Connection,
    bytes: () => sent.reduce((sum, { length }) => sum + length, 0),
    /** Without the head of its frame. */
    lastMessage: () => Buffer.from(sent.at(-1) ?? []).subarray(2),
    waits: () => until(() => leave !== undefined),
    leave: () => {
      isWaiting = false
      leave?.()
      leave = undefined
    },
    endedWith: () => ended,
  }
}
