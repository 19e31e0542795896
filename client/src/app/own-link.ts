import { readSeat } from './my-boards.ts'
import type { MySeat } from './my-boards.ts'
import { parseJson } from './read-json.ts'

const MARK = 'me.'

/**
 * What stands behind the # of a link with which somebody goes on at another device of theirs: the same seat, so private
 * cards and votes as well. It never leaves the browser, as nothing behind a # does.
 */
export function ownLinkPart(seat: MySeat): string {
  const bytes = new TextEncoder().encode(JSON.stringify(seat))
  const letters = Array.from(bytes, (byte) => String.fromCodePoint(byte)).join('')
  return MARK + btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** The seat of such a link; undefined for what is none. */
export function readOwnLink(hash: string): MySeat | undefined {
  if (!hash.startsWith(MARK)) return undefined
  try {
    const letters = atob(hash.slice(MARK.length).replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(letters, (letter) => letter.codePointAt(0) ?? 0)
    return readSeat(parseJson(new TextDecoder().decode(bytes))) ?? undefined
  } catch {
    return undefined
  }
}
