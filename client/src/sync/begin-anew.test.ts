import { addCards, deleteElements, setText } from '@planwall/shared/board/edit'
import { readBoard, readSession } from '@planwall/shared/board/read'
import { setMeta } from '@planwall/shared/session/edit-session'
import { newBoard, newCard, replicaOf } from '@planwall/shared/testing/builders'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type * as Y from 'yjs'
import { openBoard } from './open-board.ts'
import type { BoardHandle } from './open-board.ts'
import { outlookFor, putBackChanges } from './put-back-changes.ts'
import { newBrowser } from './testing/browser.ts'
import { startSyncServer } from './testing/sync-server.ts'
import type { SyncServer } from './testing/sync-server.ts'

let server: SyncServer
let browser: ReturnType<typeof newBrowser>
/** Another board in every test: what is set aside is kept by board. */
let boardId = ''
let boards = 0
/** The board as the page has it open now; another one after it had to begin anew. */
let handle: BoardHandle
let beginnings = 0

beforeEach(async () => {
  browser = newBrowser()
  server = await startSyncServer()
  boardId = `board-${++boards}`
  beginnings = 0
  const { board, session } = newBoard()
  addCards(board, [newCard('task', { id: 'a', text: 'Call' }), newCard('note', { id: 'b', text: 'Idea' })], 'test')
  server.room(boardId).replace(board, 'e1')
  server.room(`${boardId}/session`).replace(session, 'e1')
  open()
  await isSaved()
})

afterEach(async () => {
  handle.close()
  await server.stop()
})

function open(): void {
  const seat = { boardId, seatId: 's', seatToken: 't', role: 'facilitator', name: 'Tess', personId: null } as const
  handle = openBoard(seat, server.url, {
    mayBeginAnew: () => beginnings < 3,
    onUseless: () => {
      beginnings++
      handle.close()
      open()
    },
  })
}

async function isSaved(): Promise<void> {
  await vi.waitFor(() => expect(handle.status.getState().kind).toBe('saved'), 10_000)
}

async function hasBegunAnew(): Promise<void> {
  await vi.waitFor(() => expect(beginnings).toBe(1), 10_000)
  await isSaved()
}

function aside() {
  const { reason, differences } = handle.setAside.state.getState()
  return [reason, differences.map(({ of, id }) => `${of} ${id}`)]
}

function textsOf(doc: Y.Doc) {
  const elements = [...readBoard(doc).board.elements.values()]
  return Object.fromEntries(elements.map((element) => [element.id, 'text' in element ? element.text : '']))
}

/** Ends the lines, and keeps the server deaf to what is done meanwhile. */
async function whileOffline(act: () => void): Promise<void> {
  server.freeze(true)
  act()
  server.freeze(false)
  browser.window.dispatchEvent(new Event('offline'))
}

describe('a change the server refuses', () => {
  it('is set aside, the board is as everybody sees it, and the change can be put back when it is allowed', async () => {
    const { clientID } = handle.board
    server.refuse('refused')
    setText(handle.board, 'a', 'Call twice', handle.origin)
    await vi.waitFor(() => expect(beginnings).toBe(1), 10_000)
    server.refuse(undefined)
    await isSaved()
    expect(handle.board.clientID).not.toBe(clientID)
    expect(textsOf(handle.board)).toEqual({ a: 'Call', b: 'Idea' })
    expect(aside()).toEqual(['refused', ['element a']])
    putBackChanges(handle, handle.setAside.state.getState().differences)
    await isSaved()
    expect(textsOf(server.room(boardId).doc)).toEqual({ a: 'Call twice', b: 'Idea' })
    expect(aside()).toEqual([null, []])
    handle.undo.undo()
    expect(textsOf(handle.board)).toEqual({ a: 'Call', b: 'Idea' })
  })

  it('of the board leaves alone what is unsent of the session', async () => {
    server.holdAcks(true)
    setMeta(handle.session, { title: 'Renamed' }, handle.origin)
    const { doc } = server.room(`${boardId}/session`)
    await vi.waitFor(() => expect(readSession(doc).session.meta.title).toBe('Renamed'))
    server.refuse('refused', boardId)
    setText(handle.board, 'a', 'Call twice', handle.origin)
    await vi.waitFor(() => expect(beginnings).toBe(1), 10_000)
    server.refuse(undefined)
    server.holdAcks(false)
    await isSaved()
    expect(aside()).toEqual(['refused', ['element a']])
    expect(readSession(handle.session).session.meta.title).toBe('Renamed')
  })

  it('that is refused for ever ends with a word, not with a page that opens again and again', async () => {
    server.refuse('refused')
    const again = () => setText(handle.board, 'a', `Call ${beginnings}`, handle.origin)
    for (let times = 1; times <= 3; times++) {
      again()
      await vi.waitFor(() => expect(beginnings).toBe(times), 10_000)
      await isSaved()
    }
    again()
    await vi.waitFor(() => expect(handle.status.getState().closed).toBe('refused'), 10_000)
    expect(beginnings).toBe(3)
  })

  it('several refusals are one list: the last wording of each thing, what it was before all of them', async () => {
    server.refuse('board-full')
    setText(handle.board, 'a', 'First', handle.origin)
    await hasBegunAnew()
    setText(handle.board, 'a', 'Second', handle.origin)
    setText(handle.board, 'b', 'Other', handle.origin)
    await vi.waitFor(() => expect(beginnings).toBe(2), 10_000)
    expect(handle.setAside.state.getState().differences).toMatchObject([
      { id: 'a', before: { text: 'Call' }, after: { text: 'Second' } },
      { id: 'b', before: { text: 'Idea' }, after: { text: 'Other' } },
    ])
  })
})

describe('a board that was restored', () => {
  /** The board as it was before Tess came, under a new epoch. */
  function restore(change: (board: Y.Doc) => void = () => undefined): void {
    const { board, session } = newBoard()
    addCards(board, [newCard('task', { id: 'a', text: 'Call' }), newCard('note', { id: 'b', text: 'Idea' })], 'test')
    change(board)
    server.room(boardId).replace(board, 'e2')
    server.room(`${boardId}/session`).replace(session, 'e2')
  }

  it('is never merged with an old copy; what was unsent is set aside from both documents', async () => {
    await whileOffline(() => {
      setText(handle.board, 'a', 'Call twice', handle.origin)
      setMeta(handle.session, { title: 'Renamed' }, handle.origin)
      restore((board) => deleteElements(board, ['b'], 'test'))
    })
    await hasBegunAnew()
    expect(textsOf(handle.board)).toEqual({ a: 'Call' })
    expect(textsOf(server.room(boardId).doc)).toEqual({ a: 'Call' })
    expect(aside()).toEqual(['stale-copy', ['element a', 'meta title']])
    putBackChanges(handle, handle.setAside.state.getState().differences)
    await isSaved()
    expect(textsOf(server.room(boardId).doc)).toEqual({ a: 'Call twice' })
    expect(readSession(server.room(`${boardId}/session`).doc).session.meta.title).toBe('Renamed')
  })

  it('is told also where nothing was unsent', async () => {
    await whileOffline(() => restore())
    await hasBegunAnew()
    expect(aside()).toEqual(['stale-copy', []])
    handle.setAside.dismiss()
    expect(aside()).toEqual([null, []])
  })

  it('without the card a change was made to says so, and keeps the words', async () => {
    await whileOffline(() => {
      setText(handle.board, 'b', 'Idea, told better', handle.origin)
      restore((board) => deleteElements(board, ['b'], 'test'))
    })
    await hasBegunAnew()
    const { differences } = handle.setAside.state.getState()
    expect(differences.map((one) => outlookFor(handle, one))).toEqual(['gone'])
    expect(putBackChanges(handle, differences)).toEqual([])
    expect(aside()).toEqual(['stale-copy', ['element b']])
    expect(textsOf(handle.board)).toEqual({ a: 'Call' })
  })

  it('what is set aside survives the page', async () => {
    await whileOffline(() => {
      setText(handle.board, 'a', 'Call twice', handle.origin)
      restore()
    })
    await hasBegunAnew()
    vi.resetModules()
    const { setAsideOf } = await import('./set-aside.ts')
    const later = setAsideOf(boardId)
    await vi.waitFor(() =>
      expect(later.state.getState()).toMatchObject({ reason: 'stale-copy', differences: [{ id: 'a' }] }),
    )
  })
})

describe('what did arrive after all', () => {
  it('is not offered again', async () => {
    const before = replicaOf(server.room(boardId).doc)
    server.holdAcks(true)
    setText(handle.board, 'a', 'Arrived', handle.origin)
    await vi.waitFor(() => expect(textsOf(server.room(boardId).doc).a).toBe('Arrived'))
    expect(textsOf(before).a).toBe('Call')
    server.refuse('refused')
    setText(handle.board, 'b', 'Refused', handle.origin)
    await vi.waitFor(() => expect(beginnings).toBe(1), 10_000)
    server.refuse(undefined)
    server.holdAcks(false)
    await isSaved()
    const { differences } = handle.setAside.state.getState()
    expect(differences.map((one) => [one.id, outlookFor(handle, one)])).toEqual([
      ['a', 'already-so'],
      ['b', 'done'],
    ])
  })
})
