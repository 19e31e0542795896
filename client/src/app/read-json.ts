/** Small readers for what comes from outside the first page: it loads too early to carry a schema library. */

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isText(value: unknown): value is string {
  return typeof value === 'string'
}

/** A whole list of one sort, or undefined where it is not a list; what is not of the sort is left out. */
export function listOf<T>(value: unknown, read: (item: unknown) => T | undefined): T[] | undefined {
  if (!Array.isArray(value)) return undefined
  return value.map(read).filter((item): item is Awaited<T> & T => item !== undefined)
}

/** The value of a JSON text, or undefined where it is none. */
export function parseJson(text: string | null | undefined): unknown {
  if (text == null) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
