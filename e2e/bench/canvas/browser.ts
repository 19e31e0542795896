import { chromium } from '@playwright/test'
import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test'
import { chromiumArgs, chromiumExecutable } from '../../chromium.ts'

export const viewport = { width: 1440, height: 900 }

export function launch(): Promise<Browser> {
  const executablePath = chromiumExecutable()
  return chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    // Memory is compared after a collection that the bench asks for.
    args: [
      ...chromiumArgs,
      '--no-sandbox',
      '--enable-precise-memory-info',
      ...(process.env.BENCH_DIST ? ['--disable-features=LocalNetworkAccessChecks'] : []),
    ],
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
  if (process.env.BENCH_DIST) {
    const { readFileSync, existsSync } = await import('node:fs')
    await context.route(/^http:\/\/127\.0\.0\.1:\d+\/(b\/|assets\/)/, async (route) => {
      const { pathname } = new URL(route.request().url())
      const file = process.env.BENCH_DIST + (pathname.startsWith('/b/') ? '/index.html' : pathname)
      if (!existsSync(file)) return route.fallback()
      let body = readFileSync(file)
      if (file.endsWith('.html')) {
        const head =
          '<base href="/"><script type="application/json" id="planwall-config">{"basePath":"","version":"0.1.0"}</script>'
        body = Buffer.from(body.toString().replace(/<head[^>]*>/, (t) => t + head))
      }
      const type = file.endsWith('.js')
        ? 'text/javascript'
        : file.endsWith('.css')
          ? 'text/css'
          : file.endsWith('.html')
            ? 'text/html'
            : undefined
      await route.fulfill({ body, ...(type ? { contentType: type } : {}) })
    })
  }
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  const cdp = await context.newCDPSession(page)
  return { context, page, cdp, faults, leave: () => context.close() }
}
