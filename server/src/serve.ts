import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { buildApp } from './app.ts'
import type { AssetStore } from './assets/asset-store.ts'
import { createDiskAssets } from './assets/disk-assets.ts'
import { createMemoryAssets } from './assets/memory-assets.ts'
import { createS3Assets } from './assets/s3-assets.ts'
import type { Config } from './config.ts'
import { newId } from './access/tokens.ts'
import { applyRestore, isRestoreReady, tellRestored } from './store/backup/restore.ts'
import type { BoardStore } from './store/board-store.ts'
import { FolderTrouble, lockFolder } from './store/data-folder.ts'
import { checkData } from './store/damage/check-data.ts'
import { reportWords } from './store/damage/report-words.ts'
import type { ReportLine } from './store/damage/report-words.ts'
import { createMemoryStore } from './store/memory.ts'
import { openSqliteStore } from './store/sqlite.ts'

/** How often it is looked whether a restore waits, ms. */
const lookMs = 1000
/** After the disk failed, so long until the data is opened anew, ms; each time twice as long. */
const failedMs = { least: 1000, most: 30_000 }

export interface Serving {
  /** Of the server that runs now; another after a restore. */
  readonly app: FastifyInstance
  /** Stores everything, sends everybody away, and ends. */
  close(): Promise<void>
}

export interface ServeNeeds {
  config: Config
  now: () => number
  /** Hears what was done to the data, besides the log; only what is out of the ordinary. */
  tell: (words: string) => void
  /** The server cannot go on. */
  onEnd: (error: unknown) => void
  /** Flushes what was written to a file; the system's own by default. */
  flush?: (fd: number) => Promise<void>
}

/**
 * Checks the data, serves it, and watches for a restore that was made ready: then it ends all rooms, puts the restored
 * data in place, and serves that on the same port. Does the same without a restore where the disk failed under it, since
 * nothing is known of what is on the disk then. Rejects where the data cannot be served; the message is for a person.
 */
export async function serve({ config, now, tell, onEnd, flush }: ServeNeeds): Promise<Serving> {
  const { dataDir: dir } = config
  let { port } = config
  let isEnding = false
  let renewing: Promise<void> | undefined
  let waitMs = failedMs.least
  let app = await start()

  async function start(): Promise<FastifyInstance> {
    const lines = config.store === 'memory' ? [] : prepare()
    const store = openStore()
    const next = await buildApp({ config, store, files: openAssets(config), now }).catch(async (error: unknown) => {
      await store.close()
      throw error
    })
    for (const { level, words } of lines) next.log[level](words)
    try {
      await next.listen({ port, host: config.host })
    } catch (error) {
      await next.close()
      throw error
    }
    ;({ port } = next.server.address() as AddressInfo)
    return next
  }

  /** What was to be done to the data first, in words. */
  function prepare(): ReportLine[] {
    const restored: ReportLine[] = isRestoreReady(dir) ? [restore()] : []
    const lines = [...restored, ...reportWords(checkData(dir, { now, newId }))]
    for (const { level, words } of lines) if (level === 'warn') tell(words)
    return lines
  }

  /** Puts a restore in place; where its data is of no use after all, everything is as it was. */
  function restore(): ReportLine {
    const lock = lockFolder(dir)
    let applied: ReturnType<typeof applyRestore>
    try {
      applied = applyRestore(dir, new Date(now()))
    } finally {
      lock.release()
    }
    const { keptIn, order, undo } = applied
    try {
      checkData(dir, { now, newId })
    } catch (error) {
      undo()
      const message = `The restored data could not be used, and what was there before is back: ${String(error)}`
      tellRestored(dir, { id: order.id, isDone: false, keptIn, message })
      return { level: 'warn', words: message }
    }
    const message = `The backup of ${order.madeAt} is in place. What was there before is kept in ${keptIn}.`
    tellRestored(dir, { id: order.id, isDone: true, keptIn, message })
    return { level: 'warn', words: message }
  }

  function openStore(): BoardStore {
    if (config.store === 'memory') return createMemoryStore()
    return openSqliteStore(dir, { onFailed: renewLater, ...(flush ? { flush } : {}) })
  }

  function renewLater(error: unknown): void {
    app.log.error({ err: error }, 'the disk failed; the data is opened anew')
    setTimeout(() => void renew('the disk failed'), waitMs).unref()
    waitMs = Math.min(failedMs.most, waitMs * 2)
  }

  function renew(why: string): Promise<void> {
    renewing ??= end(why)
      .catch((error: unknown) => onEnd(error))
      .finally(() => (renewing = undefined))
    return renewing
  }

  async function end(why: string): Promise<void> {
    if (isEnding) return
    app.log.info({ why }, 'ending all rooms to open the data anew')
    await app.close()
    await startAgain()
  }

  async function startAgain(): Promise<void> {
    if (isEnding) return
    try {
      app = await start()
    } catch (error) {
      if (!(error instanceof FolderTrouble)) throw error
      // A disk that is gone may come back.
      tell(error.message)
      await pause(waitMs)
      await startAgain()
    }
  }

  let isLooking = false
  const watch = setInterval(() => {
    if (isLooking || isEnding || config.store === 'memory') return
    isLooking = true
    if (isRestoreReady(dir)) void renew('a restore').finally(() => (isLooking = false))
    else isLooking = false
  }, lookMs)
  watch.unref()

  return {
    get app() {
      return app
    },
    async close() {
      isEnding = true
      clearInterval(watch)
      await renewing
      await app.close()
    },
  }
}

function openAssets({ store, dataDir, s3 }: Config): AssetStore {
  if (s3) return createS3Assets(s3)
  return store === 'memory' ? createMemoryAssets() : createDiskAssets(join(dataDir, 'assets'))
}
