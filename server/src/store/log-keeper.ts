/** How long the write-ahead log may become, bytes: copied into the database every so often, and never longer than this. */
export interface LogLimits {
  copyEvery: number
  holdAt: number
}

export const logLimits: LogLimits = { copyEvery: 4 * 1024 * 1024, holdAt: 64 * 1024 * 1024 }

export interface LogKeeper {
  /** Undefined, or what a writer has to wait for first, since the log would grow without end otherwise. */
  hold(): Promise<void> | undefined
  /** The log has grown by about so much. */
  grown(bytes: number): void
}

/**
 * Keeps the write-ahead log short. It begins anew only when all of it has been copied and nobody wrote meanwhile; where
 * writers never pause, they are made to, once the log has become long. `copy` gives whether it copied all there was.
 */
export function createLogKeeper(copy: () => Promise<boolean>, { copyEvery, holdAt }: LogLimits): LogKeeper {
  let length = 0
  let copyAt = copyEvery
  let copying: Promise<void> | undefined

  async function run(): Promise<void> {
    const before = length
    const isWhole = await copy()
    copying = undefined
    if (!isWhole || length !== before) return
    length = 0
    copyAt = copyEvery
  }

  function start(): Promise<void> {
    copying ??= run()
    return copying
  }

  /** What runs already may have begun too early to see everything, so a second one follows. */
  async function copyAll(): Promise<void> {
    await start()
    if (length > holdAt) await start()
  }

  return {
    hold: () => (length > holdAt ? copyAll() : undefined),
    grown(bytes) {
      length += bytes
      if (length <= copyAt) return
      copyAt = length + copyEvery
      void start()
    },
  }
}
