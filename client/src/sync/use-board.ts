import type { BoardElement } from '@planwall/shared/board/model'
import { createContext, use, useMemo } from 'react'
import { useStore } from 'zustand'
import type { BoardView } from './board-view.ts'
import type { BoardHandle } from './open-board.ts'

/** The open board of this page. */
export const BoardContext = createContext<BoardHandle | null>(null)

export function useBoard(): BoardHandle {
  const handle = use(BoardContext)
  if (!handle) throw new Error('useBoard outside of a BoardContext')
  return handle
}

/** Part of the board as values; renders again when the selected part changes (compared by identity). */
export function useView<T>(select: (view: BoardView) => T): T {
  return useStore(useBoard().view, select)
}

/**
 * Everything that can be named here: what is on the board, and for a private document what is on the board around it. Renders
 * again when either changes.
 */
export function useNameable(): ReadonlyMap<string, BoardElement> {
  const { view, around } = useBoard()
  const own = useStore(view, ({ elements }) => elements)
  const others = useStore(around?.view ?? view, ({ elements }) => elements)
  return useMemo(() => (own === others ? own : new Map([...others, ...own])), [own, others])
}
