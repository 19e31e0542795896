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

/** FNV-1a with four starting values: 128 bits that tell long ids apart. Not for secrets. */
function hash(text: string): string {
  return [0x811c9dc5, 0x01000193, 0x9e3779b9, 0x85ebca6b].map((seed) => fnv(text, seed)).join('')
}

function fnv(text: string, seed: number): string {
  let value = seed
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return (value >>> 0).toString(16).padStart(8, '0')
}
