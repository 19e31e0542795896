import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { AppError } from '@planwall/shared/errors'
import type { Plan } from '@planwall/shared/plan/plan'
import Type from 'typebox'
import { seatFor } from '../access/seat-for.ts'
import { createTurns } from '../access/turns.ts'
import { publicBase } from '../http/public-address.ts'
import type { PublicAddress } from '../http/public-address.ts'
import { rates } from '../http/rate-limit.plugin.ts'
import { boardParams, failures, readerSecurity, seatSecurity } from '../http/schemas.ts'
import { formatNamed, formatQuery, sendFile } from '../plan/format-query.ts'
import type { StoredRevision } from '../store/revisions-port.ts'
import { mayReadPlans } from '../tokens/plan-reader.ts'
import { compare } from './compare.ts'
import { finishPlan } from './finish-plan.ts'
import { renderRevision } from './render-revision.ts'
import { answerOf, diffAnswer, findingAnswer, revisionAnswer, wholeRevisionAnswer } from './revision-schemas.ts'

export interface RevisionsOptions {
  now: () => number
  address: PublicAddress
  version: string
}

const maxNoteLength = 2000

/** Finished plans: made by facilitators, read by whoever may read the plan of the board. They never change. */
export const revisionsRoutes: FastifyPluginAsyncTypebox<RevisionsOptions> = async (app, { now, address, version }) => {
  const { revisions } = app.store
  const inTurn = createTurns()
  const readFailed = failures('bad-request', 'wrong-token', 'unknown-board', 'not-found', 'damaged')

  app.post(
    '/api/boards/:boardId/plans',
    {
      config: { rateLimit: rates.import },
      schema: {
        summary: 'Finish the plan: keep it as it is now, as a revision',
        description:
          'For facilitators. Refused with `plan-incomplete`, and a list of what stands in the way, while there are errors that are not waived. Ids are the same in every revision.',
        params: boardParams,
        security: seatSecurity,
        body: Type.Object({ note: Type.Optional(Type.String({ maxLength: maxNoteLength })) }),
        response: {
          201: revisionAnswer,
          ...failures('bad-request', 'wrong-token', 'not-allowed', 'unknown-board', 'too-many', 'not-stored'),
          422: Type.Object({
            code: Type.Literal('plan-incomplete'),
            message: Type.String(),
            retry: Type.Boolean(),
            findings: Type.Array(findingAnswer),
          }),
        },
      },
    },
    async (request, reply) => {
      const { boardId } = request.params
      const seat = await seatFor('finish-plan', app.store, boardId, request.headers.authorization)
      const finishing = {
        seat,
        note: (request.body.note ?? '').trim(),
        now: now(),
        publicBase: publicBase(address, request),
        generator: `planwall ${version}`,
      }
      const finished = await inTurn(boardId, () => finishPlan(app, finishing))
      if ('open' in finished) {
        const findings = finished.open.map(({ code, text, subject }) => ({
          code,
          text,
          ...(subject ? { cardId: subject.cardId } : {}),
        }))
        reply.code(422)
        return { ...new AppError('plan-incomplete').body(), code: 'plan-incomplete' as const, findings }
      }
      reply.code(201)
      return answerOf(finished)
    },
  )

  app.get(
    '/api/boards/:boardId/plans',
    {
      schema: {
        summary: 'The finished plans of a board, the newest first',
        params: boardParams,
        security: readerSecurity,
        response: { 200: Type.Array(revisionAnswer), ...readFailed },
      },
    },
    async ({ params: { boardId }, headers }) => {
      await mayReadPlans({ store: app.store, now }, boardId, headers.authorization)
      return (await revisions.list(boardId)).map(answerOf)
    },
  )

  app.get(
    '/api/boards/:boardId/plans/:revision',
    {
      schema: {
        summary: 'A finished plan',
        description:
          'Without `format`: the plan with who finished it and when. With it: the plan as a file of that format. `latest` is the newest revision.',
        params: Type.Object({ ...boardParams.properties, revision: number('latest') }),
        querystring: Type.Object(formatQuery),
        security: readerSecurity,
        // Sent as text: the plan is put in as it was hashed, or it is a file.
        response: { 200: Type.Unsafe<string>(wholeRevisionAnswer), ...readFailed },
      },
    },
    async ({ params: { boardId, revision }, query: { format, dates }, headers }, reply) => {
      await mayReadPlans({ store: app.store, now }, boardId, headers.authorization)
      const found = await revisionOf(boardId, revision)
      reply.header('cache-control', 'private, no-cache')
      if (format === undefined) {
        // The plan as it was hashed, put in as it is.
        const head = JSON.stringify(answerOf(found))
        reply.type('application/json; charset=utf-8')
        return reply.send(`${head.slice(0, -1)},"plan":${found.plan}}`)
      }
      const wanted = formatNamed(format)
      const snapshot = await revisions.snapshot(boardId, found.revision)
      if (!snapshot) throw new AppError('not-found')
      const wish = { formatId: wanted.id, options: dates ? { dates } : {} }
      const file = await renderRevision(app.documents, found, snapshot, wish)
      return sendFile(reply, file, wanted, (name, width) => app.assets.read(boardId, name, width))
    },
  )

  app.get(
    '/api/boards/:boardId/plans/:before/diff/:after',
    {
      schema: {
        summary: 'What changed from one finished plan to another, or to what the board is now',
        description: 'Dates and owners that moved come first. `now` is the plan the board is at this moment.',
        params: Type.Object({ ...boardParams.properties, before: number('latest'), after: number('latest|now') }),
        security: readerSecurity,
        response: { 200: diffAnswer, ...readFailed },
      },
    },
    async (request) => {
      const { params } = request
      const { boardId } = params
      await mayReadPlans({ store: app.store, now }, boardId, request.headers.authorization)
      const found = await revisionOf(boardId, params.before)
      const before = JSON.parse(found.plan) as Plan
      if (params.after === 'now') {
        const live = await planNow(boardId, publicBase(address, request))
        // That a plan was finished is no difference between what it says and what the board says.
        const after = before.status === undefined ? live : { ...live, status: before.status }
        return { before: found.revision, after: 'now' as const, ...compare(before, after) }
      }
      const other = await revisionOf(boardId, params.after)
      return { before: found.revision, after: other.revision, ...compare(before, JSON.parse(other.plan) as Plan) }
    },
  )

  async function revisionOf(boardId: string, revision: string): Promise<StoredRevision & { plan: string }> {
    const wanted = revision === 'latest' ? (await revisions.list(boardId))[0]?.revision : Number(revision)
    const found = wanted === undefined ? undefined : await revisions.get(boardId, wanted)
    if (!found) throw new AppError('not-found', 'This board has no such finished plan.')
    return found
  }

  async function planNow(boardId: string, base: string): Promise<Plan> {
    const boardUrl = `${base}/b/${boardId}`
    const generator = `planwall ${version}`
    return JSON.parse(
      await app.relay.act(boardId, 'export-plan', { boardId, asOf: undefined, now: now(), boardUrl, generator }),
    ) as Plan
  }
}

/** The number of a revision, or one of the words that stand for one. */
function number(words: string) {
  return Type.String({ pattern: `^([1-9][0-9]{0,8}|${words})$` })
}
