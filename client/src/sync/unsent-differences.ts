import { readBoard, readSession } from '@planwall/shared/board/read'
import { elementDifferences, otherDifferences, sessionDifferences } from '@planwall/shared/unsent/differences'
import type { Difference } from '@planwall/shared/unsent/differences'
import type { Unsent } from './room-connection.ts'

/** What a board document has that its server is not known to have, in words of the board. */
export function boardDifferences({ without, with: all }: Unsent): Difference[] {
  return elementDifferences(readBoard(without).board.elements, readBoard(all).board.elements)
}

/** The same for a session document. */
export function settingDifferences({ without, with: all }: Unsent): Difference[] {
  const settings = sessionDifferences(readSession(without).session, readSession(all).session)
  return [...settings, ...otherDifferences(without, all)]
}
