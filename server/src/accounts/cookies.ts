import type { FastifyReply, FastifyRequest } from 'fastify'
import { publicBase } from '../http/public-address.ts'
import type { PublicAddress } from '../http/public-address.ts'

export interface CookieRule {
  name: string
  /** Strict: sent along from our own pages only. Lax: also when somebody is led here from elsewhere. */
  sameSite: 'Strict' | 'Lax'
  maxAgeS: number
}

/** The value of a cookie that no script can read; undefined where there is none. */
export function readCookie(request: FastifyRequest, address: PublicAddress, name: string): string | undefined {
  const wanted = fullName(name, address, request)
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = pair.trim().split('=', 2)
    if (key === wanted && value) return value
  }
  return undefined
}

/** `value` is letters, digits, `-` and `_` alone; undefined takes the cookie away. */
export function sendCookie(
  { request, reply, address }: { request: FastifyRequest; reply: FastifyReply; address: PublicAddress },
  { name, sameSite, maxAgeS }: CookieRule,
  value: string | undefined,
): void {
  const parts = [
    `${fullName(name, address, request)}=${value ?? ''}`,
    `Path=${pathOf(address)}`,
    `Max-Age=${value === undefined ? 0 : maxAgeS}`,
    `SameSite=${sameSite}`,
    'HttpOnly',
    ...(isSecure(address, request) ? ['Secure'] : []),
  ]
  reply.header('set-cookie', parts.join('; '))
}

/** Over https browsers take a cookie of such a name from this very host alone, so that no neighbour can plant one. */
function fullName(name: string, address: PublicAddress, request: FastifyRequest): string {
  if (!isSecure(address, request)) return name
  return `${pathOf(address) === '/' ? '__Host-' : '__Secure-'}${name}`
}

function pathOf({ basePath }: PublicAddress): string {
  return basePath === '' ? '/' : basePath
}

function isSecure(address: PublicAddress, request: FastifyRequest): boolean {
  return publicBase(address, request).startsWith('https:')
}
