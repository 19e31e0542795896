import { existsSync, globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from './paths.mjs'
import { collect } from './run.mjs'

/** Everything the built client is made from. */
const sources = [
  'client/src/**/*',
  'client/public/**/*',
  'client/*.{ts,html,json}',
  'shared/src/**/*',
  'pnpm-lock.yaml',
  'tsconfig.base.json',
]

/** Build the client unless the last build is newer than everything it is made from. Throws when the build fails. */
export async function buildClientIfStale() {
  if (isFresh()) return
  console.log('Building the client …')
  const { code, output } = await collect(join(repositoryRoot, 'client/node_modules/.bin/vite'), ['build'], {
    cwd: join(repositoryRoot, 'client'),
  })
  if (code !== 0) throw new Error(`The client could not be built.\n${output}`)
}

function isFresh() {
  const built = join(repositoryRoot, 'client/dist/index.html')
  if (!existsSync(built)) return false
  const builtAt = statSync(built).mtimeMs
  return globSync(sources, { cwd: repositoryRoot }).every(
    (path) => statSync(join(repositoryRoot, path)).mtimeMs <= builtAt,
  )
}
