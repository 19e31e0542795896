/**
 * The same value with every half of a surrogate pair replaced, as it would arrive at other people: a document must read
 * the same where it was written. Every verb passes what it writes through here.
 */
export function wellFormed<T>(value: T): T {
  if (typeof value === 'string') return value.replaceAll(/\p{Surrogate}/gu, '\uFFFD') as T
  if (Array.isArray(value)) return value.map(wellFormed) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, wellFormed<unknown>(inner)])) as T
}
