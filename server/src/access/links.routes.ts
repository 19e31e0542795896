import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { codeAlphabet, codeLength, formatCode } from '@planwall/shared/access/join-code'
import { linkKinds } from '@planwall/shared/access/roles'
import type { LinkKind } from '@planwall/shared/access/roles'
import { AppError } from '@planwall/shared/errors'
import { customAlphabet } from 'nanoid'
import Type from 'typebox'
import { publicBase } from '../http/public-address.ts'
import type { PublicAddress } from '../http/public-address.ts'
import { rates } from '../http/rate-limit.plugin.ts'
import { boardParams, failures, seatSecurity } from '../http/schemas.ts'
import type { LinkSettings } from '../store/access-port.ts'
import type { Knocks } from './knocks.ts'
import { hashPasscode } from './passcodes.ts'
import { seatFor } from './seat-for.ts'
import { iso, isoSchema } from './times.ts'
import { hashToken, newToken } from './tokens.ts'
import type { createTurns } from './turns.ts'

interface Needs {
  knocks: Knocks
  inTurn: ReturnType<typeof createTurns>
  now: () => number
  address: PublicAddress
}

const newCode = customAlphabet(codeAlphabet, codeLength)

/** The three links of a board, as facilitators set them. */
export const linksRoutes: FastifyPluginAsyncTypebox<Needs> = async (app, { knocks, inTurn, now, address }) => {
  const linkParams = Type.Object({ ...boardParams.properties, kind: Type.Enum([...linkKinds]) })
  const config = { rateLimit: rates.conduct }
  const failed = failures('bad-request', 'wrong-token', 'not-allowed', 'unknown-board', 'too-many', 'not-stored')

  app.get(
    '/api/boards/:boardId/links',
    {
      schema: {
        summary: 'How the links of a board are set',
        description: 'For facilitators. The links and codes themselves are nowhere kept: to have one again, reset it.',
        params: boardParams,
        security: seatSecurity,
        response: {
          200: Type.Object({ links: Type.Array(linkSchema) }),
          ...failures('bad-request', 'wrong-token', 'not-allowed', 'unknown-board'),
        },
      },
    },
    async ({ params: { boardId }, headers }, reply) => {
      await seatFor('manage-links', app.store, boardId, headers.authorization)
      reply.header('cache-control', 'no-store')
      return { links: (await app.store.access.links(boardId)).map((link) => linkAnswer(link, now())) }
    },
  )

  app.patch(
    '/api/boards/:boardId/links/:kind',
    {
      config,
      schema: {
        summary: 'Let a link expire, ask for a passcode, or for approval',
        description:
          'For facilitators. It counts for who comes from now on; whoever has a seat keeps it. What is left out stays as it is; null takes a time or a passcode away. A time in the past closes the link.',
        params: linkParams,
        security: seatSecurity,
        body: Type.Object({
          expiresAt: Type.Optional(orNull({ maxLength: 40, description: 'ISO 8601' })),
          passcode: Type.Optional(orNull({ minLength: 4, maxLength: 128, pattern: '\\S' })),
          needsApproval: Type.Optional(Type.Boolean()),
        }),
        response: { 200: linkSchema, ...failed },
      },
    },
    async ({ params: { boardId, kind }, headers, body }) => {
      await seatFor('manage-links', app.store, boardId, headers.authorization)
      const { expiresAt, passcode, needsApproval } = body
      const change = {
        ...(expiresAt === undefined ? {} : { expiresAt: expiresAt === null ? null : readTime(expiresAt) }),
        ...(passcode === undefined ? {} : { passcodeHash: passcode === null ? null : await hashPasscode(passcode) }),
        ...(needsApproval === undefined ? {} : { needsApproval }),
      }
      return await inTurn(boardId, async () => {
        await app.store.access.changeLink(boardId, kind, change)
        await app.store.durable()
        return await answerFor(boardId, kind)
      })
    },
  )

  app.post(
    '/api/boards/:boardId/links/:kind/reset',
    {
      config,
      schema: {
        summary: 'Put a new link in the place of one that got about',
        description:
          'For facilitators. The old one and its code open nothing from now on, and who waits at the door by it is told so. With `removePeople` everybody who joined by it is removed too, but for who asks: their sockets are closed with `link-reset`. Passcode and approval stay as they are; a time that is over is taken away.',
        params: linkParams,
        security: seatSecurity,
        body: Type.Object({ removePeople: Type.Boolean() }),
        response: {
          200: Type.Object({
            kind: Type.Enum([...linkKinds]),
            url: Type.String(),
            token: Type.String({ description: 'Given out once.' }),
            removed: Type.Integer({ description: 'How many people were removed.' }),
          }),
          ...failed,
        },
      },
    },
    async (request, reply) => {
      const { boardId, kind } = request.params
      const { seatId: mine } = await seatFor('manage-links', app.store, boardId, request.headers.authorization)
      const { access } = app.store
      const token = newToken()
      const removed = await inTurn(boardId, async () => {
        const seats = request.body.removePeople ? await access.seats(boardId) : []
        const leaving = seats.filter((one) => one.link === kind && one.removed === null && one.seatId !== mine)
        const seatIds = leaving.map(({ seatId }) => seatId)
        await access.resetLink(boardId, kind, { tokenHash: hashToken(token), at: now() })
        const { expiresAt = null } = (await access.links(boardId)).find((link) => link.kind === kind) ?? {}
        if (expiresAt !== null && expiresAt <= now()) await access.changeLink(boardId, kind, { expiresAt: null })
        await access.removeSeats(boardId, seatIds, 'link-reset')
        await app.store.durable()
        knocks.turnAway(boardId, kind)
        app.relay.removeSeats(seatIds, 'link-reset')
        return seatIds.length
      })
      reply.header('cache-control', 'no-store')
      return { kind, url: `${publicBase(address, request)}/b/${boardId}#${token}`, token, removed }
    },
  )

  app.post(
    '/api/boards/:boardId/links/:kind/code',
    {
      config,
      schema: {
        summary: 'Give a link a code that can be spoken',
        description:
          'For facilitators. It stands for the link until its time is over, the link is reset, or another is made; whatever the link asks for, it asks for too. Shown once.',
        params: linkParams,
        security: seatSecurity,
        body: Type.Object({ minutes: Type.Integer({ minimum: 5, maximum: 1440 }) }),
        response: { 201: Type.Object({ code: Type.String(), url: Type.String(), expiresAt: isoSchema }), ...failed },
      },
    },
    async (request, reply) => {
      const { boardId, kind } = request.params
      await seatFor('manage-links', app.store, boardId, request.headers.authorization)
      const code = formatCode(newCode())
      const expiresAt = now() + request.body.minutes * 60_000
      await inTurn(boardId, async () => {
        await app.store.access.setCode(boardId, kind, { codeHash: hashToken(code), expiresAt })
        await app.store.durable()
      })
      reply.code(201).header('cache-control', 'no-store')
      return { code, url: `${publicBase(address, request)}/j/${code}`, expiresAt: iso(expiresAt) }
    },
  )

  app.delete(
    '/api/boards/:boardId/links/:kind/code',
    {
      config,
      schema: {
        summary: 'End the code of a link',
        description: 'For facilitators. The link itself stays.',
        params: linkParams,
        security: seatSecurity,
        response: { 204: Type.Null(), ...failed },
      },
    },
    async ({ params: { boardId, kind }, headers }, reply) => {
      await seatFor('manage-links', app.store, boardId, headers.authorization)
      await inTurn(boardId, async () => {
        await app.store.access.setCode(boardId, kind, null)
        await app.store.durable()
      })
      reply.code(204)
      return null
    },
  )

  async function answerFor(boardId: string, kind: LinkKind) {
    const link = (await app.store.access.links(boardId)).find((one) => one.kind === kind)
    if (!link) throw new AppError('unknown-board')
    return linkAnswer(link, now())
  }
}

const linkSchema = Type.Object({
  kind: Type.Enum([...linkKinds]),
  createdAt: isoSchema,
  expiresAt: Type.Union([isoSchema, Type.Null()]),
  hasPasscode: Type.Boolean(),
  needsApproval: Type.Boolean(),
  people: Type.Integer({ description: 'Who joined by it and was not removed.' }),
  code: Type.Union([Type.Object({ expiresAt: isoSchema }), Type.Null()]),
})

function linkAnswer(link: LinkSettings, now: number) {
  const { kind, createdAt, expiresAt, passcodeHash, needsApproval, people, codeExpiresAt } = link
  const hasCode = codeExpiresAt !== null && codeExpiresAt > now
  return {
    kind,
    createdAt: iso(createdAt),
    expiresAt: expiresAt === null ? null : iso(expiresAt),
    hasPasscode: passcodeHash !== null,
    needsApproval,
    people,
    code: hasCode ? { expiresAt: iso(codeExpiresAt) } : null,
  }
}

/** In one type, so that neither is made of the other: an empty text is not null. */
function orNull(text: { minLength?: number; maxLength: number; pattern?: string; description?: string }) {
  return Type.Unsafe<string | null>({ type: ['string', 'null'], ...text })
}

/** Years that a date can be told in, so that nothing odd is stored. */
function readTime(text: string): number {
  const time = Date.parse(text)
  const isTold = time > 0 && time < Date.UTC(3000, 0)
  if (!isTold) throw new AppError('bad-request', 'body/expiresAt must be a time such as 2030-01-31T17:00:00Z.')
  return time
}
