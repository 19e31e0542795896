import { Worker } from 'node:worker_threads'
import { sanitiseSvg } from './sanitise-svg.ts'
import type { SanitisedSvg } from './sanitise-svg.ts'

/** Smaller ones are taken apart at once: a thread would take longer to start. */
const SMALL_CHARACTERS = 16 * 1024
/** What takes longer, or needs more memory, is given up, and nobody else notices. */
const PATIENCE_MS = 10_000
const MAX_HEAP_MB = 256

/** The same as `sanitiseSvg`; a large one is taken apart in a thread of its own. Never rejects for what the SVG is. */
export async function sanitiseAside(source: string): Promise<SanitisedSvg> {
  if (source.length <= SMALL_CHARACTERS) return sanitiseSvg(source)
  const worker = new Worker(new URL('./sanitise-worker.ts', import.meta.url), {
    workerData: source,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  })
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<SanitisedSvg>((resolve) => {
      const giveUp = () => resolve({ ok: false, message: 'It takes too long, or too much memory, to be read.' })
      timer = setTimeout(giveUp, PATIENCE_MS)
      worker.once('message', resolve)
      worker.once('error', giveUp)
      worker.once('exit', giveUp)
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
