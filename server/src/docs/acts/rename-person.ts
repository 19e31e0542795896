import { setText } from '@planwall/shared/board/edit'
import type { Act } from '../acts.ts'

/** The person card of somebody who is called something else now; nothing where there is no such card any more. */
export const renamePerson: Act<{ personId: string; name: string }, void> = {
  parts: ['board'],
  run: ({ board }, { personId, name }) => setText(board, personId, name, 'server'),
}
