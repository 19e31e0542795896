import { linkKinds, roles } from '@planwall/shared/access/roles'
import { errorTable } from '@planwall/shared/errors'
import type { ErrorCode } from '@planwall/shared/errors'
import { limits } from '@planwall/shared/protocol'
import Type from 'typebox'
import type { TObject, TSchema } from 'typebox'

const errorCodes = Object.keys(errorTable) as ErrorCode[]

const errorSchema = Type.Object(
  {
    code: Type.Enum(errorCodes, { description: 'What to branch on.' }),
    message: Type.String({ description: 'For a person, in English.' }),
    retry: Type.Boolean({ description: 'Whether the same call may succeed later.' }),
  },
  { description: 'What every failed call answers with.' },
)

/** The failures a route may answer with, by status; those every route may have are added. */
export function failures(...codes: ErrorCode[]): Record<number, TSchema> {
  const answers: Record<number, TSchema> = {}
  for (const code of [...codes, 'internal'] as const) {
    const { status } = errorTable[code]
    const same = [...codes, 'internal' as const].filter((one) => errorTable[one].status === status)
    answers[status] = {
      ...errorSchema,
      description: same.map((one) => `\`${one}\`: ${errorTable[one].message}`).join(' '),
    }
  }
  return answers
}

/** Marks a route that wants `Authorization: Bearer <seatToken>`. */
export const seatSecurity = [{ seat: [] }]

/** Marks a route that a key of another program may read as well. */
export const readerSecurity = [{ seat: [] }, { apiToken: [] }]

/** Marks a route that wants the cookie of somebody who signed in. */
export const accountSecurity = [{ account: [] }]

/** Marks a route that the owner of a board may call without a seat. */
export const ownerSecurity = [{ seat: [] }, { account: [] }]

export const boardParams = Type.Object({ boardId: Type.String({ pattern: '^[A-Za-z0-9_-]{6,64}$' }) })

export const titleSchema = Type.String({ minLength: 1, maxLength: limits.maxTitleLength, pattern: '\\S' })
export const nameSchema = Type.String({ minLength: 1, maxLength: limits.maxNameLength, pattern: '\\S' })
export const timezoneSchema = Type.String({
  maxLength: 64,
  description: 'IANA name such as Europe/London; UTC by default.',
})
export const tokenSchema = Type.String({ minLength: 1, maxLength: 200 })
export const roleSchema = Type.Enum([...roles])

const linkSchema = Type.Object({
  url: Type.String({ description: 'To be opened in a browser; the token stands after the # and is never sent.' }),
  token: Type.String(),
})

export const newBoardAnswer = {
  boardId: Type.String(),
  links: Type.Object(Object.fromEntries(linkKinds.map((kind) => [kind, linkSchema]))) as TObject,
}
