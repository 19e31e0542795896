import { createHash } from 'node:crypto'
import { customAlphabet } from 'nanoid'

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** What links and seats carry: 190 bits that nobody guesses. Given out once, kept nowhere. */
export const newToken: () => string = customAlphabet(letters, 32)

/** Ids of boards, seats and cards. Letters and digits only, so that they stand anywhere. */
export const newId: () => string = customAlphabet(letters, 16)

/** The form in which a token is stored and looked up; it does not lead back to the token. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
