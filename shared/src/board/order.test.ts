import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byOrder, orderBetween, ordersBetween, topOrder } from './order.ts'

describe('order', () => {
  const rows: [rule: string, below: string | null, above: string | null][] = [
    ['the first of all', null, null],
    ['after the last', 'a5', null],
    ['before the first', null, 'a0'],
    ['between two neighbours', 'a0', 'a1'],
    ['between two that are close', 'a0', 'a0V'],
  ]
  it.each(rows)('%s lies between its neighbours', (_rule, below, above) => {
    const order = orderBetween(below, above)
    expect(below === null || below < order).toBe(true)
    expect(above === null || order < above).toBe(true)
  })

  it('between two equal ones comes after them: two people inserted at once', () => {
    expect(orderBetween('a1', 'a1') > 'a1').toBe(true)
  })

  it('between two in the wrong order comes after the lower bound', () => {
    expect(orderBetween('a5', 'a1') > 'a5').toBe(true)
  })

  it('never throws, whatever stands in a document, and rises without repeating', () => {
    const any = fc.option(fc.oneof(fc.string(), fc.constantFrom('a0', 'zzzzzzzz', 'A'.repeat(30), '0', 'a00')))
    fc.assert(
      fc.property(any, any, fc.integer({ min: 0, max: 20 }), (below, above, count) => {
        const orders = ordersBetween(below, above, count)
        expect(orders).toHaveLength(count)
        expect(orders).toEqual([...new Set(orders)].toSorted())
      }),
    )
  })

  it('inserting anywhere, again and again, keeps a list sorted', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 60 }), (places) => {
        const list: string[] = []
        for (const place of places) {
          const at = place % (list.length + 1)
          list.splice(at, 0, orderBetween(list[at - 1] ?? null, list[at] ?? null))
        }
        expect(list).toEqual([...new Set(list)].toSorted())
      }),
    )
  })

  it('ties are broken by id, the same on every client', () => {
    const items = [
      { id: 'b', order: 'a0' },
      { id: 'a', order: 'a1' },
      { id: 'a', order: 'a0' },
    ]
    expect(items.toSorted(byOrder).map(({ id, order }) => id + order)).toEqual(['aa0', 'ba0', 'aa1'])
    expect(byOrder({ id: 'a', order: 'a0' }, { id: 'a', order: 'a0' })).toBe(0)
  })

  it('the top is the highest, or none', () => {
    expect(topOrder([{ order: 'a1' }, { order: 'a9' }, { order: 'a2' }])).toBe('a9')
    expect(topOrder([])).toBeNull()
  })
})
