import { roomName } from '@planwall/shared/access/rooms'
import { offlineName } from '../../sync/room-connection.ts'
import { forgetSetAside } from '../../sync/set-aside.ts'

/** Removes this browser's copy of a board, and what was set aside of it. Takes effect once the board is closed. */
export function forgetCopy(boardId: string): void {
  forgetSetAside(boardId)
  for (const part of ['board', 'session'] as const) {
    indexedDB.deleteDatabase(offlineName(roomName({ boardId, part })))
  }
}
