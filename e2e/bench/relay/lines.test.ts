import { expect, it } from 'vitest'
import { resultLines } from './lines.ts'
import { noResults } from './results.ts'
import type { AttackFigures } from './results.ts'

function attack(name: string, of: Partial<AttackFigures> = {}): AttackFigures {
  const rest = {
    isAlive: true,
    before: 1,
    during: 2,
    share: 1,
    rssBefore: 1e6,
    rssPeak: 2e6,
    newcomerMs: 3,
    detail: '',
  }
  return { attack: name, ...rest, ...of }
}

it('what is to be compared stands together, whoever was measured first', () => {
  const hostile = { ours: [attack('silent'), attack('flood')], bare: [attack('flood'), attack('silent')] }
  expect(resultLines({ ...noResults(), hostile }).map(({ what }) => what)).toEqual([
    'silent, ours',
    'silent, bare',
    'flood, ours',
    'flood, bare',
  ])
})

it('says so when a process died, or nobody can join', () => {
  const hostile = { ours: [attack('flood', { isAlive: false }), attack('silent', { newcomerMs: Number.NaN })] }
  const [died, full] = resultLines({ ...noResults(), hostile })
  expect(died?.measured).toBe('THE PROCESS DIED')
  expect(full?.measured).toContain('NOBODY CAN JOIN')
})

it('a ramp that the generator ended says so', () => {
  const largest = { bare: { largest: 80, failed: 90, at: undefined, failedAt: undefined, isGeneratorLimited: true } }
  expect(resultLines({ ...noResults(), largest })).toMatchObject([{ measured: expect.stringContaining('generator') }])
})
