import * as Y from 'yjs'
import type { Act } from '../acts.ts'

/** What the board and its session hold now, one update each. */
export const snapshotBoard: Act<Record<string, never>, { board: Uint8Array; session: Uint8Array }> = {
  parts: ['board', 'session'],
  run: ({ board, session }) => ({
    board: Y.encodeStateAsUpdate(board),
    session: Y.encodeStateAsUpdate(session),
  }),
}
