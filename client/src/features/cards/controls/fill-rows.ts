import type { Field } from '@planwall/shared/board/fields'
import Value from 'typebox/value'
import { readNumber } from '../read-cell.ts'

export type Row = Readonly<Record<string, unknown>>

/**
 * Puts a pasted block into a small table, from one cell rightward and downward; rows that are missing are added. Cells
 * that cannot be the value of their column are left out and counted. A first row of words over number columns is a heading.
 */
export function fillRows(
  rows: readonly Row[],
  block: readonly (readonly string[])[],
  from: { row: number; column: number },
  columns: Readonly<Record<string, Field>>,
): { rows: Row[]; lost: number } {
  const filled = rows.map((row) => ({ ...row }))
  const names = Object.keys(columns)
  const lines = isHeading(block, from.column, Object.values(columns)) ? block.slice(1) : block
  let lost = 0
  for (const [down, line] of lines.entries()) {
    const row: Record<string, unknown> = filled[from.row + down] ?? {}
    filled[from.row + down] = row
    for (const [right, raw] of line.entries()) {
      const name = names[from.column + right]
      const field = name === undefined ? undefined : columns[name]
      if (raw === '') continue
      const value = field && cellValue(raw, field)
      if (name === undefined || value === undefined) lost++
      else row[name] = value
    }
  }
  return { rows: filled, lost }
}

function cellValue(raw: string, field: Field): unknown {
  const isNumber = field.control === 'num' || field.control === 'int'
  const value = isNumber ? readNumber(raw, '.') : field.control === 'person' ? undefined : raw
  return value !== undefined && Value.Check(field.schema, value) ? value : undefined
}

function isHeading(block: readonly (readonly string[])[], column: number, fields: readonly Field[]): boolean {
  const [first, second] = block
  if (!first || !second) return false
  return first.some((cell, right) => {
    const field = fields[column + right]
    const isNumber = field?.control === 'num' || field?.control === 'int'
    return (
      isNumber &&
      cell !== '' &&
      readNumber(cell, '.') === undefined &&
      readNumber(second[right] ?? '', '.') !== undefined
    )
  })
}
