import { goOnFrom } from '@planwall/shared/session/restored'
import type { Restored } from '@planwall/shared/session/restored'
import * as Y from 'yjs'
import type { BoardSnapshot } from '../../store/revisions-port.ts'
import type { Act } from '../acts.ts'

/** [H3] What a board goes on with when it is brought back to a kept snapshot, and what it is now, to be kept. */
export const restoreMoment: Act<BoardSnapshot & { restored: Restored }, { now: BoardSnapshot; next: BoardSnapshot }> = {
  parts: ['board', 'session'],
  run(docs, { board, session, restored }) {
    const then = new Y.Doc()
    Y.applyUpdate(then, session)
    goOnFrom(then, docs.session, restored, 'server')
    return {
      now: { board: Y.encodeStateAsUpdate(docs.board), session: Y.encodeStateAsUpdate(docs.session) },
      next: { board, session: Y.encodeStateAsUpdate(then) },
    }
  },
}
