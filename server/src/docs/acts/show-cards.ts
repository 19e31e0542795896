import { AppError } from '@planwall/shared/errors'
import { readBoard } from '@planwall/shared/board/read'
import { currentStep, readFacilitation } from '@planwall/shared/session/facilitation'
import { openFloor } from '@planwall/shared/session/together'
import { candidates } from '@planwall/shared/session/voting'
import { serverDice } from '../../session/dice.ts'
import type { Act } from '../acts.ts'

/** Shows the cards of the step that runs one by one, in an order drawn by lot. Throws `not-found` where there are none. */
export const showCards: Act<{ kinds: readonly string[]; now: number; by: string | null }, Record<string, never>> = {
  parts: ['board', 'session'],
  run({ board, session }, { kinds, now, by }) {
    const { facilitation } = readFacilitation(session)
    const step = currentStep(facilitation) ?? { zoneIds: [] }
    const among = candidates(readBoard(board).board, step, kinds).map(({ id }) => id)
    if (among.length === 0) throw new AppError('not-found', 'There are no cards to show in the zones of this step.')
    openFloor(session, { of: 'cards', among, random: serverDice }, { now, by }, 'server')
    return {}
  },
}
