import { useEffect, useState } from 'react'
import { openBoard } from '../../sync/open-board.ts'
import type { BoardHandle } from '../../sync/open-board.ts'
import { syncUrl } from '../config.ts'
import type { MySeat } from '../my-boards.ts'

export interface OpenBoard {
  handle: BoardHandle
  /** The browser's copy has been read. */
  loaded: boolean
  /** Whether this browser keeps a copy of what cannot be sent; true until the opposite is known. */
  keptHere: boolean
}

/** Opens a board for as long as the page shows it; undefined before the first effect has run. */
export function useOpenBoard(boardId: string, seat: MySeat): OpenBoard | undefined {
  const [open, setOpen] = useState<OpenBoard>()
  useEffect(() => {
    const { seatId, seatToken, role, name, personId } = seat
    const handle = openBoard({ boardId, seatId, seatToken, role, name, personId }, syncUrl())
    let current = true
    setOpen({ handle, loaded: false, keptHere: true })
    void handle.loaded.then(({ keptHere }) => current && setOpen({ handle, loaded: true, keptHere }))
    return () => {
      current = false
      handle.close()
    }
  }, [boardId, seat])
  return open
}

/** Warns before the tab is closed while changes lie in it alone. */
export function useLossWarning(handle: BoardHandle, keptHere: boolean): void {
  useEffect(() => {
    if (keptHere) return undefined
    const warn = (event: BeforeUnloadEvent) => {
      if (handle.status.getState().pending > 0) event.preventDefault()
    }
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [handle, keptHere])
}
