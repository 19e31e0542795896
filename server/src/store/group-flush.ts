export interface GroupFlush {
  /** Why the last flush failed. After one failure nothing is known of the disk any more, so every later one fails too. */
  readonly failure: unknown
  /** Something was written that is not flushed yet. */
  markWritten(): void
  /** Resolves once everything marked before this call has been flushed. */
  flushed(): Promise<void>
}

/**
 * Shares flushes: at most one runs at a time, and whoever asks while it runs waits for the next, together. `onFailed` is
 * called with the first failure.
 */
export function createGroupFlush(flush: () => Promise<void>, onFailed?: (error: unknown) => void): GroupFlush {
  let failure: unknown
  let written = false
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined

  async function run(): Promise<void> {
    next = undefined
    written = false
    try {
      if (failure) throw failure
      await flush()
    } catch (error) {
      if (!failure) onFailed?.(error)
      failure = error
      throw error
    } finally {
      running = undefined
    }
  }

  function start(): Promise<void> {
    running = run()
    return running
  }

  return {
    get failure() {
      return failure
    },
    markWritten() {
      written = true
    },
    flushed() {
      if (failure) return Promise.reject(failure)
      if (next) return next
      if (!written) return running ?? Promise.resolve()
      if (!running) return start()
      next = running.then(start, start)
      return next
    },
  }
}
