import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { roomName } from '@planwall/shared/access/rooms'
import { readBoard, readSession } from '@planwall/shared/board/read'
import { extractPlan } from '@planwall/shared/plan/extract'
import { PLAN_SCHEMA_VERSION, planSchema } from '@planwall/shared/plan/plan'
import Type from 'typebox'
import { bearerToken, seatOfToken } from '../access/seat-of-token.ts'
import { todayIn } from '../boards/today.ts'
import { publicBase } from '../http/public-address.ts'
import type { PublicAddress } from '../http/public-address.ts'
import { boardParams, failures, seatSecurity } from '../http/schemas.ts'

/** The board as a structured plan, and the schema such plans keep to. */
export const planRoutes: FastifyPluginAsyncTypebox<{
  now: () => number
  address: PublicAddress
  version: string
}> = async (app, { now, address, version }) => {
  app.get(
    '/api/boards/:boardId/plan',
    {
      schema: {
        summary: 'The plan the board is now',
        params: boardParams,
        querystring: Type.Object({
          asOf: Type.Optional(
            Type.String({ format: 'date', description: "The day it is looked at; today in the board's time zone." }),
          ),
        }),
        security: seatSecurity,
        response: {
          200: planSchema,
          ...failures('bad-request', 'wrong-token', 'unknown-board'),
        },
      },
    },
    async (request) => {
      const { boardId } = request.params
      await seatOfToken(app.store, boardId, bearerToken(request.headers.authorization))
      const { session } = await app.relay.read(roomName({ boardId, part: 'session' }), readSession)
      const { board } = await app.relay.read(roomName({ boardId, part: 'board' }), readBoard)
      const at = now()
      return extractPlan(board, session, {
        boardId,
        asOf: request.query.asOf ?? todayIn(session.meta.timezone, at),
        exportedAt: new Date(at).toISOString(),
        boardUrl: `${publicBase(address, request)}/b/${boardId}`,
        generator: `planwall ${version}`,
      })
    },
  )

  app.get(
    `/schemas/plan/${PLAN_SCHEMA_VERSION}.json`,
    {
      schema: {
        summary: 'The JSON Schema of a plan',
        response: { 200: Type.Object({}, { additionalProperties: true }), ...failures() },
      },
    },
    (_request, reply) => {
      reply.type('application/schema+json').header('cache-control', 'public, max-age=86400')
      return planSchema
    },
  )
}
