import rateLimit from '@fastify/rate-limit'
import fp from 'fastify-plugin'
import { addressKey } from '../access/address-key.ts'

/** Calls a minute from one address. A whole room may sit behind one address, so joining is generous. */
export const rates = {
  join: { max: 600, timeWindow: 60_000 },
  create: { max: 300, timeWindow: 60_000 },
  import: { max: 60, timeWindow: 60_000 },
  picture: { max: 600, timeWindow: 60_000 },
  conduct: { max: 1200, timeWindow: 60_000 },
  vote: { max: 6000, timeWindow: 60_000 },
} as const

/** Only routes that name a rate are limited: a page load alone is dozens of reads. */
export const rateLimitPlugin = fp(
  async (app) => {
    await app.register(rateLimit, { global: false, keyGenerator: (request) => addressKey(request.ip) })
  },
  { name: 'rate-limit' },
)
