import { readFacilitation } from '@planwall/shared/session/facilitation'
import { provenanceOf, summarise } from '@planwall/shared/session/record'
import type * as Y from 'yjs'

/** [E4] The sessions a plan comes from, for its provenance. */
export function sessionsOf(session: Y.Doc): { sessionIds?: string[] } {
  return provenanceOf(summarise(readFacilitation(session).facilitation.record, 0))
}
