import { AppError } from '@planwall/shared/errors'
import * as openid from 'openid-client'
import type { SignInSettings } from '../config.ts'

/** Somebody, on the word of their provider. */
export interface Identity {
  issuer: string
  subject: string
  name: string
  email: string
}

/** What the browser keeps between being sent to the provider and coming back, and nobody else may know. */
export interface Attempt {
  state: string
  nonce: string
  verifier: string
}

/** Where people sign in: a provider that speaks OpenID Connect. Every failure is one of `sign-in-…`, with words. */
export interface IdentityProvider {
  /** The page of the provider to go to, and what to come back with. */
  begin(redirectUri: string): Promise<{ url: string; attempt: Attempt }>
  /** Who came back; `url` is the whole address they came back to. */
  finish(url: URL, attempt: Attempt): Promise<Identity>
}

/** The provider is asked for so long, s. */
const timeoutS = 8

/**
 * Authorization code with PKCE, state and nonce. What the provider says of itself is asked for when somebody signs in first,
 * and again after a failure: a provider that is away keeps no server from starting.
 */
export function createIdentityProvider({
  issuer,
  clientId,
  clientSecret,
  emailDomains,
}: SignInSettings): IdentityProvider {
  let known: Promise<openid.Configuration> | undefined

  const discover = async (): Promise<openid.Configuration> => {
    known ??= openid.discovery(issuer, clientId, clientSecret, undefined, {
      timeout: timeoutS,
      ...(issuer.protocol === 'http:' ? { execute: [openid.allowInsecureRequests] } : {}),
    })
    try {
      return await known
    } catch (cause) {
      known = undefined
      throw new AppError('sign-in-unavailable', undefined, { cause })
    }
  }

  return {
    async begin(redirectUri) {
      const provider = await discover()
      const attempt = {
        state: openid.randomState(),
        nonce: openid.randomNonce(),
        verifier: openid.randomPKCECodeVerifier(),
      }
      const url = openid.buildAuthorizationUrl(provider, {
        redirect_uri: redirectUri,
        scope: 'openid profile email',
        code_challenge: await openid.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
        state: attempt.state,
        nonce: attempt.nonce,
      })
      return { url: url.href, attempt }
    },

    async finish(url, { state, nonce, verifier }) {
      const provider = await discover()
      const claims = await claimsOf(provider, url, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      const { iss, sub, email } = claims
      if (emailDomains.length > 0 && !isOfDomain(claims, emailDomains)) throw new AppError('sign-in-refused')
      return { issuer: iss, subject: sub, name: nameOf(claims), email: typeof email === 'string' ? email : '' }
    },
  }
}

/** What the provider says of whoever came back, in the signed token and, as most do, where it is asked for the rest. */
async function claimsOf(
  provider: openid.Configuration,
  url: URL,
  checks: openid.AuthorizationCodeGrantChecks,
): Promise<openid.IDToken> {
  try {
    const tokens = await openid.authorizationCodeGrant(provider, url, checks)
    const signed = tokens.claims()
    if (!signed) throw new AppError('sign-in-failed')
    if (!provider.serverMetadata().userinfo_endpoint) return signed
    const rest = await openid.fetchUserInfo(provider, tokens.access_token, signed.sub)
    return { ...rest, ...signed }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError(isUnavailable(cause) ? 'sign-in-unavailable' : 'sign-in-failed', undefined, { cause })
  }
}

/** Whether a provider did not answer, or with a failure of its own. */
function isUnavailable(error: unknown): boolean {
  if (error instanceof openid.ResponseBodyError) return error.status >= 500
  if (!(error instanceof openid.ClientError)) return error instanceof TypeError || isTimeout(error)
  if (error.code === 'OAUTH_TIMEOUT') return true
  if (error.code === 'OAUTH_RESPONSE_IS_NOT_CONFORM') {
    return error.cause instanceof Response && error.cause.status >= 500
  }
  return error.cause instanceof TypeError && error.cause.message === 'fetch failed'
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && ['TimeoutError', 'AbortError'].includes(error.name)
}

/** An address counts only where the provider has looked whether it is theirs. */
function isOfDomain({ email, email_verified: isVerified }: openid.IDToken, domains: readonly string[]): boolean {
  if (typeof email !== 'string' || isVerified !== true) return false
  return domains.includes(email.slice(email.lastIndexOf('@') + 1).toLowerCase())
}

/** The longest name that is kept of an account. */
const maxNameLength = 80

function nameOf({ name, preferred_username: username, email, sub }: openid.IDToken): string {
  const found = [name, username, email, sub].find((one) => typeof one === 'string' && one.trim() !== '')
  return String(found).trim().slice(0, maxNameLength)
}
