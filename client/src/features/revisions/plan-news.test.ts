import { tellFinished } from '@planwall/shared/session/finished'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { createStore } from 'zustand/vanilla'
import type { Seat, Status } from '../../sync/open-board.ts'
import { onNews } from './PlanNews.tsx'

const seat: Seat = { boardId: 'b', seatId: 's', seatToken: 't', role: 'participant', name: 'Ana', personId: 'ana' }

function atBoard(session = new Y.Doc()) {
  const status = createStore<Status>(() => ({ kind: 'catching-up', pending: 0, closed: undefined }))
  const told: number[] = []
  const stop = onNews({ session, seat, status }, ({ revision }) => told.push(revision))
  const finish = (revision: number, by: string | null = 'ben', name = 'Ben') =>
    tellFinished(session, { revision, at: 1, by, name }, 'server')
  return { status, told, finish, stop }
}

it('whoever is at the board hears of each plan that somebody else finishes', () => {
  const { status, told, finish, stop } = atBoard()
  status.setState({ kind: 'saved' })
  finish(1)
  finish(2)
  finish(2)
  stop()
  finish(3)
  expect(told).toEqual([1, 2])
})

it('nobody hears of their own', () => {
  const { status, told, finish } = atBoard()
  status.setState({ kind: 'saved' })
  finish(1, 'ana', 'Ana')
  finish(2, null, 'Ana')
  expect(told).toEqual([])
})

it('what was finished before this browser first saw the board is no news', () => {
  const { status, told, finish } = atBoard()
  finish(4)
  status.setState({ kind: 'saved' })
  expect(told).toEqual([])
  finish(5)
  expect(told).toEqual([5])
})

it('what was finished since this browser was here last is', () => {
  const copy = new Y.Doc()
  tellFinished(copy, { revision: 1, at: 1, by: 'ben', name: 'Ben' }, 'server')
  const { told, finish } = atBoard(copy)
  finish(3)
  expect(told).toEqual([3])
})
