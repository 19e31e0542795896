import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
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
      expect(await store.loadRoom('board1')).toEqual({
        epoch: anEpoch,
        seq: 1,
        snapshot: undefined,
        updates: [bytes(1)],
      })
      expect(await store.loadRoom('board1/session')).toEqual({
        epoch: anEpoch,
        seq: 1,
        snapshot: undefined,
        updates: [bytes(2)],
      })
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
        epoch: '',
        seq: 3,
        snapshot: undefined,
        updates: [bytes(1), bytes(2), bytes(3)],
      })
    })

    it('knows nothing of a room nobody wrote in', async () => {
      expect(await open().loadRoom('empty')).toEqual({ epoch: '', seq: 0, snapshot: undefined, updates: [] })
    })

    it('puts a snapshot in the place of the updates it covers and keeps the later ones', async () => {
      const store = open()
      await store.appendUpdates('room', [bytes(1), bytes(2), bytes(3)])
      await store.compact('room', { epoch: '', ...snapshot(2) })
      expect(await store.loadRoom('room')).toEqual({ epoch: '', seq: 3, snapshot: snapshot(2), updates: [bytes(3)] })
      await store.compact('room', { epoch: '', ...snapshot(3) })
      expect(await store.loadRoom('room')).toEqual({ epoch: '', seq: 3, snapshot: snapshot(3), updates: [] })
      expect(await store.appendUpdates('room', [bytes(4)])).toBe(4)
      expect(await store.loadRoom('room')).toEqual({ epoch: '', seq: 4, snapshot: snapshot(3), updates: [bytes(4)] })
    })

    it('gives the chunks of a snapshot back in order, large ones and empty ones too', async () => {
      const store = open()
      const chunks = Array.from({ length: 30 }, (_, i) => new Uint8Array(i * 700).fill(i))
      await store.appendUpdates('room', [bytes(1)])
      await store.compact('room', { epoch: '', seq: 1, stateVector: bytes(0), chunks })
      expect((await store.loadRoom('room')).snapshot).toEqual({ seq: 1, stateVector: bytes(0), chunks })
    })

    it('keeps the last three snapshots of a room', async () => {
      const store = open()
      await store.createBoard(newBoard('board1'))
      const { epoch } = await store.loadRoom('board1')
      for (let seq = 2; seq <= 6; seq++) {
        await store.appendUpdates('board1', [bytes(seq)])
        await store.compact('board1', { epoch, ...snapshot(seq) })
      }
      expect(await store.snapshotsOf('board1')).toEqual(
        [6, 5, 4].map((seq) => ({ epoch, seq, chunks: snapshot(seq).chunks })),
      )
      expect(await store.snapshotsOf('board1/session')).toEqual([])
    })

    it.each([
      ['covers less than the one there is', snapshot(1), ''],
      ['covers more than was appended', snapshot(4), ''],
      ['knows less of a client than the one there is', { ...snapshot(3), stateVector: vector({ 1: 1 }) }, ''],
      ['does not know a client the one there is knows', { ...snapshot(3), stateVector: vector({ 2: 9 }) }, ''],
      ['is of another epoch', snapshot(3), 'another'],
    ])('refuses a snapshot that %s, and keeps everything', async (_rule, refused, epoch) => {
      const store = open()
      await store.appendUpdates('room', [bytes(1), bytes(2), bytes(3)])
      await store.compact('room', { epoch: '', ...snapshot(2) })
      await expect(store.compact('room', { epoch, ...refused })).rejects.toThrow()
      expect(await store.loadRoom('room')).toEqual({ epoch: '', seq: 3, snapshot: snapshot(2), updates: [bytes(3)] })
      expect(await store.snapshotsOf('room')).toHaveLength(1)
    })

    it('has one epoch for a board and its rooms, and another for every board', async () => {
      const store = open()
      await store.createBoard(newBoard('board1'))
      await store.createBoard(newBoard('board2'))
      const epochs = await Promise.all(
        ['board1', 'board1/session', 'board1/else', 'board2'].map(async (room) => (await store.loadRoom(room)).epoch),
      )
      expect(epochs).toEqual([epochs[0], epochs[0], epochs[0], anEpoch])
      expect(epochs[3]).not.toBe(epochs[0])
    })

    it('begins a new epoch when a board is replaced, and sets aside what its rooms held', async () => {
      const store = open()
      await store.createBoard(newBoard('board1'))
      const { epoch: first } = await store.loadRoom('board1')
      await store.appendUpdates('board1', [bytes(5), bytes(6)])
      await store.compact('board1', { epoch: first, seq: 2, stateVector: bytes(0), chunks: [bytes(1), bytes(5)] })
      const second = await store.replaceRooms('board1', [{ room: 'board1', update: bytes(7) }])
      expect(second).toEqual(anEpoch)
      expect(second).not.toBe(first)
      expect(await store.loadRoom('board1')).toEqual({
        epoch: second,
        seq: 1,
        snapshot: undefined,
        updates: [bytes(7)],
      })
      expect(await store.loadRoom('board1/session')).toMatchObject({ epoch: second, seq: 1, updates: [bytes(2)] })
      expect(await store.snapshotsOf('board1')).toEqual([
        { epoch: first, seq: 3, chunks: [bytes(1), bytes(5), bytes(6)] },
      ])
      expect(await store.appendUpdates('board1', [bytes(8)])).toBe(2)
      await store.compact('board1', { epoch: second, ...snapshot(2) })
      expect((await store.snapshotsOf('board1')).map(({ epoch, seq }) => [epoch, seq])).toEqual([
        [second, 2],
        [first, 3],
      ])
      await expect(store.compact('board1', { epoch: first, ...snapshot(2) })).rejects.toThrow()
    })

    it('takes no update that was made for the board before it was replaced', async () => {
      const store = open()
      await store.createBoard(newBoard('board1'))
      const { epoch: first } = await store.loadRoom('board1')
      expect(await store.appendUpdates('board1', [bytes(5)], first)).toBe(2)
      const second = await store.replaceRooms('board1', [{ room: 'board1', update: bytes(7) }])
      await expect(store.appendUpdates('board1', [bytes(6)], first)).rejects.toMatchObject({ code: 'stale-copy' })
      expect((await store.loadRoom('board1')).updates).toEqual([bytes(7)])
      expect(await store.appendUpdates('board1', [bytes(8)], second)).toBe(2)
    })

    it('keeps the last three of those that were set aside', async () => {
      const store = open()
      await store.createBoard(newBoard('board1'))
      const { epoch } = await store.loadRoom('board1')
      const epochs = [epoch]
      for (let i = 10; i < 15; i++) {
        epochs.unshift(await store.replaceRooms('board1', [{ room: 'board1', update: bytes(i) }]))
      }
      expect(await store.snapshotsOf('board1')).toEqual(
        epochs.slice(1, 4).map((one, i) => ({ epoch: one, seq: 1, chunks: [bytes(13 - i)] })),
      )
    })

    it('replaces nothing of a board that is not there', async () => {
      const store = open()
      await store.appendUpdates('nowhere', [bytes(1)])
      await expect(store.replaceRooms('nowhere', [{ room: 'nowhere', update: bytes(9) }])).rejects.toMatchObject({
        code: 'unknown-board',
      })
      expect(await store.loadRoom('nowhere')).toMatchObject({ seq: 1, updates: [bytes(1)] })
      expect(await store.snapshotsOf('nowhere')).toEqual([])
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

const anEpoch = expect.stringMatching(/^[A-Za-z0-9]{12}$/) as string

/** One of a document that grows with every update. */
function snapshot(seq: number) {
  return { seq, stateVector: vector({ 1: seq }), chunks: [bytes(seq, 1), bytes(seq, 2)] }
}

function vector(clocks: Record<number, number>): Uint8Array {
  return Y.encodeStateVector(new Map(Object.entries(clocks).map(([client, clock]) => [Number(client), clock])))
}

function bytes(...values: number[]): Uint8Array {
  return new Uint8Array(values)
}
