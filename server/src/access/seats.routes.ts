import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import Type from 'typebox'
import { rates } from '../http/rate-limit.plugin.ts'
import { boardParams, failures, nameSchema, tokenSchema } from '../http/schemas.ts'
import { comerOf } from './comer.ts'
import type { Door } from './door.ts'
import type { Knocks } from './knocks.ts'
import { seatAnswer, takenSeatSchema } from './seat-answer.ts'
import { takeSeat } from './take-seat.ts'
import type { createTurns } from './turns.ts'

interface Needs {
  door: Door
  knocks: Knocks
  /** The turns of each board: links and seats change one after the other. */
  inTurn: ReturnType<typeof createTurns>
  now: () => number
}

/** Joining: a link's token and a name for a seat, or for a place among those who wait to be let in. */
export const seatsRoutes: FastifyPluginAsyncTypebox<Needs> = async (app, { door, knocks, inTurn, now }) => {
  app.post(
    '/api/boards/:boardId/seats',
    {
      config: { rateLimit: rates.join },
      schema: {
        summary: 'Take a seat at a board',
        description:
          'By the token of a link, or a code that stands for one; with the passcode where the link asks for it. Where it asks for approval the answer is 202 and a knock, to be followed at `/knocks/{knockId}`. Whoever has a seat at this board already and sends its token (`Authorization: Bearer`) stays the same person of the plan; facilitators are asked for neither passcode nor approval. After five wrong passcodes in ten minutes `retry-after` says how long to wait; before that `x-tries-left` counts down.',
        params: boardParams,
        body: Type.Object({
          token: tokenSchema,
          name: nameSchema,
          passcode: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })),
        }),
        response: {
          201: takenSeatSchema,
          202: Type.Object({
            knockId: Type.String(),
            knockToken: Type.String({ description: 'With it one asks what became of the knock; given out once.' }),
            name: Type.String(),
          }),
          ...failures(
            'bad-request',
            'wrong-token',
            'link-reset',
            'link-expired',
            'passcode-needed',
            'passcode-wrong',
            'unknown-board',
            'unknown-code',
            'too-many',
            'not-stored',
          ),
        },
      },
    },
    async (request, reply) => {
      const { boardId } = request.params
      const { token, passcode } = request.body
      const name = request.body.name.trim()
      const comer = comerOf(request, token)
      // Checked before it is one's turn: a passcode takes a while, and the others need not wait for it.
      await door.checkPasscode(boardId, await door.open(boardId, comer), passcode, comer.address)
      return await inTurn(boardId, async () => {
        const link = await door.open(boardId, comer)
        const { seatBefore, address } = comer
        if (link.asksApproval) {
          const knock = knocks.knock({ boardId, kind: link.kind, name, seatBefore }, address)
          reply.code(202).header('cache-control', 'no-store')
          return { ...knock, name }
        }
        const taken = await takeSeat({ store: app.store, relay: app.relay, now }, boardId, {
          link: link.kind,
          name,
          seatBefore,
        })
        await app.shelf.seatTaken(request, taken)
        reply.code(201).header('cache-control', 'no-store')
        return seatAnswer(taken)
      })
    },
  )
}
