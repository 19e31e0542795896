import { setNote, readNotes } from '@planwall/shared/session/notes'
import { replicaOf } from '@planwall/shared/testing/builders'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { beginNotes, notesDocOf, writeNote } from './notes-room.ts'
import type { BoardHandle } from './open-board.ts'
import { boardHandle } from './testing/board-handle.ts'
import { newBrowser } from './testing/browser.ts'
import { startSyncServer } from './testing/sync-server.ts'
import type { SyncServer } from './testing/sync-server.ts'

const room = 'b/facilitate'
let server: SyncServer
let handle: BoardHandle

beforeEach(async () => {
  newBrowser()
  server = await startSyncServer()
  const doc = new Y.Doc()
  setNote(doc, 's', 'Ask the quiet ones', 'server')
  server.room(room).replace(doc, 'e1')
  handle = { ...boardHandle(), apiUrl: server.url.replace(/^ws/, 'http').replace(/sync$/, 'api') }
})

afterEach(() => server.stop())

const noteHere = () => readNotes(notesDocOf(handle) ?? new Y.Doc()).get('s')
const noteThere = () => readNotes(server.room(room).doc).get('s')

it('notes of a board that was restored come back whole, with what was written and not sent', async () => {
  const notes = beginNotes(handle)
  await vi.waitFor(() => expect(noteHere()).toBe('Ask the quiet ones'))
  server.room(room).replace(replicaOf(server.room(room).doc), 'e2')
  server.closeAll('restarting')
  await vi.waitFor(() => expect(server.connections()).toBe(0))
  writeNote(handle, 's', 'Ask the quiet ones first')
  await vi.waitFor(() => expect(noteThere()).toBe('Ask the quiet ones first'), 5000)
  await vi.waitFor(() => expect(noteHere()).toBe('Ask the quiet ones first'))
  notes.close()
})

it('a copy from before, opened afterwards, is told so once and then goes on', async () => {
  const first = beginNotes(handle)
  await vi.waitFor(() => expect(noteHere()).toBe('Ask the quiet ones'))
  first.close()
  const other = new Y.Doc()
  setNote(other, 's', 'Another board', 'server')
  server.room(room).replace(other, 'e2')
  const second = beginNotes(handle)
  await vi.waitFor(() => expect(noteHere()).toBe('Another board'))
  second.close()
})
