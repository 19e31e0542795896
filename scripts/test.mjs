import './check-node.mjs'

const { mkdtempSync, rmSync } = await import('node:fs')
const { tmpdir } = await import('node:os')
const { join } = await import('node:path')
const { buildClientIfStale } = await import('./build-client.mjs')
const { binary, repositoryRoot } = await import('./paths.mjs')
const { run } = await import('./run.mjs')
const { ensureChromium, ensureXmllint } = await import('./system.mjs')
const { add, fromPlaywright, fromVitest, none, oneFailure, summary } = await import('./test-counts.mjs')

const reports = mkdtempSync(join(tmpdir(), 'planwall-test-'))
let total = none
try {
  const ready = await attempt(() => buildClientIfStale())
  await ensureXmllint()
  total = add(total, await vitest())
  total = add(total, ready && (await ensureChromium()) ? await stories() : oneFailure)
} finally {
  rmSync(reports, { recursive: true, force: true })
}
if (total.passed === 0 && total.failed === 0) {
  console.error('No test ran.')
  total = oneFailure
}
console.log(summary(total))
process.exit(total.failed === 0 ? 0 : 1)

async function vitest() {
  const report = join(reports, 'vitest.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  return fromVitest(report, await run(binary('vitest'), ['run', ...reporters]))
}

async function stories() {
  const report = join(reports, 'playwright.json')
  const code = await run(join(repositoryRoot, 'e2e/node_modules/.bin/playwright'), ['test', '--reporter=list,json'], {
    cwd: join(repositoryRoot, 'e2e'),
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  })
  return fromPlaywright(report, code)
}

async function attempt(act) {
  try {
    await act()
    return true
  } catch (error) {
    console.error(error.message)
    return false
  }
}
