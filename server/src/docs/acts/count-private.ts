import { countSeats } from '@planwall/shared/session/reveal'
import type { Act } from '../acts.ts'
import { seatDocuments } from './private-seats.ts'
import type { SeatBytes } from './private-seats.ts'

/** [P4] How many cards lie in each seat; nothing else of them leaves. */
export const countPrivate: Act<{ seats: readonly SeatBytes[] }, { seatId: string; cards: number }[]> = {
  parts: [],
  run: (_docs, { seats }) => countSeats(seatDocuments(seats)).map(({ seatId, cards }) => ({ seatId, cards })),
}
