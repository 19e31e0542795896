import { AppError } from '@planwall/shared/errors'
import type { BoardStore, Seat } from '../store/board-store.ts'
import { hashToken } from './tokens.ts'

/**
 * The seat whose token this is, if it is one at this board. Throws `unknown-board`, `wrong-token`, or why the seat is
 * nobody's any more: `removed`, `link-reset`.
 */
export async function seatOfToken(store: BoardStore, boardId: string, token: string | undefined): Promise<Seat> {
  const tokenHash = token === undefined ? undefined : hashToken(token)
  const seat = tokenHash === undefined ? undefined : await store.findSeat(tokenHash)
  if (seat?.boardId === boardId) return seat
  const removed = tokenHash === undefined ? undefined : await store.access.removedSeat(tokenHash)
  if (removed?.boardId === boardId) throw new AppError(removed.why)
  throw new AppError((await store.getBoard(boardId)) ? 'wrong-token' : 'unknown-board')
}

/** The token of an `Authorization: Bearer <token>` header. */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer +([^\s]+)$/i.exec(authorization ?? '')?.[1]
}
