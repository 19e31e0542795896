import { finished } from 'node:stream/promises'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { AppError } from '@planwall/shared/errors'
import { applyImport } from '@planwall/shared/import/board-from-stratml'
import { readStratml } from '@planwall/shared/import/stratml'
import { limits } from '@planwall/shared/protocol'
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { newId } from '../access/tokens.ts'
import { publicBase } from '../http/public-address.ts'
import type { PublicAddress } from '../http/public-address.ts'
import { rates } from '../http/rate-limit.plugin.ts'
import { failures, newBoardAnswer, timezoneSchema } from '../http/schemas.ts'
import { createBoard } from './create-board.ts'
import { decodeXml } from './decode-xml.ts'
import { todayIn } from './today.ts'

/** A plan from elsewhere as a new board. The body is the file itself. */
export const importRoutes: FastifyPluginAsyncTypebox<{ now: () => number; address: PublicAddress }> = async (
  app,
  { now, address },
) => {
  app.addContentTypeParser(
    ['application/xml', 'text/xml', 'application/octet-stream'],
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
        summary: 'Make a board from a StratML file',
        description: 'Part 1 and Part 2 are read. Nothing is made of a file that cannot be read as a whole.',
        consumes: ['application/xml', 'text/xml', 'application/octet-stream'],
        querystring: Type.Object({ timezone: Type.Optional(timezoneSchema) }),
        response: {
          201: Type.Object({ ...newBoardAnswer, title: Type.String() }),
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
      const reading = readStratml(decodeXml(request.body))
      if (!reading.ok) throw new AppError('bad-file', wordsFor(reading))
      const created = await createBoard(app.store, {
        publicBase: publicBase(address, request),
        fill: (docs) => applyImport(docs, reading.plan, { timezone, today, createdAt, newId }, 'server'),
      })
      reply.code(201)
      return created
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

function wordsFor({ message, path }: { message: string; path: string }): string {
  return path === '' ? message : `${message} (${path})`
}
