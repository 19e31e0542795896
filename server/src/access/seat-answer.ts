import Type from 'typebox'
import { roleSchema } from '../http/schemas.ts'
import type { TakenSeat } from './take-seat.ts'

/** What whoever took a seat is told, once. */
export const takenSeatSchema = Type.Object({
  seatId: Type.String(),
  seatToken: Type.String({ description: 'For the API and the socket; given out once.' }),
  role: roleSchema,
  personId: Type.Union([Type.String(), Type.Null()], {
    description: 'The person card this seat stands for; null for observers.',
  }),
  boardId: Type.String(),
})

export function seatAnswer({ seatId, seatToken, role, personId, boardId }: TakenSeat) {
  return { seatId, seatToken, role, personId, boardId }
}
