import fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { limits } from '@planwall/shared/protocol'
import packageJson from '../package.json' with { type: 'json' }
import { linkRoutes } from './access/link.routes.ts'
import { seatsRoutes } from './access/seats.routes.ts'
import { boardsRoutes } from './boards/boards.routes.ts'
import { importRoutes } from './boards/import.routes.ts'
import type { Config } from './config.ts'
import { clientPlugin } from './http/client.plugin.ts'
import { answerBrokenRequest, errorsPlugin } from './http/errors.plugin.ts'
import { healthRoutes } from './http/health.routes.ts'
import { loggerOptions } from './http/logging.ts'
import { openapiPlugin } from './http/openapi.plugin.ts'
import { withoutBasePath } from './http/public-address.ts'
import { rateLimitPlugin } from './http/rate-limit.plugin.ts'
import { securityPlugin } from './http/security.plugin.ts'
import { storePlugin } from './http/store.plugin.ts'
import { planRoutes } from './plan/plan.routes.ts'
import { relayPlugin } from './relay/relay.plugin.ts'
import type { Timings } from './relay/relay.ts'
import type { BoardStore } from './store/board-store.ts'

export interface AppNeeds {
  config: Config
  store: BoardStore
  /** The server's clock, Unix ms. */
  now: () => number
  /** Where log lines go; standard output by default. */
  logStream?: { write(line: string): void }
  /** What the relay waits for; the usual by default. */
  timings?: Partial<Timings>
}

/** The server, put together part by part: this is its table of contents. Not listening yet; `close()` ends all of it. */
export async function buildApp({ config, store, now, logStream, timings }: AppNeeds): Promise<FastifyInstance> {
  const { basePath, publicOrigin } = config
  const { version } = packageJson
  const address = { publicOrigin, basePath }
  const app = fastify({
    logger: loggerOptions(config.logLevel, logStream),
    trustProxy: trusting(config.trustProxy),
    bodyLimit: limits.maxBodyBytes,
    rewriteUrl: (request) => withoutBasePath(basePath, request.url ?? '/'),
    frameworkErrors: answerBrokenRequest,
    requestTimeout: 60_000,
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 5000 },
  }).withTypeProvider<TypeBoxTypeProvider>()
  // Schemas of answers are for the record; what a route gives is sent as it is.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))

  await app.register(errorsPlugin)
  await app.register(securityPlugin, { publicOrigin })
  await app.register(rateLimitPlugin)
  await app.register(openapiPlugin, { version, basePath })
  await app.register(storePlugin, { store })
  await app.register(relayPlugin, { now, timings })

  await app.register(healthRoutes, { now, version })
  await app.register(boardsRoutes, { now, address })
  await app.register(importRoutes, { now, address })
  await app.register(linkRoutes)
  await app.register(seatsRoutes, { now })
  await app.register(planRoutes, { now, address, version })

  await app.register(clientPlugin, {
    clientDir: config.clientDir,
    basePath,
    clientConfig: { basePath, version, tldrawLicenseKey: config.tldrawLicenseKey },
  })
  return app
}

function trusting(setting: Config['trustProxy']): boolean | string[] | ((address: string, hop: number) => boolean) {
  return typeof setting === 'number' ? (_address, hop) => hop < setting : setting
}
