import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { AppError } from '@planwall/shared/errors'
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { seatFor } from '../access/seat-for.ts'
import { bearerToken } from '../access/seat-of-token.ts'
import type { Order } from '../docs/acts/conduct.ts'
import { rates } from '../http/rate-limit.plugin.ts'
import { boardParams, failures, roleSchema, seatSecurity } from '../http/schemas.ts'
import {
  conductedAnswer,
  floorBody,
  idSchema,
  peopleAnswer,
  recordAnswer,
  stepBody,
  summonBody,
  timerBody,
} from './session-schemas.ts'
import type { Sessions } from './sessions.ts'

/**
 * Running a session. What goes on stands in the session document, where everybody reads it (`readFacilitation`); what
 * carries a stamp is asked for here and written by the server. All of it under `/api/boards/:boardId`, with the token of a
 * seat (`Authorization: Bearer`). For facilitators, but where said:
 *
 * - `POST /session/step` `{do: start, stepId, n?} | {do: next|skip|back|end|end-session, n?}`; `n` as `run.step.n`
 * - `POST /session/timer` `{do: start, durationMs} | {do: add, ms} | {do: pause|resume|stop}`
 * - `POST /session/pause` `{isPaused}` · `POST /session/summon` `{target}` · `POST /session/ready` `{isAsked}`
 * - `POST /session/cursors` `{areHidden}`
 * - `POST /session/floor` `{do: open, of: people|cards, first?} | {do: pass|back|close} | {do: join, personId}`
 * - `POST /session/reveal` lays private cards on the wall; seats' rooms are closed with `stale-copy` and begin anew
 * - `POST /session/decisions` `{text, cardId?}`
 * - `GET /session/people` who is here, cards in private, who is writing, votes left: to be asked every two seconds or so
 * - `GET /session/own` ids of one's own cards that carry no name (everybody, for themselves)
 * - `POST /groups/draw` `{people?}` · `POST /groups/merge` · `POST /groups/join` `{groupId?}` (participants, for themselves)
 * - `POST /seats/:seatId/role` `{role}`
 * - `GET /record` (everybody) and `GET /record/snapshots/:snapshotId`
 * - `POST /rounds`, `POST /rounds/:roundId/close` · `PUT` and `GET /rounds/:roundId/ballot` (participants, for themselves)
 *
 * Agenda, zones, groups and members are edited in the session document, notes in `<board>/facilitate`. `GET /api/time`
 * gives the server's clock.
 */
export const sessionRoutes: FastifyPluginAsyncTypebox<{ sessions: Sessions; now: () => number }> = async (
  app,
  { sessions, now },
) => {
  const failed = failures(
    'bad-request',
    'wrong-token',
    'not-allowed',
    'unknown-board',
    'not-found',
    'too-many',
    'not-stored',
  )
  const common = { params: boardParams, security: seatSecurity }
  const config = { rateLimit: rates.conduct }
  const facilitatorOf = (request: FastifyRequest<{ Params: { boardId: string } }>) =>
    seatFor('conduct', app.store, request.params.boardId, request.headers.authorization)

  app.post(
    '/api/boards/:boardId/session/step',
    {
      config,
      schema: {
        ...common,
        summary: 'Go along the agenda: start, end, skip a step or go back',
        description: 'Starts the session with its first step. The end of a step keeps what the board was then.',
        body: stepBody,
        response: { 200: conductedAnswer, ...failed, ...failures('taken') },
      },
    },
    async (request) => {
      const seat = await facilitatorOf(request)
      const { body } = request
      const { n } = body
      if (body.do === 'start') return await sessions.conduct(seat, { do: 'start-step', stepId: body.stepId, n })
      return await sessions.conduct(seat, { do: body.do === 'end' ? 'end-step' : body.do, n })
    },
  )

  app.post(
    '/api/boards/:boardId/session/timer',
    {
      config,
      schema: {
        ...common,
        summary: 'Start, pause, resume, lengthen or stop the timer',
        body: timerBody,
        response: { 200: conductedAnswer, ...failed },
      },
    },
    async (request) => {
      const seat = await facilitatorOf(request)
      const { body } = request
      switch (body.do) {
        case 'start':
          return await sessions.conduct(seat, { do: 'start-timer', durationMs: body.durationMs })
        case 'add':
          return await sessions.conduct(seat, { do: 'add-time', ms: body.ms })
        default:
          return await sessions.conduct(seat, { do: `${body.do}-timer` })
      }
    },
  )

  app.post(
    '/api/boards/:boardId/session/pause',
    {
      config,
      schema: {
        ...common,
        summary: 'Pause the session, or let everybody go on',
        body: Type.Object({ isPaused: Type.Boolean() }),
        response: { 200: conductedAnswer, ...failed },
      },
    },
    async (request) =>
      sessions.conduct(await facilitatorOf(request), { do: request.body.isPaused ? 'pause' : 'resume' }),
  )

  app.post(
    '/api/boards/:boardId/session/summon',
    {
      config,
      schema: {
        ...common,
        summary: 'Bring everybody to zones or to a part of the wall; null lets them go',
        body: summonBody,
        response: { 200: conductedAnswer, ...failed },
      },
    },
    async (request) => sessions.conduct(await facilitatorOf(request), { do: 'summon', target: request.body.target }),
  )

  app.post(
    '/api/boards/:boardId/session/ready',
    {
      config,
      schema: {
        ...common,
        summary: 'Ask who is done, or end the asking; the answers are presence',
        body: Type.Object({ isAsked: Type.Boolean() }),
        response: { 200: conductedAnswer, ...failed },
      },
    },
    async (request) =>
      sessions.conduct(await facilitatorOf(request), { do: request.body.isAsked ? 'ask-ready' : 'end-ready' }),
  )

  app.post(
    '/api/boards/:boardId/session/cursors',
    {
      config,
      schema: {
        ...common,
        summary: 'Hide everybody’s cursors from everybody, or show them again',
        description: 'Holds whatever step runs. A step may hide them of itself.',
        body: Type.Object({ areHidden: Type.Boolean() }),
        response: { 200: conductedAnswer, ...failed },
      },
    },
    async (request) =>
      sessions.conduct(await facilitatorOf(request), { do: request.body.areHidden ? 'hide-cursors' : 'show-cursors' }),
  )

  app.post(
    '/api/boards/:boardId/session/floor',
    {
      config,
      schema: {
        ...common,
        summary: 'Give the floor in an order drawn by lot, or show the cards of a step one by one',
        body: floorBody,
        response: { 200: conductedAnswer, ...failed },
      },
    },
    async (request) => {
      const seat = await facilitatorOf(request)
      const { body } = request
      if (body.do === 'open' && body.of === 'cards') {
        await sessions.showCards(seat, body.kinds ?? [])
        return { at: now() }
      }
      return await sessions.conduct(seat, floorOrder(body))
    },
  )

  app.post(
    '/api/boards/:boardId/session/reveal',
    {
      config,
      schema: {
        ...common,
        summary: 'Lay on the wall what was written in private',
        description:
          'Of everybody, also of who has left; in an order drawn by lot. Seats’ rooms are closed with `stale-copy` (4410): whoever has one open forgets that copy and opens it anew.',
        response: {
          200: Type.Object({
            cards: Type.Integer({ description: 'Cards that are on the wall now.' }),
            writers: Type.Integer({ description: 'People whose cards they are.' }),
          }),
          ...failed,
        },
      },
    },
    async (request) => sessions.reveal(await facilitatorOf(request)),
  )

  app.post(
    '/api/boards/:boardId/session/decisions',
    {
      config,
      schema: {
        ...common,
        summary: 'Write a decision in the record',
        body: Type.Object({
          text: Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' }),
          cardId: Type.Optional(idSchema),
        }),
        response: { 201: conductedAnswer, ...failed },
      },
    },
    async (request, reply) => {
      const { text, cardId } = request.body
      const decided = await sessions.conduct(await facilitatorOf(request), { do: 'decide', text: text.trim(), cardId })
      reply.code(201)
      return decided
    },
  )

  app.get(
    '/api/boards/:boardId/session/people',
    {
      logLevel: 'warn',
      schema: {
        ...common,
        summary: 'Who is here, how much each has written in private, and who has votes left',
        description: 'For facilitators. How much, never what. Small enough to be asked for every two seconds.',
        response: { 200: peopleAnswer, ...failed },
      },
    },
    async (request, reply) => {
      const { boardId } = await facilitatorOf(request)
      reply.header('cache-control', 'no-store')
      return { people: await sessions.people(boardId) }
    },
  )

  app.get(
    '/api/boards/:boardId/session/own',
    {
      schema: {
        ...common,
        summary: 'Which cards without a name are one’s own',
        description:
          'In a step that keeps no names: those written in it with this very seat. The server cannot tell without the seat’s token, and forgets it with the step.',
        response: { 200: Type.Object({ elementIds: Type.Array(Type.String()) }), ...failed },
      },
    },
    async (request, reply) => {
      const { boardId } = request.params
      const { authorization } = request.headers
      await seatFor('write-board', app.store, boardId, authorization)
      reply.header('cache-control', 'no-store')
      return { elementIds: [...(await sessions.ownCards(boardId, bearerToken(authorization) ?? ''))] }
    },
  )

  app.post(
    '/api/boards/:boardId/groups/draw',
    {
      config,
      schema: {
        ...common,
        summary: 'Deal people out to the groups by lot',
        description: 'Everybody who is here, unless people are named.',
        body: Type.Object({ people: Type.Optional(Type.Array(idSchema, { maxItems: 2000 })) }),
        response: { 200: conductedAnswer, ...failed },
      },
    },
    async (request) =>
      sessions.conduct(await facilitatorOf(request), { do: 'draw-groups', people: request.body.people }),
  )

  app.post(
    '/api/boards/:boardId/groups/merge',
    {
      config,
      schema: {
        ...common,
        summary: 'Bring the groups’ work together: cards go to the zones their zones were copied from',
        response: { 200: Type.Object({ cards: Type.Integer({ description: 'Cards that moved.' }) }), ...failed },
      },
    },
    async (request) => ({ cards: await sessions.mergeGroups(await facilitatorOf(request)) }),
  )

  app.post(
    '/api/boards/:boardId/groups/join',
    {
      config,
      schema: {
        ...common,
        summary: 'Join a group oneself, such as by a group’s link',
        description: 'Without `groupId` it is the smallest one, and whoever is in a group stays there.',
        body: Type.Object({ groupId: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })) }),
        response: { 200: Type.Object({ groupId: Type.String() }), ...failed },
      },
    },
    async (request) => {
      const { boardId } = request.params
      const seat = await seatFor('join-group', app.store, boardId, request.headers.authorization)
      const { groupId } = request.body
      if (seat.personId === null) throw new AppError('not-found', 'Only people of the plan can be in a group.')
      const joined = await sessions.conduct(seat, { do: 'join-group', personId: seat.personId, groupId })
      return { groupId: joined.groupId ?? '' }
    },
  )

  app.post(
    '/api/boards/:boardId/seats/:seatId/role',
    {
      config,
      schema: {
        summary: 'Give somebody another role',
        description:
          'For facilitators; it counts at once, also on open sockets. The last facilitator of a board stays one.',
        params: Type.Object({ ...boardParams.properties, seatId: Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' }) }),
        security: seatSecurity,
        body: Type.Object({ role: roleSchema }),
        response: {
          200: Type.Object({ seatId: Type.String(), role: roleSchema }),
          ...failures(
            'bad-request',
            'wrong-token',
            'not-allowed',
            'unknown-board',
            'not-found',
            'refused',
            'too-many',
            'not-stored',
          ),
        },
      },
    },
    async (request) => {
      const { boardId, seatId } = request.params
      await seatFor('change-roles', app.store, boardId, request.headers.authorization)
      const { role } = await sessions.setRole(boardId, seatId, request.body.role)
      return { seatId, role }
    },
  )

  app.get(
    '/api/boards/:boardId/record',
    {
      schema: {
        ...common,
        summary: 'What happened in the sessions of a board',
        description: 'For everybody with a seat. It never says who wrote, moved or chose what.',
        response: { 200: recordAnswer, ...failures('bad-request', 'wrong-token', 'unknown-board') },
      },
    },
    async (request, reply) => {
      const { boardId } = request.params
      await seatFor('read-record', app.store, boardId, request.headers.authorization)
      const { names, ...record } = await app.relay.act(boardId, 'read-record', { now: now() })
      const snapshots = await app.store.records.snapshots(boardId)
      reply.header('cache-control', 'no-store')
      return {
        ...record,
        people: Object.entries(names).map(([personId, name]) => ({ personId, name })),
        snapshots: snapshots.map(({ snapshotId, stepId, at }) => ({ snapshotId, stepId, at })),
      }
    },
  )

  app.get(
    '/api/boards/:boardId/record/snapshots/:snapshotId',
    {
      schema: {
        summary: 'What the board was at the end of a step',
        description: 'For facilitators: both documents as Yjs updates in base64.',
        params: Type.Object({ ...boardParams.properties, snapshotId: idSchema }),
        security: seatSecurity,
        response: {
          200: Type.Object({ board: Type.String(), session: Type.String() }),
          ...failures('bad-request', 'wrong-token', 'not-allowed', 'unknown-board', 'not-found', 'damaged'),
        },
      },
    },
    async (request) => {
      const { boardId, snapshotId } = request.params
      await facilitatorOf(request)
      const found = await app.store.records.snapshot(boardId, snapshotId)
      if (!found) throw new AppError('not-found', 'Nothing was kept under this name.')
      return { board: base64(found.board), session: base64(found.session) }
    },
  )
}

function floorOrder(body: Type.Static<typeof floorBody>): Order {
  switch (body.do) {
    case 'open':
      return { do: 'open-floor', first: body.first ?? null }
    case 'join':
      return { do: 'join-floor', personId: body.personId }
    case 'close':
      return { do: 'close-floor' }
    default:
      return { do: 'pass-floor', step: body.do === 'pass' ? 1 : -1 }
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
