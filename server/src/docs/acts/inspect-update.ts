import { rootsRefused, touchedBy } from '@planwall/shared/session/touched'
import type { Act } from '../acts.ts'

/** [D2] The roots of a session document an update touches that nobody but the server writes. */
export const inspectUpdate: Act<{ update: Uint8Array }, string[]> = {
  parts: ['session'],
  run: ({ session }, { update }) => rootsRefused(touchedBy(session, update), 'session'),
}
