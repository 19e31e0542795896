import { can } from '@planwall/shared/access/roles'
import type { Act } from '@planwall/shared/access/roles'
import { AppError } from '@planwall/shared/errors'
import type { BoardStore, Seat } from '../store/board-store.ts'
import { bearerToken, seatOfToken } from './seat-of-token.ts'

/** The seat a request speaks for, where its role may do the act. Throws `unknown-board`, `wrong-token`, `not-allowed`. */
export async function seatFor(
  act: Act,
  store: BoardStore,
  boardId: string,
  authorization: string | undefined,
): Promise<Seat> {
  const seat = await seatOfToken(store, boardId, bearerToken(authorization))
  if (!can(seat.role, act)) throw new AppError('not-allowed')
  return seat
}
