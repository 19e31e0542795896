import { expect, it } from 'vitest'
import { circlesAmong } from './circles.ts'

const rows: [rule: string, edges: Record<string, string[]>, circles: string[][]][] = [
  ['a chain is no circle', { a: ['b'], b: ['c'], c: [] }, []],
  ['two that meet again are none', { a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }, []],
  ['one that waits for itself is one', { a: ['a'] }, [['a']]],
  ['three in a ring are one, told once, in the order given', { c: ['a'], a: ['b'], b: ['c'] }, [['c', 'a', 'b']]],
  [
    'two rings are two',
    { a: ['b'], b: ['a'], c: ['d'], d: ['c', 'a'] },
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['rings that touch are one', { a: ['b'], b: ['a', 'c'], c: ['b'] }, [['a', 'b', 'c']]],
  ['what is not there is passed over', { a: ['gone'] }, []],
]
it.each(rows)('%s', (_rule, edges, circles) => {
  expect(circlesAmong(Object.keys(edges), (id) => edges[id] ?? [])).toEqual(circles)
})

it('a chain of a hundred thousand does not run out of stack', () => {
  const ids = Array.from({ length: 100_000 }, (_, i) => String(i))
  expect(circlesAmong(ids, (id) => [String(Number(id) + 1)])).toEqual([])
})
