import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { AppError } from '@planwall/shared/errors'
import type { Plan } from '@planwall/shared/plan/plan'
import Type from 'typebox'
import { bearerToken } from '../access/seat-of-token.ts'
import { seatFor } from '../access/seat-for.ts'
import { hashToken, newId, newToken } from '../access/tokens.ts'
import { publicBase } from '../http/public-address.ts'
import type { PublicAddress } from '../http/public-address.ts'
import { rates } from '../http/rate-limit.plugin.ts'
import { boardParams, failures, seatSecurity } from '../http/schemas.ts'
import type { PlanLink } from '../store/revisions-port.ts'
import { assertNotDeleted } from '../shelf/deleted.ts'
import { answerOf, wholeRevisionAnswer } from './revision-schemas.ts'
import { forOutsiders } from './for-outsiders.ts'

/** More links than anybody gives out for the plans of a board. */
const mostLinks = 100

/** Links that show one finished plan, read-only, to people who have no place at the board. */
export const planLinksRoutes: FastifyPluginAsyncTypebox<{ now: () => number; address: PublicAddress }> = async (
  app,
  { now, address },
) => {
  const { revisions } = app.store
  const failed = failures('bad-request', 'wrong-token', 'not-allowed', 'unknown-board', 'not-found', 'not-stored')

  app.get(
    '/api/boards/:boardId/plan-links',
    {
      schema: {
        summary: 'The links that finished plans were shared by',
        description: 'For facilitators. The links themselves are nowhere kept.',
        params: boardParams,
        security: seatSecurity,
        response: { 200: Type.Array(linkAnswer), ...failed },
      },
    },
    async ({ params: { boardId }, headers }) => {
      await seatFor('share-plan', app.store, boardId, headers.authorization)
      return (await revisions.linksOf(boardId)).map(linkAnswerOf)
    },
  )

  app.post(
    '/api/boards/:boardId/plans/:revision/links',
    {
      config: { rateLimit: rates.create },
      schema: {
        summary: 'Make a link that shows one finished plan',
        description:
          'For facilitators. Whoever has the link reads this revision and nothing else: not the board, not other revisions. It is shown here once.',
        params: Type.Object({ ...boardParams.properties, revision: Type.String({ pattern: '^[1-9][0-9]{0,8}$' }) }),
        security: seatSecurity,
        response: {
          201: Type.Object({ ...linkAnswer.properties, url: Type.String(), token: Type.String() }),
          ...failed,
        },
      },
    },
    async (request, reply) => {
      const { boardId } = request.params
      await seatFor('share-plan', app.store, boardId, request.headers.authorization)
      const revision = Number(request.params.revision)
      if (!(await revisions.list(boardId)).some((known) => known.revision === revision)) throw new AppError('not-found')
      if ((await revisions.linksOf(boardId)).length >= mostLinks) {
        throw new AppError('bad-request', `A board has ${mostLinks} such links at most. Revoke one that is not used.`)
      }
      const token = newToken()
      const link = { linkId: newId(), boardId, revision, createdAt: now() }
      await revisions.addLink({ ...link, tokenHash: hashToken(token) })
      await app.store.durable()
      reply.code(201).header('cache-control', 'no-store')
      return { ...linkAnswerOf(link), url: `${publicBase(address, request)}/p/${link.linkId}#${token}`, token }
    },
  )

  app.delete(
    '/api/boards/:boardId/plan-links/:linkId',
    {
      schema: {
        summary: 'Revoke a link that shows a finished plan',
        description: 'For facilitators. It shows nothing from then on.',
        params: Type.Object({ ...boardParams.properties, linkId: Type.String({ maxLength: 64 }) }),
        security: seatSecurity,
        response: { 204: Type.Null(), ...failed },
      },
    },
    async ({ params: { boardId, linkId }, headers }, reply) => {
      await seatFor('share-plan', app.store, boardId, headers.authorization)
      if (!(await revisions.removeLink(boardId, linkId))) throw new AppError('not-found')
      await app.store.durable()
      reply.code(204)
      return null
    },
  )

  app.get(
    '/api/shared-plans/:linkId',
    {
      config: { rateLimit: rates.join },
      schema: {
        summary: 'The finished plan a link shows',
        description:
          "With the link's token as `Authorization: Bearer`. The plan alone: where it came from on the board, cards that are not in it, and e-mail addresses are left out.",
        params: Type.Object({ linkId: Type.String({ pattern: '^[A-Za-z0-9]{1,64}$' }) }),
        security: [{ planLink: [] }],
        response: {
          200: wholeRevisionAnswer,
          ...failures('bad-request', 'wrong-token', 'deleted', 'too-many', 'damaged'),
        },
      },
    },
    async ({ params: { linkId }, headers }, reply) => {
      const token = bearerToken(headers.authorization)
      const link = token ? await revisions.findLink(linkId, hashToken(token)) : undefined
      if (link) await assertNotDeleted(app.store, link.boardId)
      const found = link && (await revisions.get(link.boardId, link.revision))
      if (!found) throw new AppError('wrong-token')
      reply.header('cache-control', 'no-store')
      return { ...answerOf(found), plan: forOutsiders(JSON.parse(found.plan) as Plan) }
    },
  )
}

const linkAnswer = Type.Object({
  linkId: Type.String(),
  revision: Type.Integer(),
  createdAt: Type.Number({ description: 'Unix ms' }),
})

function linkAnswerOf({ linkId, revision, createdAt }: PlanLink) {
  return { linkId, revision, createdAt }
}
