import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { resultSchema } from '@planwall/shared/session/round-result'
import { voteSchema } from '@planwall/shared/session/step'
import { ballotSchema } from '@planwall/shared/session/voting'
import Type from 'typebox'
import { seatFor } from '../access/seat-for.ts'
import { rates } from '../http/rate-limit.plugin.ts'
import { boardParams, failures, seatSecurity } from '../http/schemas.ts'
import { idSchema } from '../session/session-schemas.ts'
import type { Votes } from './votes.ts'

const roundParams = Type.Object({ ...boardParams.properties, roundId: idSchema })

const ownBallot = Type.Object({
  roundId: Type.String(),
  ballot: Type.Union([ballotSchema, Type.Null()], { description: 'What this person has cast; null for nothing yet.' }),
  votesLeft: Type.Integer({ description: 'Dots not spent, cards not answered, scores not given.' }),
})

/** Rounds of voting. What is asked and what came out stands in the session document; ballots are sent here. */
export const votingRoutes: FastifyPluginAsyncTypebox<{ votes: Votes }> = async (app, { votes }) => {
  const failed = failures('bad-request', 'wrong-token', 'not-allowed', 'unknown-board', 'not-found', 'not-stored')

  app.post(
    '/api/boards/:boardId/rounds',
    {
      schema: {
        summary: 'Open a round of voting',
        description:
          'For facilitators. Without a body it is the vote of the step that runs. Its cards are settled now; the round then stands in the session document under `rounds`.',
        params: boardParams,
        security: seatSecurity,
        body: Type.Object({
          stepId: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
          title: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
          vote: Type.Optional(voteSchema),
        }),
        response: {
          201: Type.Object({ roundId: Type.String(), cards: Type.Integer({ description: 'Cards it is about.' }) }),
          ...failed,
        },
      },
    },
    async (request, reply) => {
      const { boardId } = request.params
      const seat = await seatFor('conduct', app.store, boardId, request.headers.authorization)
      const { stepId, title, vote } = request.body
      const opened = await votes.open(seat, { stepId, title, vote })
      reply.code(201)
      return opened
    },
  )

  app.post(
    '/api/boards/:boardId/rounds/:roundId/close',
    {
      schema: {
        summary: 'Close a round, or call it off',
        description:
          'For facilitators. Totals go to the session document and onto the cards; ballots are removed. A round that is closed stays as it is. `sort` lays the cards of each zone in the order of the result.',
        params: roundParams,
        security: seatSecurity,
        body: Type.Object({ callOff: Type.Optional(Type.Boolean()), sort: Type.Optional(Type.Boolean()) }),
        response: {
          200: Type.Object({ result: Type.Union([resultSchema, Type.Null()], { description: 'Null: called off.' }) }),
          ...failed,
        },
      },
    },
    async (request) => {
      const { boardId, roundId } = request.params
      const seat = await seatFor('conduct', app.store, boardId, request.headers.authorization)
      const { callOff = false, sort = false } = request.body
      return { result: await votes.close(seat, { roundId, isCalledOff: callOff, sort }) }
    },
  )

  app.put(
    '/api/boards/:boardId/rounds/:roundId/ballot',
    {
      config: { rateLimit: rates.vote },
      schema: {
        summary: 'Cast a ballot: all of one person’s votes in this round',
        description:
          'It takes the place of the one before, so that two tabs and repeated calls count once. Taken whole, or refused whole with `refused` and words.',
        params: roundParams,
        security: seatSecurity,
        body: ballotSchema,
        response: {
          200: ownBallot,
          ...failures(
            'bad-request',
            'wrong-token',
            'not-allowed',
            'unknown-board',
            'not-found',
            'refused',
            'too-many',
            'not-stored',
          ),
        },
      },
    },
    async (request) => {
      const { boardId, roundId } = request.params
      const seat = await seatFor('vote', app.store, boardId, request.headers.authorization)
      return await votes.cast(seat, roundId, request.body)
    },
  )

  app.get(
    '/api/boards/:boardId/rounds/:roundId/ballot',
    {
      schema: {
        summary: 'One’s own ballot in a round',
        params: roundParams,
        security: seatSecurity,
        response: { 200: ownBallot, ...failed },
      },
    },
    async ({ params: { boardId, roundId }, headers }, reply) => {
      const seat = await seatFor('vote', app.store, boardId, headers.authorization)
      reply.header('cache-control', 'no-store')
      return await votes.own(seat, roundId)
    },
  )
}
