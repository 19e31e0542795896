import { roomName } from '@planwall/shared/access/rooms'
import { offlineName } from '../../sync/room-connection.ts'

/** Removes this browser's copy of a board. Takes effect once the board is closed. */
export function forgetCopy(boardId: string): void {
  for (const part of ['board', 'session'] as const) {
    indexedDB.deleteDatabase(offlineName(roomName({ boardId, part })))
  }
}
