import type { Role } from '@planwall/shared/access/roles'
import { useEffect, useRef, useState } from 'react'
import { callBoard } from '../../sync/board-api.ts'
import { openBoard } from '../../sync/open-board.ts'
import type { BoardHandle } from '../../sync/open-board.ts'
import { openPrivateRoom } from '../../sync/private-room.ts'
import type { PrivateRoom } from '../../sync/private-room.ts'
import { syncUrl } from '../config.ts'
import type { MySeat } from '../my-boards.ts'

export interface OpenBoard {
  handle: BoardHandle
  /** What this person writes in private. */
  privateRoom: PrivateRoom
  /** Another one whenever the board had to be opened anew. */
  generation: number
  /** The browser's copy has been read. */
  loaded: boolean
  /** Whether this browser keeps a copy of what cannot be sent; true until the opposite is known. */
  keptHere: boolean
}

/** A server that refuses again and again what this page begins with is not asked for ever. */
const MOST_BEGINNINGS = 3
const WITHIN_MS = 60_000

/**
 * Opens a board for as long as the page shows it; undefined before the first effect has run. Where its documents became
 * useless it is opened again.
 */
export function useOpenBoard(
  boardId: string,
  seat: MySeat,
  onRole: (role: Role) => void = () => undefined,
): OpenBoard | undefined {
  const roleChanged = useRef(onRole)
  useEffect(() => {
    roleChanged.current = onRole
  })
  const [open, setOpen] = useState<OpenBoard>()
  const [generation, setGeneration] = useState(0)
  const beginnings = useRef<number[]>([])
  useEffect(() => {
    const { seatId, seatToken, role, name, personId } = seat
    const mayBeginAnew = () => {
      const now = Date.now()
      beginnings.current = [...beginnings.current.filter((at) => now - at < WITHIN_MS), now]
      return beginnings.current.length <= MOST_BEGINNINGS
    }
    let current = true
    const onUseless = () => {
      if (current) setGeneration((last) => last + 1)
    }
    const options = { mayBeginAnew, onUseless, onRole: (next: Role) => roleChanged.current(next) }
    const handle = openBoard({ boardId, seatId, seatToken, role, name, personId }, syncUrl(), options)
    const privateRoom = openPrivateRoom(handle)
    // The role may have been changed while this browser was away.
    void callBoard<{ role: Role }>({ apiUrl: handle.apiUrl, boardId, seatToken }, 'GET', '').then(({ value }) => {
      if (current && value && value.role !== role) roleChanged.current(value.role)
    })
    setOpen({ handle, privateRoom, generation, loaded: false, keptHere: true })
    void handle.loaded.then(({ keptHere }) => {
      if (current) setOpen({ handle, privateRoom, generation, loaded: true, keptHere })
    })
    return () => {
      current = false
      privateRoom.close()
      handle.close()
    }
  }, [boardId, seat, generation])
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
