import { expect, it } from 'vitest'
import { readConfig } from './config.ts'

const rows: [rule: string, text: string | null, basePath: string][] = [
  ['nothing from the server: the root', null, '/'],
  ['a path keeps its slashes', '{"basePath": "/plan/wall/"}', '/plan/wall/'],
  ['missing slashes are put in', '{"basePath": "plan"}', '/plan/'],
  ['the root is one slash', '{"basePath": "/"}', '/'],
  ['no JSON: the root', '<', '/'],
  ['another sort: the root', '{"basePath": 3}', '/'],
]
it.each(rows)('%s', (_rule, text, basePath) => {
  expect(readConfig(text).basePath).toBe(basePath)
})

it('the version is told', () => {
  expect(readConfig('{"version": "0.1.0"}').version).toBe('0.1.0')
})

it('who may start boards is told: anyone where nothing is said', () => {
  expect(readConfig(null)).toMatchObject({ createBoards: 'anyone', canSignIn: false, binsOldBoards: false })
  expect(readConfig('{"createBoards": "sign-in", "canSignIn": "yes", "retentionDays": "90"}')).toMatchObject({
    createBoards: 'sign-in',
    canSignIn: true,
    binsOldBoards: true,
  })
})
