import fp from 'fastify-plugin'
import { historyRoutes } from './history.routes.ts'
import { History } from './history.ts'

/** While a board changes, what it is then is kept so often, ms. */
const everyMs = 10 * 60_000

export interface HistoryOptions {
  now: () => number
  everyMs?: number | undefined
}

/** What boards were: kept by itself and on request, listed, looked at, and gone back to. */
export const historyPlugin = fp<HistoryOptions>(
  async (app, { now, everyMs: every = everyMs }) => {
    const { store, relay, documents, log } = app
    const history = new History({ store, relay, documents, log, now, everyMs: every })
    await app.register(historyRoutes, { history, now })
  },
  { name: 'history', dependencies: ['store', 'documents', 'relay', 'rate-limit'] },
)
