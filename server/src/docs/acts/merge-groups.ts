import { readSession } from '@planwall/shared/board/read'
import { mergeGroupZones } from '@planwall/shared/session/groups'
import { todayIn } from '../../boards/today.ts'
import type { Act } from '../acts.ts'

/** [G4] Brings the cards of the groups' zones to the zones those were copied from; gives how many. */
export const mergeGroups: Act<{ now: number }, number> = {
  parts: ['board', 'session'],
  run: (docs, { now }) => {
    const { timezone } = readSession(docs.session).session.meta
    return mergeGroupZones(docs, todayIn(timezone, now), 'server')
  },
}
