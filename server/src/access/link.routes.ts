import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { roleOfLink } from '@planwall/shared/access/roles'
import Type from 'typebox'
import { rates } from '../http/rate-limit.plugin.ts'
import { boardParams, failures, roleSchema, tokenSchema } from '../http/schemas.ts'
import { linkOfToken } from './link-of-token.ts'

/**
 * What stands behind a link, so that the door can say so before a name is asked for. The token comes in the body: it
 * belongs in no address and no log.
 */
export const linkRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.post(
    '/api/boards/:boardId/link',
    {
      config: { rateLimit: rates.join },
      schema: {
        summary: 'What a link leads to',
        params: boardParams,
        body: Type.Object({ token: tokenSchema }),
        response: {
          200: Type.Object({ boardId: Type.String(), title: Type.String(), role: roleSchema }),
          ...failures('bad-request', 'wrong-token', 'unknown-board', 'too-many'),
        },
      },
    },
    async (request) => {
      const { boardId } = request.params
      const link = await linkOfToken(app.store, boardId, request.body.token)
      const title = await app.relay.act(boardId, 'board-title', {})
      return { boardId, title, role: roleOfLink[link] }
    },
  )
}
