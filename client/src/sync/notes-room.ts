import { roomName } from '@planwall/shared/access/rooms'
import { can } from '@planwall/shared/access/roles'
import { readNotes, setNote } from '@planwall/shared/session/notes'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import * as Y from 'yjs'
import type { BoardHandle } from './open-board.ts'
import { silentAwareness } from './presence.ts'
import { RoomConnection } from './room-connection.ts'
import { useBoard } from './use-board.ts'

/** Notes by step id, and whether they have been read; only facilitators have any. */
export interface Notes {
  isHere: boolean
  byStep: ReadonlyMap<string, string>
}

interface NotesRoom {
  doc: Y.Doc
  notes: StoreApi<Notes>
  /** How many parts of the page show them. */
  users: number
  close: () => void
}

const rooms = new WeakMap<BoardHandle, NotesRoom>()
const none = createStore<Notes>(() => ({ isHere: false, byStep: new Map() }))

/** What facilitators alone may read: their notes for each step. The room is open as long as something shows them. */
export function useNotes(): Notes {
  const handle = useBoard()
  const isAllowed = can(handle.seat.role, 'write-session')
  useEffect(() => {
    if (!isAllowed) return undefined
    const room = rooms.get(handle)
    if (room) room.users++
    return () => {
      const open = rooms.get(handle)
      if (!open || --open.users > 0) return
      open.close()
      rooms.delete(handle)
    }
  }, [handle, isAllowed])
  const room = isAllowed ? (rooms.get(handle) ?? begin(handle)) : undefined
  return useStore(room?.notes ?? none)
}

/** Writes a step's note; what another facilitator types in it at the same time survives. */
export function writeNote(handle: BoardHandle, stepId: string, text: string): void {
  const room = rooms.get(handle)
  if (room) setNote(room.doc, stepId, text, handle.origin)
}

/** The document of the notes, while something shows them. */
export function notesDocOf(handle: BoardHandle): Y.Doc | undefined {
  return rooms.get(handle)?.doc
}

function begin(handle: BoardHandle): NotesRoom {
  const { boardId, seatToken } = handle.seat
  const doc = new Y.Doc()
  const notes = createStore<Notes>(() => ({ isHere: false, byStep: new Map() }))
  const connection: RoomConnection = new RoomConnection({
    syncUrl: handle.apiUrl.replace(/^http/, 'ws').replace(/\/api$/, '/sync'),
    room: roomName({ boardId, part: 'facilitate' }),
    seatToken,
    doc,
    awareness: silentAwareness(doc),
    onState: () => notes.setState({ isHere: connection.state.kind !== 'catching-up' || notes.getState().isHere }),
  })
  const read = () => notes.setState({ byStep: readNotes(doc) })
  doc.on('update', read)
  void connection.copyRead.then(() => connection.connect())
  const room = {
    doc,
    notes,
    users: 0,
    close: () => {
      doc.off('update', read)
      connection.destroy()
      doc.destroy()
    },
  }
  rooms.set(handle, room)
  return room
}
