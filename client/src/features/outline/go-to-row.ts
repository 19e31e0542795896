import { flushSync } from 'react-dom'
import type { StoreApi } from 'zustand/vanilla'
import type { OutlineState } from './outline-store.ts'

/** Longer than it takes to tap twice, ms. */
const TAP_MS = 600

/** One end of waiting a list: the next click begins another. */
const waiting = new WeakMap<StoreApi<OutlineState>, AbortController>()

/**
 * Puts the keyboard on a row that was clicked. The acts of the row before keep their place until the pointer moves on or a
 * key is pressed: if the list moved between the clicks of a double-click, the second would hit an act, such as "Delete".
 */
export function goToRow(store: StoreApi<OutlineState>, id: string, row: HTMLElement, isTap: boolean): void {
  const { activeId, leaving } = store.getState()
  if (activeId !== id) {
    const before = new Set(leaving).add(activeId ?? '')
    before.delete(id)
    flushSync(() => store.setState({ activeId: id, leaving: before }))
  }
  row.focus({ preventScroll: true })
  waiting.get(store)?.abort()
  const end = new AbortController()
  waiting.set(store, end)
  const leave = () => {
    end.abort()
    const { top } = row.getBoundingClientRect()
    flushSync(() => store.setState({ leaving: new Set() }))
    // As far as it can be scrolled, the row stays where it was.
    if (row.isConnected) row.closest('[data-outline]')?.scrollBy(0, row.getBoundingClientRect().top - top)
  }
  const { signal } = end
  document.addEventListener('pointermove', leave, { signal })
  document.addEventListener('keydown', leave, { signal, capture: true })
  if (!isTap) return
  const timer = setTimeout(leave, TAP_MS)
  signal.addEventListener('abort', () => clearTimeout(timer))
}
