import { AppError } from '@planwall/shared/errors'
import type { BoardStore, Seat } from '../store/board-store.ts'
import { hashToken } from './tokens.ts'

/** The seat whose token this is, if it is one at this board. Throws `unknown-board` or `wrong-token`. */
export async function seatOfToken(store: BoardStore, boardId: string, token: string | undefined): Promise<Seat> {
  const seat = token ? await store.findSeat(hashToken(token)) : undefined
  if (seat?.boardId === boardId) return seat
  throw new AppError((await store.getBoard(boardId)) ? 'wrong-token' : 'unknown-board')
}

/** The token of an `Authorization: Bearer <token>` header. */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer +([^\s]+)$/i.exec(authorization ?? '')?.[1]
}
