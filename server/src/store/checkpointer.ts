import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

export type CheckpointTask = 'copy' | 'begin-anew' | 'empty' | 'close'
/** Whether it was done. */
export type CheckpointAnswer = boolean

/**
 * Copies the write-ahead log into the database, in a thread of its own: SQLite waits for the disk when it does that. One
 * call at a time. Neither rejects: the log is as good as the database, and the next call may have more luck.
 */
export interface Checkpointer {
  /** Copies most of it while others write. */
  copy(): Promise<void>
  /** Copies the rest and begins the log anew. Nobody may write meanwhile. Gives whether it was done. */
  beginAnew(): Promise<boolean>
  /** The same, and nothing of what was in the log stays in its file. */
  empty(): Promise<boolean>
  /** Waits for what runs, then ends the thread. */
  close(): Promise<void>
}

/** The thread is started by the first `copy()`: most servers that are tried out never need it. */
export function createCheckpointer(file: string): Checkpointer {
  let worker: Worker | undefined
  let running: Promise<boolean> = Promise.resolve(true)
  let isClosing = false

  async function ask(task: CheckpointTask): Promise<boolean> {
    if (isClosing) return false
    worker ??= new Worker(new URL('./checkpoint-worker.ts', import.meta.url), { workerData: { file } })
    try {
      worker.postMessage(task)
      const [isDone] = (await once(worker, 'message')) as [CheckpointAnswer]
      return isDone
    } catch {
      // The thread has ended; the next call starts another.
      worker = undefined
      return false
    }
  }

  return {
    async copy() {
      running = ask('copy')
      await running
    },
    beginAnew() {
      running = ask('begin-anew')
      return running
    },
    empty() {
      running = ask('empty')
      return running
    },
    async close() {
      // Whoever is in the middle of several calls gets no further.
      isClosing = true
      await running
      if (!worker) return
      const ended = once(worker, 'exit')
      worker.postMessage('close' satisfies CheckpointTask)
      await ended
    },
  }
}
