import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { add, fromPlaywright, fromVitest, summary } from './test-counts.mjs'

const folder = mkdtempSync(join(tmpdir(), 'test-counts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the last line of a test run', () => {
  it('adds up what vitest and Playwright counted', () => {
    const unit = fromVitest(report({ numPassedTests: 5, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1 }), 1)
    const stories = fromPlaywright(report({ stats: { expected: 3, unexpected: 0, flaky: 1, skipped: 1 } }), 1)
    expect(summary(add(unit, stories))).toBe('8 passed, 2 failed, 3 skipped')
  })

  it('a run that crashed after green tests has failed', () => {
    const counts = fromVitest(report({ numPassedTests: 5, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 }), 1)
    expect(summary(counts)).toBe('5 passed, 1 failed, 0 skipped')
  })

  it('a run that left no report has failed', () => {
    expect(summary(fromPlaywright(join(folder, 'none.json'), 1))).toBe('0 passed, 1 failed, 0 skipped')
  })
})

let written = 0
function report(content) {
  const path = join(folder, `${written++}.json`)
  writeFileSync(path, JSON.stringify(content))
  return path
}
