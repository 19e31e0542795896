import fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { limits } from '@planwall/shared/protocol'
import packageJson from '../package.json' with { type: 'json' }
import type { AssetStore } from './assets/asset-store.ts'
import { assetsPlugin } from './assets/assets.plugin.ts'
import { createMemoryAssets } from './assets/memory-assets.ts'
import { picturesRoutes } from './assets/pictures.routes.ts'
import { accessPlugin } from './access/access.plugin.ts'
import { boardsADay } from './access/boards-a-day.ts'
import { accountsPlugin } from './accounts/accounts.plugin.ts'
import { createIdentityProvider } from './accounts/identity-provider.ts'
import { meRoutes } from './accounts/me.routes.ts'
import { signInRoutes } from './accounts/sign-in.routes.ts'
import { boardsRoutes } from './boards/boards.routes.ts'
import { createRule } from './boards/create-rule.ts'
import { importRoutes } from './boards/import.routes.ts'
import type { Config } from './config.ts'
import type { Documents } from './docs/documents.ts'
import { documentsPlugin } from './docs/documents.plugin.ts'
import { clientPlugin } from './http/client.plugin.ts'
import { answerBrokenRequest, errorsPlugin } from './http/errors.plugin.ts'
import { historyPlugin } from './history/history.plugin.ts'
import { healthRoutes } from './http/health.routes.ts'
import { loggerOptions } from './http/logging.ts'
import { openapiPlugin } from './http/openapi.plugin.ts'
import { withoutBasePath } from './http/public-address.ts'
import { rateLimitPlugin } from './http/rate-limit.plugin.ts'
import { securityPlugin } from './http/security.plugin.ts'
import { storePlugin } from './http/store.plugin.ts'
import { metricsRoutes } from './metrics/metrics.routes.ts'
import { planRoutes } from './plan/plan.routes.ts'
import { relayPlugin } from './relay/relay.plugin.ts'
import type { RelayLimits, Timings } from './relay/relay.ts'
import { planLinksRoutes } from './revisions/plan-links.routes.ts'
import { repairsRoutes } from './repairs/repairs.routes.ts'
import { revisionsRoutes } from './revisions/revisions.routes.ts'
import type { BoardStore } from './store/board-store.ts'
import { sessionPlugin } from './session/session.plugin.ts'
import { binRoutes } from './shelf/bin.routes.ts'
import { shelfPlugin } from './shelf/shelf.plugin.ts'
import { tokensRoutes } from './tokens/tokens.routes.ts'
import { webhooksPlugin } from './webhooks/webhooks.plugin.ts'
import type { WebhookSettings } from './webhooks/webhooks.plugin.ts'
import { webhooksRoutes } from './webhooks/webhooks.routes.ts'

export interface AppNeeds {
  config: Config
  store: BoardStore
  /** What makes documents of bytes; threads of their own by default. */
  documents?: Documents
  /** Where pictures lie; as long as the process lives by default. */
  files?: AssetStore
  /** The server's clock, Unix ms. */
  now: () => number
  /** Where log lines go; standard output by default. */
  logStream?: { write(line: string): void }
  /** What the relay waits for; the usual by default. */
  timings?: Partial<Timings>
  /** While a board changes, what it is is kept so often, ms; the usual by default. */
  historyEveryMs?: number
  /** How other programs are told of plans; as the settings say by default. */
  webhooks?: Partial<WebhookSettings>
}

/** The server, put together part by part: this is its table of contents. Not listening yet; `close()` ends all of it. */
export async function buildApp({
  config,
  store,
  documents,
  files = createMemoryAssets(),
  now,
  logStream,
  timings,
  historyEveryMs,
  webhooks,
}: AppNeeds): Promise<FastifyInstance> {
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
    http: { headersTimeout: 5000, connectionsCheckingInterval: 1000 },
  }).withTypeProvider<TypeBoxTypeProvider>()
  // Schemas of answers are for the record; what a route gives is sent as it is.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))

  await app.register(errorsPlugin)
  await app.register(securityPlugin, { publicOrigin })
  await app.register(rateLimitPlugin)
  await app.register(openapiPlugin, { version, basePath })
  await app.register(storePlugin, { store })
  await app.register(documentsPlugin, { documents })
  await app.register(accountsPlugin, { now, address })
  const { binDays, retentionDays, createBoards, signIn } = config
  await app.register(shelfPlugin, {
    now,
    binDays,
    retentionDays,
    deletePictures: (boardId) => files.removeBoard(boardId),
  })
  await app.register(relayPlugin, { now, limits: relayLimits(config), publicOrigin, timings })

  await app.register(assetsPlugin, { files, mostBytesPerBoard: config.maxBoardPicturesBytes })

  await app.register(healthRoutes, { now, version })
  await app.register(metricsRoutes, { access: config.metrics })
  const provider = signIn && createIdentityProvider(signIn)
  await app.register(signInRoutes, { now, address, provider })
  await app.register(meRoutes, { now, createBoards: createBoards.by, canSignIn: provider !== undefined })
  const rule = createRule(createBoards, { accounts: app.accounts, now })
  const mayCreate = boardsADay(config.maxBoardsPerAddress, now, rule)
  await app.register(boardsRoutes, { now, address, mayCreate })
  await app.register(importRoutes, { now, address, mayCreate })
  await app.register(binRoutes)
  await app.register(accessPlugin, { now, address })
  await app.register(planRoutes, { now, address, version })
  await app.register(picturesRoutes, { maxBytes: config.maxPictureBytes })
  await app.register(sessionPlugin, { now })
  const allowPrivate = webhooks?.allowPrivate ?? config.allowPrivateWebhooks
  await app.register(webhooksPlugin, { now, version, settings: { ...webhooks, allowPrivate } })
  await app.register(webhooksRoutes, { now, allowPrivate })
  await app.register(tokensRoutes, { now })
  await app.register(historyPlugin, { now, everyMs: historyEveryMs })
  await app.register(repairsRoutes)
  await app.register(revisionsRoutes, { now, address, version })
  await app.register(planLinksRoutes, { now, address })

  await app.register(clientPlugin, {
    clientDir: config.clientDir,
    basePath,
    clientConfig: {
      basePath,
      version,
      tldrawLicenseKey: config.tldrawLicenseKey,
      createBoards: createBoards.by,
      canSignIn: provider && 'yes',
      retentionDays: retentionDays === undefined ? undefined : String(retentionDays),
    },
  })
  return app
}

function relayLimits(config: Config): RelayLimits {
  return {
    connectionsPerAddress: config.maxConnectionsPerAddress,
    connectionsPerRoom: config.maxConnectionsPerRoom,
    roomsPerAddress: config.maxRoomsPerAddress,
    maxRoomBytes: config.maxBoardBytes,
  }
}

function trusting(setting: Config['trustProxy']): boolean | string[] | ((address: string, hop: number) => boolean) {
  return typeof setting === 'number' ? (_address, hop) => hop < setting : setting
}
