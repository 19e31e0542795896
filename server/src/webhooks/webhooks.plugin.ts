import type { LookupFunction } from 'node:net'
import fp from 'fastify-plugin'
import { startDispatcher } from './dispatcher.ts'
import type { Dispatcher } from './dispatcher.ts'
import { send } from './send.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Tells other programs what waits to be told. */
    dispatcher: Dispatcher
  }
}

export interface WebhookSettings {
  /** Addresses of this machine and of local networks, and plain http, are allowed. */
  allowPrivate: boolean
  /** For tests: what names mean, how long to wait for an answer, when to try again. */
  lookup?: LookupFunction
  timeoutMs?: number
  retryAfterMs?: readonly number[]
}

/** Makes `app.dispatcher`, which goes on with what was left waiting when the server ended. */
export const webhooksPlugin = fp<{ now: () => number; version: string; settings: WebhookSettings }>(
  async (app, { now, version, settings }) => {
    const { allowPrivate, lookup, timeoutMs = 10_000, retryAfterMs } = settings
    const rules = { allowPrivate, timeoutMs, ...(lookup ? { lookup } : {}) }
    const dispatcher = startDispatcher({
      store: app.store.webhooks,
      log: app.log,
      now,
      send: (url, headers, body) => send(url, headers, body, rules),
      userAgent: `planwall/${version}`,
      ...(retryAfterMs ? { retryAfterMs } : {}),
    })
    app.decorate('dispatcher', dispatcher)
    // Hooks run last first: before the store is closed.
    app.addHook('onClose', () => dispatcher.stop())
  },
  { name: 'webhooks', dependencies: ['store'] },
)
