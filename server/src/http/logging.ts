import type { FastifyRequest, FastifyServerOptions } from 'fastify'
import type { LogLevel } from '../config.ts'

/**
 * Structured lines on standard output (or in `stream`). A request is its method and path: what stands after the `?` may
 * be a token and never gets here, nor does a join code, any header or address.
 */
export function loggerOptions(
  level: LogLevel,
  stream?: { write(line: string): void },
): NonNullable<FastifyServerOptions['logger']> {
  return {
    level,
    serializers: {
      req: (request: FastifyRequest) => ({ method: request.method, path: pathOf(request.url) }),
    },
    ...(stream ? { stream } : {}),
  }
}

function pathOf(url: string): string {
  return (url.split(/[?#]/, 1)[0] ?? '').replace(/(\/j\/).+/i, '$1…')
}
