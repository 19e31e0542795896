import websocket from '@fastify/websocket'
import fp from 'fastify-plugin'
import { AppError } from '@planwall/shared/errors'
import { limits } from '@planwall/shared/protocol'
import { seatOfToken } from '../access/seat-of-token.ts'
import { Relay } from './relay.ts'
import type { Timings } from './relay.ts'

declare module 'fastify' {
  interface FastifyInstance {
    relay: Relay
  }
}

export interface RelayOptions {
  now: () => number
  timings?: Partial<Timings> | undefined
}

/**
 * `/sync/<boardId>` and `/sync/<boardId>/session`: y-websocket's protocol with `?token=` and `?v=`. A socket that cannot
 * be served is opened and closed with a code and words, since a browser cannot read the answer to a refused upgrade.
 */
export const relayPlugin = fp<RelayOptions>(
  async (app, { now, timings }) => {
    const relay = new Relay({
      store: app.store,
      log: app.log,
      now,
      seatAt: (boardId, token) => seatOfToken(app.store, boardId, token),
      timings,
    })
    app.decorate('relay', relay)
    await app.register(websocket, {
      options: { maxPayload: limits.maxFrameBytes, perMessageDeflate: false },
      preClose: (done) => {
        relay.close().then(() => done(), done)
      },
    })
    app.route<{ Params: { '*': string }; Querystring: Record<string, string | string[] | undefined> }>({
      method: 'GET',
      url: '/sync/*',
      schema: { hide: true },
      handler: () => {
        throw new AppError('not-found', 'This address is for WebSockets.')
      },
      wsHandler: (socket, request) => {
        const { token, v } = request.query
        return relay.serve(socket, { room: request.params['*'], token: single(token), version: single(v) })
      },
    })
  },
  { name: 'relay', dependencies: ['store'] },
)

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}
