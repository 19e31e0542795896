import { AppError } from '@planwall/shared/errors'
import { createMemoryAccess, seatOf } from './access-memory.ts'
import type { MemorySeat } from './access-memory.ts'
import { createMemoryAccounts } from './accounts-memory.ts'
import { createMemoryBallots } from './ballots-memory.ts'
import type { BoardStore, KeptSnapshot, NewBoard, StoredRoom, StoredSnapshot } from './board-store.ts'
import { keptSnapshots } from './board-store.ts'
import { checkSnapshot } from './check-snapshot.ts'
import { boardOf, isPrivateRoom, newEpoch } from './epoch.ts'
import { createMemoryHistory } from './history-memory.ts'
import { createMemoryOwnCards } from './own-cards-memory.ts'
import { createMemoryPictures } from './pictures-memory.ts'
import { createMemoryRecords } from './records-memory.ts'
import { createMemoryRepairs } from './repairs-memory.ts'
import { createMemoryRevisions } from './revisions-memory.ts'
import { createMemoryShelf } from './shelf-memory.ts'
import { createMemoryApiTokens } from './tokens-memory.ts'
import { createMemoryWebhooks } from './webhooks-memory.ts'

interface MemoryRoom {
  /** The one in use first. */
  snapshots: StoredSnapshot[]
  updates: Uint8Array[]
  setAside: KeptSnapshot[]
}

/** Keeps boards as long as the process lives: for trying out and for tests. Those name the epochs themselves. */
export function createMemoryStore(nameEpoch = newEpoch): BoardStore {
  const boards = new Map<string, NewBoard & { epoch: string }>()
  const seats = new Map<string, MemorySeat>()
  const rooms = new Map<string, MemoryRoom>()

  const roomOf = (name: string): MemoryRoom => {
    const room = rooms.get(name) ?? { snapshots: [], updates: [], setAside: [] }
    rooms.set(name, room)
    return room
  }
  const privateEpochs = new Map<string, number>()
  const epochOf = (room: string) => {
    const boardId = boardOf(room)
    const epoch = boards.get(boardId)?.epoch ?? ''
    return epoch !== '' && isPrivateRoom(room) ? `${epoch}-${privateEpochs.get(boardId) ?? 0}` : epoch
  }
  const covered = (room: MemoryRoom) => room.snapshots[0]?.seq ?? 0
  const { linkOf, ...access } = createMemoryAccess(boards, seats)
  const current = () => [...seats.values()].filter(({ removed }) => removed === undefined)
  const hasBoard = (boardId: string) => boards.has(boardId)
  const webhooks = createMemoryWebhooks(hasBoard)
  const lastSeq = (room: MemoryRoom) => covered(room) + room.updates.length

  return {
    async createBoard(board) {
      if (boards.has(board.boardId)) throw new Error(`There is a board ${board.boardId} already.`)
      boards.set(board.boardId, { ...board, epoch: nameEpoch() })
      for (const { room, update } of board.rooms) roomOf(room).updates.push(update)
    },
    async getBoard(boardId) {
      const board = boards.get(boardId)
      if (!board) return undefined
      const { title, templateId, createdAt } = board
      return { boardId, title, templateId, createdAt }
    },
    async findLink(boardId, tokenHash) {
      return linkOf(boardId, tokenHash)
    },
    async addSeat(seat) {
      if (!boards.has(seat.boardId)) throw new Error(`There is no board ${seat.boardId}.`)
      if (seats.has(seat.tokenHash)) throw new Error('This token is in use.')
      seats.set(seat.tokenHash, seat)
    },
    async findSeat(tokenHash) {
      const seat = seats.get(tokenHash)
      return seat && seat.removed === undefined ? seatOf(seat) : undefined
    },
    async seatsOf(boardId) {
      return current()
        .filter((seat) => seat.boardId === boardId)
        .map(seatOf)
    },
    async setSeatRole(boardId, seatId, role) {
      const seat = current().find((one) => one.boardId === boardId && one.seatId === seatId)
      if (!seat) return undefined
      seats.set(seat.tokenHash, { ...seat, role })
      return seatOf({ ...seat, role })
    },
    async appendUpdates(name, updates, epoch) {
      if (epoch !== undefined && epoch !== epochOf(name)) throw new AppError('stale-copy')
      const room = roomOf(name)
      room.updates.push(...updates)
      return lastSeq(room)
    },
    async loadRoom(name): Promise<StoredRoom> {
      const room = roomOf(name)
      return {
        epoch: epochOf(name),
        seq: lastSeq(room),
        snapshot: room.snapshots[0],
        updates: [...room.updates],
      }
    },
    async compact(name, { epoch, ...snapshot }) {
      const room = roomOf(name)
      const inUse = room.snapshots[0]
      checkSnapshot(name, { epoch, ...snapshot }, { epoch: epochOf(name), seq: lastSeq(room), inUse })
      room.updates.splice(0, snapshot.seq - covered(room))
      room.snapshots = [snapshot, ...room.snapshots].slice(0, keptSnapshots)
    },
    async snapshotsOf(name) {
      const { snapshots, setAside } = roomOf(name)
      const epoch = epochOf(name)
      return [...snapshots.map(({ seq, chunks }) => ({ epoch, seq, chunks: [...chunks] })), ...setAside]
    },
    async replaceRooms(boardId, replaced) {
      const board = boards.get(boardId)
      if (!board) throw new AppError('unknown-board')
      for (const { room: name, update } of replaced) {
        const room = roomOf(name)
        const chunks = [...(room.snapshots[0]?.chunks ?? []), ...room.updates]
        const before: KeptSnapshot = { epoch: board.epoch, seq: lastSeq(room), chunks }
        rooms.set(name, {
          snapshots: [],
          updates: [update],
          setAside: [before, ...room.setAside].slice(0, keptSnapshots),
        })
      }
      board.epoch = nameEpoch()
      return board.epoch
    },
    access,
    accounts: createMemoryAccounts(),
    ballots: createMemoryBallots(hasBoard),
    pictures: createMemoryPictures(hasBoard),
    ownCards: createMemoryOwnCards(hasBoard),
    history: createMemoryHistory(hasBoard),
    privateRooms: {
      async seatsWriting(boardId) {
        const start = `${boardId}/seat/`
        const writing = [...rooms].filter(([name, room]) => name.startsWith(start) && lastSeq(room) > 0)
        return writing
          .map(([name, room]) => ({ seatId: name.slice(start.length), seq: lastSeq(room) }))
          .toSorted((a, b) => (a.seatId < b.seatId ? -1 : 1))
      },
      async reveal(boardId, changes) {
        if (!boards.has(boardId)) throw new AppError('unknown-board')
        const numbers = changes.map(({ room: name, update }) => {
          const room = roomOf(name)
          room.updates.push(update)
          return lastSeq(room)
        })
        for (const name of rooms.keys()) if (name.startsWith(`${boardId}/seat/`)) rooms.delete(name)
        privateEpochs.set(boardId, (privateEpochs.get(boardId) ?? 0) + 1)
        return numbers
      },
      async erase() {},
    },
    records: createMemoryRecords(hasBoard),
    repairs: createMemoryRepairs(),
    shelf: createMemoryShelf({
      board: (boardId) => boards.get(boardId),
      boards: () => [...boards.keys()],
      setTitle(boardId, title) {
        const board = boards.get(boardId)
        if (board) boards.set(boardId, { ...board, title })
      },
      remove(boardId) {
        boards.delete(boardId)
        for (const [hash, seat] of seats) if (seat.boardId === boardId) seats.delete(hash)
        for (const name of rooms.keys()) if (boardOf(name) === boardId) rooms.delete(name)
      },
    }),
    revisions: createMemoryRevisions(hasBoard, webhooks),
    apiTokens: createMemoryApiTokens(hasBoard),
    webhooks,
    async durable() {},
    async close() {},
  }
}
