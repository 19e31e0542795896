import type { FastifyRequest, FastifyServerOptions } from 'fastify'
import type { LogLevel } from '../config.ts'

/**
 * Structured lines on standard output (or in `stream`). A request is its method and path: what stands after the `?` may
 * be a token and never gets here, nor does any header or address.
 */
export function loggerOptions(
  level: LogLevel,
  stream?: { write(line: string): void },
): NonNullable<FastifyServerOptions['logger']> {
  return {
    level,
    serializers: {
      req: (request: FastifyRequest) => ({ method: request.method, path: request.url.split('?', 1)[0] ?? '' }),
    },
    ...(stream ? { stream } : {}),
  }
}
