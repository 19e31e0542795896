import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { AppError } from '@planwall/shared/errors'
import Type from 'typebox'
import { seatFor } from '../access/seat-for.ts'
import { hashToken, newId, newToken } from '../access/tokens.ts'
import { rates } from '../http/rate-limit.plugin.ts'
import { boardParams, failures, nameSchema, seatSecurity } from '../http/schemas.ts'
import type { ApiToken } from '../store/tokens-port.ts'
import { tokenPrefix } from './plan-reader.ts'

/** More keys than programs anybody connects to a board. */
const mostTokens = 20

/** Keys with which other programs read the plans of a board: made, listed and revoked by facilitators. */
export const tokensRoutes: FastifyPluginAsyncTypebox<{ now: () => number }> = async (app, { now }) => {
  const failed = failures('bad-request', 'wrong-token', 'not-allowed', 'unknown-board', 'not-stored')

  app.get(
    '/api/boards/:boardId/tokens',
    {
      schema: {
        summary: 'The keys other programs have for this board',
        description: 'For facilitators. The keys themselves are nowhere kept.',
        params: boardParams,
        security: seatSecurity,
        response: { 200: Type.Array(tokenAnswer), ...failed },
      },
    },
    async ({ params: { boardId }, headers }) => {
      await seatFor('manage-connections', app.store, boardId, headers.authorization)
      return (await app.store.apiTokens.list(boardId)).map(answerOf)
    },
  )

  app.post(
    '/api/boards/:boardId/tokens',
    {
      config: { rateLimit: rates.create },
      schema: {
        summary: 'Give another program a key to read the plans of this board',
        description: `For facilitators. The key begins with \`${tokenPrefix}\` and is shown here once. As \`Authorization: Bearer\` it reads the plan of the board, its finished plans and their differences, and opens nothing else.`,
        params: boardParams,
        security: seatSecurity,
        body: Type.Object({ name: nameSchema }),
        response: {
          201: Type.Object({ ...tokenAnswer.properties, token: Type.String() }),
          ...failures('bad-request', 'wrong-token', 'not-allowed', 'unknown-board', 'too-many', 'not-stored'),
        },
      },
    },
    async ({ params: { boardId }, headers, body }, reply) => {
      const seat = await seatFor('manage-connections', app.store, boardId, headers.authorization)
      if ((await app.store.apiTokens.list(boardId)).length >= mostTokens) {
        throw new AppError('bad-request', `A board has ${mostTokens} keys at most. Revoke one that is not used.`)
      }
      const token = tokenPrefix + newToken()
      const made = { tokenId: newId(), boardId, name: body.name.trim(), createdAt: now(), createdBy: seat.name }
      await app.store.apiTokens.add({ ...made, tokenHash: hashToken(token) })
      await app.store.durable()
      reply.code(201).header('cache-control', 'no-store')
      return { ...answerOf({ ...made, usedAt: null }), token }
    },
  )

  app.delete(
    '/api/boards/:boardId/tokens/:tokenId',
    {
      schema: {
        summary: 'Revoke a key',
        description: 'For facilitators. It opens nothing from then on.',
        params: Type.Object({ ...boardParams.properties, tokenId: Type.String({ maxLength: 64 }) }),
        security: seatSecurity,
        response: {
          204: Type.Null(),
          ...failures('bad-request', 'wrong-token', 'not-allowed', 'not-found', 'not-stored'),
        },
      },
    },
    async ({ params: { boardId, tokenId }, headers }, reply) => {
      await seatFor('manage-connections', app.store, boardId, headers.authorization)
      if (!(await app.store.apiTokens.remove(boardId, tokenId))) throw new AppError('not-found')
      await app.store.durable()
      reply.code(204)
      return null
    },
  )
}

const tokenAnswer = Type.Object({
  tokenId: Type.String(),
  name: Type.String(),
  createdAt: Type.Number({ description: 'Unix ms' }),
  createdBy: Type.String(),
  usedAt: Type.Union([Type.Number(), Type.Null()], { description: 'Unix ms, to about an hour; null: never.' }),
})

function answerOf({ tokenId, name, createdAt, createdBy, usedAt }: ApiToken) {
  return { tokenId, name, createdAt, createdBy, usedAt }
}
