import type { Dice } from '@planwall/shared/testing/dice'
import * as Y from 'yjs'
import type { BoardStore } from '../board-store.ts'

const boards = ['board1', 'board2']
const rooms = ['board1', 'board1/session', 'board2', 'loose']

/** Something that is written to a store; the same for every store that is in the same state. */
export interface Deed {
  name: string
  to: (store: BoardStore) => Promise<void>
}

/** What a store begins with in these tests. */
export const firstDeeds: readonly Deed[] = boards.map((boardId) => ({
  name: `create ${boardId}`,
  to: (store) =>
    store.createBoard({
      boardId,
      title: 'Plan',
      templateId: 'T1',
      createdAt: 1000,
      links: [{ kind: 'facilitate', tokenHash: `${boardId}-link` }],
      rooms: [{ room: boardId, update: new Uint8Array([1]) }],
    }),
}))

export function anyDeed(dice: Dice): Deed {
  const room = dice.pick(rooms)
  return dice.pick([append, append, append, compact, replace])(room, dice)
}

export function append(room: string, dice: Dice): Deed {
  const updates = Array.from({ length: 1 + dice.below(5) }, () =>
    dice.bytes(dice.below(dice.percent(10) ? 20_000 : 300)),
  )
  return {
    name: `append ${updates.length} to ${room}`,
    to: async (store) => void (await store.appendUpdates(room, updates)),
  }
}

/** A snapshot of as much as there is, or of somewhat less. */
export function compact(room: string, dice: Dice): Deed {
  const chunks = Array.from({ length: dice.below(4) }, () => dice.bytes(dice.below(3000)))
  const back = dice.below(4)
  return {
    name: `compact ${room}`,
    async to(store) {
      const stored = await store.loadRoom(room)
      const seq = Math.max(stored.seq - back, stored.snapshot?.seq ?? 0)
      const stateVector = Y.encodeStateVector(new Map([[1, seq]]))
      await store.compact(room, { epoch: stored.epoch, seq, stateVector, chunks })
    },
  }
}

export function replace(_room: string, dice: Dice): Deed {
  const boardId = dice.pick(boards)
  const replaced = rooms
    .filter((room) => room.startsWith(boardId))
    .map((room) => ({ room, update: dice.bytes(dice.below(4000)) }))
  return { name: `replace ${boardId}`, to: async (store) => void (await store.replaceRooms(boardId, replaced)) }
}

/** Lays open what was written in private: a change of the wall, and the private rooms are gone, in one go. */
export function reveal(boardId: string, dice: Dice): Deed {
  const update = dice.bytes(300)
  return {
    name: `reveal ${boardId}`,
    to: async (store) => void (await store.privateRooms.reveal(boardId, [{ room: boardId, update }])),
  }
}

/** Everything a store knows of the rooms, with epochs numbered as they come, so that two stores can be compared. */
export async function everythingIn(store: BoardStore): Promise<string> {
  const numbers = new Map([['', 0]])
  const numberOf = (epoch: string): number => {
    numbers.set(epoch, numbers.get(epoch) ?? numbers.size)
    return numbers.get(epoch) ?? 0
  }
  const found: unknown[] = await Promise.all(boards.map(async (boardId) => (await store.getBoard(boardId)) ?? null))
  for (const room of [...rooms, 'board1/seat/ada']) {
    const { epoch, seq, snapshot, updates } = await store.loadRoom(room)
    found.push({
      room,
      epoch: numberOf(epoch),
      seq,
      snapshot: snapshot && [snapshot.seq, hex(snapshot.stateVector), snapshot.chunks.map(hex)],
      updates: updates.map(hex),
      kept: (await store.snapshotsOf(room)).map((kept) => [numberOf(kept.epoch), kept.seq, kept.chunks.map(hex)]),
    })
  }
  return JSON.stringify(found)
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
