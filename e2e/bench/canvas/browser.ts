import { chromium } from '@playwright/test'
import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test'
import { chromiumArgs, chromiumExecutable } from '../../chromium.ts'

export const viewport = { width: 1440, height: 900 }

export function launch(): Promise<Browser> {
  const executablePath = chromiumExecutable()
  return chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    // Memory is compared after a collection that the bench asks for.
    args: [...chromiumArgs, '--no-sandbox', '--enable-precise-memory-info'],
  })
}

/** A visitor who has never been here: no cookies, no stored copy, an empty cache. */
export interface Visitor {
  context: BrowserContext
  page: Page
  cdp: CDPSession
  /** What the page threw or logged as an error. */
  faults: string[]
  leave: () => Promise<void>
}

export async function visit(browser: Browser): Promise<Visitor> {
  const context = await browser.newContext({
    viewport,
    locale: 'en-GB',
    timezoneId: 'UTC',
    colorScheme: 'light',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  const cdp = await context.newCDPSession(page)
  return { context, page, cdp, faults, leave: () => context.close() }
}
