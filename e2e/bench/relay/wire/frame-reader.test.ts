import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { clientFrame, FrameReader } from './frame-reader.ts'

/** A frame as servers send it. */
function serverFrame(payload: Uint8Array, first = 0x82): Buffer {
  const masked = clientFrame(payload)
  const mask = masked.length - payload.length - 4
  const frame = Buffer.concat([masked.subarray(0, mask), payload])
  frame[0] = first
  frame[1] = (frame[1] as number) & 0x7f
  return frame
}

function read(...chunks: Buffer[]): { payload: string; isDeflated: boolean; wireBytes: number }[] {
  const heard: { payload: string; isDeflated: boolean; wireBytes: number }[] = []
  const reader = new FrameReader(({ payload, isDeflated, wireBytes }) =>
    heard.push({ payload: payload.toString('latin1'), isDeflated, wireBytes }),
  )
  for (const chunk of chunks) reader.push(chunk)
  return heard
}

it.each([0, 1, 125, 126, 65_535, 65_536, 300_000])('a frame of %i bytes', (length) => {
  const payload = Buffer.alloc(length, 'x')
  const frame = serverFrame(payload)
  expect(read(frame)).toEqual([{ payload: 'x'.repeat(length), isDeflated: false, wireBytes: frame.length }])
})

it('tells deflated frames', () => {
  expect(read(serverFrame(Buffer.from('a'), 0xc2))).toMatchObject([{ isDeflated: true }])
})

it('refuses a masked frame: servers do not mask', () => {
  expect(() => read(clientFrame(Buffer.from('a')))).toThrow(/masked/)
})

it('wherever the line cuts them, the frames are the same', () => {
  const payloads = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 6 })
  fc.assert(
    fc.property(payloads, fc.array(fc.nat(1000), { maxLength: 8 }), (all, cuts) => {
      const whole = Buffer.concat(all.map((payload) => serverFrame(payload)))
      const at = [0, ...cuts.map((cut) => Math.min(cut, whole.length)), whole.length].toSorted((a, b) => a - b)
      const chunks = at.slice(1).map((end, n) => whole.subarray(at[n], end))
      expect(read(...chunks).map(({ payload }) => payload)).toEqual(
        all.map((payload) => Buffer.from(payload).toString('latin1')),
      )
    }),
  )
})
