import fp from 'fastify-plugin'
import type { BoardStore } from '../store/board-store.ts'

declare module 'fastify' {
  interface FastifyInstance {
    store: BoardStore
  }
}

/** Makes `app.store` and closes it with the server. The adapter is chosen in main.ts, from the config. */
export const storePlugin = fp<{ store: BoardStore }>(
  async (app, { store }) => {
    app.decorate('store', store)
    app.addHook('onClose', () => store.close())
  },
  { name: 'store' },
)
