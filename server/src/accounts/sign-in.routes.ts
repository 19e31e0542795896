import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { AppError } from '@planwall/shared/errors'
import Type from 'typebox'
import Value from 'typebox/value'
import type { FastifyRequest } from 'fastify'
import { newId } from '../access/tokens.ts'
import { publicBase } from '../http/public-address.ts'
import type { PublicAddress } from '../http/public-address.ts'
import { rates } from '../http/rate-limit.plugin.ts'
import { failures } from '../http/schemas.ts'
import { readCookie, sendCookie } from './cookies.ts'
import type { CookieRule } from './cookies.ts'
import { isFromOwnPage } from './from-own-page.ts'
import type { IdentityProvider } from './identity-provider.ts'

/** Lax: whoever comes back from the provider was led here by its page. */
const cookie: CookieRule = { name: 'planwall-sign-in', sameSite: 'Lax', maxAgeS: 600 }

const attemptSchema = Type.Object({
  state: Type.String(),
  nonce: Type.String(),
  verifier: Type.String(),
  returnTo: Type.String(),
})

/** A page of ours, and no other address however it is written. */
const pathPattern = '^/([A-Za-z0-9_-][A-Za-z0-9_/-]*)?$'

export interface SignInOptions {
  now: () => number
  address: PublicAddress
  /** Undefined where nobody can sign in at all. */
  provider: IdentityProvider | undefined
}

/** Signing in by OpenID Connect, and out again. */
export const signInRoutes: FastifyPluginAsyncTypebox<SignInOptions> = async (app, { now, address, provider }) => {
  const redirectUri = (request: FastifyRequest) => `${publicBase(address, request)}/api/auth/callback`

  app.post(
    '/api/auth/sign-in',
    {
      config: { rateLimit: rates.join },
      schema: {
        summary: 'Begin to sign in',
        description: "Gives the address of the provider's page to send this browser to.",
        body: Type.Object({ returnTo: Type.Optional(Type.String({ pattern: pathPattern, maxLength: 200 })) }),
        response: {
          200: Type.Object({ url: Type.String() }),
          ...failures('bad-request', 'not-found', 'not-allowed', 'too-many', 'sign-in-unavailable'),
        },
      },
    },
    async (request, reply) => {
      if (!provider) throw new AppError('not-found', 'There is no sign-in on this server.')
      if (!isFromOwnPage(address, request)) throw new AppError('not-allowed')
      const { url, attempt } = await provider.begin(redirectUri(request))
      const kept = JSON.stringify({ ...attempt, returnTo: request.body.returnTo ?? '/' })
      sendCookie({ request, reply, address }, cookie, Buffer.from(kept).toString('base64url'))
      reply.header('cache-control', 'no-store')
      return { url }
    },
  )

  app.get(
    '/api/auth/callback',
    {
      logLevel: 'warn',
      config: { rateLimit: rates.join },
      schema: {
        summary: 'Where the provider sends people back to',
        description: 'Leads to a page of the product, signed in, or with `?sign-in=` and the code of what went wrong.',
        response: { 303: Type.Null(), ...failures('not-found', 'too-many') },
      },
    },
    async (request, reply) => {
      if (!provider) throw new AppError('not-found', 'There is no sign-in on this server.')
      const base = publicBase(address, request)
      const attempt = attemptOf(readCookie(request, address, cookie.name))
      sendCookie({ request, reply, address }, cookie, undefined)
      reply.header('cache-control', 'no-store')
      try {
        if (!attempt) throw new AppError('sign-in-failed')
        const query = request.url.slice(request.url.indexOf('?') + 1)
        const identity = await provider.finish(new URL(`${redirectUri(request)}?${query}`), attempt)
        const account = await app.store.accounts.signIn({ accountId: newId(), ...identity }, now())
        await app.accounts.signIn(request, reply, account)
        return await reply.redirect(base + attempt.returnTo, 303)
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        // What a provider answered may hold secrets: only its kind is written down.
        const { cause } = error
        const problem = cause instanceof Error ? ('code' in cause ? String(cause.code) : cause.name) : undefined
        request.log.warn({ code: error.code, problem }, 'somebody could not sign in')
        return await reply.redirect(`${base}/?sign-in=${error.code}`, 303)
      }
    },
  )

  app.post(
    '/api/auth/sign-out',
    {
      schema: {
        summary: 'Sign this browser out',
        response: { 204: Type.Null(), ...failures('not-allowed', 'not-stored') },
      },
    },
    async (request, reply) => {
      if (!isFromOwnPage(address, request)) throw new AppError('not-allowed')
      await app.accounts.signOut(request, reply)
      reply.code(204)
      return null
    },
  )
}

function attemptOf(kept: string | undefined) {
  if (kept === undefined) return undefined
  try {
    const value: unknown = JSON.parse(Buffer.from(kept, 'base64url').toString())
    return Value.Check(attemptSchema, value) && new RegExp(pathPattern).test(value.returnTo) ? value : undefined
  } catch {
    return undefined
  }
}
