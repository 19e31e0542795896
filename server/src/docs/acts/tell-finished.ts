import { tellFinished as tell } from '@planwall/shared/session/finished'
import type { Finished } from '@planwall/shared/session/finished'
import type { Act } from '../acts.ts'

/** Everybody at the board hears that a plan was finished. */
export const tellFinished: Act<Finished, null> = {
  parts: ['session'],
  run({ session }, finished) {
    tell(session, finished, 'server')
    return null
  },
}
