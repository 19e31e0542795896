import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import Type from 'typebox'
import { failures } from './schemas.ts'

/** Whether the server is there, and what time it has (timers run by it). */
export const healthRoutes: FastifyPluginAsyncTypebox<{ now: () => number; version: string }> = async (
  app,
  { now, version },
) => {
  app.get(
    '/healthz',
    {
      logLevel: 'warn',
      schema: {
        summary: 'Whether the server serves',
        response: { 200: Type.Object({ status: Type.Literal('ok'), version: Type.String() }), ...failures() },
      },
    },
    () => ({ status: 'ok' as const, version }),
  )
  app.get(
    '/api/time',
    {
      schema: {
        summary: "The server's clock",
        response: { 200: Type.Object({ now: Type.Number({ description: 'Unix ms' }) }), ...failures() },
      },
    },
    (_request, reply) => {
      reply.header('cache-control', 'no-store')
      return { now: now() }
    },
  )
}
