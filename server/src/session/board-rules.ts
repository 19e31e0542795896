import { noFacilitation, readFacilitation } from '@planwall/shared/session/facilitation'
import type { Facilitation } from '@planwall/shared/session/facilitation'
import type { Round } from '@planwall/shared/session/voting'
import type * as Y from 'yjs'

/**
 * What of a session decides who may do what, as values: the process that serves sockets keeps no document. Closed rounds
 * are without their cards and results, and the record is left out.
 */
export type BoardRules = Omit<Facilitation, 'record'>

/** A board in which nothing was ever facilitated. */
export const noRules: BoardRules = noFacilitation

export function rulesOf(session: Y.Doc): BoardRules {
  const { record: _record, rounds, ...rules } = readFacilitation(session).facilitation
  return { ...rules, rounds: new Map([...rounds].map(([id, round]) => [id, shortened(round)])) }
}

function shortened(round: Round): Round {
  if (round.closedAt === undefined) return round
  const { result: _result, ...rest } = round
  return { ...rest, cardIds: [] }
}
