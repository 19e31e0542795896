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
import { createFailures, createHint } from './create-rule.ts'
import type { MayCreate } from './create-rule.ts'
import { todayIn } from './today.ts'

export interface BoardsOptions {
  now: () => number
  address: PublicAddress
  mayCreate: MayCreate
}

/** The gallery, new boards, and what a seat may know of its board. */
export const boardsRoutes: FastifyPluginAsyncTypebox<BoardsOptions> = async (app, { now, address, mayCreate }) => {
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
        description: createHint,
        body: Type.Object({
          title: titleSchema,
          templateId: Type.String({ maxLength: 64 }),
          timezone: Type.Optional(timezoneSchema),
        }),
        response: {
          201: Type.Object(newBoardAnswer),
          ...failures('bad-request', 'unknown-template', 'too-large', 'too-many', 'not-stored', ...createFailures),
        },
      },
    },
    async (request, reply) => {
      const owner = await mayCreate(request)
      const { templateId, timezone = 'UTC' } = request.body
      const title = request.body.title.trim()
      const template = findTemplate(templateId)
      if (!template) throw new AppError('unknown-template')
      const createdAt = now()
      const today = todayIn(timezone, createdAt)
      const { boardId, links } = await createBoard(app.store, {
        owner,
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
            goesToBinAt: Type.Union([Type.Number(), Type.Null()], {
              description:
                'Unix ms: nobody has changed the board for long, and it goes to the bin then unless somebody does.',
            }),
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
      return { boardId, title, role, name, personId, goesToBinAt: await app.shelf.goesToBinAt(boardId) }
    },
  )
}
