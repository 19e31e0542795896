import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { onTestFinished } from 'vitest'
import { buildApp } from '../app.ts'
import type { AppNeeds } from '../app.ts'
import type { Config } from '../config.ts'
import { readConfig } from '../config.ts'
import type { Documents } from '../docs/documents.ts'
import type { BoardStore } from '../store/board-store.ts'
import { createDocWorkers } from '../docs/doc-workers.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import { createClient } from './client.ts'
import type { TestClient } from './client.ts'
import { tempDir } from './temp-dir.ts'

export interface TestApp extends TestClient {
  app: FastifyInstance
  store: BoardStore
  /** Everything that was logged so far. */
  logs: () => string
  close: () => Promise<void>
}

/** One thread for all servers of a test file: starting one takes longer than most tests. */
const sharedDocuments: Documents = { ...createDocWorkers({ maxWorkers: 1 }), close: () => Promise.resolve() }

/**
 * A whole server on a free port, with a real database in a folder of its own unless a store is given. Everything is
 * closed and removed when the test is over.
 */
export async function startTestApp(
  of: Partial<Omit<AppNeeds, 'config'>> & { config?: Partial<Config> } = {},
): Promise<TestApp> {
  const dir = tempDir()
  const lines: string[] = []
  const store = of.store ?? openSqliteStore(dir)
  const app = await buildApp({
    now: Date.now,
    documents: sharedDocuments,
    logStream: { write: (line) => void lines.push(line) },
    ...of,
    store,
    config: { ...readConfig({ LOG_LEVEL: 'trace' }, dir), clientDir: join(dir, 'no-client'), ...of.config },
  })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const client = createClient(url)
  let closing: Promise<void> | undefined
  const close = (): Promise<void> => (closing ??= app.close())
  onTestFinished(async () => {
    client.leaveAll()
    await close()
  })
  return { ...client, app, store, logs: () => lines.join(''), close }
}
