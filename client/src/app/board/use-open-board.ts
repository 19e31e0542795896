import { useEffect, useRef, useState } from 'react'
import { callBoard } from '../../sync/board-api.ts'
import { openBoard } from '../../sync/open-board.ts'
import type { BoardHandle } from '../../sync/open-board.ts'
import { roomName } from '@planwall/shared/access/rooms'
import { moveSetAside } from '../../sync/set-aside.ts'
import type { SeatEnd } from '../../sync/set-aside.ts'
import { followOwnCards } from '../../sync/own-cards.ts'
import { openPrivateRoom } from '../../sync/private-room.ts'
import type { PrivateRoom } from '../../sync/private-room.ts'
import { syncUrl } from '../config.ts'
import type { MySeat } from '../my-boards.ts'
import { myBoards } from '../use-my-boards.ts'

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

/** What facilitators can change about a seat. */
export type SeatChange = Partial<Pick<MySeat, 'role' | 'name' | 'personId'>>

export interface SeatNews {
  onSeat: (change: SeatChange) => void
  /** A facilitator took the seat away. What was not sent is set aside. */
  onEnd: (why: SeatEnd) => void
}

/**
 * Opens a board for as long as the page shows it; undefined before the first effect has run. Where its documents became
 * useless it is opened again.
 */
export function useOpenBoard(boardId: string, seat: MySeat, news: SeatNews = nobody): OpenBoard | undefined {
  const latest = useRef(news)
  useEffect(() => {
    latest.current = news
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
    /** The seat as the server has it: whoever gets the pen becomes a person of the plan as well. */
    const look = async (heard: SeatChange) => {
      const { value } = await callBoard<SeatChange>({ apiUrl: handle.apiUrl, boardId, seatToken }, 'GET', '')
      const now = { role, name, personId, ...heard, ...value }
      const isOther = now.role !== role || now.name !== name || now.personId !== personId
      if (current && isOther) latest.current.onSeat({ role: now.role, name: now.name, personId: now.personId })
    }
    const handle = openBoard({ boardId, seatId, seatToken, role, name, personId }, syncUrl(), {
      mayBeginAnew,
      onUseless,
      onSeat: (heard) => void look(heard),
      onEnd: (why) => {
        void privateRoom.giveUp(why).then(() => {
          if (current) latest.current.onEnd(why)
        })
      },
    })
    const privateRoom = openPrivateRoom(handle)
    const stopOwnCards = followOwnCards(handle)
    // Something may have been changed while this browser was away.
    void look({})
    void bringLeftOver(boardId, seatId)
    setOpen({ handle, privateRoom, generation, loaded: false, keptHere: true })
    void handle.loaded.then(({ keptHere }) => {
      if (current) setOpen({ handle, privateRoom, generation, loaded: true, keptHere })
    })
    return () => {
      current = false
      stopOwnCards()
      privateRoom.close()
      handle.close()
    }
  }, [boardId, seat, generation])
  return open
}

const nobody: SeatNews = { onSeat: () => undefined, onEnd: () => undefined }

/** What somebody had written in private, in a place that was taken away, comes along to the place they have now. */
async function bringLeftOver(boardId: string, seatId: string): Promise<void> {
  const before = myBoards.find(boardId)?.ended
  if (!before) return
  const nameOf = (id: string) => roomName({ boardId, part: 'seat', seatId: id })
  await moveSetAside(nameOf(before.seatId), nameOf(seatId))
  myBoards.remember(boardId, { ended: null })
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
