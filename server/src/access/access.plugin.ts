import { KNOCKED } from '@planwall/shared/protocol'
import fp from 'fastify-plugin'
import type { PublicAddress } from '../http/public-address.ts'
import { Door } from './door.ts'
import { Knocks } from './knocks.ts'
import { knocksRoutes } from './knocks.routes.ts'
import { linkRoutes } from './link.routes.ts'
import { linksRoutes } from './links.routes.ts'
import { peopleRoutes } from './people.routes.ts'
import { seatsRoutes } from './seats.routes.ts'
import { createTurns } from './turns.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Lets changes of the seats and links of a board happen one after the other. */
    seatsInTurn: ReturnType<typeof createTurns>
  }
}

/** Who gets in, by what, and for how long. */
export const accessPlugin = fp<{ now: () => number; address: PublicAddress }>(
  async (app, { now, address }) => {
    const { store, relay } = app
    const inTurn = createTurns()
    const door = new Door(store, now)
    const knocks = new Knocks(now, (boardId, name) => {
      relay.notifyFacilitators(boardId, { code: KNOCKED, message: name, elementIds: [] })
    })
    app.addHook('preClose', async () => knocks.close())
    app.decorate('seatsInTurn', inTurn)
    await app.register(linkRoutes, { door })
    await app.register(seatsRoutes, { door, knocks, inTurn, now })
    await app.register(knocksRoutes, { knocks, inTurn, now })
    await app.register(linksRoutes, { knocks, inTurn, now, address })
    await app.register(peopleRoutes, { inTurn })
  },
  { name: 'access', dependencies: ['store', 'relay', 'rate-limit'] },
)
