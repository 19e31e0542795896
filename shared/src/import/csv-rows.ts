import Papa from 'papaparse'
import { unguarded } from '../export/csv.ts'
import { refused } from './read-json.ts'
import type { Refused } from './read-json.ts'

/** More is no list that people could work on together. */
const MAX_ROWS = 5000
const MAX_COLUMNS = 200

/**
 * The cells of a file of rows, with any usual sign between them, rows all as wide. Empty rows are left out, and the quote
 * in front of what a spreadsheet would run is taken away. Never throws.
 */
export function readCsvRows(text: string): { ok: true; rows: string[][] } | Refused {
  const plain = text.replace(/^\uFEFF/, '')
  if (plain.trim() === '') return refused('The file is empty.')
  if (plain.includes('\u0000')) return refused('The file is not text: save it as CSV first.')
  const { data, errors } = Papa.parse<string[]>(plain, {
    skipEmptyLines: 'greedy',
    delimitersToGuess: [',', ';', '\t', '|'],
  })
  const broken = errors.find(({ type }) => type === 'Quotes')
  if (broken) return refused('A quoted cell does not end.', `row ${(broken.row ?? 0) + 1}`)
  if (data.length > MAX_ROWS) return refused(`The file has ${data.length} rows, more than ${MAX_ROWS}.`)
  const width = Math.max(...data.map((row) => row.length))
  if (width > MAX_COLUMNS) return refused(`The file has ${width} columns, more than ${MAX_COLUMNS}.`)
  const rows = data.map((row) => Array.from({ length: width }, (_, i) => unguarded((row[i] ?? '').trim())))
  return { ok: true, rows }
}
