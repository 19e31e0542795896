import { can } from '@planwall/shared/access/roles'
import type { Role } from '@planwall/shared/access/roles'
import { roomName } from '@planwall/shared/access/rooms'
import type { ErrorCode } from '@planwall/shared/errors'
import { Awareness } from 'y-protocols/awareness'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import * as Y from 'yjs'
import { bindBoardView } from './board-view.ts'
import type { BoardView } from './board-view.ts'
import { createPresence, silentAwareness } from './presence.ts'
import type { Presence } from './presence.ts'
import { RoomConnection } from './room-connection.ts'
import { worstOf } from './save-ledger.ts'
import type { RoomState } from './save-ledger.ts'
import { createUndo } from './undo.ts'
import type { Undo } from './undo.ts'

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
  /** Origin of every change this person makes: undo takes back these and no others. */
  origin: object
  view: StoreApi<BoardView>
  presence: Presence
  status: StoreApi<Status>
  undo: Undo
  canEditBoard: boolean
  canEditSession: boolean
  /** Settles when this browser's copy has been read. `keptHere` is false where the browser keeps no copy. */
  loaded: Promise<{ keptHere: boolean }>
  close: () => void
}

/** Opens both rooms of a board. `syncUrl` is `ws(s)://host/base/sync`. */
export function openBoard(seat: Seat, syncUrl: string): BoardHandle {
  const origin = { person: seat.seatId }
  const board = new Y.Doc()
  const session = new Y.Doc()
  const awareness = new Awareness(board)
  const status = createStore<Status>(() => ({ kind: 'catching-up', pending: 0, closed: undefined }))
  const rooms: RoomConnection[] = []
  const publish = () => {
    const next = { ...worstOf(rooms.map((room) => room.state)), closed: rooms.find((room) => room.closed)?.closed }
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
  const presence = createPresence(awareness, {
    name: seat.name,
    color: colorOf(seat.seatId),
    role: seat.role,
    personId: seat.personId,
  })
  const undo = createUndo([board, session], origin)
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
