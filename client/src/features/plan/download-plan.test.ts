import { expect, it } from 'vitest'
import { fileName } from './download-plan.ts'

it.each([
  ['Plan for 2027!', 'plan-for-2027 2026-12-31.json'],
  ['  Überblick / Größe ', 'uberblick-große 2026-12-31.json'],
  ['…', 'plan 2026-12-31.json'],
  ['../../etc/passwd', 'etc-passwd 2026-12-31.json'],
])('the plan of %j is saved as %j', (title, name) => {
  expect(fileName(title, '2026-12-31')).toBe(name)
})
