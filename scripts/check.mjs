import './check-node.mjs'

const { join } = await import('node:path')
const { catalogueProblem } = await import('./check-catalogue.mjs')
const { binary, repositoryRoot } = await import('./paths.mjs')
const { collect } = await import('./run.mjs')

const packages = ['shared', 'server', 'client', 'e2e']

const steps = {
  format: () => tool('oxfmt', '--check', '.'),
  lint: () => tool('oxlint', '.'),
  types: () => all(packages.map((name) => tool('tsc', '-p', join(repositoryRoot, name)))),
  'dead code': () => tool('knip'),
  translations: catalogueProblem,
  'unit tests': () => tool('vitest', 'run', '--exclude', '**/*.integration.test.ts'),
}

const failed = []
for (const [name, act] of Object.entries(steps)) {
  const startedAt = performance.now()
  const problem = await act()
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(`${problem === '' ? '✓' : '✗'} ${name} (${seconds} s)`)
  if (problem === '') continue
  failed.push(name)
  console.log(problem)
}

console.log(failed.length === 0 ? 'All checks passed.' : `Failed: ${failed.join(', ')}.`)
process.exit(failed.length === 0 ? 0 : 1)

/** Nothing when the tool is content, else what it said. */
async function tool(name, ...args) {
  const { code, output } = await collect(binary(name), args)
  return code === 0 ? '' : output || `${name} ended with ${code}`
}

async function all(problems) {
  return (await Promise.all(problems)).filter(Boolean).join('\n')
}
