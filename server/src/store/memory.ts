import type { BoardStore, NewBoard, NewSeat, Seat, StoredRoom } from './board-store.ts'

interface MemoryRoom {
  snapshotSeq: number
  snapshot: Uint8Array | undefined
  updates: Uint8Array[]
}

/** Keeps boards as long as the process lives: for trying out and for tests. */
export function createMemoryStore(): BoardStore {
  const boards = new Map<string, NewBoard>()
  const seats = new Map<string, NewSeat>()
  const rooms = new Map<string, MemoryRoom>()

  const roomOf = (name: string): MemoryRoom => {
    const room = rooms.get(name) ?? { snapshotSeq: 0, snapshot: undefined, updates: [] }
    rooms.set(name, room)
    return room
  }
  const lastSeq = (room: MemoryRoom) => room.snapshotSeq + room.updates.length

  return {
    async createBoard(board) {
      if (boards.has(board.boardId)) throw new Error(`There is a board ${board.boardId} already.`)
      boards.set(board.boardId, board)
      for (const { room, update } of board.rooms) roomOf(room).updates.push(update)
    },
    async getBoard(boardId) {
      const board = boards.get(boardId)
      if (!board) return undefined
      const { title, templateId, createdAt } = board
      return { boardId, title, templateId, createdAt }
    },
    async findLink(boardId, tokenHash) {
      return boards.get(boardId)?.links.find((link) => link.tokenHash === tokenHash)?.kind
    },
    async addSeat(seat) {
      if (!boards.has(seat.boardId)) throw new Error(`There is no board ${seat.boardId}.`)
      if (seats.has(seat.tokenHash)) throw new Error('This token is in use.')
      seats.set(seat.tokenHash, seat)
    },
    async findSeat(tokenHash) {
      const seat = seats.get(tokenHash)
      return seat && seatOf(seat)
    },
    async seatsOf(boardId) {
      return [...seats.values()].filter((seat) => seat.boardId === boardId).map(seatOf)
    },
    async appendUpdates(name, updates) {
      const room = roomOf(name)
      room.updates.push(...updates)
      return lastSeq(room)
    },
    async loadRoom(name): Promise<StoredRoom> {
      const room = roomOf(name)
      return { seq: lastSeq(room), snapshot: room.snapshot, updates: [...room.updates] }
    },
    async compact(name, { seq, snapshot }) {
      const room = roomOf(name)
      if (seq < room.snapshotSeq || seq > lastSeq(room)) throw new Error(`A snapshot of ${seq} does not fit ${name}.`)
      room.updates.splice(0, seq - room.snapshotSeq)
      room.snapshotSeq = seq
      room.snapshot = snapshot
    },
    async durable() {},
    async close() {},
  }
}

function seatOf({ seatId, boardId, role, name, personId }: NewSeat): Seat {
  return { seatId, boardId, role, name, personId }
}
