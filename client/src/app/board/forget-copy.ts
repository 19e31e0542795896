import { roomName } from '@planwall/shared/access/rooms'
import { offlineName } from '../../sync/room-connection.ts'
import { forgetSetAside } from '../../sync/set-aside.ts'

/** Removes this browser's copy of a board, and what was set aside of it. Takes effect once the board is closed. */
export function forgetCopy(boardId: string, seatId: string): void {
  const own = roomName({ boardId, part: 'seat', seatId })
  for (const name of [boardId, own]) forgetSetAside(name)
  const rooms = (['board', 'session'] as const).map((part) => roomName({ boardId, part }))
  for (const room of [...rooms, own]) indexedDB.deleteDatabase(offlineName(room))
}
