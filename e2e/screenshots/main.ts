import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { launch } from '../bench/canvas/browser.ts'
import { startServer } from '../bench/canvas/server.ts'
import { Api } from '../fixtures/api.ts'
import { takePictures } from './take-pictures.ts'

/** Builds a full board and takes the pictures of the README: `pnpm screenshots`. */
const folder = join(import.meta.dirname, '../../docs/pictures')

try {
  const server = await startServer()
  const browser = await launch()
  try {
    mkdirSync(folder, { recursive: true })
    for (const picture of await takePictures(browser, new Api(server.url), folder)) console.log(picture)
  } catch (error) {
    console.error(server.log)
    throw error
  } finally {
    await browser.close()
    await server.dispose()
  }
} catch (error) {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error)
  process.exitCode = 1
}
