import type { FastifyRequest } from 'fastify'
import { addressKey } from './address-key.ts'
import type { Comer } from './door.ts'
import { bearerToken } from './seat-of-token.ts'

/** Who makes a request at the door. */
export function comerOf(request: Pick<FastifyRequest, 'ip' | 'headers'>, token: string): Comer {
  return { token, seatBefore: bearerToken(request.headers.authorization), address: addressKey(request.ip) }
}
