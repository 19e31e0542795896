import type { Checkpointer } from './checkpointer.ts'

/** How long the write-ahead log may become, bytes: copied into the database every so often, and never longer than this. */
export interface LogLimits {
  copyEvery: number
  holdAt: number
}

export const logLimits: LogLimits = { copyEvery: 16 * 1024 * 1024, holdAt: 128 * 1024 * 1024 }

export interface LogKeeper {
  /** Undefined, or what a writer has to wait for first. Nothing may lie between asking and writing. */
  hold(): Promise<unknown> | undefined
  /** The log has grown by about so much. */
  grown(bytes: number): void
  /** Copies all of it and leaves the file empty; writers wait meanwhile. Gives whether that was possible. */
  empty(): Promise<boolean>
}

/**
 * Keeps the write-ahead log short: most of it is copied while others write, then they wait for a moment until the rest is
 * copied and the log begins anew. They also wait where the log has become long, since it would grow without end.
 */
export function createLogKeeper(
  { copy, beginAnew, empty }: Pick<Checkpointer, 'beginAnew' | 'empty'> & { copy: () => Promise<unknown> },
  { copyEvery, holdAt }: LogLimits,
): LogKeeper {
  let length = 0
  let copyAt = copyEvery
  let copying: Promise<unknown> | undefined
  let beginning: Promise<boolean> | undefined

  async function run(finish: () => Promise<boolean> = beginAnew): Promise<boolean> {
    await copy()
    beginning = finish()
    const isDone = await beginning
    if (isDone) {
      length = 0
      copyAt = copyEvery
    }
    beginning = undefined
    copying = undefined
    return isDone
  }

  function start(): Promise<unknown> {
    copying ??= run()
    return copying
  }

  return {
    hold: () => beginning ?? (length > holdAt ? start() : undefined),
    grown(bytes) {
      length += bytes
      if (length <= copyAt) return
      copyAt = length + copyEvery
      void start()
    },
    async empty() {
      const before = copying
      if (before) {
        await before
        return this.empty()
      }
      const emptying = run(empty)
      copying = emptying
      return emptying
    },
  }
}
