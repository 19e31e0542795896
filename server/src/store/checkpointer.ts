import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

export interface Checkpointer {
  /**
   * Copies the write-ahead log into the database, in a thread of its own. Gives whether all of it was copied that was
   * there when it began; if nobody wrote meanwhile, the log begins anew with the next write. One call at a time.
   */
  run(): Promise<boolean>
  /** Waits for what runs, then ends the thread. */
  close(): Promise<void>
}

/** The thread is started by the first `run()`: most servers that are tried out never need it. */
export function createCheckpointer(file: string): Checkpointer {
  let worker: Worker | undefined
  let running: Promise<boolean> = Promise.resolve(true)

  async function copy(): Promise<boolean> {
    worker ??= new Worker(new URL('./checkpoint-worker.ts', import.meta.url), { workerData: { file } })
    try {
      worker.postMessage('checkpoint')
      const [isWhole] = (await once(worker, 'message')) as [boolean]
      return isWhole
    } catch {
      // The thread has ended; the next call starts another. The log is as good as the database.
      worker = undefined
      return false
    }
  }

  return {
    run() {
      running = copy()
      return running
    },
    async close() {
      await running
      if (!worker) return
      const ended = once(worker, 'exit')
      worker.postMessage('close')
      await ended
    },
  }
}
