import { randomBytes } from 'node:crypto'

/** A name nobody else has, as long as our board ids. */
export function randomName(): string {
  return randomBytes(16).toString('base64url').slice(0, 21)
}
