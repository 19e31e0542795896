import { existsSync } from 'node:fs'
import { chromiumExecutable } from '../e2e/chromium.ts'
import { collect, run } from './run.mjs'

const apt = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3']
const packages = ['chromium', 'fonts-liberation']

/** Fetches xmllint, which checks exported XML, where it is missing and this machine lets us; else says what to install. */
export async function ensureXmllint() {
  if (await hasXmllint()) return
  if (await aptInstalls(['libxml2-utils'])) {
    if (await hasXmllint()) return
  }
  console.error(
    [
      'Some tests read exported XML with xmllint, and this machine has none. One of these brings it:',
      '  Debian:  sudo apt-get install --no-install-recommends libxml2-utils',
      '  Fedora:  sudo dnf install libxml2',
      '  macOS:   it is part of the system',
    ].join('\n'),
  )
}

/** True when there is a Chromium to drive, fetched first where this machine lets us; else says what to install. */
export async function ensureChromium() {
  if (chromiumExecutable()) return true
  if ((await aptInstalls(packages)) && chromiumExecutable()) return true
  console.error(
    [
      'The browser stories need Chromium, and this machine has none. One of these brings it:',
      `  Debian:     sudo apt-get install --no-install-recommends ${packages.join(' ')}`,
      '  Fedora:     sudo dnf install chromium liberation-fonts',
      '  macOS:      brew install --cask google-chrome',
      '  elsewhere:  npx -y pnpm@12.21.0 --filter @planwall/e2e exec playwright install --with-deps chromium',
      'A browser in an unusual place is named by CHROMIUM_PATH.',
    ].join('\n'),
  )
  return false
}

async function hasXmllint() {
  return (await collect('xmllint', ['--version'])).code === 0
}

/** False where this machine does not let us install. */
async function aptInstalls(names) {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version') || !existsSync('/usr/bin/apt-get')) return false
  console.log(`Installing ${names.join(' and ')} …`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', [...apt, 'update', '-qq'], { env })
  await run('apt-get', [...apt, 'install', '-y', '-qq', '--no-install-recommends', ...names], { env })
  return true
}
