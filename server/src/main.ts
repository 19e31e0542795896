import type { FastifyInstance } from 'fastify'
import { buildApp } from './app.ts'
import { ConfigError, readConfig } from './config.ts'
import type { Config } from './config.ts'
import type { BoardStore } from './store/board-store.ts'
import { createMemoryStore } from './store/memory.ts'
import { openSqliteStore, StoreInUse } from './store/sqlite.ts'

/** After the word to end, this long until the process is ended whatever it does, ms. */
const patienceMs = 8000

try {
  await main()
} catch (error) {
  if (!isForThePerson(error)) throw error
  console.error(`Planwall does not start: ${error.message}`)
  process.exit(1)
}

async function main(): Promise<void> {
  const config = readConfig(process.env, process.cwd())
  const store = openStore(config)
  const app = await buildApp({ config, store, now: Date.now })
  endOnSignal(app)
  await app.listen({ port: config.port, host: config.host })
}

function openStore({ store, dataDir }: Config): BoardStore {
  return store === 'memory' ? createMemoryStore() : openSqliteStore(dataDir)
}

function endOnSignal(app: FastifyInstance): void {
  let isEnding = false
  const end = (signal: string) => {
    if (isEnding) return
    isEnding = true
    app.log.info({ signal }, 'ending')
    setTimeout(() => process.exit(1), patienceMs).unref()
    app.close().then(
      () => app.log.info('ended'),
      (error: unknown) => {
        app.log.error({ err: error }, 'did not end well')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
}

/** What a person can mend: a setting, a port or folder that is taken. The rest is a bug and shown whole. */
function isForThePerson(error: unknown): error is Error {
  if (error instanceof ConfigError || error instanceof StoreInUse) return true
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return ['EADDRINUSE', 'EADDRNOTAVAIL', 'EACCES', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOSPC'].includes(String(code))
}
