import { describe, expect, it } from 'vitest'
import { createOutlineStore, showMore, shownOf, showUpTo } from './outline-store.ts'

const cards = (count: number) => Array.from({ length: count }, (_, index) => index)

describe('a zone with many cards', () => {
  it('shows all of them up to 80', () => {
    expect(shownOf(cards(80))).toEqual({ first: cards(80), hidden: 0, last: [] })
  })

  it('shows its first 60 and its last 20, where new cards appear, and says how many are between', () => {
    const { first, hidden, last } = shownOf(cards(500))
    expect([first.length, hidden, last[0], last.at(-1)]).toEqual([60, 420, 480, 499])
  })

  it('shows more when asked, and never fewer', () => {
    const store = createOutlineStore()
    showMore(store, 'ideas')
    showUpTo(store, 'ideas', 10)
    expect(shownOf(cards(500), store.getState().shown.get('ideas')).hidden).toBe(120)
    showUpTo(store, 'ideas', 490)
    expect(shownOf(cards(500), store.getState().shown.get('ideas'))).toMatchObject({ hidden: 0 })
  })
})
