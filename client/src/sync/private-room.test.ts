import { addCards } from '@planwall/shared/board/edit'
import { readBoard } from '@planwall/shared/board/read'
import { runOf } from '@planwall/shared/session/session-doc'
import { newBoard, newCard } from '@planwall/shared/testing/builders'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type * as Y from 'yjs'
import { openBoard } from './open-board.ts'
import type { BoardHandle } from './open-board.ts'
import { openPrivateRoom } from './private-room.ts'
import type { PrivateRoom } from './private-room.ts'
import { newBrowser } from './testing/browser.ts'
import { startSyncServer } from './testing/sync-server.ts'
import type { SyncServer } from './testing/sync-server.ts'

let server: SyncServer
let boardId = ''
let boards = 0
let main: BoardHandle
let room: PrivateRoom

beforeEach(async () => {
  newBrowser()
  server = await startSyncServer()
  boardId = `private-${++boards}`
  const { board, session } = newBoard()
  server.room(boardId).replace(board, 'e1')
  server.room(`${boardId}/session`).replace(session, 'e1')
  open()
  await vi.waitFor(() => expect(main.status.getState().kind).toBe('saved'), 10_000)
})

afterEach(async () => {
  close()
  await server.stop()
})

function open(): void {
  const seat = { boardId, seatId: 's', seatToken: 't', role: 'participant', name: 'Pat', personId: 'pat' } as const
  main = openBoard(seat, server.url, { mayBeginAnew: () => false, onUseless: () => undefined })
  room = openPrivateRoom(main)
}

function close(): void {
  room.close()
  main.close()
}

/** What the server does when a private step starts, and with its reveal. */
function writing(isOn: boolean): void {
  const value = isOn ? { stepIds: ['s'], anonymous: true, since: 0 } : null
  const { doc } = server.room(`${boardId}/session`)
  runOf(doc).set('writing', value)
  runOf(main.session).set('writing', value)
}

async function opened(): Promise<BoardHandle> {
  await vi.waitFor(() => expect(room.state.getState().handle?.status.getState().kind).toBe('saved'), 10_000)
  return room.state.getState().handle as BoardHandle
}

async function closed(): Promise<void> {
  await vi.waitFor(() => expect(room.state.getState().handle).toBeNull(), 10_000)
}

function write(handle: BoardHandle, text: string): void {
  addCards(handle.board, [newCard('failure', { id: text, text })], handle.origin)
}

function textsOf(doc: Y.Doc): string[] {
  return [...readBoard(doc).board.elements.values()].flatMap((one) => ('text' in one ? one.text : [])).toSorted()
}

function leftOver(): string[] {
  return room.leftOver.state.getState().differences.map(({ id }) => id)
}

const seatDoc = () => server.room(`${boardId}/seat/s`).doc

describe('private writing', () => {
  it('[P1] opens with the step, goes to the person’s own document alone, and is not on the wall', async () => {
    expect(room.state.getState().handle).toBeNull()
    writing(true)
    const handle = await opened()
    write(handle, 'Nobody called')
    await vi.waitFor(() => expect(textsOf(seatDoc())).toEqual(['Nobody called']))
    expect(textsOf(main.board)).not.toContain('Nobody called')
    expect(textsOf(server.room(boardId).doc)).not.toContain('Nobody called')
  })

  it('is there again after a reload', async () => {
    writing(true)
    write(await opened(), 'Nobody called')
    await opened()
    close()
    open()
    expect(textsOf((await opened()).board)).toEqual(['Nobody called'])
  })

  it('what is written without a connection is sent when there is one', async () => {
    writing(true)
    const handle = await opened()
    server.freeze(true)
    write(handle, 'Written offline')
    close()
    server.freeze(false)
    open()
    await opened()
    expect(textsOf(seatDoc())).toEqual(['Written offline'])
  })

  it('[P5] ends with the reveal; nothing of it stays in this browser', async () => {
    writing(true)
    write(await opened(), 'Nobody called')
    await opened()
    seatDoc().transact(() => seatDoc().getMap('elements').clear())
    writing(false)
    await closed()
    close()
    open()
    await vi.waitFor(() => expect(main.status.getState().kind).toBe('saved'), 10_000)
    writing(true)
    expect(textsOf((await opened()).board)).toEqual([])
    expect(leftOver()).toEqual([])
  })
})

describe('cards that had not arrived at the reveal', () => {
  it('are refused by the server, and kept for their author to decide', async () => {
    writing(true)
    const handle = await opened()
    server.refuse('refused', `${boardId}/seat/s`)
    write(handle, 'Too late')
    writing(false)
    await closed()
    await vi.waitFor(() => expect(leftOver()).toEqual(['Too late']), 10_000)
  })

  it('are found in the browser by a later visit', async () => {
    writing(true)
    const handle = await opened()
    server.freeze(true)
    write(handle, 'Written offline')
    close()
    server.freeze(false)
    runOf(server.room(`${boardId}/session`).doc).set('writing', null)
    server.refuse('refused', `${boardId}/seat/s`)
    open()
    await vi.waitFor(() => expect(leftOver()).toEqual(['Written offline']), 10_000)
    expect(textsOf(seatDoc())).toEqual([])
  })
})
