import fp from 'fastify-plugin'
import { Votes } from '../voting/votes.ts'
import { votingRoutes } from '../voting/voting.routes.ts'
import { sessionRoutes } from './session.routes.ts'
import { Sessions } from './sessions.ts'

/** Everything a facilitator runs a session with. */
export const sessionPlugin = fp<{ now: () => number }>(
  async (app, { now }) => {
    const { store, relay, gates, seatsInTurn, ownCards, wallWatch, log } = app
    const sessions = new Sessions({ store, relay, gates, seatsInTurn, ownCards, wallWatch, log, now })
    const votes = new Votes({ store, relay, gates, sessions, log, now })
    relay.whenSomebodyArrives((seat) => sessions.arrived(seat))
    await app.register(sessionRoutes, { sessions, now })
    await app.register(votingRoutes, { votes })
  },
  { name: 'session', dependencies: ['store', 'relay', 'access', 'rate-limit'] },
)
