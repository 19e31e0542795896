import { isAbsolute, resolve } from 'node:path'

const yesNo = ['true', 'false'] as const
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** Everything that can be set from outside. Made once, in main.ts; parts take what they need of it. */
export interface Config {
  /** 0 means any free port. */
  port: number
  host: string
  /** Absolute. */
  dataDir: string
  store: 'sqlite' | 'memory'
  /** Where the built client lies; it may be missing (then there are only the API and the socket). */
  clientDir: string
  /** Origin of the address people use, such as `https://plans.example.com`; undefined: taken from each request. */
  publicOrigin: string | undefined
  /** Path the product lives under: empty, or with a slash in front and none at the end. */
  basePath: string
  /** Whose `X-Forwarded-*` headers are believed: nobody's, everybody's, these addresses', or as many proxies in a row. */
  trustProxy: boolean | number | string[]
  logLevel: LogLevel
  /** Other programs may be told of plans on this machine and in local networks too, and over plain http. */
  allowPrivateWebhooks: boolean
  /** Sockets from one network address, and in one room of a board. */
  maxConnectionsPerAddress: number
  maxConnectionsPerRoom: number
  /** The most one room of a board may hold, bytes. */
  maxBoardBytes: number
  /** Who may read `/metrics`: nobody, only this machine, or everybody. */
  metrics: 'off' | 'loopback' | 'on'
  /** Handed to the client as it is. */
  tldrawLicenseKey: string | undefined
}

/** A setting that cannot be used. The message names it and says what would be right; it is for the person who set it. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ConfigError'
  }
}

type Env = Readonly<Record<string, string | undefined>>

/** Reads the settings; an empty value counts as not set. Throws ConfigError. Paths are taken from `cwd`. */
export function readConfig(env: Env, cwd: string): Config {
  const publicUrl = readPublicUrl(read(env, 'PUBLIC_URL'))
  const basePath = read(env, 'BASE_PATH') ?? publicUrl?.pathname ?? ''
  return {
    port: readPort(read(env, 'PORT') ?? '4400'),
    host: read(env, 'HOST') ?? '127.0.0.1',
    dataDir: absolute(cwd, read(env, 'DATA_DIR') ?? '.data'),
    store: readOneOf('STORE', read(env, 'STORE') ?? 'sqlite', ['sqlite', 'memory']),
    clientDir: resolve(import.meta.dirname, '../../client/dist'),
    publicOrigin: publicUrl?.origin,
    basePath: readBasePath(basePath),
    trustProxy: readTrustProxy(read(env, 'TRUST_PROXY') ?? 'false'),
    maxConnectionsPerAddress: readCount(env, 'MAX_CONNECTIONS_PER_ADDRESS', 2000),
    maxConnectionsPerRoom: readCount(env, 'MAX_CONNECTIONS_PER_ROOM', 1000),
    maxBoardBytes: readCount(env, 'MAX_BOARD_MB', 64) * 1024 * 1024,
    metrics: readOneOf('METRICS', read(env, 'METRICS') ?? 'loopback', ['off', 'loopback', 'on']),
    allowPrivateWebhooks:
      readOneOf('ALLOW_PRIVATE_WEBHOOKS', read(env, 'ALLOW_PRIVATE_WEBHOOKS') ?? 'false', yesNo) === 'true',
    logLevel: readOneOf('LOG_LEVEL', read(env, 'LOG_LEVEL') ?? 'info', logLevels),
    tldrawLicenseKey: read(env, 'TLDRAW_LICENSE_KEY'),
  }
}

function read(env: Env, name: string): string | undefined {
  const value = env[name]?.trim()
  return value === '' ? undefined : value
}

function absolute(cwd: string, path: string): string {
  return isAbsolute(path) ? path : resolve(cwd, path)
}

function readPort(value: string): number {
  const port = Number(value)
  if (!/^\d+$/.test(value) || port > 65_535) {
    throw new ConfigError(`PORT must be a number from 0 to 65535, not "${value}".`)
  }
  return port
}

function readCount(env: Env, name: string, usual: number): number {
  const value = read(env, name)
  if (value === undefined) return usual
  if (!/^[1-9]\d{0,6}$/.test(value)) throw new ConfigError(`${name} must be a whole number above 0, not "${value}".`)
  return Number(value)
}

function readOneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value)
  if (found === undefined) throw new ConfigError(`${name} must be one of ${allowed.join(', ')}, not "${value}".`)
  return found
}

function readPublicUrl(value: string | undefined): URL | undefined {
  if (value === undefined) return undefined
  const url = URL.parse(value)
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:'
  if (!url || !isWeb || url.search !== '' || url.hash !== '' || url.username !== '') {
    throw new ConfigError(
      `PUBLIC_URL must be a web address such as https://plans.example.com/planwall, not "${value}".`,
    )
  }
  return url
}

function readBasePath(value: string): string {
  const path = value.replace(/\/+$/, '')
  if (path !== '' && !/^(\/[A-Za-z0-9._~-]+)+$/.test(path)) {
    throw new ConfigError(`BASE_PATH must be a path such as /planwall, not "${value}".`)
  }
  return path
}

const address = /^[0-9a-fA-F.:]+(\/\d{1,3})?$/

function readTrustProxy(value: string): boolean | number | string[] {
  if (value === 'false') return false
  if (value === 'true') return true
  if (/^\d{1,3}$/.test(value)) return Number(value)
  const list = value.split(',').map((one) => one.trim())
  if (!list.every((one) => address.test(one) || ['loopback', 'linklocal', 'uniquelocal'].includes(one))) {
    throw new ConfigError(
      `TRUST_PROXY must be true, false, a number of proxies, or a list of addresses, not "${value}".`,
    )
  }
  return list
}
