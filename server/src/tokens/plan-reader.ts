import { can } from '@planwall/shared/access/roles'
import { AppError } from '@planwall/shared/errors'
import { bearerToken, seatOfToken } from '../access/seat-of-token.ts'
import { hashToken } from '../access/tokens.ts'
import type { BoardStore } from '../store/board-store.ts'

/** What keys of other programs begin with, so that they are told apart from seats, and found where they were left lying. */
export const tokenPrefix = 'pwt_'

/** When a key was last used is written down this often at most, ms: reading is not to become writing. */
const markEveryMs = 3_600_000

/**
 * Lets a request read the plans of a board: by a seat there, or by a key another program was given for it. A key reads
 * plans and opens nothing else. Throws `unknown-board`, `wrong-token`, `not-allowed`.
 */
export async function mayReadPlans(
  { store, now }: { store: BoardStore; now: () => number },
  boardId: string,
  authorization: string | undefined,
): Promise<void> {
  const bearer = bearerToken(authorization)
  if (!bearer?.startsWith(tokenPrefix)) {
    const { role } = await seatOfToken(store, boardId, bearer)
    if (!can(role, 'read-plan')) throw new AppError('not-allowed')
    return
  }
  const token = await store.apiTokens.find(hashToken(bearer))
  if (token?.boardId !== boardId) throw new AppError((await store.getBoard(boardId)) ? 'wrong-token' : 'unknown-board')
  const time = now()
  if (token.usedAt !== null && time - token.usedAt < markEveryMs) return
  // A disk that is full keeps nobody from reading.
  await store.apiTokens.markUsed(token.tokenId, time).catch(() => undefined)
}
