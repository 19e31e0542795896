/** Somebody who signed in, as their provider named them the last time. */
export interface Account {
  accountId: string
  /** Whose word it is that this is them, and what they are there: together they never change. */
  issuer: string
  subject: string
  name: string
  /** Empty where the provider told none. */
  email: string
}

/** A browser that is signed in. Its token is never kept, only the hash. */
export interface NewAccountSession {
  tokenHash: string
  accountId: string
  /** Unix ms. */
  createdAt: number
  expiresAt: number
}

/** Who has signed in, and in which browsers they are. */
export interface AccountStore {
  /** The account of this subject of this issuer, made with the id given where there is none, under the name of now. */
  signIn(account: Account, at: number): Promise<Account>
  addSession(session: NewAccountSession): Promise<void>
  /** Whose session this is; undefined where there is none or its time is over at `now`. */
  findSession(tokenHash: string, now: number): Promise<Account | undefined>
  removeSession(tokenHash: string): Promise<void>
  /** Sessions that are over at `now`. */
  removeExpired(now: number): Promise<void>
}
