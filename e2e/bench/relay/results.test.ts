import { expect, it } from 'vitest'
import type { KillFigures } from './results.ts'
import { mergeResults, noResults, readResults } from './results.ts'

const kill: KillFigures = { rounds: 1, edits: 10, seen: 9, lostSeen: 0, acked: Number.NaN, lostAcked: Number.NaN }
const attack = { isAlive: true, before: 1, during: 2, share: 1, rssBefore: 1, rssPeak: 2, newcomerMs: 3, detail: '' }

it('what was measured again is taken from the newer part, the rest stays', () => {
  const before = { ...noResults(), kill: { ours: kill, hocuspocus: kill } }
  const merged = mergeResults(before, { ...noResults(), kill: { ours: { ...kill, edits: 20 } } })
  expect(merged.kill).toEqual({ ours: { ...kill, edits: 20 }, hocuspocus: kill })
})

it('attacks are merged one by one', () => {
  const before = {
    ...noResults(),
    hostile: {
      ours: [
        { ...attack, attack: 'flood' },
        { ...attack, attack: 'silent' },
      ],
    },
  }
  const now = { ...noResults(), hostile: { ours: [{ ...attack, attack: 'flood', during: 9 }] } }
  const { ours = [] } = mergeResults(before, now).hostile
  expect(ours.map(({ attack: name, during }) => [name, during])).toEqual([
    ['silent', 2],
    ['flood', 9],
  ])
})

it('figures that are no number come back from JSON as none', () => {
  const json = JSON.stringify({ options: { quick: true }, results: { ...noResults(), kill: { ours: kill } } })
  expect(readResults(json)).toEqual({ quick: true, results: { ...noResults(), kill: { ours: kill } } })
})
