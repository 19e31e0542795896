import { describe, expect, it } from 'vitest'
import type { BoardStore, NewBoard, NewSeat } from './board-store.ts'

/** What every adapter of the port must do. `open` gives an empty store. */
export function describeBoardStore(name: string, open: () => BoardStore): void {
  describe(`board store: ${name}`, () => {
    it('gives back a board, and nothing for one that is not there', async () => {
      const store = open()
      await store.createBoard(newBoard('board1'))
      expect(await store.getBoard('board1')).toEqual({
        boardId: 'board1',
        title: 'Plan',
        templateId: 'T1',
        createdAt: 1000,
      })
      expect(await store.getBoard('board2')).toBeUndefined()
    })

    it('finds the kind of a link by its hash, at its own board only', async () => {
      const store = open()
      await store.createBoard(newBoard('board1'))
      await store.createBoard(newBoard('board2'))
      expect(await store.findLink('board1', 'board1-observe')).toBe('observe')
      expect(await store.findLink('board2', 'board1-observe')).toBeUndefined()
      expect(await store.findLink('board1', 'else')).toBeUndefined()
    })

    it('begins the rooms of a board with what was given', async () => {
      const store = open()
      await store.createBoard(newBoard('board1'))
      expect(await store.loadRoom('board1')).toEqual({ seq: 1, snapshot: undefined, updates: [bytes(1)] })
      expect(await store.loadRoom('board1/session')).toEqual({ seq: 1, snapshot: undefined, updates: [bytes(2)] })
    })

    it('makes nothing of a board whose id is taken', async () => {
      const store = open()
      await store.createBoard(newBoard('board1'))
      await expect(store.createBoard({ ...newBoard('board1'), title: 'Other' })).rejects.toThrow()
      expect((await store.getBoard('board1'))?.title).toBe('Plan')
      expect((await store.loadRoom('board1')).updates).toEqual([bytes(1)])
    })

    it('finds a seat by its hash, and the seats of a board in the order they were taken', async () => {
      const store = open()
      await store.createBoard(newBoard('board1'))
      await store.createBoard(newBoard('board2'))
      await store.addSeat(newSeat('b', 'board1'))
      await store.addSeat(newSeat('a', 'board1'))
      await store.addSeat({ ...newSeat('c', 'board2'), personId: null, role: 'observer' })
      expect(await store.findSeat('hash-a')).toEqual(seat('a', 'board1'))
      expect(await store.findSeat('hash-d')).toBeUndefined()
      expect(await store.seatsOf('board1')).toEqual([seat('b', 'board1'), seat('a', 'board1')])
      expect(await store.seatsOf('board2')).toEqual([{ ...seat('c', 'board2'), personId: null, role: 'observer' }])
    })

    it('refuses a seat with a token that is in use, or at no board', async () => {
      const store = open()
      await store.createBoard(newBoard('board1'))
      await store.addSeat(newSeat('a', 'board1'))
      await expect(store.addSeat({ ...newSeat('b', 'board1'), tokenHash: 'hash-a' })).rejects.toThrow()
      await expect(store.addSeat(newSeat('c', 'nowhere'))).rejects.toThrow()
      expect(await store.seatsOf('board1')).toEqual([seat('a', 'board1')])
    })

    it('numbers the updates of each room from 1, in the order they were appended', async () => {
      const store = open()
      expect(await store.appendUpdates('roomA', [bytes(1), bytes(2)])).toBe(2)
      expect(await store.appendUpdates('roomB', [bytes(9)])).toBe(1)
      expect(await store.appendUpdates('roomA', [bytes(3)])).toBe(3)
      expect(await store.loadRoom('roomA')).toEqual({
        seq: 3,
        snapshot: undefined,
        updates: [bytes(1), bytes(2), bytes(3)],
      })
    })

    it('knows nothing of a room nobody wrote in', async () => {
      expect(await open().loadRoom('empty')).toEqual({ seq: 0, snapshot: undefined, updates: [] })
    })

    it('puts a snapshot in the place of the updates it covers and keeps the later ones', async () => {
      const store = open()
      await store.appendUpdates('room', [bytes(1), bytes(2), bytes(3)])
      await store.compact('room', { seq: 2, snapshot: bytes(12) })
      expect(await store.loadRoom('room')).toEqual({ seq: 3, snapshot: bytes(12), updates: [bytes(3)] })
      await store.compact('room', { seq: 3, snapshot: bytes(123) })
      expect(await store.loadRoom('room')).toEqual({ seq: 3, snapshot: bytes(123), updates: [] })
      expect(await store.appendUpdates('room', [bytes(4)])).toBe(4)
      expect(await store.loadRoom('room')).toEqual({ seq: 4, snapshot: bytes(123), updates: [bytes(4)] })
    })

    it.each([
      ['covers less than the one there is', 1],
      ['covers more than was appended', 4],
    ])('refuses a snapshot that %s, and keeps everything', async (_rule, seq) => {
      const store = open()
      await store.appendUpdates('room', [bytes(1), bytes(2), bytes(3)])
      await store.compact('room', { seq: 2, snapshot: bytes(12) })
      await expect(store.compact('room', { seq, snapshot: bytes(99) })).rejects.toThrow()
      expect(await store.loadRoom('room')).toEqual({ seq: 3, snapshot: bytes(12), updates: [bytes(3)] })
    })

    it('keeps updates of a megabyte and of no bytes as they are', async () => {
      const store = open()
      const large = new Uint8Array(1024 * 1024).map((_, i) => i % 251)
      await store.appendUpdates('room', [large, new Uint8Array()])
      const { updates } = await store.loadRoom('room')
      expect(updates.map((update) => update.byteLength)).toEqual([large.byteLength, 0])
      expect(Buffer.compare(updates[0] as Uint8Array, large)).toBe(0)
    })

    it('says when it is durable, however many ask', async () => {
      const store = open()
      await store.appendUpdates('room', [bytes(1)])
      await expect(Promise.all([store.durable(), store.durable(), store.durable()])).resolves.toHaveLength(3)
      await expect(store.durable()).resolves.toBeUndefined()
    })
  })
}

function newBoard(boardId: string): NewBoard {
  return {
    boardId,
    title: 'Plan',
    templateId: 'T1',
    createdAt: 1000,
    links: [
      { kind: 'facilitate', tokenHash: `${boardId}-facilitate` },
      { kind: 'observe', tokenHash: `${boardId}-observe` },
    ],
    rooms: [
      { room: boardId, update: bytes(1) },
      { room: `${boardId}/session`, update: bytes(2) },
    ],
  }
}

function newSeat(name: string, boardId: string): NewSeat {
  return { ...seat(name, boardId), tokenHash: `hash-${name}`, createdAt: 1000 }
}

function seat(name: string, boardId: string) {
  return { seatId: `seat-${name}`, boardId, role: 'participant' as const, name, personId: `person-${name}` }
}

function bytes(...values: number[]): Uint8Array {
  return new Uint8Array(values)
}
