import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import Type from 'typebox'
import { rates } from '../http/rate-limit.plugin.ts'
import { boardParams, failures, nameSchema, roleSchema, tokenSchema } from '../http/schemas.ts'
import { bearerToken } from './seat-of-token.ts'
import { takeSeat } from './take-seat.ts'
import { createTurns } from './turns.ts'

/** Joining: a link's token and a name for a seat. */
export const seatsRoutes: FastifyPluginAsyncTypebox<{ now: () => number }> = async (app, { now }) => {
  const inTurn = createTurns()
  app.post(
    '/api/boards/:boardId/seats',
    {
      config: { rateLimit: rates.join },
      schema: {
        summary: 'Take a seat at a board',
        description:
          'Whoever has a seat at this board already and sends its token (`Authorization: Bearer`) stays the same person of the plan.',
        params: boardParams,
        body: Type.Object({ token: tokenSchema, name: nameSchema }),
        response: {
          201: Type.Object({
            seatId: Type.String(),
            seatToken: Type.String({ description: 'For the API and the socket; given out once.' }),
            role: roleSchema,
            personId: Type.Union([Type.String(), Type.Null()], {
              description: 'The person card this seat stands for; null for observers.',
            }),
            boardId: Type.String(),
          }),
          ...failures('bad-request', 'wrong-token', 'unknown-board', 'too-many', 'not-stored'),
        },
      },
    },
    async (request, reply) => {
      const { boardId } = request.params
      const { token, name } = request.body
      const taken = await inTurn(boardId, () =>
        takeSeat({ store: app.store, relay: app.relay, now }, boardId, {
          token,
          name: name.trim(),
          seatBefore: bearerToken(request.headers.authorization),
        }),
      )
      const { seatId, seatToken, role, personId } = taken
      reply.code(201)
      return { seatId, seatToken, role, personId, boardId }
    },
  )
}
