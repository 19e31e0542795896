import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hostileText } from '../testing/arbitraries.ts'
import { planId } from './plan-id.ts'

const allowed = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/

it.each([
  ['stays as it is where it fits', 'V1StGXR8_Z5jdHi6B', undefined],
  ['that is a UUID stays', 'aa83925e-f243-4930-9c35-32febd204b76', undefined],
  ['that begins with an underscore is escaped', '_17', 'x:_17'],
  ['with a space and a letter of another script is escaped', 'a ü', 'x:a:20::fc:'],
  ['with a character of two units is escaped by unit', '🙂', 'x::d83d::de42:'],
  ['that looks escaped is escaped again', 'x:_17', 'x:x:3a:_17'],
  ['that is empty gets one', '', 'x:'],
])('[P3] an id %s', (_rule, id, escaped) => {
  expect(planId(id)).toBe(escaped ?? id)
})

it('[P3] any id becomes one the schema allows, always the same, and no two become one', () => {
  const id = fc.oneof(
    hostileText,
    fc.string({ minLength: 120, maxLength: 400 }),
    fc.constantFrom('x:', 'xh:', 'x:a', 'xh:a'),
  )
  fc.assert(
    fc.property(id, id, (one, other) => {
      expect(planId(one)).toMatch(allowed)
      expect(planId(one)).toBe(planId(one))
      if (one !== other) expect(planId(one)).not.toBe(planId(other))
    }),
  )
})
