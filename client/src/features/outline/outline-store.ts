import { createContext, use } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'

/** What only this list knows: where the keyboard is, which text is open, and who else is typing where. */
export interface OutlineState {
  /** The card that Tab reaches; arrow keys go on from it. */
  activeId: string | null
  /** The card whose text is open here. */
  editingId: string | null
  selected: ReadonlySet<string>
  /** Names of others who type in a card now. */
  typing: ReadonlyMap<string, string>
  /** The last act, for screen readers. */
  said: string
}

export function createOutlineStore(): StoreApi<OutlineState> {
  return createStore<OutlineState>(() => ({
    activeId: null,
    editingId: null,
    selected: new Set(),
    typing: new Map(),
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
