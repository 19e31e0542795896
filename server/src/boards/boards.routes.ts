import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { AppError } from '@planwall/shared/errors'
import { applyTemplate } from '@planwall/shared/templates/apply'
import { catalog, findTemplate } from '@planwall/shared/templates/catalog'
import { templateSchema } from '@planwall/shared/templates/template'
import Type from 'typebox'
import { bearerToken, seatOfToken } from '../access/seat-of-token.ts'
import { newId } from '../access/tokens.ts'
import { publicBase } from '../http/public-address.ts'
import type { PublicAddress } from '../http/public-address.ts'
import { rates } from '../http/rate-limit.plugin.ts'
import {
  boardParams,
  failures,
  newBoardAnswer,
  roleSchema,
  seatSecurity,
  timezoneSchema,
  titleSchema,
} from '../http/schemas.ts'
import { createBoard } from './create-board.ts'
import { todayIn } from './today.ts'

/** The gallery, new boards, and what a seat may know of its board. */
export const boardsRoutes: FastifyPluginAsyncTypebox<{ now: () => number; address: PublicAddress }> = async (
  app,
  { now, address },
) => {
  app.get(
    '/api/templates',
    {
      schema: {
        summary: 'The templates a board can be made from',
        response: { 200: Type.Array(templateSchema), ...failures() },
      },
    },
    () => [...catalog],
  )

  app.post(
    '/api/boards',
    {
      config: { rateLimit: rates.create },
      schema: {
        summary: 'Make a board from a template',
        body: Type.Object({
          title: titleSchema,
          templateId: Type.String({ maxLength: 64 }),
          timezone: Type.Optional(timezoneSchema),
        }),
        response: {
          201: Type.Object(newBoardAnswer),
          ...failures('bad-request', 'unknown-template', 'too-large', 'too-many', 'not-stored'),
        },
      },
    },
    async (request, reply) => {
      const { templateId, timezone = 'UTC' } = request.body
      const title = request.body.title.trim()
      const template = findTemplate(templateId)
      if (!template) throw new AppError('unknown-template')
      const createdAt = now()
      const today = todayIn(timezone, createdAt)
      const { boardId, links } = await createBoard(app.store, {
        publicBase: publicBase(address, request),
        fill: (docs) => applyTemplate(docs, template, { title, timezone, today, createdAt, newId }, 'server'),
      })
      reply.code(201)
      return { boardId, links }
    },
  )

  app.get(
    '/api/boards/:boardId',
    {
      schema: {
        summary: 'What a seat is at its board',
        params: boardParams,
        security: seatSecurity,
        response: {
          200: Type.Object({
            boardId: Type.String(),
            title: Type.String(),
            role: roleSchema,
            name: Type.String(),
            personId: Type.Union([Type.String(), Type.Null()]),
          }),
          ...failures('bad-request', 'wrong-token', 'unknown-board'),
        },
      },
    },
    async (request) => {
      const { boardId } = request.params
      const seat = await seatOfToken(app.store, boardId, bearerToken(request.headers.authorization))
      const title = await app.relay.act(boardId, 'board-title', {})
      const { role, name, personId } = seat
      return { boardId, title, role, name, personId }
    },
  )
}
