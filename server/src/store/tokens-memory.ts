import type { ApiToken, ApiTokenStore } from './tokens-port.ts'

/** Keeps keys of other programs as long as the process lives. */
export function createMemoryApiTokens(hasBoard: (boardId: string) => boolean): ApiTokenStore {
  const tokens = new Map<string, ApiToken & { tokenHash: string }>()
  const all = () => [...tokens.values()]
  return {
    async add(token) {
      if (!hasBoard(token.boardId)) throw new Error(`There is no board ${token.boardId}.`)
      tokens.set(token.tokenId, { ...token, usedAt: null })
    },
    async list(boardId) {
      return all()
        .filter((token) => token.boardId === boardId)
        .map(tokenOf)
    },
    async find(tokenHash) {
      const found = all().find((token) => token.tokenHash === tokenHash)
      return found && tokenOf(found)
    },
    async markUsed(tokenId, usedAt) {
      const token = tokens.get(tokenId)
      if (token) token.usedAt = usedAt
    },
    async remove(boardId, tokenId) {
      return tokens.get(tokenId)?.boardId === boardId && tokens.delete(tokenId)
    },
  }
}

function tokenOf({ tokenHash: _hash, ...token }: ApiToken & { tokenHash: string }): ApiToken {
  return token
}
