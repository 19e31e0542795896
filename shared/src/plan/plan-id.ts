import { hash } from './hash.ts'

const plain = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/
/** Beginnings kept for ids made here, so that no id of a card can pass for one of them. */
const escaped = 'x:'
const shortened = 'xh:'

/**
 * The id of a card, person or board as the plan's schema allows it: unchanged where it fits; otherwise `x:` and every
 * other UTF-16 unit as `:hex:`, and what is still too long as `xh:`, its beginning and a hash. Rule P3.
 */
export function planId(id: string): string {
  if (plain.test(id) && !id.startsWith(escaped) && !id.startsWith(shortened)) return id
  const whole = escaped + id.replaceAll(/[^A-Za-z0-9._-]/gu, hexOf)
  return whole.length <= 128 ? whole : `${shortened}${whole.slice(escaped.length, 80)}:${hash(id)}`
}

function hexOf(character: string): string {
  return Array.from({ length: character.length }, (_, i) => `:${character.charCodeAt(i).toString(16)}:`).join('')
}
