import { execFileSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { binary, repositoryRoot } from './paths.mjs'

const imports = (specifier) => `export { it } from '${specifier}'\n`
const restricted = 'no-restricted-imports'

/** One forbidden line each: [the rule in words, where it is written, what is written, the lint rule that must speak]. */
const violations = [
  ['shared imports no tldraw', 'shared/src/board/a.ts', imports('@tldraw/tldraw'), restricted],
  ['shared imports no Fastify', 'shared/src/board/b.ts', imports('fastify'), restricted],
  ['shared imports no React', 'shared/src/board/c.ts', imports('react'), restricted],
  ['shared imports nothing of Node', 'shared/src/board/d.ts', imports('node:fs'), restricted],
  ['shared imports no DOM library', 'shared/src/board/e.ts', imports('dompurify'), restricted],
  ['shared loads none of them late', 'shared/src/board/f.ts', `export const it = import('node:fs')\n`, restricted],
  ['shared imports no types of them', 'shared/src/board/g.ts', `export type { A } from 'react'\n`, restricted],
  ['shared does not reach the server by path', 'shared/src/h.ts', imports('../../server/src/app.ts'), restricted],
  ['shared does not know its packages', 'shared/src/i.ts', imports('@planwall/server/app'), restricted],
  ['shared reads no clock', 'shared/src/j.ts', 'export const now = Date.now()\n', 'no-restricted-properties'],
  ['shared throws no dice', 'shared/src/k.ts', 'export const n = Math.random()\n', 'no-restricted-properties'],
  ['tests of shared stay pure', 'shared/src/l.test.ts', imports('node:fs'), restricted],

  [
    'server never imports the client',
    'server/src/boards/a.ts',
    imports('../../../client/src/ui/Button.tsx'),
    restricted,
  ],
  ['server never imports the client by name', 'server/src/boards/b.ts', imports('@planwall/client/main'), restricted],
  ['server imports no React', 'server/src/boards/c.ts', imports('react'), restricted],
  ['server crosses to shared by name', 'server/src/boards/d.ts', imports('../../../shared/src/errors.ts'), restricted],
  ['only relay/ knows frames', 'server/src/boards/e.ts', imports('y-protocols/sync'), restricted],
  ['only relay/ knows encodings', 'server/src/plan/f.ts', imports('lib0/encoding'), restricted],
  ['adapters know no frames', 'server/src/store/g.ts', imports('lib0/decoding'), restricted],
  ['adapters know only the port', 'server/src/store/h.ts', imports('../relay/room.ts'), restricted],
  ['adapters know no configuration', 'server/src/bus/i.ts', imports('../config.ts'), restricted],
  ['adapters know no Fastify', 'server/src/store/j.ts', imports('fastify'), restricted],
  ['relay/ never imports the client', 'server/src/relay/k.ts', imports('../../../client/src/main.tsx'), restricted],
  ['parts do not know app.ts', 'server/src/relay/l.ts', imports('../app.ts'), restricted],
  ['parts do not know main.ts', 'server/src/boards/m.ts', imports('../main.ts'), restricted],
  [
    'only main.ts reads the environment',
    'server/src/config.ts',
    'export const p = process.env.PORT\n',
    'no-process-env',
  ],
  [
    'only main.ts takes the environment apart',
    'server/src/http/n.ts',
    'export const { env } = process\n',
    'no-restricted-properties',
  ],
  ['nobody imports the environment', 'server/src/relay/o.ts', `export { env } from 'node:process'\n`, restricted],

  ['client never imports the server', 'client/src/app/a.ts', imports('../../../server/src/app.ts'), restricted],
  ['client never imports the server by name', 'client/src/sync/b.ts', imports('@planwall/server/app'), restricted],
  ['client imports nothing of Node', 'client/src/app/c.ts', imports('node:path'), restricted],
  ['client crosses to shared by name', 'client/src/ui/d.ts', imports('../../../shared/src/errors.ts'), restricted],
  ['only canvas/ imports tldraw: app', 'client/src/app/e.ts', imports('@tldraw/tldraw'), restricted],
  ['only canvas/ imports tldraw: features', 'client/src/features/plan/e.ts', imports('tldraw'), restricted],
  ['only canvas/ imports tldraw: sync', 'client/src/sync/e.ts', imports('@tldraw/editor'), restricted],
  ['only canvas/ imports tldraw: ui', 'client/src/ui/e.ts', imports('@tldraw/tldraw/tldraw.css'), restricted],
  ['a feature imports no other feature', 'client/src/features/plan/f.ts', imports('../timer/timer.ts'), restricted],
  [
    'a deeper file imports no other feature',
    'client/src/features/plan/rows/f.ts',
    imports('../../timer/timer.ts'),
    restricted,
  ],
  ['a feature does not know app/', 'client/src/features/plan/g.ts', imports('../../app/routes.tsx'), restricted],
  [
    'a feature loads app/ neither late',
    'client/src/features/plan/h.ts',
    `await import('../../app/a.ts')\n`,
    restricted,
  ],
  [
    'a feature knows canvas/ by canvas-api.ts only',
    'client/src/features/plan/i.ts',
    imports('../../canvas/bind-document.ts'),
    restricted,
  ],
  [
    'a deeper file knows canvas/ by canvas-api.ts only',
    'client/src/features/plan/rows/i.ts',
    imports('../../../canvas/bind-document.ts'),
    restricted,
  ],
  ['ui/ knows no feature', 'client/src/ui/j.ts', imports('../features/plan/plan-store.ts'), restricted],
  ['ui/ does not know app/', 'client/src/ui/k.ts', imports('../app/routes.tsx'), restricted],
  ['sync/ does not know canvas/', 'client/src/sync/l.ts', imports('../canvas/canvas-api.ts'), restricted],
  ['sync/ knows no feature', 'client/src/sync/m.ts', imports('../features/plan/plan-store.ts'), restricted],
  ['canvas/ knows no feature', 'client/src/canvas/n.ts', imports('../features/plan/plan-store.ts'), restricted],
  ['canvas/ does not know app/', 'client/src/canvas/shapes/o.ts', imports('../../app/routes.tsx'), restricted],

  ['e2e crosses by name', 'e2e/stories/a.e2e.ts', imports('../../shared/src/errors.ts'), restricted],
  [
    'a promise is never left floating',
    'server/src/boards/p.ts',
    'async function save() {\n  return 1\n}\nexport function act() {\n  save()\n}\n',
    'no-floating-promises',
  ],
  [
    'a promise is never taken for an answer',
    'server/src/boards/q.ts',
    'async function saved() {\n  return true\n}\nexport const said = (): string => (saved() ? "yes" : "no")\n',
    'no-misused-promises',
  ],
  [
    'an effect names what it depends on',
    'client/src/features/plan/Effect.tsx',
    `import { useEffect } from 'react'\nexport function Effect({ act }: { act: () => void }) {\n  useEffect(() => act(), [])\n  return null\n}\n`,
    'exhaustive-deps',
  ],
  [
    'a picture says what it shows',
    'client/src/ui/Picture.tsx',
    `export function Picture() {\n  return <img src="a.png" />\n}\n`,
    'alt-text',
  ],
]

/** Lines that the same rules must let pass. */
const allowed = [
  [
    'shared/src/board/fine.ts',
    `export { Doc } from 'yjs'\nexport { it } from '../errors.ts'\nexport { a } from './a.ts'\n`,
  ],
  ['shared/src/board/fine-too.ts', `export { Type } from 'typebox'\nexport { Value } from 'typebox/value'\n`],
  ['shared/src/board/fine.test.ts', `export { it } from 'vitest'\nexport { fc } from 'fast-check'\n`],
  ['server/src/main.ts', `export const port = process.env.PORT\nexport { app } from './app.ts'\n`],
  ['server/src/app.ts', `export { it } from './relay/relay.plugin.ts'\nexport { a } from './store/sqlite.ts'\n`],
  ['server/src/relay/fine.ts', `export { it } from 'y-protocols/sync'\nexport { a } from '../store/board-store.ts'\n`],
  [
    'server/src/boards/fine.ts',
    `export { it } from '@planwall/shared/errors'\nexport { a } from '../access/seats.ts'\n`,
  ],
  ['server/src/store/sqlite.ts', `export { it } from './board-store.ts'\nexport { DatabaseSync } from 'node:sqlite'\n`],
  ['server/src/testing/fine.ts', `export { it } from 'y-websocket'\nexport { app } from '../app.ts'\n`],
  ['client/src/main.tsx', `export { it } from './app/App.tsx'\n`],
  [
    'client/src/app/fine.ts',
    `export { it } from '../features/plan/PlanPanel.tsx'\nexport { a } from '../canvas/Canvas.tsx'\n`,
  ],
  ['client/src/canvas/fine.ts', `export { it } from '@tldraw/tldraw'\nexport { a } from '../sync/status.ts'\n`],
  [
    'client/src/features/plan/fine.ts',
    `export { it } from '@planwall/shared/plan/extract'\nexport { a } from './plan-store.ts'\nexport { b } from '../../ui/Button.tsx'\nexport { c } from '../../sync/status.ts'\nexport { d } from '../../canvas/canvas-api.ts'\n`,
  ],
  [
    'client/src/features/plan/rows/fine.ts',
    `export { a } from '../plan-store.ts'\nexport { b } from '../../../ui/Button.tsx'\nexport { d } from '../../../canvas/canvas-api.ts'\n`,
  ],
  ['client/src/ui/fine.ts', `export { it } from 'radix-ui'\nexport { a } from './Button.tsx'\n`],
  [
    'e2e/stories/fine.e2e.ts',
    `export { it } from '@planwall/shared/errors'\nexport { a } from '../fixtures/board.ts'\n`,
  ],
]

let tree
let diagnostics

beforeAll(() => {
  tree = realpathSync(mkdtempSync(join(tmpdir(), 'lint-rules-')))
  cpSync(join(repositoryRoot, '.oxlintrc.json'), join(tree, '.oxlintrc.json'))
  write('tsconfig.json', JSON.stringify({ compilerOptions: { strict: true, jsx: 'preserve', noEmit: true } }))
  for (const [, path, text] of violations) write(path, text)
  for (const [path, text] of allowed) write(path, text)
  diagnostics = lint(tree)
}, 60_000)

afterAll(() => rmSync(tree, { recursive: true, force: true }))

describe('lint rules', () => {
  it.each(violations)('%s', (_rule, path, _text, code) => {
    expect(diagnostics.get(path) ?? []).toContainEqual(expect.stringContaining(code))
  })

  it.each(allowed)('%s passes', (path) => {
    expect(diagnostics.get(path) ?? []).toEqual([])
  })

  it('every seed has a file of its own', () => {
    const paths = [...violations.map(([, path]) => path), ...allowed.map(([path]) => path)]
    expect(new Set(paths).size).toBe(paths.length)
  })
})

describe('what no lint rule can say', () => {
  const clockless = globSync('shared/src/**/*.ts', { cwd: repositoryRoot, exclude: ['**/*.test.ts'] })

  it('shared asks no `new Date()` for the time of day', () => {
    const asking = clockless.filter((path) => /new Date\(\)/.test(readFileSync(join(repositoryRoot, path), 'utf8')))
    expect(clockless.length).toBeGreaterThan(10)
    expect(asking).toEqual([])
  })
})

function write(path, text) {
  mkdirSync(dirname(join(tree, path)), { recursive: true })
  writeFileSync(join(tree, path), text)
}

/** Path -> rule codes that spoke there. The linter must also end with a failure, or CI would not see it. */
function lint(directory) {
  const found = new Map()
  for (const { filename, code } of JSON.parse(outputOfFailing(directory)).diagnostics) {
    found.set(filename, [...(found.get(filename) ?? []), code])
  }
  return found
}

function outputOfFailing(directory) {
  try {
    execFileSync(binary('oxlint'), ['--format', 'json', '.'], { cwd: directory, encoding: 'utf8', stdio: 'pipe' })
  } catch (error) {
    if (error.status === 1 && error.stdout) return error.stdout
    throw error
  }
  throw new Error('the linter found nothing in a tree full of violations')
}
