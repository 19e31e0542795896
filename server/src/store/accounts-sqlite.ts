import type { DatabaseSync } from 'node:sqlite'
import type { Account, AccountStore } from './accounts-port.ts'

/** Keeps accounts and their sessions in the board's database. */
export function createSqliteAccounts(
  db: DatabaseSync,
  transaction: <T>(bytes: number, write: () => T) => Promise<T>,
): AccountStore {
  const sql = prepare(db)
  return {
    signIn({ accountId, issuer, subject, name, email }, at) {
      return transaction(0, () => {
        sql.signIn.run(accountId, issuer, subject, name, email, at, at)
        return accountOf(sql.bySubject.get(issuer, subject) as unknown as AccountRow)
      })
    },
    async addSession({ tokenHash, accountId, createdAt, expiresAt }) {
      await transaction(0, () => sql.addSession.run(tokenHash, accountId, createdAt, expiresAt))
    },
    async findSession(tokenHash, now) {
      const row = sql.bySession.get(tokenHash, now) as AccountRow | undefined
      return row && accountOf(row)
    },
    async removeSession(tokenHash) {
      await transaction(0, () => sql.removeSession.run(tokenHash))
    },
    async removeExpired(now) {
      await transaction(0, () => sql.removeExpired.run(now))
    },
  }
}

interface AccountRow {
  account_id: string
  issuer: string
  subject: string
  name: string
  email: string
}

const columns = 'account_id, issuer, subject, name, email'

function prepare(db: DatabaseSync) {
  return {
    signIn: db.prepare(
      `insert into account (${columns}, created_at, seen_at) values (?, ?, ?, ?, ?, ?, ?)
       on conflict (issuer, subject) do update
       set name = excluded.name, email = excluded.email, seen_at = excluded.seen_at`,
    ),
    bySubject: db.prepare(`select ${columns} from account where issuer = ? and subject = ?`),
    addSession: db.prepare(
      'insert into account_session (token_hash, account_id, created_at, expires_at) values (?, ?, ?, ?)',
    ),
    bySession: db.prepare(
      `select ${columns} from account_session join account using (account_id) where token_hash = ? and expires_at > ?`,
    ),
    removeSession: db.prepare('delete from account_session where token_hash = ?'),
    removeExpired: db.prepare('delete from account_session where expires_at <= ?'),
  }
}

function accountOf({ account_id: accountId, issuer, subject, name, email }: AccountRow): Account {
  return { accountId, issuer, subject, name, email }
}
