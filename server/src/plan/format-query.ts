import { AppError } from '@planwall/shared/errors'
import { datePatterns } from '@planwall/shared/export/format'
import type { PlanFormat } from '@planwall/shared/export/format'
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

/** Answers with a file to be saved. */
export function sendFile(reply: FastifyReply, { text, mediaType, fileName }: RenderedPlan): FastifyReply {
  const ascii = fileName.replace(/[^\x20-\x7E]|["\\%]/gu, '_')
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return reply
    .type(mediaType)
    .header('content-disposition', `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`)
    .send(Buffer.from(text, 'utf8'))
}
