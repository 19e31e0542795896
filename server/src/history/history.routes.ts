import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { AppError } from '@planwall/shared/errors'
import Type from 'typebox'
import { seatFor } from '../access/seat-for.ts'
import { rates } from '../http/rate-limit.plugin.ts'
import { boardParams, failures, seatSecurity } from '../http/schemas.ts'
import type { History, MomentId } from './history.ts'
import { contentAnswer, historyAnswer, momentAnswer, momentBody, momentId } from './history-schemas.ts'
import type { MomentAnswer } from './history-schemas.ts'
import { listMoments, momentNamed, nameOf } from './list-moments.ts'

/** The history of a board: a list of moments, one moment as it was, moments with names, and the way back. */
export const historyRoutes: FastifyPluginAsyncTypebox<{ history: History; now: () => number }> = async (
  app,
  { history, now },
) => {
  const readFailed = failures('bad-request', 'wrong-token', 'not-allowed', 'unknown-board', 'too-many')
  const config = { rateLimit: rates.conduct }
  const rare = { rateLimit: rates.import }
  const momentParams = Type.Object({ ...boardParams.properties, snapshotId: momentId })

  app.get(
    '/api/boards/:boardId/history',
    {
      config,
      schema: {
        summary: 'The moments of a board that are kept, without their content',
        description:
          'For facilitators and participants. While a board changes one is kept every ten minutes (of older ones the last of each hour for a day, the last of each day for a month); also at the end of each step, with each finished plan, when a facilitator names one, and before the board is restored as a whole.',
        params: boardParams,
        security: seatSecurity,
        response: { 200: historyAnswer, ...readFailed },
      },
    },
    async (request, reply) => {
      const { boardId } = request.params
      await seatFor('read-history', app.store, boardId, request.headers.authorization)
      reply.header('cache-control', 'no-store')
      return await read(boardId)
    },
  )

  app.get(
    '/api/boards/:boardId/history/:snapshotId',
    {
      config,
      schema: {
        summary: 'What the board was at one moment',
        description:
          'For facilitators and participants, in words of the board. Nobody is named as the maker of anything, but whoever asks; what was written in private and not revealed is not part of it.',
        params: momentParams,
        security: seatSecurity,
        // Sent as text: it was written where documents are.
        response: { 200: Type.Unsafe<string>(contentAnswer), ...readFailed, ...failures('not-found', 'damaged') },
      },
    },
    async (request, reply) => {
      const { boardId, snapshotId } = request.params
      const { personId } = await seatFor('read-history', app.store, boardId, request.headers.authorization)
      const { board, session } = await history.content(boardId, momentOf(snapshotId))
      const { result } = await app.documents.act('read-moment', {}, { board, session, personId })
      reply.header('cache-control', 'no-store').type('application/json; charset=utf-8')
      return reply.send(result)
    },
  )

  app.post(
    '/api/boards/:boardId/history',
    {
      config: rare,
      schema: {
        summary: 'Keep what the board is now under a name',
        description: 'For facilitators.',
        params: boardParams,
        security: seatSecurity,
        body: momentBody,
        response: { 201: momentAnswer, ...readFailed, ...failures('not-stored') },
      },
    },
    async (request, reply) => {
      const { boardId } = request.params
      const seat = await seatFor('keep-history', app.store, boardId, request.headers.authorization)
      const { snapshotId } = await history.keep(seat, request.body.name.trim())
      reply.code(201)
      return await one(boardId, nameOf({ from: 'kept', id: snapshotId }))
    },
  )

  app.delete(
    '/api/boards/:boardId/history/:snapshotId',
    {
      config: rare,
      schema: {
        summary: 'Take a named moment out of the history',
        description: 'For facilitators. What the server keeps by itself stays.',
        params: momentParams,
        security: seatSecurity,
        response: { 204: Type.Null(), ...readFailed, ...failures('not-found', 'not-stored') },
      },
    },
    async (request, reply) => {
      const { boardId, snapshotId } = request.params
      await seatFor('keep-history', app.store, boardId, request.headers.authorization)
      const moment = momentOf(snapshotId)
      await history.forget(boardId, moment.from === 'kept' ? moment.id : '')
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/boards/:boardId/history/:snapshotId/restore',
    {
      config: rare,
      schema: {
        summary: 'Bring the whole board back to a moment',
        description:
          'For facilitators. What the board is now is kept first, and answered with: restoring that one undoes this. The board begins a new epoch: everybody’s rooms are closed with `stale-copy` (4410). What runs in the session, votes, the record and what is hidden until its reveal stay as they are.',
        params: momentParams,
        security: seatSecurity,
        response: {
          200: Type.Object({ before: momentAnswer }),
          ...readFailed,
          ...failures('not-found', 'damaged', 'not-stored'),
        },
      },
    },
    async (request) => {
      const { boardId, snapshotId } = request.params
      const seat = await seatFor('restore-board', app.store, boardId, request.headers.authorization)
      const { at } = await one(boardId, snapshotId)
      const before = await history.restore(seat, momentOf(snapshotId), at)
      return { before: await one(boardId, nameOf({ from: 'kept', id: before.snapshotId })) }
    },
  )

  async function read(boardId: string) {
    const { events, names } = await app.relay.act(boardId, 'read-record', { now: now() })
    const people = Object.entries(names).map(([personId, name]) => ({ personId, name }))
    return { moments: await listMoments(app.store, boardId, events), people }
  }

  async function one(boardId: string, name: string): Promise<MomentAnswer> {
    const found = (await read(boardId)).moments.find(({ snapshotId }) => snapshotId === name)
    if (!found) throw new AppError('not-found', 'This moment is not in the history of the board any more.')
    return found
  }
}

function momentOf(name: string): MomentId {
  const moment = momentNamed(name)
  if (!moment) throw new AppError('not-found', 'There is no moment of this name.')
  return moment
}
