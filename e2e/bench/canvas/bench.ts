import { Api } from '../../fixtures/api.ts'
import { serveBenchPages } from './bench-pages.ts'
import { launch } from './browser.ts'
import { measureDocument } from './measure-document.ts'
import { measureEdits } from './measure-edits.ts'
import { measureFrames } from './measure-frames.ts'
import { measureLatency } from './measure-latency.ts'
import { measureLoad } from './measure-load.ts'
import { measureMemory } from './measure-memory.ts'
import { readOptions } from './options.ts'
import type { Options } from './options.ts'
import { Report } from './report.ts'
import { startServer } from './server.ts'

/** Drives the built client and tells whether it reaches what it has to; true when every goal is met. */
export async function canvasBench(args: string[]): Promise<boolean> {
  const options = readOptions(args)
  const report = new Report()
  const startedAt = performance.now()
  try {
    if (options.parts.includes('document')) measureDocument(report)
    if (options.parts.some((part) => part !== 'document')) await measureInBrowser(report, options)
  } finally {
    // What was measured before something broke is worth having.
    report.print()
  }
  const seconds = Math.round((performance.now() - startedAt) / 1000)
  console.log(`${seconds} s.`)
  report.write(options.json, { options, seconds })
  return report.missed.length === 0
}

async function measureInBrowser(report: Report, { parts, cards, pairs, minutes }: Options): Promise<void> {
  const server = await startServer()
  const pages = await serveBenchPages()
  const browser = await launch()
  const api = new Api(server.url)
  try {
    await Promise.race([measure(), tooLong(LONGEST_MINUTES + minutes)])
  } catch (error) {
    console.error(server.log)
    throw error
  } finally {
    await browser.close()
    await pages.close()
    await server.dispose()
  }

  async function measure(): Promise<void> {
    const [drag, typing] = [parts.includes('drag'), parts.includes('typing')]
    if (drag || typing) await measureEdits(report, { browser, api }, { drag, typing })
    if (parts.includes('load')) await measureLoad(report, { browser, api })
    if (parts.includes('latency')) await measureLatency(report, { browser, api, pages, pairs })
    if (parts.includes('frames')) {
      for (const size of cards) await measureFrames(report, { browser, api, pages, pairs }, size)
    }
    if (parts.includes('memory')) await measureMemory(report, { browser, api, pages, minutes })
  }
}

/** A run that takes longer than this, besides watching memory, hangs. */
const LONGEST_MINUTES = 20

function tooLong(minutes: number): Promise<never> {
  return new Promise((_resolve, reject) => {
    const words = `The bench has not come to its end in ${minutes} minutes.`
    setTimeout(() => reject(new Error(words)), minutes * 60_000).unref()
  })
}
