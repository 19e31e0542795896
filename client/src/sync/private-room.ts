import { roomName } from '@planwall/shared/access/rooms'
import { runOf } from '@planwall/shared/session/session-doc'
import type { Difference } from '@planwall/shared/unsent/differences'
import * as Y from 'yjs'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import { bindBoardView } from './board-view.ts'
import { flushAll } from './leaving.ts'
import type { BoardHandle, Status } from './open-board.ts'
import { silentAwareness } from './presence.ts'
import { RoomConnection } from './room-connection.ts'
import { isAsideReason, isSeatEnd, setAsideOf } from './set-aside.ts'
import type { AsideReason, SeatEnd, SetAside } from './set-aside.ts'
import { createUndo } from './undo.ts'
import { boardDifferences } from './unsent-differences.ts'

/** What one person writes in private: a document of its own, which nobody else is ever sent. */
export interface PrivateRoom {
  state: StoreApi<PrivateState>
  /** Cards that had not reached the server when they were revealed, or that it refused: kept in this browser. */
  leftOver: SetAside
  /** The seat is no more: sets aside what had not arrived, and forgets this browser's copy. To be closed then. */
  giveUp: (why: SeatEnd) => Promise<void>
  close: () => void
}

export interface PrivateState {
  /** The document as a board of its own, so that every verb of boards works on it; null while nothing is private. */
  handle: BoardHandle | null
  /** Whether this browser keeps what cannot be sent. */
  keptHere: boolean
}

/** So often in a row a refused document is begun anew. */
const MOST_BEGINNINGS = 3

/**
 * Opens this person's private document whenever the session says that something is written in private, and closes and
 * forgets it once it was revealed. What had not arrived by then is set aside for its author to decide.
 */
export function openPrivateRoom(main: BoardHandle): PrivateRoom {
  const { boardId, seatId, role } = main.seat
  const name = roomName({ boardId, part: 'seat', seatId })
  const leftOver = setAsideOf(name)
  const state = createStore<PrivateState>(() => ({ handle: null, keptHere: true }))
  let open: Opened | undefined
  let ending: Promise<void> | undefined
  let beginnings = 0
  let isClosed = false
  /** Whether what an earlier visit left in this browser has been looked at. */
  let hasLookedBack = false

  const end = (reason: AsideReason | null) => {
    const room = open
    if (!room || ending) return
    open = undefined
    ending = room.endWith(reason, leftOver).finally(() => {
      ending = undefined
      follow()
    })
    state.setState({ handle: null })
  }
  const start = () => {
    const room = openRoom(main, name, () => {
      if (open !== room) return
      const { closed, pending } = room.status.getState()
      // The board's own room hears the same; whoever opened both gives this one up.
      if (closed && isSeatEnd(closed)) return
      if (closed && isAsideReason(closed) && beginnings < MOST_BEGINNINGS) {
        beginnings++
        end(closed)
      } else if (!isWriting(main.session) && pending === 0) {
        end(null)
      }
    })
    open = room
    void room.copyRead.then((keptHere) => {
      if (open !== room) return
      state.setState({ handle: room.handle, keptHere })
      room.follow()
    })
  }
  const follow = () => {
    if (isClosed || ending) return
    const writing = isWriting(main.session)
    if (writing) hasLookedBack = true
    if (writing && !open) start()
    if (writing) return
    beginnings = 0
    // What is still on its way is waited for: the server takes it, or refuses it and it is set aside.
    if (open && open.status.getState().pending === 0) end(null)
    if (!open && !ending && !hasLookedBack && isInSync(main)) {
      hasLookedBack = true
      ending = lookBack(main, name, leftOver).finally(() => {
        ending = undefined
        follow()
      })
    }
  }
  if (role === 'observer') {
    return { state, leftOver, giveUp: () => Promise.resolve(), close: () => undefined }
  }
  main.session.on('update', follow)
  const stopStatus = main.status.subscribe(follow)
  void main.loaded.then(follow)
  return {
    state,
    leftOver,
    giveUp: async (why) => {
      isClosed = true
      await ending
      const room = open
      open = undefined
      state.setState({ handle: null })
      await (room ? room.endWith(why, leftOver) : lookBack(main, name, leftOver, why))
    },
    close: () => {
      isClosed = true
      main.session.off('update', follow)
      stopStatus()
      open?.destroy()
      open = undefined
      state.setState({ handle: null })
    },
  }
}

interface Opened {
  handle: BoardHandle
  status: StoreApi<Status>
  /** Settles when this browser's copy has been read; false where it keeps none. */
  copyRead: Promise<boolean>
  /** Connects. */
  follow: () => void
  /** Sets aside what the server does not have, forgets the copy, and closes. */
  endWith: (reason: AsideReason | null, leftOver: SetAside) => Promise<void>
  destroy: () => void
}

function openRoom(main: BoardHandle, name: string, onState: () => void): Opened {
  const doc = new Y.Doc()
  const status = createStore<Status>(() => ({ kind: 'catching-up', pending: 0, closed: undefined }))
  const room: RoomConnection = new RoomConnection({
    syncUrl: main.apiUrl.replace(/^http/, 'ws').replace(/\/api$/, '/sync'),
    room: name,
    seatToken: main.seat.seatToken,
    doc,
    awareness: silentAwareness(doc),
    onState: () => {
      status.setState({ ...room.state, closed: room.closed })
      onState()
    },
  })
  const { view, stop } = bindBoardView(doc, main.session)
  const undo = createUndo([doc], main.origin)
  const destroy = () => {
    stop()
    undo.stop()
    room.destroy()
    doc.destroy()
  }
  const handle: BoardHandle = {
    ...main,
    around: main,
    board: doc,
    view,
    status,
    undo,
    presence: { ...main.presence, setCursor: tellNobody, setDrag: tellNobody, setEditing: tellNobody },
    canEditSession: false,
    close: destroy,
  }
  return {
    handle,
    status,
    copyRead: room.copyRead,
    follow: () => room.connect(),
    endWith: async (reason, leftOver) => {
      await room.copyRead
      const unsent = await room.whatIsUnsent()
      flushAll()
      setAsideAll(leftOver, reason ?? 'refused', boardDifferences(unsent()))
      // A document that was revealed is not to lie about in browsers; one that is begun anew comes back whole.
      await room.forget('all').catch(() => undefined)
      destroy()
    },
    destroy,
  }
}

/** What an earlier visit wrote and could not send before the reveal. */
async function lookBack(
  main: BoardHandle,
  name: string,
  leftOver: SetAside,
  reason: AsideReason | null = null,
): Promise<void> {
  const room = openRoom(main, name, () => undefined)
  await room.copyRead
  await room.endWith(reason, leftOver)
}

function setAsideAll(leftOver: SetAside, reason: AsideReason, differences: readonly Difference[]): void {
  // A card that was deleted and could not be sent is on the wall now, or gone: nothing of it is to be kept.
  const kept = differences.filter((one) => one.of === 'element' && one.after !== null)
  if (kept.length > 0) leftOver.add(reason, kept)
}

/** Whether cards written in private wait for their reveal. The server says so, in the session document. */
function isWriting(session: Y.Doc): boolean {
  return !session.isDestroyed && (runOf(session).get('writing') ?? null) !== null
}

function isInSync({ status }: BoardHandle): boolean {
  const { kind } = status.getState()
  return kind === 'saved' || kind === 'saving'
}

function tellNobody(): void {
  // Where somebody is in a private card is nobody's business.
}
