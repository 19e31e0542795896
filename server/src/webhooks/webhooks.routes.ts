import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { AppError } from '@planwall/shared/errors'
import Type from 'typebox'
import { seatFor } from '../access/seat-for.ts'
import { newId, newToken } from '../access/tokens.ts'
import { rates } from '../http/rate-limit.plugin.ts'
import { boardParams, failures, seatSecurity } from '../http/schemas.ts'
import type { Delivery, Webhook } from '../store/webhooks-port.ts'
import { pingOf } from './events.ts'
import { problems, targetOf } from './send.ts'

/** More addresses than programs anybody connects to a board. */
const mostWebhooks = 10

/** Addresses of other programs that are told when a plan is finished: made, listed and removed by facilitators. */
export const webhooksRoutes: FastifyPluginAsyncTypebox<{ now: () => number; allowPrivate: boolean }> = async (
  app,
  { now, allowPrivate },
) => {
  const { webhooks } = app.store
  const failed = failures('bad-request', 'wrong-token', 'not-allowed', 'unknown-board', 'not-stored')
  const webhookParams = Type.Object({ ...boardParams.properties, webhookId: Type.String({ maxLength: 64 }) })
  const webhookFailed = failures('bad-request', 'wrong-token', 'not-allowed', 'not-found', 'not-stored')

  app.get(
    '/api/boards/:boardId/webhooks',
    {
      schema: {
        summary: 'The addresses that are told of finished plans',
        description: 'For facilitators.',
        params: boardParams,
        security: seatSecurity,
        response: { 200: Type.Array(webhookAnswer), ...failed },
      },
    },
    async ({ params: { boardId }, headers }) => {
      await seatFor('manage-connections', app.store, boardId, headers.authorization)
      return (await webhooks.list(boardId)).map(answerOf)
    },
  )

  app.post(
    '/api/boards/:boardId/webhooks',
    {
      config: { rateLimit: rates.create },
      schema: {
        summary: 'Have an address told when a plan of this board is finished',
        description,
        params: boardParams,
        security: seatSecurity,
        body: Type.Object({ url: Type.String({ minLength: 1, maxLength: 2000 }) }),
        response: {
          201: Type.Object({ ...webhookAnswer.properties, secret: Type.String({ description: 'Shown once.' }) }),
          ...failures('bad-request', 'wrong-token', 'not-allowed', 'unknown-board', 'too-many', 'not-stored'),
        },
      },
    },
    async ({ params: { boardId }, headers, body }, reply) => {
      const seat = await seatFor('manage-connections', app.store, boardId, headers.authorization)
      const target = targetOf(body.url.trim(), { allowPrivate })
      if (!target) throw new AppError('bad-request', allowPrivate ? wordsForAny : wordsForPublic)
      if ((await webhooks.list(boardId)).length >= mostWebhooks) {
        throw new AppError('bad-request', `A board has ${mostWebhooks} addresses at most. Remove one that is not used.`)
      }
      const secret = `whsec_${newToken()}`
      const made = { webhookId: newId(), boardId, url: target.href, secret, createdAt: now(), createdBy: seat.name }
      await webhooks.add(made)
      await app.store.durable()
      reply.code(201).header('cache-control', 'no-store')
      return { ...answerOf(made), secret }
    },
  )

  app.delete(
    '/api/boards/:boardId/webhooks/:webhookId',
    {
      schema: {
        summary: 'Tell an address nothing any more',
        description: 'For facilitators. What was still waiting to be told is dropped.',
        params: webhookParams,
        security: seatSecurity,
        response: { 204: Type.Null(), ...webhookFailed },
      },
    },
    async ({ params: { boardId, webhookId }, headers }, reply) => {
      await seatFor('manage-connections', app.store, boardId, headers.authorization)
      if (!(await webhooks.remove(boardId, webhookId))) throw new AppError('not-found')
      await app.store.durable()
      reply.code(204)
      return null
    },
  )

  app.post(
    '/api/boards/:boardId/webhooks/:webhookId/ping',
    {
      config: { rateLimit: rates.import },
      schema: {
        summary: 'Try an address',
        description: 'For facilitators. Tells it `ping`; what became of it is in the list of deliveries.',
        params: webhookParams,
        security: seatSecurity,
        response: { 202: Type.Object({ deliveryId: Type.String() }), ...webhookFailed },
      },
    },
    async ({ params: { boardId, webhookId }, headers }, reply) => {
      await seatFor('manage-connections', app.store, boardId, headers.authorization)
      const ping = pingOf(await webhookOf(boardId, webhookId), now())
      await webhooks.enqueue([ping])
      app.dispatcher.wake()
      reply.code(202)
      return { deliveryId: ping.deliveryId }
    },
  )

  app.get(
    '/api/boards/:boardId/webhooks/:webhookId/deliveries',
    {
      schema: {
        summary: 'What an address was told, and what became of it',
        description: 'For facilitators. The newest first; the last fifty that are done with are kept.',
        params: webhookParams,
        security: seatSecurity,
        response: { 200: Type.Array(deliveryAnswer), ...webhookFailed },
      },
    },
    async ({ params: { boardId, webhookId }, headers }) => {
      await seatFor('manage-connections', app.store, boardId, headers.authorization)
      await webhookOf(boardId, webhookId)
      return (await webhooks.deliveriesOf(webhookId)).map(deliveryAnswerOf)
    },
  )

  async function webhookOf(boardId: string, webhookId: string): Promise<Webhook> {
    const webhook = await webhooks.get(webhookId)
    if (webhook?.boardId !== boardId) throw new AppError('not-found')
    return webhook
  }
}

const wordsForPublic =
  'The address has to begin with https:// and to lie on the public internet, with no name or password in it.'
const wordsForAny = 'The address has to begin with https:// or http://, with no name or password in it.'

const description = `For facilitators. From then on the address gets a POST with JSON whenever a plan of this board is finished
(\`plan.finished\`) and, for the one before it, superseded (\`plan.superseded\`): \`{id, event, createdAt, data}\`, where
\`data\` has the board, the revision, its checksum and the API address of the plan. The plan itself is read there, with a key.

\`planwall-signature\` is \`t=<Unix seconds>,v1=<hex>\`: HMAC-SHA-256, keyed with the secret that is shown here once, over the
seconds, a full stop, and the body as it came. Compute the same, compare in constant time, and refuse what is older than some
minutes. \`planwall-event\` names the event; \`planwall-delivery\` is the same at every try, so that nothing is done twice.

Any 2xx answer within ten seconds is good. Otherwise it is tried again after half a minute, two, ten, an hour, three, eight
and sixteen hours, also across restarts; never after 410. Redirects are not followed. The address has to be https, and every
address its name resolves to has to lie on the public internet, unless whoever runs the server allows others.`

const webhookAnswer = Type.Object({
  webhookId: Type.String(),
  url: Type.String(),
  createdAt: Type.Number({ description: 'Unix ms' }),
  createdBy: Type.String(),
})

const orNull = (schema: ReturnType<typeof Type.Number>) => Type.Union([schema, Type.Null()])

const deliveryAnswer = Type.Object({
  deliveryId: Type.String(),
  event: Type.String(),
  createdAt: Type.Number({ description: 'Unix ms' }),
  state: Type.Enum(['waiting', 'delivered', 'failed']),
  attempts: Type.Integer(),
  triedAt: orNull(Type.Number({ description: 'Unix ms' })),
  nextAt: orNull(Type.Number({ description: 'Unix ms; null: not again' })),
  status: orNull(Type.Number({ description: 'HTTP status of the last answer' })),
  problem: Type.Union([Type.Enum([...problems]), Type.Null()]),
})

function answerOf({ webhookId, url, createdAt, createdBy }: Webhook) {
  return { webhookId, url, createdAt, createdBy }
}

function deliveryAnswerOf({ deliveryId, event, createdAt, state, attempts, triedAt, nextAt, ...last }: Delivery) {
  const problem = problems.find((one) => one === last.problem) ?? null
  return { deliveryId, event, createdAt, state, attempts, triedAt, nextAt, status: last.status, problem }
}
