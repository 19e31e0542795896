import type { FastifyRequest } from 'fastify'
import { isOwnOrigin } from '../access/own-origin.ts'
import type { PublicAddress } from '../http/public-address.ts'

/**
 * Whether a request may use the cookie it came with: a page of ours sent it, or a program that is no browser. Pages of
 * neighbours on the same domain are told from ours by their origin.
 */
export function isFromOwnPage({ publicOrigin }: PublicAddress, { headers, host }: FastifyRequest): boolean {
  const { origin } = headers
  if (origin !== undefined) return isOwnOrigin(origin, { publicOrigin, host })
  const site = headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' || site === 'none'
}
