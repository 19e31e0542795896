import { roomName } from '@planwall/shared/access/rooms'
import type { SeatBytes } from '../docs/acts/private-seats.ts'
import type { BoardStore, Seat } from '../store/board-store.ts'

/** What is stored of somebody's private writing, for acts to make a document of. */
export async function seatBytes(
  store: BoardStore,
  { boardId, seatId, personId }: Pick<Seat, 'boardId' | 'seatId' | 'personId'>,
): Promise<SeatBytes> {
  const { snapshot, updates } = await store.loadRoom(roomName({ boardId, part: 'seat', seatId }))
  return { seatId, personId, updates: [...(snapshot?.chunks ?? []), ...updates] }
}
