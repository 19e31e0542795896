import { createContext, use } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'

/** What only this list knows: where the keyboard is, which text is open, and who else is typing where. */
export interface OutlineState {
  /** The card that Tab reaches; arrow keys go on from it. */
  activeId: string | null
  /** Cards that were active until a moment ago; their acts still have their place, see `go-to-row.ts`. */
  leaving: ReadonlySet<string>
  /** The card whose text is open here. */
  editingId: string | null
  selected: ReadonlySet<string>
  /** Names of others who type in a card now. */
  typing: ReadonlyMap<string, string>
  /** How many cards of a zone are shown, where it is not the usual number; by section key. */
  shown: ReadonlyMap<string, number>
  /** The last act, for screen readers. */
  said: string
}

export function createOutlineStore(): StoreApi<OutlineState> {
  return createStore<OutlineState>(() => ({
    activeId: null,
    leaving: new Set(),
    editingId: null,
    selected: new Set(),
    typing: new Map(),
    shown: new Map(),
    said: '',
  }))
}

export const OutlineContext = createContext<StoreApi<OutlineState> | null>(null)

export function useOutlineStore(): StoreApi<OutlineState> {
  const store = use(OutlineContext)
  if (!store) throw new Error('useOutlineStore outside of an Outline')
  return store
}

export function useOutline<T>(select: (state: OutlineState) => T): T {
  return useStore(useOutlineStore(), select)
}

/** Cards of a zone that are shown at first, how many more come at a time, and how many of its end are always shown. */
const SHOWN_AT_FIRST = 60
const SHOWN_MORE = 300
const SHOWN_LAST = 20

/** The cards of a zone that are shown: its first ones, and its last, where new ones appear. */
export function shownOf<T>(
  cards: readonly T[],
  shown = SHOWN_AT_FIRST,
): { first: readonly T[]; hidden: number; last: readonly T[] } {
  const hidden = cards.length - shown - SHOWN_LAST
  if (hidden <= 0) return { first: cards, hidden: 0, last: [] }
  return { first: cards.slice(0, shown), hidden, last: cards.slice(-SHOWN_LAST) }
}

export function showMore(store: StoreApi<OutlineState>, key: string): void {
  showUpTo(store, key, (store.getState().shown.get(key) ?? SHOWN_AT_FIRST) + SHOWN_MORE)
}

/** Shows the first `count` cards of a zone. */
export function showUpTo(store: StoreApi<OutlineState>, key: string, count: number): void {
  const { shown } = store.getState()
  if (count > (shown.get(key) ?? SHOWN_AT_FIRST)) store.setState({ shown: new Map(shown).set(key, count) })
}
