import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { linkKinds, roleOfLink } from '@planwall/shared/access/roles'
import Type from 'typebox'
import { rates } from '../http/rate-limit.plugin.ts'
import { boardParams, failures, roleSchema, tokenSchema } from '../http/schemas.ts'
import { assertNotDeleted } from '../shelf/deleted.ts'
import { comerOf } from './comer.ts'
import type { Door } from './door.ts'
import { iso, isoSchema } from './times.ts'

/**
 * What stands behind a link or a code, so that the door can say so before a name is asked for. Tokens and codes come in the
 * body: they belong in no address and no log.
 */
export const linkRoutes: FastifyPluginAsyncTypebox<{ door: Door }> = async (app, { door }) => {
  app.post(
    '/api/boards/:boardId/link',
    {
      config: { rateLimit: rates.join },
      schema: {
        summary: 'What a link leads to',
        description:
          'And what it asks for. A code may stand in the place of the token. Facilitators of the board (`Authorization: Bearer`) are asked for nothing.',
        params: boardParams,
        body: Type.Object({ token: tokenSchema }),
        response: {
          200: Type.Object({
            boardId: Type.String(),
            title: Type.String(),
            role: roleSchema,
            expiresAt: Type.Union([isoSchema, Type.Null()]),
            needsPasscode: Type.Boolean(),
            needsApproval: Type.Boolean(),
          }),
          ...failures(
            'bad-request',
            'wrong-token',
            'link-reset',
            'link-expired',
            'unknown-board',
            'unknown-code',
            'too-many',
          ),
        },
      },
    },
    async (request) => {
      const { boardId } = request.params
      const link = await door.open(boardId, comerOf(request, request.body.token))
      const title = await app.relay.act(boardId, 'board-title', {})
      return {
        boardId,
        title,
        role: roleOfLink[link.kind],
        expiresAt: link.expiresAt === null ? null : iso(link.expiresAt),
        needsPasscode: link.asksPasscode,
        needsApproval: link.asksApproval,
      }
    },
  )

  app.post(
    '/api/codes',
    {
      config: { rateLimit: rates.join },
      schema: {
        summary: 'Which board a spoken code leads to',
        description:
          'Capital or small letters, with a hyphen, a space or nothing between. The code then stands in the place of a link’s token. Ten wrong ones in ten minutes from one address are too many.',
        body: Type.Object({ code: Type.String({ minLength: 1, maxLength: 64 }) }),
        response: {
          200: Type.Object({ boardId: Type.String(), title: Type.String(), kind: Type.Enum([...linkKinds]) }),
          ...failures('bad-request', 'unknown-code', 'link-expired', 'deleted', 'too-many'),
        },
      },
    },
    async (request) => {
      const { address } = comerOf(request, '')
      const { boardId, kind } = await door.readCode(request.body.code, address)
      await assertNotDeleted(app.store, boardId)
      return { boardId, title: await app.relay.act(boardId, 'board-title', {}), kind }
    },
  )
}
