import Papa from 'papaparse'
import { wellFormed } from '../board/well-formed.ts'

/** How a spreadsheet would begin a formula; such a cell gets a quote in front, so that it stays text. */
const formula = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/

export type Cell = string | number | boolean | undefined

/**
 * Rows as CSV (RFC 4180): CRLF, every row as wide as the heading. A text that a spreadsheet would run gets `'` in front;
 * numbers are written as they are.
 */
export function csvOf(heading: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cells = rows.map((row) => heading.map((_, column) => cellText(row[column])))
  return `${Papa.unparse([[...heading], ...cells], { newline: '\r\n' })}\r\n`
}

/** The text a cell had before it was guarded. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && formula.test(cell.replace(/^'+/, '')) ? cell.slice(1) : cell
}

function cellText(cell: Cell): string {
  if (typeof cell !== 'string') return cell === undefined ? '' : String(cell)
  const text = wellFormed(cell)
  // A text that itself begins with quotes before a formula gets one more, so that it is read back as it was.
  return formula.test(text.replace(/^'+/, '')) ? `'${text}` : text
}
