import { can, roles } from '@planwall/shared/access/roles'
import type { Role } from '@planwall/shared/access/roles'
import { roomName } from '@planwall/shared/access/rooms'
import type { ErrorCode } from '@planwall/shared/errors'
import { KNOCKED, RENAMED, ROLE_CHANGED } from '@planwall/shared/protocol'
import type { Difference } from '@planwall/shared/unsent/differences'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import * as Y from 'yjs'
import { bindBoardView } from './board-view.ts'
import type { BoardView } from './board-view.ts'
import { flushAll } from './leaving.ts'
import { createPresence, roomAwareness, silentAwareness } from './presence.ts'
import type { Presence } from './presence.ts'
import { rememberRestored } from './restored.ts'
import { RoomConnection } from './room-connection.ts'
import type { Unsent } from './room-connection.ts'
import { worstOf } from './save-ledger.ts'
import type { RoomState } from './save-ledger.ts'
import { isAsideReason, isSeatEnd, setAsideOf } from './set-aside.ts'
import type { AsideReason, SeatEnd, SetAside } from './set-aside.ts'
import { tellTakenBack } from './taken-back.ts'
import { createUndo } from './undo.ts'
import type { Undo } from './undo.ts'
import { boardDifferences, settingDifferences } from './unsent-differences.ts'

/** This browser's place at a board. */
export interface Seat {
  boardId: string
  seatId: string
  seatToken: string
  role: Role
  name: string
  personId: string | null
}

export interface Status extends RoomState {
  /** Set when the server ended the connection for good; the words come from the error table's code. */
  closed: ErrorCode | undefined
}

/** An open board: the two documents, who is here, and what is true about saving. Everything a feature works on. */
export interface BoardHandle {
  seat: Seat
  /** `http(s)://host/base/api` */
  apiUrl: string
  board: Y.Doc
  session: Y.Doc
  /** Of a private document: the board around it, whose people and cards can be named in it. */
  around?: BoardHandle
  /** Origin of every change this person makes: undo takes back these and no others. */
  origin: object
  view: StoreApi<BoardView>
  presence: Presence
  status: StoreApi<Status>
  undo: Undo
  /** Goes up whenever the server says that who waits to be let in has changed. Facilitators alone hear of it. */
  knocked: StoreApi<number>
  /** This person's changes that could not be sent and wait for a decision. */
  setAside: SetAside
  canEditBoard: boolean
  canEditSession: boolean
  /** Settles when this browser's copy has been read. `keptHere` is false where the browser keeps no copy. */
  loaded: Promise<{ keptHere: boolean }>
  close: () => void
}

/** May this browser begin anew with its documents, or has it done so too often already? */
export type MayBeginAnew = () => boolean

/**
 * Opens both rooms of a board. `syncUrl` is `ws(s)://host/base/sync`. Where what this browser has of the board cannot go
 * on (the server refused a change, or the board was replaced), the unsent changes are set aside, the copy is forgotten,
 * and `onUseless` is called: the handle is to be closed and the board opened again. `onSeat` is called when a facilitator
 * gave this seat another role or name, and `onEnd` when they took it away: then what was not sent has been set aside, this
 * browser's copy is forgotten, and the handle is to be closed.
 */
export function openBoard(
  seat: Seat,
  syncUrl: string,
  {
    mayBeginAnew,
    onUseless,
    onSeat = () => undefined,
    onEnd = () => undefined,
  }: {
    mayBeginAnew: MayBeginAnew
    onUseless: () => void
    onSeat?: (change: { role: Role } | { name: string }) => void
    onEnd?: (why: SeatEnd) => void
  },
): BoardHandle {
  const origin = { person: seat.seatId }
  const board = new Y.Doc()
  const session = new Y.Doc()
  const awareness = roomAwareness(board)
  const status = createStore<Status>(() => ({ kind: 'catching-up', pending: 0, closed: undefined }))
  const rooms: RoomConnection[] = []
  const knocked = createStore(() => 0)
  const setAside = setAsideOf(seat.boardId)
  let isEnding = false
  const publish = () => {
    const closed = rooms.find((room) => room.closed)?.closed
    if (closed && !isEnding && isAsideReason(closed) && (isSeatEnd(closed) || mayBeginAnew())) {
      isEnding = true
      void (isSeatEnd(closed) ? endSeat(closed) : beginAnew(closed))
    }
    const next = { ...worstOf(rooms.map((room) => room.state)), closed: isEnding ? undefined : closed }
    const now = status.getState()
    if (next.kind !== now.kind || next.pending !== now.pending || next.closed !== now.closed) status.setState(next)
  }
  const { boardId, seatToken } = seat
  rooms.push(
    new RoomConnection({
      syncUrl,
      room: roomName({ boardId, part: 'board' }),
      seatToken,
      doc: board,
      awareness,
      onState: publish,
      onHeard: () => presence.keepAlive(),
      onNotice: (notice) => {
        const role = roles.find((known) => notice.code === ROLE_CHANGED && known === notice.message)
        if (role) onSeat({ role })
        else if (notice.code === RENAMED) onSeat({ name: notice.message })
        else if (notice.code === KNOCKED) knocked.setState((times) => times + 1, true)
        else tellTakenBack(notice)
      },
    }),
    new RoomConnection({
      syncUrl,
      room: roomName({ boardId, part: 'session' }),
      seatToken,
      doc: session,
      awareness: silentAwareness(session),
      onState: publish,
    }),
  )
  const { view, stop } = bindBoardView(board, session)
  const [boardRoom, sessionRoom] = rooms as [RoomConnection, RoomConnection]
  const me = { name: seat.name, color: colorOf(seat.seatId), role: seat.role, personId: seat.personId }
  const presence = createPresence(awareness, me, boardRoom.cursors)
  const undo = createUndo([board, session], origin)
  /** The session stays what it is where only a change of the board was refused, and the other way round. */
  const beginAnew = async (reason: Exclude<AsideReason, SeatEnd>) => {
    const what = reason === 'stale-copy' ? 'all' : 'unsent'
    if (reason === 'stale-copy') rememberRestored(boardId, session)
    const concerned = what === 'all' ? rooms : rooms.filter((room) => room.closed === reason)
    const unsent = await readUnsent(concerned)
    // In one go, so that nothing can be written in between: what is being typed, all that is unsent, and the end.
    flushAll()
    setAside.add(reason, unsent())
    for (const room of concerned) void room.forget(what)
    onUseless()
  }
  const endSeat = async (why: SeatEnd) => {
    const unsent = await readUnsent(rooms)
    flushAll()
    const differences = unsent()
    if (differences.length > 0) setAside.add(why, differences)
    await Promise.all(rooms.map((room) => room.forget('all')))
    onEnd(why)
  }
  const readUnsent = async (concerned: readonly RoomConnection[]) => {
    const ask = async (room: RoomConnection, read: (unsent: Unsent) => Difference[]) => {
      if (!concerned.includes(room)) return () => []
      const unsent = await room.whatIsUnsent()
      return () => read(unsent())
    }
    const asked = await Promise.all([ask(boardRoom, boardDifferences), ask(sessionRoom, settingDifferences)])
    return () => asked.flatMap((read) => read())
  }
  const loaded = Promise.all(rooms.map((room) => room.copyRead)).then((read) => {
    for (const room of rooms) room.connect()
    return { keptHere: read.every(Boolean) }
  })
  return {
    seat,
    apiUrl: syncUrl.replace(/^ws/, 'http').replace(/\/sync$/, '/api'),
    board,
    session,
    origin,
    view,
    presence,
    status,
    undo,
    knocked,
    setAside,
    canEditBoard: can(seat.role, 'write-board'),
    canEditSession: can(seat.role, 'write-session'),
    loaded,
    close: () => {
      stop()
      undo.stop()
      presence.stop()
      for (const room of rooms) room.destroy()
      board.destroy()
      session.destroy()
    },
  }
}

/** The same seat has the same colour everywhere. */
export function colorOf(seatId: string): number {
  let sum = 0
  for (const unit of seatId) sum = (sum * 31 + (unit.codePointAt(0) ?? 0)) % 1_000_003
  return sum % 12
}
