import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * The Chromium that the stories, pictures and benches drive: `CHROMIUM_PATH`, else the one Playwright downloaded
 * (when somebody asked it to), else the machine's own. Undefined when there is none.
 */
export function chromiumExecutable(): string | undefined {
  const wished = process.env.CHROMIUM_PATH
  const places = wished ? [wished] : [chromium.executablePath(), ...usualPlaces]
  return places.find((path) => existsSync(path))
}

/** Nothing calls home, text is drawn the same on every machine, and no graphics card is needed. */
export const chromiumArgs = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
]
