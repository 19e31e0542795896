import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

export interface Checkpointer {
  /** Copies the write-ahead log into the database, some time soon, in a thread of its own. */
  run(): void
  /** Waits for what runs, then ends the thread. */
  close(): Promise<void>
}

/** The thread is started by the first `run()`: most servers that are tried out never need it. */
export function createCheckpointer(file: string): Checkpointer {
  let worker: Worker | undefined
  return {
    run() {
      worker ??= new Worker(new URL('./checkpoint-worker.ts', import.meta.url), { workerData: { file } })
      worker.postMessage('checkpoint')
    },
    async close() {
      if (!worker) return
      const ended = once(worker, 'exit')
      worker.postMessage('close')
      await ended
    },
  }
}
