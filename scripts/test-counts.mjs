import { existsSync, readFileSync } from 'node:fs'

export const none = { passed: 0, failed: 0, skipped: 0 }
export const oneFailure = { passed: 0, failed: 1, skipped: 0 }

export function add(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }
}

/** The last line of a run, which other programs read. */
export function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

/** What vitest's JSON report at `path` says, given its exit code. */
export function fromVitest(path, exitCode) {
  return counted(path, exitCode, (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }))
}

/** What Playwright's JSON report at `path` says, given its exit code. A test that needed two tries has failed. */
export function fromPlaywright(path, exitCode) {
  return counted(path, exitCode, ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  }))
}

/** A run that ended badly without a failed test (a file that would not load, a crash) counts as one failure. */
function counted(path, exitCode, read) {
  const counts = existsSync(path) ? read(JSON.parse(readFileSync(path, 'utf8'))) : none
  return exitCode !== 0 && counts.failed === 0 ? add(counts, oneFailure) : counts
}
