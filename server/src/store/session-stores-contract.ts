import { describe, expect, it } from 'vitest'
import type { BoardStore } from './board-store.ts'
import { keptStepSnapshots } from './records-port.ts'

/** What every adapter must do with ballots, private rooms, snapshots of steps, and roles that change. */
export function describeSessionStores(name: string, open: () => BoardStore): void {
  describe(`ballots: ${name}`, () => {
    it('[V2] the last one a voter cast is kept, one for each', async () => {
      const { ballots } = await withBoards(open())
      for (const [voter, ballot] of [
        ['ben', 'x'],
        ['ann', 'first'],
        ['ann', 'last'],
      ] as const) {
        expect(await ballots.cast({ ...round, voter, ballot, castAt: 1 })).toBe(true)
      }
      expect(await ballots.list('board1', 'r')).toEqual([
        { voter: 'ann', ballot: 'last', castAt: 1 },
        { voter: 'ben', ballot: 'x', castAt: 1 },
      ])
      expect(await ballots.get('board1', 'r', 'ann')).toBe('last')
      expect(await ballots.get('board1', 'other', 'ann')).toBeUndefined()
      expect(await ballots.list('board2', 'r')).toEqual([])
    })

    it('[V4] a round that is closed takes none, gives what was cast as often as it is asked, and stays closed', async () => {
      const { ballots } = await withBoards(open())
      await ballots.cast({ ...round, voter: 'ann', ballot: 'kept', castAt: 1 })
      const kept = [{ voter: 'ann', ballot: 'kept', castAt: 1 }]
      expect(await ballots.close('board1', 'r')).toEqual(kept)
      expect(await ballots.cast({ ...round, voter: 'ann', ballot: 'late', castAt: 2 })).toBe(false)
      expect(await ballots.cast({ ...round, voter: 'ben', ballot: 'late', castAt: 2 })).toBe(false)
      expect(await ballots.close('board1', 'r')).toEqual(kept)
      await ballots.forget('board1', 'r')
      expect(await ballots.close('board1', 'r')).toEqual([])
      expect(await ballots.cast({ ...round, voter: 'ann', ballot: 'late', castAt: 3 })).toBe(false)
      expect(await ballots.cast({ ...round, roundId: 'next', voter: 'ann', ballot: 'on', castAt: 3 })).toBe(true)
    })

    it('does not forget ballots of a round that is open', async () => {
      const { ballots } = await withBoards(open())
      await ballots.cast({ ...round, voter: 'ann', ballot: 'kept', castAt: 1 })
      await ballots.forget('board1', 'r')
      expect(await ballots.list('board1', 'r')).toHaveLength(1)
    })

    it('[V2] a roomful at once: each is taken, what one cannot write takes no other with it', async () => {
      const { ballots } = await withBoards(open())
      const cast = (voter: string, boardId = 'board1') =>
        ballots.cast({ ...round, boardId, voter, ballot: voter, castAt: 1 })
      const voters = Array.from({ length: 100 }, (_, i) => `v${String(i).padStart(3, '0')}`)
      const all = await Promise.allSettled([...voters.map((voter) => cast(voter)), cast('lost', 'nowhere')])
      expect(all.slice(0, 100)).toEqual(voters.map(() => ({ status: 'fulfilled', value: true })))
      expect(all[100]?.status).toBe('rejected')
      expect((await ballots.list('board1', 'r')).map(({ voter }) => voter)).toEqual(voters)
    })

    it('[V4] what was cast before the close is counted, however close it was', async () => {
      const { ballots } = await withBoards(open())
      const casting = ballots.cast({ ...round, voter: 'ann', ballot: 'kept', castAt: 1 })
      const closing = ballots.close('board1', 'r')
      const late = ballots.cast({ ...round, voter: 'ben', ballot: 'late', castAt: 1 })
      expect(await casting).toBe(true)
      expect((await closing).map(({ voter }) => voter)).toContain('ann')
      const isTaken = await late
      expect((await ballots.close('board1', 'r')).some(({ voter }) => voter === 'ben')).toBe(isTaken)
      expect(await ballots.close('board1', 'r')).toEqual(await closing)
    })

    it('takes nothing for a board that is not there', async () => {
      const { ballots } = await withBoards(open())
      await expect(ballots.cast({ ...round, boardId: 'nowhere', voter: 'a', ballot: 'x', castAt: 1 })).rejects.toThrow()
    })
  })

  describe(`cards without a name: ${name}`, () => {
    it('[O1] proofs are kept by step, and a card keeps the first it has', async () => {
      const { ownCards } = await withBoards(open())
      await ownCards.add('board1', 1, [
        { elementId: 'b', proof: 'pb' },
        { elementId: 'a', proof: 'pa' },
      ])
      await ownCards.add('board1', 1, [{ elementId: 'a', proof: 'forged' }])
      await ownCards.add('board1', 2, [{ elementId: 'c', proof: 'pc' }])
      expect(await ownCards.list('board1', 1)).toEqual([
        { elementId: 'a', proof: 'pa' },
        { elementId: 'b', proof: 'pb' },
      ])
      expect(await ownCards.list('board2', 1)).toEqual([])
    })

    it('[O2] they are forgotten with their step, those of another stay where that is asked', async () => {
      const { ownCards } = await withBoards(open())
      await ownCards.add('board1', 1, [{ elementId: 'a', proof: 'pa' }])
      await ownCards.add('board1', 2, [{ elementId: 'b', proof: 'pb' }])
      await ownCards.add('board2', 1, [{ elementId: 'a', proof: 'other' }])
      await ownCards.forget('board1', 2)
      expect(await ownCards.list('board1', 1)).toEqual([])
      expect(await ownCards.list('board1', 2)).toHaveLength(1)
      await ownCards.forget('board1')
      expect(await ownCards.list('board1', 2)).toEqual([])
      expect(await ownCards.list('board2', 1)).toHaveLength(1)
    })
  })

  describe(`private rooms: ${name}`, () => {
    it('says which seats have written anything, of this board alone', async () => {
      const store = await withBoards(open())
      await store.appendUpdates('board1/seat/b', [bytes(1)])
      await store.appendUpdates('board1/seat/a', [bytes(1), bytes(2)])
      await store.appendUpdates('board2/seat/c', [bytes(1)])
      await store.appendUpdates('board1', [bytes(1)])
      expect(await store.privateRooms.seatsWriting('board1')).toEqual([
        { seatId: 'a', seq: 2 },
        { seatId: 'b', seq: 1 },
      ])
      expect(await store.privateRooms.seatsWriting('nowhere')).toEqual([])
    })

    it('[P5] a reveal stores, removes, and begins a new life of all the board’s private rooms, no others', async () => {
      const store = await withBoards(open())
      await store.appendUpdates('board1', [bytes(1)])
      await store.appendUpdates('board1/seat/a', [bytes(1), bytes(2)])
      await store.appendUpdates('board2/seat/a', [bytes(3)])
      const before = await Promise.all(rooms.map((room) => store.loadRoom(room)))
      const snapshot = { epoch: before[1]?.epoch ?? '', seq: 1, stateVector: new Uint8Array([0]), chunks: [bytes(1)] }
      await store.compact('board1/seat/a', snapshot)
      expect(await store.privateRooms.seatsWriting('board1')).toEqual([{ seatId: 'a', seq: 2 }])
      const numbers = await store.privateRooms.reveal('board1', [
        { room: 'board1', update: bytes(7) },
        { room: 'board1/session', update: bytes(8) },
      ])
      await store.privateRooms.erase()
      expect(numbers).toEqual([2, 1])
      const after = await Promise.all(rooms.map((room) => store.loadRoom(room)))
      expect(after.map(({ seq, updates }) => [seq, updates.length])).toEqual([
        [2, 2],
        [0, 0],
        [1, 1],
      ])
      expect(after.map(({ epoch }, i) => epoch === before[i]?.epoch)).toEqual([true, false, true])
      expect(after[1]?.epoch).toMatch(/^[A-Za-z0-9_-]+$/)
      expect(await store.snapshotsOf('board1/seat/a')).toEqual([])
      expect(await store.privateRooms.seatsWriting('board1')).toEqual([])
      expect(await store.appendUpdates('board1/seat/a', [bytes(4)])).toBe(1)
      await expect(store.compact('board1/seat/a', snapshot)).rejects.toThrow('another epoch')
    })

    it('a reveal at a board that is not there stores nothing', async () => {
      const store = await withBoards(open())
      const revealing = store.privateRooms.reveal('nowhere', [{ room: 'nowhere', update: bytes(7) }])
      await expect(revealing).rejects.toMatchObject({ code: 'unknown-board' })
      expect((await store.loadRoom('nowhere')).seq).toBe(0)
    })
  })

  describe(`snapshots of steps: ${name}`, () => {
    it('gives them back, the newest first, and keeps no more than a number of them', async () => {
      const { records } = await withBoards(open())
      const count = keptStepSnapshots + 2
      for (let n = 1; n <= count; n++) {
        const head = { boardId: 'board1', snapshotId: `s${n}`, stepId: `step${n}`, at: n }
        await records.addSnapshot({ ...head, board: bytes(n), session: bytes(0) })
      }
      const list = await records.snapshots('board1')
      expect(list).toHaveLength(keptStepSnapshots)
      expect(list[0]).toEqual({ boardId: 'board1', snapshotId: `s${count}`, stepId: `step${count}`, at: count })
      expect(await records.snapshot('board1', 's3')).toEqual({ board: bytes(3), session: bytes(0) })
      expect(await records.snapshot('board1', 's2')).toBeUndefined()
      expect(await records.snapshot('board2', 's3')).toBeUndefined()
      expect(await records.snapshots('board2')).toEqual([])
    })
  })

  describe(`roles: ${name}`, () => {
    it('a seat of the board gets another role, and keeps everything else', async () => {
      const store = await withBoards(open())
      const seat = { seatId: 's', boardId: 'board1', name: 'Ann', personId: 'p' }
      await store.addSeat({ ...seat, role: 'participant', tokenHash: 'hash', createdAt: 1 })
      expect(await store.setSeatRole('board1', 's', 'facilitator')).toEqual({ ...seat, role: 'facilitator' })
      expect(await store.findSeat('hash')).toEqual({ ...seat, role: 'facilitator' })
      expect(await store.seatsOf('board1')).toEqual([{ ...seat, role: 'facilitator' }])
      expect(await store.setSeatRole('board2', 's', 'observer')).toBeUndefined()
      expect(await store.setSeatRole('board1', 'else', 'observer')).toBeUndefined()
      expect((await store.findSeat('hash'))?.role).toBe('facilitator')
    })
  })
}

const round = { boardId: 'board1', roundId: 'r' }
const rooms = ['board1', 'board1/seat/a', 'board2/seat/a']

async function withBoards(store: BoardStore): Promise<BoardStore> {
  for (const boardId of ['board1', 'board2']) {
    await store.createBoard({ boardId, title: 'Plan', templateId: 'T5', createdAt: 1, links: [], rooms: [] })
  }
  return store
}

function bytes(n: number): Uint8Array {
  return new Uint8Array([n % 256, 1, 2, 3])
}
