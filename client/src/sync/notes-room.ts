import { roomName } from '@planwall/shared/access/rooms'
import { can } from '@planwall/shared/access/roles'
import { readNotes, setNote } from '@planwall/shared/session/notes'
import { mergedText } from '@planwall/shared/unsent/put-back'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import * as Y from 'yjs'
import { flushAll } from './leaving.ts'
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
  const room = isAllowed ? (rooms.get(handle) ?? beginNotes(handle)) : undefined
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

/** Opens the room of a board's notes; the hook above does, as long as something shows them. */
export function beginNotes(handle: BoardHandle): NotesRoom {
  const notes = createStore<Notes>(() => ({ isHere: false, byStep: new Map() }))
  let beginnings = 0
  let isClosed = false
  let open = openNotes(handle, notes, () => void beginAnew())
  /** The board is another one: this browser's copy is of no use, what was written in it and not sent is written again. */
  const beginAnew = async () => {
    if (beginnings >= MOST_BEGINNINGS) return
    beginnings++
    const before = open
    const unsent = await before.connection.whatIsUnsent()
    if (isClosed) return
    flushAll()
    const { without, with: all } = unsent()
    const changes = changesBetween(readNotes(without), readNotes(all))
    await before.connection.forget('all').catch(() => undefined)
    before.close()
    if (isClosed) return
    open = openNotes(handle, notes, () => void beginAnew(), changes)
    room.doc = open.doc
  }
  const room: NotesRoom = {
    doc: open.doc,
    notes,
    users: 0,
    close: () => {
      isClosed = true
      open.close()
    },
  }
  rooms.set(handle, room)
  return room
}

/** A server that says again and again that the board is another one is not asked for ever. */
const MOST_BEGINNINGS = 3

/** A note that was changed: what it was, and what it became. */
interface NoteChange {
  stepId: string
  was: string
  is: string
}

function changesBetween(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): NoteChange[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((stepId) => ({ stepId, was: before.get(stepId) ?? '', is: after.get(stepId) ?? '' }))
    .filter(({ was, is }) => was !== is)
}

/** Opens the room once; `changes` are made in it as soon as all of it is here. */
function openNotes(
  handle: BoardHandle,
  notes: StoreApi<Notes>,
  onStale: () => void,
  changes: readonly NoteChange[] = [],
): { doc: Y.Doc; connection: RoomConnection; close: () => void } {
  const { boardId, seatToken } = handle.seat
  const doc = new Y.Doc()
  let waiting = changes
  let isStale = false
  const connection: RoomConnection = new RoomConnection({
    syncUrl: handle.apiUrl.replace(/^http/, 'ws').replace(/\/api$/, '/sync'),
    room: roomName({ boardId, part: 'facilitate' }),
    seatToken,
    doc,
    awareness: silentAwareness(doc),
    onState: () => {
      const { kind } = connection.state
      notes.setState({ isHere: kind !== 'catching-up' || notes.getState().isHere })
      if (kind === 'saved' || kind === 'saving') {
        const now = waiting
        waiting = []
        for (const { stepId, was, is } of now) {
          setNote(doc, stepId, mergedText(was, is, readNotes(doc).get(stepId) ?? ''), handle.origin)
        }
      }
      if (connection.closed !== 'stale-copy' || isStale) return
      isStale = true
      onStale()
    },
  })
  const read = () => notes.setState({ byStep: readNotes(doc) })
  doc.on('update', read)
  void connection.copyRead.then(() => connection.connect())
  return {
    doc,
    connection,
    close: () => {
      doc.off('update', read)
      connection.destroy()
      doc.destroy()
    },
  }
}
