import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '@planwall/shared/errors'
import { readFile } from './read-file.ts'
import type { FileAnswer, ImportWish } from './read-file.ts'

const { bytes, wish } = workerData as { bytes: Uint8Array; wish: ImportWish }

parentPort?.postMessage(answerFor())

/** Anything but an expected failure ends the thread, and so reaches whoever started it. */
function answerFor(): FileAnswer {
  try {
    return { ok: true, file: readFile(bytes, wish) }
  } catch (error) {
    if (error instanceof AppError) return { ok: false, failure: error.body() }
    throw error
  }
}
