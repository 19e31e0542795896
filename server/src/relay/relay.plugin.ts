import type { IncomingMessage, ServerResponse } from 'node:http'
import websocket from '@fastify/websocket'
import fp from 'fastify-plugin'
import type { WebSocket } from 'ws'
import { AppError } from '@planwall/shared/errors'
import { limits } from '@planwall/shared/protocol'
import { addressKey } from '../access/address-key.ts'
import { LastSeen } from '../access/last-seen.ts'
import { isOwnOrigin } from '../access/own-origin.ts'
import { seatOfToken } from '../access/seat-of-token.ts'
import { Gates } from '../session/gates.ts'
import { assertNotDeleted } from '../shelf/deleted.ts'
import { OwnCards } from '../session/own-cards.ts'
import { WallWatch } from '../session/wall-watch.ts'
import { Relay } from './relay.ts'
import type { RelayLimits, Timings } from './relay.ts'

declare module 'fastify' {
  interface FastifyInstance {
    relay: Relay
    gates: Gates
    ownCards: OwnCards
    wallWatch: WallWatch
  }
}

export interface RelayOptions {
  now: () => number
  limits: RelayLimits
  /** Origin of the address people use, where that is set. */
  publicOrigin: string | undefined
  timings?: Partial<Timings> | undefined
}

/**
 * `/sync/<room>`: y-websocket's protocol with `?token=`, and `?v=` and `?since=` from our own clients. A socket that cannot
 * be served is opened and closed with a code and words, since a browser cannot read the answer to a refused upgrade.
 */
export const relayPlugin = fp<RelayOptions>(
  async (app, { now, limits: relayLimits, publicOrigin, timings }) => {
    const lastSeen = new LastSeen({ access: app.store.access, now, log: app.log })
    const gates = new Gates({
      read: (boardId) => relay.act(boardId, 'read-rules', {}),
      onUnreadable: (boardId, error) => app.log.error({ err: error, boardId }, 'the rules of a board cannot be read'),
    })
    const ownCards = new OwnCards(app.store.ownCards)
    const watch = new WallWatch({
      documents: app.documents,
      ownCards,
      gates,
      log: app.log,
      mend: (boardId, update, epoch) => relay.change({ boardId, part: 'board' }, update, epoch),
      notify: (boardId, seatId, notice) => relay.notify(boardId, seatId, notice),
    })
    const relay: Relay = new Relay({
      store: app.store,
      documents: app.documents,
      log: app.log,
      now,
      seatAt: (boardId, token) => seatOfToken(app.store, boardId, token),
      limits: relayLimits,
      timings,
      gates,
      onSeen: (seatId) => lastSeen.mark(seatId),
      onWall: (boardId, written, before) => watch.written(boardId, written, before),
      onReplaced: (boardId) => watch.forget(boardId),
      assertOpen: (boardId) => assertNotDeleted(app.store, boardId),
      onChanged: (boardId, part) => app.shelf.changed(boardId, part),
    })
    app.decorate('relay', relay)
    app.decorate('gates', gates)
    app.decorate('ownCards', ownCards)
    app.decorate('wallWatch', watch)
    await app.register(websocket, {
      options: {
        maxPayload: limits.maxFrameBytes,
        // Agreed upon so that the relay may send what it compressed once for all. `ws` itself is never given anything to send.
        // What clients compress is small, and so is the window kept for each of them (1 kB).
        perMessageDeflate: { serverNoContextTakeover: true, clientNoContextTakeover: true, clientMaxWindowBits: 10 },
      },
      preClose: (done) => {
        watch
          .close()
          .then(() => relay.close())
          .then(() => lastSeen.close())
          .then(() => done(), done)
      },
    })
    app.route<{ Params: { '*': string }; Querystring: Record<string, string | string[] | undefined> }>({
      method: 'GET',
      url: '/sync/*',
      schema: { hide: true },
      onRequest: async ({ raw }, reply) => {
        if (!canAgree(raw.headers['sec-websocket-extensions'])) delete raw.headers['sec-websocket-extensions']
        responses.set(raw, reply.raw)
      },
      handler: () => {
        throw new AppError('not-found', 'This address is for WebSockets.')
      },
      wsHandler: (socket, request) => {
        const { token, v, since } = request.query
        letGoOfRequest(socket, request.raw)
        return relay.serve(
          { socket, stream: request.raw.socket, takesDeflated: socket.extensions.includes('permessage-deflate') },
          {
            room: request.params['*'],
            token: single(token),
            version: single(v),
            since: single(since),
            address: addressKey(request.ip),
            isForeign: !isOwnOrigin(request.headers.origin, { publicOrigin, host: request.host }),
          },
        )
      },
    })
  },
  { name: 'relay', dependencies: ['store', 'documents', 'shelf'] },
)

const responses = new WeakMap<IncomingMessage, ServerResponse>()

/** A socket lives for hours. What it was asked for with, half of its memory, would otherwise live as long. */
function letGoOfRequest(socket: WebSocket, request: IncomingMessage): void {
  responses.get(request)?.detachSocket(request.socket)
  // The plugin's own listener holds request and reply. The relay listens itself, before anything can happen.
  socket.removeAllListeners('error')
}

/**
 * Whether compression can be agreed on: the client lets us choose its window, and leaves ours alone, since one frame is made
 * for all. Browsers do both; with others nothing is compressed.
 */
function canAgree(offered: string | undefined): boolean {
  return (
    offered !== undefined &&
    /client_max_window_bits(?!\s*=)/.test(offered) &&
    !offered.includes('server_max_window_bits')
  )
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}
