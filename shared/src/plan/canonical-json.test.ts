import fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonicalJson } from './canonical-json.ts'

it.each([
  [
    'keys in the order of their UTF-16 units',
    { '\u20ac': 1, '\r': 2, '1': 3, '\u{1F600}': 4, '\u00f6': 5, a: 6 },
    '{"\\r":2,"1":3,"a":6,"ö":5,"€":1,"😀":4}',
  ],
  [
    'numbers as ECMAScript writes them',
    [333333333.3333333, 1e30, 4.5, 2e-3, 1e-27, -0],
    '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
  ],
  ['escapes as ECMAScript writes them', '€$\u000f\nA\'B"\\/', '"€$\\u000f\\nA\'B\\"\\\\/"'],
  ['literals, and what is undefined left out', { a: null, b: true, c: undefined, d: [] }, '{"a":null,"b":true,"d":[]}'],
])('%s', (_rule, value, text) => {
  expect(canonicalJson(value)).toBe(text)
})

it('the same value in whatever order of keys is the same text, and reads back as that value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value)
      expect(canonicalJson(reversed(value))).toBe(text)
      expect(canonicalJson(JSON.parse(text))).toBe(text)
    }),
  )
})

it('what JSON cannot carry is refused', () => {
  for (const value of [Number.NaN, Infinity, () => 1, 10n, [undefined]]) {
    expect(() => canonicalJson(value)).toThrow(TypeError)
  }
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, part]) => [name, reversed(part)]),
  )
}
