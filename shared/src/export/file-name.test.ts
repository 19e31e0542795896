import { expect, it } from 'vitest'
import type { Plan } from '../plan/plan.ts'
import { fileNameOf } from './file-name.ts'

it.each([
  ['Plan for 2027!', 'plan-for-2027 2026-12-31.json'],
  ['  Überblick / Größe ', 'uberblick-große 2026-12-31.json'],
  ['…', 'plan 2026-12-31.json'],
  ['../../etc/passwd', 'etc-passwd 2026-12-31.json'],
  [undefined, 'plan 2026-12-31.json'],
])('the plan %j is saved as %j', (name, file) => {
  const provenance = { boardId: 'b', asOf: '2026-12-31', exportedAt: '2026-12-31T01:00:00Z', generator: '' }
  expect(fileNameOf({ name, provenance } as Plan, 'plan-json', 'json')).toBe(file)
})
