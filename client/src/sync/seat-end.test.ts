import { addCards, setText } from '@planwall/shared/board/edit'
import { runOf } from '@planwall/shared/session/session-doc'
import { newBoard, newCard } from '@planwall/shared/testing/builders'
import type { Difference } from '@planwall/shared/unsent/differences'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openBoard } from './open-board.ts'
import type { BoardHandle } from './open-board.ts'
import { openOfflineCopy } from './offline-copy.ts'
import { openPrivateRoom } from './private-room.ts'
import type { PrivateRoom } from './private-room.ts'
import { offlineName } from './room-connection.ts'
import { moveSetAside, setAsideOf } from './set-aside.ts'
import type { SeatEnd } from './set-aside.ts'
import { newBrowser } from './testing/browser.ts'
import { startSyncServer } from './testing/sync-server.ts'
import type { SyncServer } from './testing/sync-server.ts'

let server: SyncServer
let boardId = ''
let boards = 0
let handle: BoardHandle
let room: PrivateRoom
let ends: SeatEnd[] = []

beforeEach(async () => {
  newBrowser()
  server = await startSyncServer()
  boardId = `ended-${++boards}`
  ends = []
  const { board, session } = newBoard()
  addCards(board, [newCard('task', { id: 'a', text: 'Call' })], 'test')
  server.room(boardId).replace(board, 'e1')
  server.room(`${boardId}/session`).replace(session, 'e1')
  const seat = { boardId, seatId: 's', seatToken: 't', role: 'facilitator', name: 'Tess', personId: 'p' } as const
  handle = openBoard(seat, server.url, {
    mayBeginAnew: () => true,
    onUseless: () => undefined,
    onEnd: (why) => void ends.push(why),
  })
  room = openPrivateRoom(handle)
  await vi.waitFor(() => expect(handle.status.getState().kind).toBe('saved'), 10_000)
})

afterEach(async () => {
  room.close()
  handle.close()
  await server.stop()
})

describe('a seat that is taken away', () => {
  it.each(['removed', 'link-reset'] as const)(
    '%s: what had not arrived is set aside, and it is told once',
    async (why) => {
      server.holdAcks(true)
      setText(handle.board, 'a', 'Call twice', handle.origin)
      server.closeAll(why)
      await vi.waitFor(() => expect(ends).toEqual([why]), 10_000)
      const { reason, differences } = setAsideOf(boardId).state.getState()
      expect(reason).toBe(why)
      expect(differences.map(({ id }) => id)).toEqual(['a'])
      expect(handle.status.getState().closed).toBeUndefined()
    },
  )

  it('with everything saved nothing is set aside', async () => {
    server.closeAll('removed')
    await vi.waitFor(() => expect(ends).toEqual(['removed']), 10_000)
    expect(setAsideOf(boardId).state.getState()).toEqual({ reason: null, differences: [] })
  })

  it('leaves no copy of the board in this browser', async () => {
    await vi.waitFor(async () => {
      const copy = await openOfflineCopy(offlineName(boardId))
      copy.close()
      expect(copy.atOpening.known.length).toBeGreaterThan(0)
    })
    server.closeAll('removed')
    await vi.waitFor(() => expect(ends).toEqual(['removed']), 10_000)
    handle.close()
    for (const name of [boardId, `${boardId}/session`]) {
      const copy = await openOfflineCopy(offlineName(name))
      expect(copy.atOpening.known).toEqual([])
      expect(copy.atOpening.unsent).toEqual([])
      copy.close()
    }
  })

  it('what was written in private and had not arrived is kept for its author alone, and comes along to a new seat', async () => {
    runOf(handle.session).set('writing', { stepIds: ['s'], anonymous: true, since: 0 })
    await vi.waitFor(() => expect(room.state.getState().handle?.status.getState().kind).toBe('saved'), 10_000)
    server.holdAcks(true)
    const own = room.state.getState().handle as BoardHandle
    addCards(own.board, [newCard('failure', { id: 'x', text: 'Nobody asked' })], own.origin)
    server.closeAll('removed')
    await vi.waitFor(() => expect(ends).toEqual(['removed']), 10_000)
    await room.giveUp('removed')
    const texts = (all: readonly Difference[]) => all.map(({ after }) => (after as { text: string }).text)
    expect(texts(room.leftOver.state.getState().differences)).toEqual(['Nobody asked'])
    await moveSetAside(`${boardId}/seat/s`, `${boardId}/seat/later`)
    expect(texts(setAsideOf(`${boardId}/seat/later`).state.getState().differences)).toEqual(['Nobody asked'])
    expect(setAsideOf(`${boardId}/seat/s`).state.getState().differences).toEqual([])
  })
})
