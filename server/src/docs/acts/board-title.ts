import { readSession } from '@planwall/shared/board/read'
import type { Act } from '../acts.ts'

/** The title of the board as it is now. */
export const boardTitle: Act<Record<string, never>, string> = {
  parts: ['session'],
  run: ({ session }) => readSession(session).session.meta.title,
}
