import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { linkKinds } from '@planwall/shared/access/roles'
import { AppError } from '@planwall/shared/errors'
import Type from 'typebox'
import { rates } from '../http/rate-limit.plugin.ts'
import { boardParams, failures, seatSecurity } from '../http/schemas.ts'
import type { Knocks } from './knocks.ts'
import { seatAnswer, takenSeatSchema } from './seat-answer.ts'
import { seatFor } from './seat-for.ts'
import { bearerToken } from './seat-of-token.ts'
import { takeSeat } from './take-seat.ts'
import { iso, isoSchema } from './times.ts'
import type { createTurns } from './turns.ts'

interface Needs {
  knocks: Knocks
  inTurn: ReturnType<typeof createTurns>
  now: () => number
}

/** The longest an answer is waited for, ms: shorter than proxies have patience. */
const waitMs = 25_000

/** Who waits to be let in: asking what became of it, seeing who waits, letting in. */
export const knocksRoutes: FastifyPluginAsyncTypebox<Needs> = async (app, { knocks, inTurn, now }) => {
  const knockParams = Type.Object({
    ...boardParams.properties,
    knockId: Type.String({ pattern: '^[A-Za-z0-9]{1,64}$' }),
  })

  app.get(
    '/api/boards/:boardId/knocks/:knockId',
    {
      logLevel: 'warn',
      config: { rateLimit: rates.join },
      schema: {
        summary: 'What became of a knock',
        description:
          'With the `knockToken` as `Authorization: Bearer`. The seat is given once, then the knock is gone. With `?wait=1` the answer comes when there is one, after 25 s at the latest. Whoever does not ask for two minutes has left.',
        params: knockParams,
        querystring: Type.Object({ wait: Type.Optional(Type.Enum(['0', '1'])) }),
        security: [{ knock: [] }],
        response: {
          200: Type.Union([
            Type.Object({ state: Type.Enum(['waiting', 'refused']) }),
            Type.Object({ state: Type.Literal('admitted'), seat: takenSeatSchema }),
          ]),
          ...failures('bad-request', 'wrong-token', 'link-reset', 'too-many', 'not-stored'),
        },
      },
    },
    async (request, reply) => {
      const { boardId, knockId } = request.params
      const token = bearerToken(request.headers.authorization)
      reply.header('cache-control', 'no-store')
      knocks.state(boardId, knockId, token)
      if (request.query.wait === '1') await knocks.changed(knockId, waitMs)
      return await inTurn(boardId, async () => {
        const { knock, state } = knocks.state(boardId, knockId, token)
        // Whoever went away while asking (a reload, another network) asks again: the seat is for who is there then.
        if (state === 'waiting' || request.socket.destroyed) return { state: 'waiting' as const }
        if (state === 'refused') return { state: tell(knockId, state) }
        if (state === 'link-reset') throw new AppError(tell(knockId, state))
        const { kind, name, seatBefore } = knock
        const needs = { store: app.store, relay: app.relay, now }
        const taken = await takeSeat(needs, boardId, { link: kind, name, seatBefore })
        return { state: tell(knockId, state), seat: seatAnswer(taken) }
      })
    },
  )

  app.get(
    '/api/boards/:boardId/knocks',
    {
      schema: {
        summary: 'Who waits to be let in',
        description: 'For facilitators. Those who have the board open are sent the notice `knocked` when this changes.',
        params: boardParams,
        security: seatSecurity,
        response: {
          200: Type.Object({
            knocks: Type.Array(
              Type.Object({
                knockId: Type.String(),
                name: Type.String(),
                kind: Type.Enum([...linkKinds]),
                since: isoSchema,
              }),
            ),
          }),
          ...failures('bad-request', 'wrong-token', 'not-allowed', 'unknown-board'),
        },
      },
    },
    async ({ params: { boardId }, headers }, reply) => {
      await seatFor('manage-people', app.store, boardId, headers.authorization)
      reply.header('cache-control', 'no-store')
      return {
        knocks: knocks.waiting(boardId).map(({ knockId, name, kind, since }) => ({
          knockId,
          name,
          kind,
          since: iso(since),
        })),
      }
    },
  )

  app.post(
    '/api/boards/:boardId/knocks/:knockId',
    {
      config: { rateLimit: rates.conduct },
      schema: {
        summary: 'Let somebody in, or send them away',
        description: 'For facilitators. Not found where they left, or another facilitator answered first.',
        params: knockParams,
        security: seatSecurity,
        body: Type.Object({ admit: Type.Boolean() }),
        response: {
          204: Type.Null(),
          ...failures('bad-request', 'wrong-token', 'not-allowed', 'unknown-board', 'not-found', 'too-many'),
        },
      },
    },
    async ({ params: { boardId, knockId }, headers, body }, reply) => {
      await seatFor('manage-people', app.store, boardId, headers.authorization)
      if (!knocks.answer(boardId, knockId, body.admit)) throw new AppError('not-found', 'Nobody waits here any more.')
      reply.code(204)
      return null
    },
  )

  function tell<S>(knockId: string, state: S): S {
    knocks.forget(knockId)
    return state
  }
}
