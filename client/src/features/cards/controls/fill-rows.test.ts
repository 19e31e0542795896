import { cardKinds } from '@planwall/shared/board/kinds'
import { describe, expect, it } from 'vitest'
import { fillRows } from './fill-rows.ts'
import type { Row } from './fill-rows.ts'

const columns = cardKinds.series.fields.rows.columns ?? {}
const block = (text: string) => text.split('\n').map((line) => line.split('\t'))

describe('a block pasted into a small table', () => {
  const rows: [rule: string, before: Row[], text: string, from: [number, number], after: Row[], lost: number][] = [
    [
      'fills from the cell on',
      [],
      'Q1\t5\nQ2\t6',
      [0, 0],
      [
        { period: 'Q1', value: 5 },
        { period: 'Q2', value: 6 },
      ],
      0,
    ],
    [
      'overwrites what is there',
      [{ period: 'Q1', value: 1 }],
      '7\n8',
      [0, 1],
      [{ period: 'Q1', value: 7 }, { value: 8 }],
      0,
    ],
    ['leaves a heading out', [], 'Month\tSales\nJan\t5', [0, 0], [{ period: 'Jan', value: 5 }], 0],
    [
      'keeps a row whose number is missing',
      [],
      'Jan\t\nFeb\t5',
      [0, 0],
      [{ period: 'Jan' }, { period: 'Feb', value: 5 }],
      0,
    ],
    ['counts what is no number', [], 'Jan\t5\nFeb\tmany', [0, 0], [{ period: 'Jan', value: 5 }, { period: 'Feb' }], 1],
    ['counts columns there are none for', [], 'Jan\t5\tx', [0, 0], [{ period: 'Jan', value: 5 }], 1],
  ]
  it.each(rows)('%s', (_rule, before, text, [row, column], after, lost) => {
    expect(fillRows(before, block(text), { row, column }, columns)).toEqual({ rows: after, lost })
  })
})
