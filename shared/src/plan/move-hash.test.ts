import { expect, it } from 'vitest'
import { moveHash } from './move-hash.ts'

const move = { id: 'm', name: 'Prove it', accountable: 'ana', expectedContribution: { value: 1, unit: 'site' } }

it('the same words give the same mark, wherever the move stands and however far it is', () => {
  expect(moveHash({ ...move, sequenceIndicator: 4, status: 'COMPLETED', derivedFrom: [], sponsor: 'val' })).toBe(
    moveHash(move),
  )
  expect(moveHash(move)).toMatch(/^[0-9a-f]{32}$/)
})

it.each([
  { name: 'Prove it now' },
  { description: 'x' },
  { accountable: 'ben' },
  { expectedContribution: { value: 2, unit: 'site' } },
  { expectedContribution: { value: 1, unit: 'sites' } },
  { confidence: 0.5 },
])('another one for %j', (change) => {
  expect(moveHash({ ...move, ...change })).not.toBe(moveHash(move))
})
