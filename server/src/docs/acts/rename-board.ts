import { setMeta } from '@planwall/shared/session/edit-session'
import type { Act } from '../acts.ts'

/** Gives the board another title. */
export const renameBoard: Act<{ title: string }, null> = {
  parts: ['session'],
  run({ session }, { title }) {
    setMeta(session, { title }, 'server')
    return null
  },
}
