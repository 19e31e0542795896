import { roomName } from '@planwall/shared/access/rooms'
import * as Y from 'yjs'
import type { BoardStore } from '../store/board-store.ts'
import { openSqliteStore } from '../store/sqlite.ts'

/**
 * `node restore-board.ts <data> <boardId> <earlier data>`: makes a board what it was in an earlier copy of the data, as a
 * new epoch. No server may run on either folder.
 */
const [data = '', boardId = '', earlier = ''] = process.argv.slice(2)
const [from, to] = [openSqliteStore(earlier), openSqliteStore(data)]
const rooms = (['board', 'session'] as const).map((part) => roomName({ boardId, part }))
await to.replaceRooms(boardId, await Promise.all(rooms.map((room) => wholeRoom(from, room))))
await to.durable()
await Promise.all([from.close(), to.close()])

async function wholeRoom(store: BoardStore, room: string): Promise<{ room: string; update: Uint8Array }> {
  const { snapshot, updates } = await store.loadRoom(room)
  return { room, update: Y.mergeUpdates([...(snapshot?.chunks ?? []), ...updates]) }
}
