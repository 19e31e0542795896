import type { Account, AccountStore, NewAccountSession } from './accounts-port.ts'

/** Keeps accounts as long as the process lives. */
export function createMemoryAccounts(): AccountStore {
  const accounts = new Map<string, Account>()
  const sessions = new Map<string, NewAccountSession>()
  return {
    async signIn(account) {
      const known = [...accounts.values()].find(
        ({ issuer, subject }) => issuer === account.issuer && subject === account.subject,
      )
      const now = { ...account, accountId: known?.accountId ?? account.accountId }
      accounts.set(now.accountId, now)
      return now
    },
    async addSession(session) {
      sessions.set(session.tokenHash, session)
    },
    async findSession(tokenHash, now) {
      const session = sessions.get(tokenHash)
      return session && session.expiresAt > now ? accounts.get(session.accountId) : undefined
    },
    async removeSession(tokenHash) {
      sessions.delete(tokenHash)
    },
    async removeExpired(now) {
      for (const [hash, { expiresAt }] of sessions) if (expiresAt <= now) sessions.delete(hash)
    },
  }
}
