import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cursorMessage, eachCursor } from './cursor-message.ts'

const clientId = fc.integer({ min: 0, max: 2 ** 32 - 1 })
const units = fc.integer({ min: -1_000_000, max: 1_000_000 })
const point = fc.option(fc.record({ x: units, y: units }))

it('pointers, or the word that they left, are read as they were written, one behind the other', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(clientId, point)), (said) => {
      const body = said.flatMap(([id, at]) => [...cursorMessage(id, at).subarray(1)])
      const heard: unknown[] = []
      eachCursor(Uint8Array.from(body), (id, at) => heard.push([id, at]))
      expect(heard).toEqual(said.map(([id, at]) => [id, at && { x: at.x, y: at.y }]))
    }),
  )
})

it('a pointer on a large wall takes at most 12 bytes', () => {
  expect(cursorMessage(2 ** 32 - 1, { x: 120_000.4, y: -80_000.6 }).length).toBeLessThanOrEqual(12)
})

it('a pointer that breaks off cannot be read', () => {
  const whole = cursorMessage(70_000, { x: 5000, y: 5000 }).subarray(1)
  expect(() => eachCursor(whole.subarray(0, -1), () => undefined)).toThrow('too early')
})
