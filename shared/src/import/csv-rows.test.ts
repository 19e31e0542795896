import { describe, expect, it } from 'vitest'
import { readCsvRows } from './csv-rows.ts'

describe('a file of rows', () => {
  const rows: [rule: string, text: string, cells: string[][]][] = [
    [
      'commas',
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'semicolons, as spreadsheets of half the world write',
      'a;b\n1,5;2',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    [
      'tabs',
      'a\tb\n1\t2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a mark at the beginning',
      '\uFEFFa,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'line ends and quotes inside a cell',
      '"a\nb","say ""hi"""\n1,2',
      [
        ['a\nb', 'say "hi"'],
        ['1', '2'],
      ],
    ],
    [
      'short rows are filled',
      'a,b,c\n1',
      [
        ['a', 'b', 'c'],
        ['1', '', ''],
      ],
    ],
    [
      'empty rows are left out',
      'a,b\n,\n\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'the quote before a formula is taken away',
      "a,b\n'=1+1,it's",
      [
        ['a', 'b'],
        ['=1+1', "it's"],
      ],
    ],
  ]
  it.each(rows)('%s', (_rule, text, cells) => {
    expect(readCsvRows(text)).toEqual({ ok: true, rows: cells })
  })

  it.each([
    ['', 'The file is empty.', ''],
    ['a,b\n"1,2', 'A quoted cell does not end.', 'row 2'],
    ['PK\u0003\u0004\u0000', 'The file is not text: save it as CSV first.', ''],
    ['a\n'.repeat(5001), 'The file has 5001 rows, more than 5000.', ''],
  ])('%j is refused: %s', (text, message, path) => {
    expect(readCsvRows(text)).toEqual({ ok: false, message, path })
  })
})
