import { EventEmitter } from 'node:events'
import { errorTable } from '@planwall/shared/errors'
import { limits } from '@planwall/shared/protocol'
import { describe, expect, it, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { Connection } from './connection.ts'

describe('a slow reader', () => {
  it('gets no cursors while much waits for it, but every update', () => {
    const { connection, sent } = slowBy(limits.slowReaderBytes + 1)
    connection.sendPresence(new Uint8Array(1))
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

  it('is not made one by a large document', () => {
    const { connection, sent, socket, close } = slowBy(0)
    connection.sendDocument(new Uint8Array(10 * 1024 * 1024))
    socket.bufferedAmount = 10 * 1024 * 1024
    connection.send(new Uint8Array(2))
    connection.sendPresence(new Uint8Array(1))
    expect(sent).toEqual([10 * 1024 * 1024, 2, 1])
    expect(close).not.toHaveBeenCalled()
  })

  it('is made one by asking for a large document again and again', () => {
    const { connection, socket, close } = slowBy(0)
    const document = new Uint8Array(10 * 1024 * 1024)
    connection.sendDocument(document)
    socket.bufferedAmount = document.byteLength
    connection.sendDocument(document)
    socket.bufferedAmount = 2 * document.byteLength
    connection.sendDocument(document)
    expect(close).toHaveBeenCalledOnce()
  })
})

function slowBy(bufferedAmount: number) {
  const sent: number[] = []
  const close = vi.fn<(code: number, reason: string) => void>()
  const socket = Object.assign(new EventEmitter(), {
    bufferedAmount,
    send: (frame: Uint8Array) => void sent.push(frame.byteLength),
    close: (code: number, reason: string) => {
      close(code, reason)
      socket.emit('close')
    },
    terminate: () => undefined,
  })
  const connection = new Connection(socket as unknown as WebSocket, {
    seatId: 'seat',
    number: 1,
    mayWrite: true,
    now: () => 0,
  })
  return { connection, sent, socket, close }
}
