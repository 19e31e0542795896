/** A key with which another program reads the plans of one board. The token is never kept, only its hash. */
export interface ApiToken {
  tokenId: string
  boardId: string
  name: string
  /** Unix ms. */
  createdAt: number
  /** Name of the facilitator who made it. */
  createdBy: string
  /** Unix ms, to about an hour; null before the first time. */
  usedAt: number | null
}

/** Keys for other programs. */
export interface ApiTokenStore {
  /** Rejects where there is no such board. */
  add(token: Omit<ApiToken, 'usedAt'> & { tokenHash: string }): Promise<void>
  /** In the order they were made. */
  list(boardId: string): Promise<ApiToken[]>
  find(tokenHash: string): Promise<ApiToken | undefined>
  markUsed(tokenId: string, usedAt: number): Promise<void>
  /** False where there was none. */
  remove(boardId: string, tokenId: string): Promise<boolean>
}
