import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { AppError } from '@planwall/shared/errors'
import { collectDefaultMetrics, Registry } from 'prom-client'
import Type from 'typebox'
import type { Config } from '../config.ts'
import { failures } from '../http/schemas.ts'
import { registerRelayMetrics } from './relay-metrics.ts'

/** `/metrics` for Prometheus: the relay, the process, the event loop. It names no board and no person. */
export const metricsRoutes: FastifyPluginAsyncTypebox<{ access: Config['metrics'] }> = async (app, { access }) => {
  if (access === 'off') return
  const ofRelay = new Registry()
  registerRelayMetrics(ofRelay, app.relay)
  const registry = Registry.merge([processRegistry(), ofRelay])
  app.get(
    '/metrics',
    {
      logLevel: 'warn',
      schema: {
        summary: 'How the server does, for Prometheus',
        description: 'Read from the machine the server runs on, unless METRICS says otherwise.',
        response: { 200: Type.String(), ...failures('not-found') },
      },
    },
    async (request, reply) => {
      if (access === 'loopback' && !isFromHere(request)) throw new AppError('not-found')
      reply.type(registry.contentType)
      return registry.metrics()
    },
  )
}

let ofProcess: Registry | undefined

/** Memory, processor time, event loop: of the process, so there is one of it however many servers it runs. */
function processRegistry(): Registry {
  if (ofProcess) return ofProcess
  ofProcess = new Registry()
  collectDefaultMetrics({ register: ofProcess })
  return ofProcess
}

/** From this machine, and not passed on by a proxy that happens to run on it. */
function isFromHere({ socket, headers }: FastifyRequest): boolean {
  if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined) return false
  return /^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '')
}
