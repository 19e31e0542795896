import { readCode } from '@planwall/shared/access/join-code'
import type { LinkKind } from '@planwall/shared/access/roles'
import { AppError } from '@planwall/shared/errors'
import type { BoardStore } from '../store/board-store.ts'
import { hashToken } from './tokens.ts'

/** Which of the board's links this token is. Throws `unknown-board`, `link-reset` or `wrong-token`. */
export async function linkOfToken(store: BoardStore, boardId: string, token: string): Promise<LinkKind> {
  const tokenHash = hashToken(token)
  const link = await store.findLink(boardId, tokenHash)
  if (link) return link
  if (!(await store.getBoard(boardId))) throw new AppError('unknown-board')
  throw new AppError((await store.access.wasReset(boardId, tokenHash)) ? 'link-reset' : 'wrong-token')
}

/** Which link of which board a code stands for at this time. Throws `unknown-code`. */
export async function linkOfCode(
  store: BoardStore,
  typed: string,
  now: number,
): Promise<{ boardId: string; kind: LinkKind }> {
  const code = readCode(typed)
  const found = code === undefined ? undefined : await store.access.findCode(hashToken(code))
  if (!found || found.expiresAt <= now) throw new AppError('unknown-code')
  return { boardId: found.boardId, kind: found.kind }
}
