import { createContext, use } from 'react'
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
