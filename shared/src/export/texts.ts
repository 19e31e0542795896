/** The text on one line, cut at a length (characters as JavaScript counts them), never through a character. */
export function oneLine(text: string | undefined, maxLength = Infinity): string {
  const line = (text ?? '').replace(/\s+/gu, ' ').trim()
  if (line.length <= maxLength) return line
  return `${line.slice(0, maxLength - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/**
 * The text as XML 1.0 and iCalendar can hold it: line ends as one character, what neither allows replaced (control
 * characters, halves of pairs).
 */
export function cleanText(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n')
  return lines.replace(/\p{Cc}|\p{Surrogate}|[\uFFFE\uFFFF]/gu, (sign) =>
    sign === '\n' || sign === '\t' ? sign : '\uFFFD',
  )
}

/** Lines of `label: value`, those with no value left out. */
export function labelled(
  ...lines: readonly (readonly [label: string, value: string | number | undefined])[]
): string[] {
  return lines.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [`${label}: ${value}`]))
}

/** Paragraphs with a blank line between them, empty ones left out. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part.trim() !== '').join('\n\n')
}

const statusWords: Record<string, string | undefined> = {
  'NEEDS-ACTION': 'to do',
  'IN-PROCESS': 'in progress',
  COMPLETED: 'done',
  CANCELLED: 'cancelled',
}

export function statusInWords(status: string | undefined): string {
  return statusWords[status ?? ''] ?? ''
}

export function isOpen({ status }: { status?: string }): boolean {
  return status !== 'COMPLETED' && status !== 'CANCELLED'
}
