import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { linkKinds } from '@planwall/shared/access/roles'
import { AppError } from '@planwall/shared/errors'
import { RENAMED } from '@planwall/shared/protocol'
import Type from 'typebox'
import { rates } from '../http/rate-limit.plugin.ts'
import { boardParams, failures, nameSchema, roleSchema, seatSecurity } from '../http/schemas.ts'
import type { Seat } from '../store/board-store.ts'
import { seatFor } from './seat-for.ts'
import { iso, isoSchema } from './times.ts'
import type { createTurns } from './turns.ts'

/** Who has a seat at a board: seeing them, removing and renaming them. Their roles are changed with the session's routes. */
export const peopleRoutes: FastifyPluginAsyncTypebox<{ inTurn: ReturnType<typeof createTurns> }> = async (
  app,
  { inTurn },
) => {
  const seatParams = Type.Object({
    ...boardParams.properties,
    seatId: Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' }),
  })
  const config = { rateLimit: rates.conduct }
  const common = { params: seatParams, security: seatSecurity }
  const codes = ['bad-request', 'wrong-token', 'not-allowed', 'unknown-board', 'not-found', 'too-many'] as const
  const failed = failures(...codes, 'not-stored')

  app.get(
    '/api/boards/:boardId/seats',
    {
      schema: {
        summary: 'Who has a seat at a board',
        description: 'For facilitators, in the order they came. Whoever was removed is not among them.',
        params: boardParams,
        security: seatSecurity,
        response: {
          200: Type.Object({ seats: Type.Array(seatSchema) }),
          ...failures('bad-request', 'wrong-token', 'not-allowed', 'unknown-board'),
        },
      },
    },
    async ({ params: { boardId }, headers }, reply) => {
      await seatFor('manage-people', app.store, boardId, headers.authorization)
      const here = new Set(app.relay.present(boardId).map(({ seatId }) => seatId))
      const seats = (await app.store.access.seats(boardId)).filter(({ removed }) => removed === null)
      reply.header('cache-control', 'no-store')
      return {
        seats: seats.map(({ seatId, personId, name, role, link, createdAt, seenAt }) => ({
          seatId,
          personId,
          name,
          role,
          link,
          since: iso(createdAt),
          lastSeen: seenAt === null ? null : iso(seenAt),
          isHere: here.has(seatId),
        })),
      }
    },
  )

  app.post(
    '/api/boards/:boardId/seats/:seatId/remove',
    {
      config,
      schema: {
        ...common,
        summary: 'Remove somebody from a board',
        description:
          'For facilitators. Their seat, and others they took as the same person, open nothing from now on; their sockets are closed with `removed`; what they wrote stays. The last facilitator cannot be removed. By a link they still have they can come back: reset it.',
        response: { 204: Type.Null(), ...failures(...codes, 'refused', 'not-stored') },
      },
    },
    async ({ params: { boardId, seatId }, headers }, reply) => {
      const { seatId: mine } = await seatFor('manage-people', app.store, boardId, headers.authorization)
      await inTurn(boardId, async () => {
        const seats = await app.store.seatsOf(boardId)
        const leaving = seatsOfPerson(seats, seatId).filter((seat) => seat.seatId === seatId || seat.seatId !== mine)
        const staying = seats.filter((seat) => !leaving.includes(seat))
        if (!staying.some(({ role }) => role === 'facilitator')) {
          throw new AppError('refused', 'A board needs a facilitator. Hand the role to somebody else first.')
        }
        const seatIds = leaving.map((seat) => seat.seatId)
        await app.store.access.removeSeats(boardId, seatIds, 'removed')
        await app.store.durable()
        app.relay.removeSeats(seatIds, 'removed')
      })
      reply.code(204)
      return null
    },
  )

  app.post(
    '/api/boards/:boardId/seats/:seatId/name',
    {
      config,
      schema: {
        ...common,
        summary: 'Give somebody another name',
        description:
          'For facilitators. The person card they stand for gets it as well; their pages are sent the notice `renamed`.',
        body: Type.Object({ name: nameSchema }),
        response: { 200: Type.Object({ seatId: Type.String(), name: Type.String() }), ...failed },
      },
    },
    async ({ params: { boardId, seatId }, headers, body }) => {
      await seatFor('manage-people', app.store, boardId, headers.authorization)
      const name = body.name.trim()
      await inTurn(boardId, async () => {
        const seats = seatsOfPerson(await app.store.seatsOf(boardId), seatId)
        for (const seat of seats) await app.store.access.renameSeat(boardId, seat.seatId, name)
        await app.store.durable()
        const personId = seats[0]?.personId ?? null
        if (personId !== null) await app.relay.act(boardId, 'rename-person', { personId, name })
        for (const seat of seats) {
          app.relay.notify(boardId, seat.seatId, { code: RENAMED, message: name, elementIds: [] })
        }
      })
      return { seatId, name }
    },
  )
}

const seatSchema = Type.Object({
  seatId: Type.String(),
  personId: Type.Union([Type.String(), Type.Null()]),
  name: Type.String(),
  role: roleSchema,
  link: Type.Enum([...linkKinds], { description: 'What they joined by.' }),
  since: isoSchema,
  lastSeen: Type.Union([isoSchema, Type.Null()], { description: 'To about a minute; null: never had the board open.' }),
  isHere: Type.Boolean(),
})

/**
 * A seat, and the others of whoever has it: who came by two links has two. Observers are nobody in the plan, so each of their
 * seats is its own. Throws `not-found`.
 */
function seatsOfPerson(seats: readonly Seat[], seatId: string): Seat[] {
  const meant = seats.find((seat) => seat.seatId === seatId)
  if (!meant) throw new AppError('not-found', 'Nobody has this seat.')
  return seats.filter((seat) => seat === meant || (meant.personId !== null && seat.personId === meant.personId))
}
