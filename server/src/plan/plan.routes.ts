import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { PLAN_SCHEMA_VERSION, planSchema, publishedPlanSchema } from '@planwall/shared/plan/plan'
import Type from 'typebox'
import { publicBase } from '../http/public-address.ts'
import type { PublicAddress } from '../http/public-address.ts'
import { boardParams, failures, readerSecurity } from '../http/schemas.ts'
import { formatNamed, formatQuery, sendFile } from './format-query.ts'
import { mayReadPlans } from '../tokens/plan-reader.ts'

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
        description: 'As JSON, or as a file of the format that is asked for.',
        params: boardParams,
        querystring: Type.Object({
          asOf: Type.Optional(
            Type.String({ format: 'date', description: "The day it is looked at; today in the board's time zone." }),
          ),
          ...formatQuery,
        }),
        security: readerSecurity,
        response: {
          // The act gives it as text, written where the documents are: a large plan is no work here.
          200: Type.Unsafe<string>(planSchema),
          ...failures('bad-request', 'wrong-token', 'unknown-board'),
        },
      },
    },
    async (request, reply) => {
      const { boardId } = request.params
      await mayReadPlans({ store: app.store, now }, boardId, request.headers.authorization)
      const { asOf, format, dates } = request.query
      const of = {
        boardId,
        asOf,
        now: now(),
        boardUrl: `${publicBase(address, request)}/b/${boardId}`,
        generator: `planwall ${version}`,
      }
      if (format !== undefined) {
        const wanted = formatNamed(format)
        const wish = { ...of, formatId: wanted.id, options: dates === undefined ? {} : { dates } }
        const file = await app.relay.act(boardId, 'render-plan', wish)
        return sendFile(reply, file, wanted, (name, width) => app.assets.read(boardId, name, width))
      }
      const plan = await app.relay.act(boardId, 'export-plan', of)
      reply.type('application/json; charset=utf-8')
      return plan
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
      return publishedPlanSchema
    },
  )
}
