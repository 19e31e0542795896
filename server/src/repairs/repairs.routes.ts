import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import Type from 'typebox'
import { bearerToken, seatOfToken } from '../access/seat-of-token.ts'
import { boardParams, failures, seatSecurity } from '../http/schemas.ts'

const repairSchema = Type.Object({
  repairId: Type.String(),
  room: Type.String({ description: 'The board, or a room below it.' }),
  foundAt: Type.Number({ description: 'Unix ms: when the server started and looked through its data.' }),
  lostUpdates: Type.Integer({ description: 'Changes that could not be read, as far as they can be counted.' }),
  lostChunks: Type.Integer({ description: 'Pieces of the last snapshot that could not be read.' }),
  usedOlder: Type.Boolean({ description: 'An older snapshot helped out: what was deleted since may be back.' }),
  mayLackMore: Type.Boolean({ description: 'More may be missing than was counted.' }),
})

/** What the people at a board are told of damage that was found in its data. */
export const repairsRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/api/boards/:boardId/repairs',
    {
      schema: {
        summary: 'What could not be read of a board when the server started',
        params: boardParams,
        security: seatSecurity,
        response: { 200: Type.Array(repairSchema), ...failures('bad-request', 'wrong-token', 'unknown-board') },
      },
    },
    async (request) => {
      const { boardId } = request.params
      await seatOfToken(app.store, boardId, bearerToken(request.headers.authorization))
      return app.store.repairs.repairsOf(boardId)
    },
  )
}
