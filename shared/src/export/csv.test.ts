import fc from 'fast-check'
import Papa from 'papaparse'
import { expect, it } from 'vitest'
import { hostileText } from '../testing/arbitraries.ts'
import { wellFormed } from '../board/well-formed.ts'
import { csvOf, unguarded } from './csv.ts'

it.each(['=1+1', '+1', '-1', '@A1', '\t=1', '\r=1', '\n=1', '＝1', "'=1", "''=1"])(
  '%j is text to a spreadsheet, and is read back as it was',
  (text) => {
    const [, [cell = ''] = []] = Papa.parse<string[]>(csvOf(['a'], [[text]]), { newline: '\r\n' }).data
    expect(cell.startsWith("'")).toBe(true)
    expect(unguarded(cell)).toBe(text)
  },
)

it('a number is a number, minus or not', () => {
  expect(csvOf(['a', 'b'], [[-3, 0.5]])).toBe('a,b\r\n-3,0.5\r\n')
})

it('any text is read back as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(hostileText, hostileText), { minLength: 1, maxLength: 5 }), (rows) => {
      const { data } = Papa.parse<string[]>(csvOf(['a', 'b'], rows), { newline: '\r\n' })
      expect(data.slice(1, -1).map((row) => row.map(unguarded))).toEqual(wellFormed(rows))
    }),
  )
})
