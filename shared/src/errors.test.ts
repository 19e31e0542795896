import { describe, expect, it } from 'vitest'
import { AppError, errorForClose, errorTable } from './errors.ts'
import type { ErrorCode } from './errors.ts'
import { messageType, syncType } from './protocol.ts'

const codes = Object.keys(errorTable) as ErrorCode[]

describe('expected failures', () => {
  it.each(codes)('%s has words for people, an HTTP error status and a close code a server may send', (code) => {
    const { status, close, message } = errorTable[code]
    expect(message).toMatch(/\.$/)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(600)
    const isRegistered = [1007, 1008, 1009, 1011, 1012, 1013].includes(close)
    expect(isRegistered || (close >= 4000 && close <= 4999)).toBe(true)
  })

  it('an error answers with its row, and its own words where it has some', () => {
    const error = new AppError('bad-file', 'Line 3 is not well-formed.')
    expect(error).toBeInstanceOf(Error)
    expect([error.status, error.close]).toEqual([400, 4400])
    expect(error.body()).toEqual({ code: 'bad-file', message: 'Line 3 is not well-formed.', retry: false })
    expect(new AppError('internal').body().message).toBe(errorTable.internal.message)
  })

  it('a close code leads back to a row that has it, and foreign codes to none', () => {
    for (const code of codes) {
      const found = errorForClose(errorTable[code].close)
      expect(found && errorTable[found].close).toBe(errorTable[code].close)
      expect(found && errorTable[found].retry).toBe(errorTable[code].retry)
    }
    expect(errorForClose(1000)).toBeUndefined()
    expect(errorForClose(4999)).toBeUndefined()
  })
})

describe('the protocol', () => {
  it('keeps the numbers that y-websocket and its peers use', () => {
    expect(messageType).toMatchObject({ sync: 0, awareness: 1, auth: 2, queryAwareness: 3, durable: 120 })
    expect(syncType).toEqual({ step1: 0, step2: 1, update: 2 })
  })
})
