import type { DatabaseSync } from 'node:sqlite'
import type { ApiToken, ApiTokenStore } from './tokens-port.ts'

/** Keeps keys of other programs in the board's database. */
export function createSqliteApiTokens(
  db: DatabaseSync,
  transaction: <T>(bytes: number, write: () => T) => Promise<T>,
): ApiTokenStore {
  const sql = prepare(db)
  return {
    async add({ tokenId, boardId, name, tokenHash, createdAt, createdBy }) {
      await transaction(0, () => sql.add.run(tokenId, boardId, name, tokenHash, createdAt, createdBy))
    },
    async list(boardId) {
      return (sql.list.all(boardId) as unknown as TokenRow[]).map(tokenOf)
    },
    async find(tokenHash) {
      const row = sql.find.get(tokenHash) as TokenRow | undefined
      return row && tokenOf(row)
    },
    async markUsed(tokenId, usedAt) {
      await transaction(0, () => sql.markUsed.run(usedAt, tokenId))
    },
    async remove(boardId, tokenId) {
      return transaction(0, () => sql.remove.run(boardId, tokenId).changes > 0)
    },
  }
}

interface TokenRow {
  token_id: string
  board_id: string
  name: string
  created_at: number
  created_by: string
  used_at: number | null
}

const columns = 'token_id, board_id, name, created_at, created_by, used_at'

function prepare(db: DatabaseSync) {
  return {
    add: db.prepare(
      'insert into api_token (token_id, board_id, name, token_hash, created_at, created_by) values (?, ?, ?, ?, ?, ?)',
    ),
    list: db.prepare(`select ${columns} from api_token where board_id = ? order by number`),
    find: db.prepare(`select ${columns} from api_token where token_hash = ?`),
    markUsed: db.prepare('update api_token set used_at = ? where token_id = ?'),
    remove: db.prepare('delete from api_token where board_id = ? and token_id = ?'),
  }
}

function tokenOf(row: TokenRow): ApiToken {
  const { token_id: tokenId, board_id: boardId, name, created_at: createdAt } = row
  return { tokenId, boardId, name, createdAt, createdBy: row.created_by, usedAt: row.used_at }
}
