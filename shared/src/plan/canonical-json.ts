/**
 * A JSON value as text in the one way that RFC 8785 allows: no white space, keys in the order of their UTF-16 units, numbers
 * and escapes as ECMAScript writes them. The same value gives the same bytes, so that they can be hashed. Undefined is left
 * out of objects. Throws on what JSON cannot carry.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, part]) => part !== undefined)
    const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1))
    return `{${sorted.map(([name, part]) => `${JSON.stringify(name)}:${canonicalJson(part)}`).join(',')}}`
  }
  const isCarried = value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value)
  if (!isCarried) throw new TypeError(`JSON has no ${String(value)}.`)
  return JSON.stringify(value)
}
