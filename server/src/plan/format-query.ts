import { Readable } from 'node:stream'
import { AppError } from '@planwall/shared/errors'
import { datePatterns } from '@planwall/shared/export/format'
import type { CarriedPicture, PlanFormat } from '@planwall/shared/export/format'
import { findFormat, planFormats } from '@planwall/shared/export/formats'
import type { RenderedPlan } from '@planwall/shared/export/formats'
import type { FastifyReply } from 'fastify'
import Type from 'typebox'

const known = planFormats.map(({ id, name }) => `\`${id}\` (${name})`).join(', ')

/** What a call that gives a plan may say of its form. */
export const formatQuery = {
  format: Type.Optional(Type.String({ maxLength: 40, description: `The file to make of it: ${known}.` })),
  dates: Type.Optional(
    Type.Enum([...datePatterns], { description: 'How dates are written, where a format leaves the choice.' }),
  ),
}

/** The format of that name. Throws `bad-request`, with the names there are. */
export function formatNamed(id: string): PlanFormat {
  const format = findFormat(id)
  if (format) return format
  const ids = planFormats.map((one) => one.id).join(', ')
  throw new AppError('bad-request', `There is no format "${id}". There are: ${ids}.`)
}

/** Gives a picture of the board, or a smaller one of it. */
export type ReadPicture = (
  name: string,
  width: number | undefined,
) => Promise<{ bytes: Uint8Array; mediaType: string } | undefined>

/** Answers with a file to be saved, its pictures put in. */
export function sendFile(
  reply: FastifyReply,
  { text, mediaType, fileName, pictures }: RenderedPlan,
  { carrier }: PlanFormat,
  readPicture: ReadPicture,
): FastifyReply {
  const ascii = fileName.replace(/[^\x20-\x7E]|["\\%]/gu, '_')
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return reply
    .type(mediaType)
    .header('content-disposition', `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`)
    .send(
      carrier && pictures.length > 0
        ? Readable.from(carrier.pieces(text, pictures, async (name) => carried(await readPicture(name, carrier.width))))
        : Buffer.from(text, 'utf8'),
    )
}

function carried(picture: { bytes: Uint8Array; mediaType: string } | undefined): CarriedPicture | undefined {
  if (!picture) return undefined
  const { bytes, mediaType } = picture
  return { mediaType, base64: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64') }
}
