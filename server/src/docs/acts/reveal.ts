import { endWriting } from '@planwall/shared/session/conduct'
import { readFacilitation } from '@planwall/shared/session/facilitation'
import { revealCards } from '@planwall/shared/session/reveal'
import type { Revealed } from '@planwall/shared/session/reveal'
import { newId } from '../../access/tokens.ts'
import { serverDice } from '../../session/dice.ts'
import type { Act } from '../acts.ts'
import { seatDocuments } from './private-seats.ts'
import type { SeatBytes } from './private-seats.ts'

/**
 * [P5, P6] Lays what the seats hold on the wall, and says in the session that nothing is hidden any more. What is stored of
 * the seats has to go in the same transaction in which this is stored.
 */
export const reveal: Act<{ seats: readonly SeatBytes[]; now: number; by: string | null }, Revealed> = {
  parts: ['board', 'session'],
  run({ board, session }, { seats, now, by }) {
    const { facilitation } = readFacilitation(session)
    const how = { anonymous: false, now, random: serverDice, newId }
    const revealed = revealCards(seatDocuments(seats), board, facilitation, how, 'server')
    // What the record keeps are counts: it never says whose cards there were.
    const { cards, writers } = revealed
    endWriting(session, { cards, writers }, { now, by, newId }, 'server')
    return revealed
  },
}
