import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing'

/**
 * A fractional index between two others (null: before the first, after the last). Never throws: neighbours that are
 * equal (two people inserted at once) or unreadable give a key after the lower one.
 */
export function orderBetween(below: string | null, above: string | null): string {
  return ordersBetween(below, above, 1)[0] as string
}

/** `count` rising fractional indices between two others. */
export function ordersBetween(below: string | null, above: string | null, count: number): string[] {
  const start = isReadable(below) ? below : null
  const end = isReadable(above) && (start === null || above === null || start < above) ? above : null
  return generateNKeysBetween(start, end, count)
}

/** Sorts by order, then id: the same on every client. */
export function byOrder(a: { order: string; id: string }, b: { order: string; id: string }): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** The highest order among these, or null. */
export function topOrder(of: Iterable<{ order: string }>): string | null {
  let top: string | null = null
  for (const { order } of of) if (top === null || order > top) top = order
  return top
}

/** Whether a string is a fractional index, as far as one can be told: a document may hold anything. */
function isReadable(order: string | null): boolean {
  if (order === null) return true
  if (!/^[A-Za-z][0-9A-Za-z]*$/.test(order)) return false
  try {
    generateKeyBetween(order, null)
    generateKeyBetween(null, order)
    return true
  } catch {
    return false
  }
}
