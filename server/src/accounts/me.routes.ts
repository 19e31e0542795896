import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { AppError } from '@planwall/shared/errors'
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { seatFor } from '../access/seat-for.ts'
import type { CreateRule } from '../config.ts'
import { rates } from '../http/rate-limit.plugin.ts'
import { accountSecurity, boardParams, failures, nameSchema, titleSchema } from '../http/schemas.ts'
import { deletedAnswer, deletedAnswerOf } from '../shelf/bin.routes.ts'
import type { ShelvedBoard } from '../store/shelf-port.ts'
import { ownerSeat } from './owner-seat.ts'

export interface MeOptions {
  now: () => number
  createBoards: CreateRule['by']
  canSignIn: boolean
}

/** Whoever is signed in, and their boards. */
export const meRoutes: FastifyPluginAsyncTypebox<MeOptions> = async (app, { now, createBoards, canSignIn }) => {
  const { store, shelf } = app
  const failed = failures('bad-request', 'sign-in-needed', 'unknown-board', 'deleted', 'not-stored')

  app.get(
    '/api/me',
    {
      schema: {
        summary: 'Who is signed in here, and who may create boards',
        response: {
          200: Type.Object({
            person: Type.Union([Type.Object({ name: Type.String(), email: Type.String() }), Type.Null()]),
            createBoards: Type.Enum(['anyone', 'passphrase', 'sign-in', 'nobody']),
            canSignIn: Type.Boolean(),
          }),
          ...failures(),
        },
      },
    },
    async (request, reply) => {
      const account = await app.accounts.of(request)
      reply.header('cache-control', 'no-store')
      return { person: account ? { name: account.name, email: account.email } : null, createBoards, canSignIn }
    },
  )

  app.get(
    '/api/me/boards',
    {
      schema: {
        summary: 'My boards, those in the bin too',
        security: accountSecurity,
        response: {
          200: Type.Object({
            boards: Type.Array(boardAnswer),
            bin: Type.Array(Type.Object({ boardId: Type.String(), title: Type.String(), ...deletedAnswer.properties })),
          }),
          ...failed,
        },
      },
    },
    async (request, reply) => {
      const { accountId } = await app.accounts.needed(request)
      const all = await shelf.ownedBy(accountId)
      reply.header('cache-control', 'no-store')
      return {
        boards: await Promise.all(all.filter(({ bin }) => !bin).map(boardAnswerOf)),
        bin: all.flatMap(({ boardId, title, bin }) => (bin ? { boardId, title, ...deletedAnswerOf(bin) } : [])),
      }
    },
  )

  app.post(
    '/api/me/boards/:boardId/seat',
    {
      config: { rateLimit: rates.join },
      schema: {
        summary: 'Take a facilitator’s seat at a board of mine',
        description: 'Without a link. Whoever has taken one before stays the same person of the plan.',
        params: boardParams,
        body: Type.Object({ name: Type.Optional(nameSchema) }),
        security: accountSecurity,
        response: {
          201: Type.Object({
            seatId: Type.String(),
            seatToken: Type.String({ description: 'For the API and the socket; given out once.' }),
            role: Type.Literal('facilitator'),
            personId: Type.String(),
            name: Type.String(),
            boardId: Type.String(),
          }),
          ...failed,
        },
      },
    },
    async (request, reply) => {
      const { boardId } = request.params
      const { account, board } = await mine(request, boardId)
      const name = request.body.name?.trim() ?? account.name
      const seat = await app.seatsInTurn(boardId, async () =>
        ownerSeat({ store, relay: app.relay, now }, (await store.shelf.get(boardId)) ?? board, name),
      )
      reply.code(201).header('cache-control', 'no-store')
      return seat
    },
  )

  app.post(
    '/api/me/boards/:boardId/title',
    {
      config: { rateLimit: rates.conduct },
      schema: {
        summary: 'Rename a board of mine',
        description: 'Everybody who has it open sees the new title at once.',
        params: boardParams,
        body: Type.Object({ title: titleSchema }),
        security: accountSecurity,
        response: { 204: Type.Null(), ...failed },
      },
    },
    async (request, reply) => {
      const { boardId } = request.params
      await mine(request, boardId)
      const title = request.body.title.trim()
      await app.relay.act(boardId, 'rename-board', { title })
      await store.shelf.setTitle(boardId, title)
      await store.durable()
      reply.code(204)
      return null
    },
  )

  app.post(
    '/api/boards/:boardId/owner',
    {
      config: { rateLimit: rates.create },
      schema: {
        summary: 'Make a board that is nobody’s mine',
        description: 'For a facilitator (by the seat’s token) who is signed in. `taken` where it is somebody else’s.',
        params: boardParams,
        security: [{ seat: [], account: [] }],
        response: { 204: Type.Null(), ...failed, ...failures('wrong-token', 'not-allowed', 'taken') },
      },
    },
    async (request, reply) => {
      const { boardId } = request.params
      const { accountId } = await app.accounts.needed(request)
      const seat = await seatFor('delete-board', store, boardId, request.headers.authorization)
      if (!(await store.shelf.setOwner(boardId, accountId))) {
        throw new AppError('taken', 'This board is in somebody else’s list already.')
      }
      if (seat.personId !== null) await store.shelf.setOwnerPerson(boardId, seat.personId)
      await store.durable()
      reply.code(204)
      return null
    },
  )

  /** A board of whoever asks. That others have one is not said. */
  async function mine(request: FastifyRequest, boardId: string) {
    const account = await app.accounts.needed(request)
    const board = await store.shelf.get(boardId)
    if (board?.ownerId !== account.accountId) throw new AppError('unknown-board')
    return { account, board }
  }

  async function boardAnswerOf({ boardId, title, createdAt, changedAt }: ShelvedBoard) {
    const seats = await store.seatsOf(boardId)
    const people = new Map(seats.flatMap(({ personId, name }) => (personId === null ? [] : [[personId, name]])))
    return { boardId, title, createdAt, changedAt, people: [...people.values()] }
  }
}

const boardAnswer = Type.Object({
  boardId: Type.String(),
  title: Type.String(),
  createdAt: Type.Number({ description: 'Unix ms' }),
  changedAt: Type.Number({ description: 'Unix ms, to about a minute' }),
  people: Type.Array(Type.String(), { description: 'Names of those who took part.' }),
})
