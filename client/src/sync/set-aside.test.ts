import { card } from '@planwall/shared/testing/builders'
import type { Difference } from '@planwall/shared/unsent/differences'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { newBrowser } from './testing/browser.ts'

/** Another tab of the same browser: nothing of this one but what the browser keeps. */
async function newTab() {
  vi.resetModules()
  const { setAsideOf } = await import('./set-aside.ts')
  return setAsideOf('b')
}

function changed(id: string, from: string | null, to: string | null): Difference {
  const at = (text: string | null) => (text === null ? null : card('note', { id, text }))
  return { of: 'element', id, before: at(from), after: at(to) }
}

beforeEach(() => {
  newBrowser()
})

describe('what is set aside', () => {
  it('is kept for the next visit, with why', async () => {
    const first = await newTab()
    first.add('refused', [changed('a', 'one', 'two')])
    const later = await newTab()
    await vi.waitFor(() =>
      expect(later.state.getState()).toEqual({ reason: 'refused', differences: [changed('a', 'one', 'two')] }),
    )
  })

  it('in several tabs at once is added up, whoever is first', async () => {
    const [one, two] = [await newTab(), await newTab()]
    one.add('refused', [changed('a', 'one', 'two')])
    two.add('board-full', [changed('b', null, 'new')])
    for (const tab of [one, two, await newTab()]) {
      await vi.waitFor(() =>
        expect(tab.state.getState()).toEqual({
          reason: 'board-full',
          differences: [changed('a', 'one', 'two'), changed('b', null, 'new')],
        }),
      )
    }
  })

  it('is the same in all tabs', async () => {
    const [one, two] = [await newTab(), await newTab()]
    one.add('refused', [changed('a', 'one', 'two'), changed('b', null, 'new')])
    await vi.waitFor(() => expect(two.state.getState().differences).toHaveLength(2))
    two.remove([changed('a', 'one', 'two')])
    await vi.waitFor(() => expect(one.state.getState().differences).toEqual([changed('b', null, 'new')]))
  })

  it('of one thing is one change: from what it was first to what it became last', async () => {
    const aside = await newTab()
    aside.add('refused', [changed('a', 'one', 'two')])
    aside.add('refused', [changed('a', 'one', 'three')])
    aside.add('refused', [changed('a', 'three', null)])
    expect(aside.state.getState().differences).toEqual([changed('a', 'one', null)])
  })

  it('is over once everything is decided', async () => {
    const aside = await newTab()
    aside.add('refused', [changed('a', 'one', 'two')])
    aside.remove([changed('a', 'one', 'two')])
    expect(aside.state.getState()).toEqual({ reason: null, differences: [] })
    const later = await newTab()
    await vi.waitFor(() => expect(later.state.getState().reason).toBeNull())
  })

  it('that a board was replaced is told even if everything did arrive', async () => {
    const aside = await newTab()
    aside.add('stale-copy', [changed('a', 'one', 'two')])
    aside.arrived([changed('a', 'one', 'two')])
    expect(aside.state.getState()).toEqual({ reason: 'stale-copy', differences: [] })
    aside.dismiss()
    expect(aside.state.getState().reason).toBeNull()
  })

  it('that cannot be read is left out, the rest is not', async () => {
    const first = await newTab()
    first.add('refused', [
      changed('a', 'one', 'two'),
      { of: 'element', id: 'x', before: null, after: { type: 'odd' } as never },
    ])
    const later = await newTab()
    await vi.waitFor(() => expect(later.state.getState().differences).toEqual([changed('a', 'one', 'two')]))
  })

  it('lives as long as the tab where the browser keeps nothing', async () => {
    vi.stubGlobal('indexedDB', undefined)
    const aside = await newTab()
    aside.add('refused', [changed('a', 'one', 'two')])
    expect(aside.state.getState().differences).toHaveLength(1)
  })
})
