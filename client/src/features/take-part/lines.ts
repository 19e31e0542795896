/** Most cards that one paste makes. */
export const MOST_LINES = 60

/** The lines of a pasted list, without its bullets and numbers. One line, or none: it is text like any other. */
export function linesOf(pasted: string): string[] {
  const lines = pasted
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/^\s*(?:[-*•–]|\d{1,3}[.)])\s+/, '').trim())
    .filter((line) => line !== '')
  return lines.slice(0, MOST_LINES)
}
