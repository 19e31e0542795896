import type { LinkKind } from '@planwall/shared/access/roles'
import { AppError } from '@planwall/shared/errors'
import type { BoardStore } from '../store/board-store.ts'
import { hashToken } from './tokens.ts'

/** Which of the board's links this token is. Throws `unknown-board` or `wrong-token`. */
export async function linkOfToken(store: BoardStore, boardId: string, token: string): Promise<LinkKind> {
  const link = await store.findLink(boardId, hashToken(token))
  if (link) return link
  throw new AppError((await store.getBoard(boardId)) ? 'wrong-token' : 'unknown-board')
}
