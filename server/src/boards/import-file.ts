import { Worker } from 'node:worker_threads'
import { AppError } from '@planwall/shared/errors'
import { limits } from '@planwall/shared/protocol'
import { createTurns } from '../access/turns.ts'
import { readFile } from './read-file.ts'
import type { FileAnswer, ImportedFile, ImportWish } from './read-file.ts'

/** Smaller files are read at once: a thread would take longer to start. */
const SMALL_BYTES = 128 * 1024
/** A file that takes longer, or needs more memory, is given up, and nobody else notices. */
const TIMEOUT_MS = 30_000
const MAX_HEAP_MB = 1024

/** A file as a board's content. Large ones are read in a thread of their own. Throws `bad-file`, with the place. */
export async function importFile(bytes: Uint8Array, wish: ImportWish): Promise<ImportedFile> {
  if (bytes.byteLength <= SMALL_BYTES) return readFile(bytes, wish)
  // A board with its pictures takes much memory to read: one at a time.
  const isLarge = bytes.byteLength > limits.maxImportBytes
  const answer = await (isLarge ? inTurn('large', () => answerOfThread(bytes, wish)) : answerOfThread(bytes, wish))
  if (answer.ok) return answer.file
  throw new AppError(answer.failure.code, answer.failure.message)
}

const inTurn = createTurns()

async function answerOfThread(bytes: Uint8Array, wish: ImportWish): Promise<FileAnswer> {
  const worker = new Worker(new URL('./import-worker.ts', import.meta.url), {
    workerData: { bytes, wish },
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  })
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<FileAnswer>((resolve, reject) => {
      timer = setTimeout(() => reject(new AppError('bad-file', 'The file takes too long to be read.')), TIMEOUT_MS)
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('The thread that read the file ended.')))
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
