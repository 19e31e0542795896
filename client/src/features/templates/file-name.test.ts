import { expect, it } from 'vitest'
import { fileNameOf } from './file-name.ts'

it.each([
  ['Pre-mortem, short', 'pre-mortem-short.planwall-template.json'],
  ['  ../../etc/passwd ', 'etc-passwd.planwall-template.json'],
  ['Größe & Ziel', 'größe-ziel.planwall-template.json'],
  ['!!!', 'board.planwall-template.json'],
])('a template called %j is saved as %s', (name, file) => {
  expect(fileNameOf(name)).toBe(file)
})
