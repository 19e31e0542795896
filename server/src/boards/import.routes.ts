import { finished } from 'node:stream/promises'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { AppError } from '@planwall/shared/errors'
import { importKinds } from '@planwall/shared/import/read-import'
import { limits } from '@planwall/shared/protocol'
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { publicBase } from '../http/public-address.ts'
import { rates } from '../http/rate-limit.plugin.ts'
import { failures, newBoardAnswer, timezoneSchema } from '../http/schemas.ts'
import type { BoardsOptions } from './boards.routes.ts'
import { storeBoard } from './create-board.ts'
import { createFailures, createHint } from './create-rule.ts'
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
export const importRoutes: FastifyPluginAsyncTypebox<BoardsOptions> = async (app, { now, address, mayCreate }) => {
  app.addContentTypeParser(
    [...mediaTypes],
    { parseAs: 'buffer', bodyLimit: limits.maxBoardFileBytes },
    (_request, body, done) => done(null, body),
  )
  app.post(
    '/api/boards/import',
    {
      bodyLimit: limits.maxBoardFileBytes,
      config: { rateLimit: rates.import },
      onRequest: hearOut,
      schema: {
        summary: 'Make a board from a file',
        description:
          'A plan or a whole board as JSON, a plan as Markdown, or StratML (Part 1 and Part 2): which it is follows from ' +
          'what is in it. Nothing is made of a file that cannot be read as a whole; the message names the line or the path. ' +
          createHint,
        consumes: [...mediaTypes],
        querystring: Type.Object({ timezone: Type.Optional(timezoneSchema) }),
        response: {
          201: Type.Object({
            ...newBoardAnswer,
            title: Type.String(),
            kind: Type.Enum([...importKinds]),
            notKept: Type.Array(Type.String(), {
              description:
                'Paths of what a plan of another program holds and no card can, and of pictures that are damaged or too many; the first hundred.',
            }),
          }),
          ...failures('bad-request', 'bad-file', 'too-large', 'too-many', 'not-stored', ...createFailures),
        },
      },
    },
    async (request, reply) => {
      const owner = await mayCreate(request)
      const { timezone = 'UTC' } = request.query
      const createdAt = now()
      const today = todayIn(timezone, createdAt)
      if (!(request.body instanceof Uint8Array) || request.body.byteLength === 0) {
        throw new AppError('bad-file', 'The file is empty.')
      }
      if (request.body.byteLength > limits.maxImportBytes && !isJson(request.body)) throw new AppError('too-large')
      const { content, kind, pictures, notKept } = await importFile(request.body, { timezone, today, createdAt })
      const created = await storeBoard(app.store, content, { owner, publicBase: publicBase(address, request) })
      const left = await app.assets.addNamed(created.boardId, pictures)
      reply.code(201)
      return { ...created, kind, notKept: [...notKept, ...left.map((name) => `/pictures/${name}`)].slice(0, 100) }
    },
  )
}

/** Only a board with its pictures may be larger than other files. */
function isJson(bytes: Uint8Array): boolean {
  return /^\uFEFF?\s*\{/u.test(Buffer.from(bytes.subarray(0, 100)).toString('utf8'))
}

/** What is somewhat too large is taken and thrown away: whoever is cut off while sending does not hear why. */
const HEARD_OUT_BYTES = 2 * limits.maxBoardFileBytes

async function hearOut({ headers, raw }: FastifyRequest): Promise<void> {
  const length = Number(headers['content-length'])
  if (!(length > limits.maxBoardFileBytes) || length > HEARD_OUT_BYTES) return
  await finished(raw.resume())
  throw new AppError('too-large')
}
