import { assert, json, property, string } from 'fast-check'
import { expect, it } from 'vitest'
import { isJson, isJsonObject } from './json-text.ts'

const check = (text: string) => isJson(Buffer.from(text), 0, Buffer.byteLength(text))

it('agrees with JSON.parse on JSON, and on JSON with one character changed', () => {
  assert(
    property(json({ maxDepth: 5 }), string({ maxLength: 2 }), (text, other) => {
      expect(check(text)).toBe(true)
      for (let at = 0; at <= text.length; at += 1 + (text.length >> 3)) {
        const changed = text.slice(0, at) + other + text.slice(at + 1)
        expect([changed, check(changed)]).toEqual([changed, parses(changed)])
      }
    }),
    { numRuns: 300 },
  )
})

const rows: [string, boolean][] = [
  ['{"x":-1.5e+10,"y":[1,2,{"z":null}],"w":"\\u00e9\\n"}', true],
  [' \t\r\n[ ] ', true],
  ['', false],
  ['{', false],
  ['{"a"}', false],
  ['{"a":1,}', false],
  ['[1,]', false],
  ['01', false],
  ['-', false],
  ['1.', false],
  ['.5', false],
  ['1e', false],
  ['tru', false],
  ['nulll', false],
  ['"\\x"', false],
  ['"\\u12g4"', false],
  ['"\u0001"', false],
  ['"abc', false],
  ['1 2', false],
  ['[1}', false],
]
it.each(rows)('%j: %s', (text, isGood) => {
  expect([check(text), parses(text)]).toEqual([isGood, isGood])
})

it('takes no value that lies too deep, however it is written', () => {
  for (const deep of ['['.repeat(5000) + ']'.repeat(5000), '{"a":'.repeat(5000)]) expect(check(deep)).toBe(false)
})

it('tells an object from other values', () => {
  const isObject = (text: string) => isJsonObject(Buffer.from(text), 0, text.length)
  expect(['{}', ' {"a":1}', '[]', 'null', '"{}"', '{'].map(isObject)).toEqual([true, true, false, false, false, false])
})

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
