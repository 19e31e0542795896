import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { AppError } from '@planwall/shared/errors'
import { hashToken, newToken } from '../access/tokens.ts'
import type { PublicAddress } from '../http/public-address.ts'
import type { Account } from '../store/accounts-port.ts'
import { readCookie, sendCookie } from './cookies.ts'
import type { CookieRule } from './cookies.ts'
import { isFromOwnPage } from './from-own-page.ts'

declare module 'fastify' {
  interface FastifyInstance {
    accounts: Accounts
  }
}

/** Who is signed in, by the cookie of a browser. */
export interface Accounts {
  /** Undefined where nobody is, and where the request came from a page that is not ours. */
  of(request: FastifyRequest): Promise<Account | undefined>
  /** Throws `sign-in-needed`. */
  needed(request: FastifyRequest): Promise<Account>
  signIn(request: FastifyRequest, reply: FastifyReply, account: Account): Promise<void>
  signOut(request: FastifyRequest, reply: FastifyReply): Promise<void>
}

/** A browser stays signed in for so long. */
const sessionMs = 14 * 86_400_000

const cookie: CookieRule = { name: 'planwall-session', sameSite: 'Strict', maxAgeS: sessionMs / 1000 }

/**
 * Makes `app.accounts`. The cookie holds a random token and nothing else; the store knows its hash. Calls that a seat's
 * token speaks for do not look at it.
 */
export const accountsPlugin = fp<{ now: () => number; address: PublicAddress }>(
  async (app, { now, address }) => {
    const { accounts } = app.store
    const of = async (request: FastifyRequest) => {
      const token = readCookie(request, address, cookie.name)
      if (token === undefined || !isFromOwnPage(address, request)) return undefined
      return accounts.findSession(hashToken(token), now())
    }
    const end = async (request: FastifyRequest) => {
      const token = readCookie(request, address, cookie.name)
      if (token !== undefined) await accounts.removeSession(hashToken(token))
    }
    app.decorate('accounts', {
      of,
      async needed(request) {
        const account = await of(request)
        if (!account) throw new AppError('sign-in-needed')
        return account
      },
      async signIn(request, reply, { accountId }) {
        await end(request)
        const token = newToken()
        const createdAt = now()
        await accounts.addSession({
          tokenHash: hashToken(token),
          accountId,
          createdAt,
          expiresAt: createdAt + sessionMs,
        })
        await app.store.durable()
        sendCookie({ request, reply, address }, cookie, token)
      },
      async signOut(request, reply) {
        await end(request)
        await app.store.durable()
        sendCookie({ request, reply, address }, cookie, undefined)
      },
    } satisfies Accounts)
  },
  { name: 'accounts', dependencies: ['store'] },
)
