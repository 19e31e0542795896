import { finished } from 'node:stream/promises'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { pictureTypes } from '@planwall/shared/board/picture'
import { AppError } from '@planwall/shared/errors'
import { rulesNow } from '@planwall/shared/session/rules'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { seatFor } from '../access/seat-for.ts'
import { rates } from '../http/rate-limit.plugin.ts'
import { boardParams, failures, seatSecurity } from '../http/schemas.ts'
import type { PictureBytes } from './assets.ts'

/** What senders call pictures; none of it is relied on. */
const mediaTypes = [...pictureTypes, 'image/jpg', 'application/octet-stream'] as const

/** A picture may run nothing, fetch nothing and be framed by nobody, however it is opened. */
const PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"

/** Pictures of a board: taken from whoever may draw on it now, given to everybody who has a seat at it. */
export const picturesRoutes: FastifyPluginAsyncTypebox<{ maxBytes: number }> = async (app, { maxBytes }) => {
  app.addContentTypeParser([...mediaTypes], { parseAs: 'buffer', bodyLimit: maxBytes }, (_request, body, done) =>
    done(null, body),
  )

  /** Seat ids of those whose pictures are on their way, each as often as they have one. */
  const arriving: string[] = []

  /** Before a byte of the picture is read. */
  const mayAdd = async (request: FastifyRequest, reply: FastifyReply) => {
    const { boardId } = request.params as { boardId: string }
    const seat = await seatFor('write-board', app.store, boardId, request.headers.authorization)
    const rules = await app.gates.rulesOf(boardId)
    const groupId = seat.personId === null ? undefined : rules.members.get(seat.personId)
    const verdict = rulesNow(rules, { act: 'draw', role: seat.role, groupId })
    if (!verdict.allowed) throw new AppError('refused', verdict.message)
    await hearOut(request, maxBytes)
    const ofSeat = arriving.filter((seatId) => seatId === seat.seatId).length
    if (arriving.length >= MOST_ARRIVING || ofSeat >= MOST_OF_ONE) throw new AppError('too-many')
    arriving.push(seat.seatId)
    reply.raw.once('close', () => arriving.splice(arriving.indexOf(seat.seatId), 1))
  }

  app.post(
    '/api/boards/:boardId/pictures',
    {
      bodyLimit: maxBytes,
      config: { rateLimit: rates.picture },
      preParsing: async (request, reply) => mayAdd(request, reply),
      schema: {
        summary: 'Add a picture to a board',
        description:
          'The body is the picture itself: PNG, JPEG, GIF, WebP, AVIF or SVG, told by its bytes. It is written anew without ' +
          'what a camera says beside the pixels, upright; of a moving picture the first frame stays; an SVG is built anew ' +
          'from what is harmless. Putting it on the wall is a change of the board document.',
        consumes: [...mediaTypes],
        params: boardParams,
        security: seatSecurity,
        response: {
          201: Type.Object({
            pictureId: Type.String({ description: 'The same picture sent again gets the same.' }),
            mediaType: Type.String(),
            width: Type.Integer(),
            height: Type.Integer(),
          }),
          ...failures(
            'bad-request',
            'bad-picture',
            'wrong-token',
            'not-allowed',
            'unknown-board',
            'refused',
            'too-large',
            'pictures-full',
            'too-many',
            'not-stored',
          ),
        },
      },
    },
    async (request, reply) => {
      if (!(request.body instanceof Uint8Array) || request.body.byteLength === 0) {
        throw new AppError('bad-picture', 'The file is empty.')
      }
      const { pictureId, mediaType, width, height } = await app.assets.add(request.params.boardId, request.body)
      reply.code(201)
      return { pictureId, mediaType, width, height }
    },
  )

  app.get(
    '/api/boards/:boardId/pictures/:pictureId',
    {
      schema: {
        summary: 'A picture of a board',
        params: Type.Object({ ...boardParams.properties, pictureId: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
        querystring: Type.Object({
          width: Type.Optional(
            Type.Integer({
              minimum: 1,
              maximum: 10_000,
              description: 'The narrowest there is that is at least so wide; without it the picture itself.',
            }),
          ),
        }),
        security: seatSecurity,
        response: {
          200: Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary' }),
          ...failures('bad-request', 'wrong-token', 'unknown-board', 'not-found', 'not-stored'),
        },
      },
    },
    async (request, reply) => {
      const { boardId, pictureId } = request.params
      await seatFor('read-board', app.store, boardId, request.headers.authorization)
      const picture = await app.assets.read(boardId, pictureId, request.query.width)
      if (!picture) throw new AppError('not-found', 'This board has no such picture.')
      return sendPicture(reply, picture)
    },
  )
}

/** Each is in memory until it is kept: more at a time are asked to wait. */
const MOST_ARRIVING = 64
/** Nobody keeps the others from theirs. */
const MOST_OF_ONE = 4

function sendPicture(reply: FastifyReply, { bytes, mediaType }: PictureBytes): FastifyReply {
  const isDrawing = mediaType === 'image/svg+xml'
  return reply
    .type(mediaType)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', PICTURE_POLICY)
    .header('content-disposition', isDrawing ? 'attachment; filename="picture.svg"' : 'inline')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('cache-control', 'private, max-age=31536000, immutable')
    .header('vary', 'authorization')
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}

/** What is somewhat too large is taken and thrown away: whoever is cut off while sending does not hear why. */
async function hearOut({ headers, raw }: FastifyRequest, maxBytes: number): Promise<void> {
  const length = Number(headers['content-length'])
  if (!(length > maxBytes)) return
  if (length <= 8 * maxBytes) await finished(raw.resume())
  const most = Math.floor(maxBytes / 1024 / 1024)
  throw new AppError('too-large', `This picture is larger than ${most} MB, the most this server takes.`)
}
