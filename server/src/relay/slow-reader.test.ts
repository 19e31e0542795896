import { EventEmitter } from 'node:events'
import { errorTable } from '@planwall/shared/errors'
import { limits } from '@planwall/shared/protocol'
import { describe, expect, it, vi } from 'vitest'
import { Connection } from './connection.ts'
import type { Wire } from './connection.ts'
import { createRelayStats } from './relay-stats.ts'

describe('a slow reader', () => {
  it('gets no cursors while much waits for it, but every update', () => {
    const { connection, sent } = slowBy(limits.slowReaderBytes + 1)
    expect(connection.sendPresence(new Uint8Array(1))).toBe(false)
    connection.send(new Uint8Array(2))
    expect(sent).toEqual([2])
  })

  it('is closed once too much waits for it, to come back and resume', () => {
    const { connection, sent, close } = slowBy(limits.closeReaderBytes + 1)
    connection.send(new Uint8Array(2))
    expect(sent).toEqual([])
    expect(close).toHaveBeenCalledWith(errorTable['slow-reader'].close, errorTable['slow-reader'].message)
    expect(connection.isEnded).toBe(true)
  })

  it('is waited for while it is given the document', async () => {
    const { connection, stream } = slowBy(0)
    stream.writableNeedDrain = true
    let isDrained = false
    const drained = connection.drained().then(() => (isDrained = true))
    await Promise.resolve()
    expect(isDrained).toBe(false)
    stream.emit('drain')
    await drained
    expect(stream.eventNames()).toEqual([])
  })

  it('is not waited for once it is gone', async () => {
    const { connection, stream } = slowBy(0)
    stream.writableNeedDrain = true
    const drained = connection.drained()
    stream.emit('close')
    await expect(drained).resolves.toBeUndefined()
  })
})

function slowBy(writableLength: number) {
  const sent: number[] = []
  const close = vi.fn<(code: number, reason: string) => void>()
  const stream = Object.assign(new EventEmitter(), {
    writableLength,
    writableNeedDrain: false,
    cork: () => undefined,
    uncork: () => undefined,
    write: (frame: Uint8Array) => sent.push(frame.byteLength) > 0,
  })
  const socket = Object.assign(new EventEmitter(), {
    readyState: 1,
    close: (code: number, reason: string) => {
      close(code, reason)
      socket.emit('close')
    },
  })
  const connection = new Connection({ socket, stream, takesDeflated: false } as unknown as Wire, {
    seatId: 'seat',
    number: 1,
    mayWrite: true,
    isOurs: false,
    since: undefined,
    now: () => 0,
    stats: createRelayStats(),
  })
  return { connection, sent, stream, close }
}
