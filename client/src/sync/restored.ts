import { readRestored } from '@planwall/shared/session/restored'
import type { Restored } from '@planwall/shared/session/restored'
import type * as Y from 'yjs'
import type { BoardHandle } from './open-board.ts'

/** By board: when it was restored before this page's copy became stale. */
const known = new Map<string, number>()

/** The copy of a board is about to be given up: what it says of a restoration is no news any more. */
export function rememberRestored(boardId: string, session: Y.Doc): void {
  known.set(boardId, readRestored(session)?.at ?? 0)
}

/** Who restored the board since; undefined where it became another one in another way, such as from a backup. */
export function restoredSince({ seat, session }: Pick<BoardHandle, 'seat' | 'session'>): Restored | undefined {
  const restored = readRestored(session)
  return restored?.at === known.get(seat.boardId) ? undefined : restored
}
