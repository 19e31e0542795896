import { deflateRawSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { Inflated } from './inflated.ts'

function deflated(text: string): Buffer {
  return deflateRawSync(Buffer.from(text), { finishFlush: 2 }).subarray(0, -4)
}

it('gives what was deflated, and inflates the same frame once', () => {
  const inflated = new Inflated()
  for (const text of ['one', 'two', 'one', 'one']) expect(inflated.of(deflated(text)).toString()).toBe(text)
  expect(inflated.count).toBe(2)
})
