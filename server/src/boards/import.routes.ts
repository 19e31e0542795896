import { finished } from 'node:stream/promises'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { AppError } from '@planwall/shared/errors'
import { importKinds } from '@planwall/shared/import/read-import'
import { limits } from '@planwall/shared/protocol'
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { publicBase } from '../http/public-address.ts'
import type { PublicAddress } from '../http/public-address.ts'
import { rates } from '../http/rate-limit.plugin.ts'
import { failures, newBoardAnswer, timezoneSchema } from '../http/schemas.ts'
import { storeBoard } from './create-board.ts'
import { importFile } from './import-file.ts'
import { todayIn } from './today.ts'

/** What browsers and programs call the files that are read; none of it is relied on. */
const mediaTypes = [
  'application/xml',
  'text/xml',
  'application/json',
  'text/markdown',
  'text/plain',
  'text/csv',
  'application/octet-stream',
] as const

/** A plan or a board from elsewhere as a new board. The body is the file itself. */
export const importRoutes: FastifyPluginAsyncTypebox<{ now: () => number; address: PublicAddress }> = async (
  app,
  { now, address },
) => {
  app.addContentTypeParser(
    [...mediaTypes],
    { parseAs: 'buffer', bodyLimit: limits.maxImportBytes },
    (_request, body, done) => done(null, body),
  )
  app.post(
    '/api/boards/import',
    {
      bodyLimit: limits.maxImportBytes,
      config: { rateLimit: rates.import },
      onRequest: hearOut,
      schema: {
        summary: 'Make a board from a file',
        description:
          'A plan or a whole board as JSON, a plan as Markdown, or StratML (Part 1 and Part 2): which it is follows from ' +
          'what is in it. Nothing is made of a file that cannot be read as a whole; the message names the line or the path.',
        consumes: [...mediaTypes],
        querystring: Type.Object({ timezone: Type.Optional(timezoneSchema) }),
        response: {
          201: Type.Object({
            ...newBoardAnswer,
            title: Type.String(),
            kind: Type.Enum([...importKinds]),
            notKept: Type.Array(Type.String(), {
              description: 'Paths of what a plan of another program holds and no card can; the first hundred.',
            }),
          }),
          ...failures('bad-request', 'bad-file', 'too-large', 'too-many', 'not-stored'),
        },
      },
    },
    async (request, reply) => {
      const { timezone = 'UTC' } = request.query
      const createdAt = now()
      const today = todayIn(timezone, createdAt)
      if (!(request.body instanceof Uint8Array) || request.body.byteLength === 0) {
        throw new AppError('bad-file', 'The file is empty.')
      }
      const { content, kind, notKept } = await importFile(request.body, { timezone, today, createdAt })
      const created = await storeBoard(app.store, publicBase(address, request), content)
      reply.code(201)
      return { ...created, kind, notKept }
    },
  )
}

/** What is somewhat too large is taken and thrown away: whoever is cut off while sending does not hear why. */
const HEARD_OUT_BYTES = 64 * 1024 * 1024

async function hearOut({ headers, raw }: FastifyRequest): Promise<void> {
  const length = Number(headers['content-length'])
  if (!(length > limits.maxImportBytes) || length > HEARD_OUT_BYTES) return
  await finished(raw.resume())
  throw new AppError('too-large')
}
