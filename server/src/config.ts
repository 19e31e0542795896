import { isAbsolute, resolve } from 'node:path'
import type { S3Settings } from './assets/s3-assets.ts'

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
  /** Different rooms one network address may have open, and boards it may make in a day. */
  maxRoomsPerAddress: number
  maxBoardsPerAddress: number
  /** The most one room of a board may hold, bytes. */
  maxBoardBytes: number
  /** The most one picture may have when it is sent, and the pictures of one board may come to, bytes. */
  maxPictureBytes: number
  maxBoardPicturesBytes: number
  /** Where pictures lie instead of on this machine's disk. */
  s3: S3Settings | undefined
  /** Who may read `/metrics`: nobody, only this machine, or everybody. */
  metrics: 'off' | 'loopback' | 'on'
  createBoards: CreateRule
  /** Where people can sign in; undefined: nowhere. */
  signIn: SignInSettings | undefined
  /** Deleted boards can be brought back for so long. */
  binDays: number
  /** Boards nobody changed for so long go to the bin; undefined: never. */
  retentionDays: number | undefined
  /** Handed to the client as it is. */
  tldrawLicenseKey: string | undefined
}

/** Who may create boards. Nobody: until it is said who. */
export type CreateRule = { by: 'anyone' | 'sign-in' | 'nobody' } | { by: 'passphrase'; passphrase: string }

/** A provider that speaks OpenID Connect, and this server's place there. */
export interface SignInSettings {
  issuer: URL
  clientId: string
  clientSecret: string
  /** In small letters; only people with an e-mail address there are let in. Empty: everybody the provider knows. */
  emailDomains: readonly string[]
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
  const host = read(env, 'HOST') ?? '127.0.0.1'
  const isLocal = isLoopback(host) && (!publicUrl || isLoopback(publicUrl.hostname))
  const signIn = readSignIn(env, { hasAddress: isLocal || publicUrl !== undefined })
  return {
    createBoards: readCreateRule(env, { isLocal, canSignIn: signIn !== undefined }),
    signIn,
    binDays: readCount(env, 'BIN_DAYS', 30),
    retentionDays: readDays(env, 'RETENTION_DAYS'),
    port: readPort(read(env, 'PORT') ?? '4400'),
    host,
    dataDir: absolute(cwd, read(env, 'DATA_DIR') ?? '.data'),
    store: readOneOf('STORE', read(env, 'STORE') ?? 'sqlite', ['sqlite', 'memory']),
    clientDir: resolve(import.meta.dirname, '../../client/dist'),
    publicOrigin: publicUrl?.origin,
    basePath: readBasePath(basePath),
    trustProxy: readTrustProxy(read(env, 'TRUST_PROXY') ?? 'false'),
    maxConnectionsPerAddress: readCount(env, 'MAX_CONNECTIONS_PER_ADDRESS', 2000),
    maxConnectionsPerRoom: readCount(env, 'MAX_CONNECTIONS_PER_ROOM', 1000),
    maxRoomsPerAddress: readCount(env, 'MAX_ROOMS_PER_ADDRESS', 1000),
    maxBoardsPerAddress: readCount(env, 'MAX_BOARDS_PER_ADDRESS', 1000),
    maxBoardBytes: readCount(env, 'MAX_BOARD_MB', 64) * 1024 * 1024,
    maxPictureBytes: readCount(env, 'MAX_PICTURE_MB', 10) * 1024 * 1024,
    maxBoardPicturesBytes: readCount(env, 'MAX_BOARD_PICTURES_MB', 40) * 1024 * 1024,
    s3: readS3(env),
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

const s3Names = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const

/** All of it or nothing: half of it would put pictures where nobody looks for them. */
function readS3(env: Env): S3Settings | undefined {
  const missing = s3Names.filter((name) => read(env, name) === undefined)
  if (missing.length === s3Names.length) return undefined
  if (missing.length > 0) throw new ConfigError(`To keep pictures in an S3 store, set ${missing.join(', ')} too.`)
  const endpoint = read(env, 'S3_ENDPOINT') ?? ''
  const url = URL.parse(endpoint)
  if ((url?.protocol !== 'https:' && url?.protocol !== 'http:') || url.search !== '' || url.username !== '') {
    throw new ConfigError(`S3_ENDPOINT must be a web address such as https://s3.example.com, not "${endpoint}".`)
  }
  const bucket = read(env, 'S3_BUCKET') ?? ''
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) {
    throw new ConfigError(`S3_BUCKET must be the name of a bucket, not "${bucket}".`)
  }
  const prefix = (read(env, 'S3_PREFIX') ?? '').replace(/^\/+|\/+$/g, '')
  if (!/^[\w./-]*$/.test(prefix)) throw new ConfigError(`S3_PREFIX must be a path such as planwall, not "${prefix}".`)
  return {
    endpoint,
    bucket,
    region: read(env, 'S3_REGION') ?? 'us-east-1',
    accessKeyId: read(env, 'S3_ACCESS_KEY_ID') ?? '',
    secretAccessKey: read(env, 'S3_SECRET_ACCESS_KEY') ?? '',
    prefix: prefix === '' ? '' : `${prefix}/`,
  }
}

/** `off` or a number of days. */
function readDays(env: Env, name: string): number | undefined {
  return (read(env, name) ?? 'off') === 'off' ? undefined : readCount(env, name, 0)
}

const createRules = ['anyone', 'passphrase', 'sign-in', 'nobody'] as const
const shortestPassphrase = 8

/** On this machine alone anyone may; elsewhere only what was said in so many words. */
function readCreateRule(env: Env, { isLocal, canSignIn }: { isLocal: boolean; canSignIn: boolean }): CreateRule {
  const passphrase = read(env, 'CREATE_PASSPHRASE')
  const setting = read(env, 'CREATE_BOARDS')
  const usual = passphrase !== undefined ? 'passphrase' : isLocal ? 'anyone' : canSignIn ? 'sign-in' : 'nobody'
  const by = readOneOf('CREATE_BOARDS', setting ?? usual, createRules)
  if (by === 'sign-in' && !canSignIn) {
    throw new ConfigError('CREATE_BOARDS=sign-in needs OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.')
  }
  if (by !== 'passphrase') return { by }
  if (passphrase === undefined || passphrase.length < shortestPassphrase) {
    throw new ConfigError(
      `CREATE_BOARDS=passphrase needs CREATE_PASSPHRASE with at least ${shortestPassphrase} characters.`,
    )
  }
  return { by, passphrase }
}

function readSignIn(env: Env, { hasAddress }: { hasAddress: boolean }): SignInSettings | undefined {
  const names = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const
  const [issuerText, clientId, clientSecret] = names.map((name) => read(env, name))
  const domains = read(env, 'OIDC_EMAIL_DOMAINS')
  if (issuerText === undefined && clientId === undefined && clientSecret === undefined && domains === undefined) {
    return undefined
  }
  if (issuerText === undefined || clientId === undefined || clientSecret === undefined) {
    throw new ConfigError(`Signing in needs ${names.join(', ')}, all of them.`)
  }
  const issuer = URL.parse(issuerText)
  if (!issuer || !(issuer.protocol === 'https:' || (issuer.protocol === 'http:' && isLoopback(issuer.hostname)))) {
    throw new ConfigError(`OIDC_ISSUER must be an https address such as https://id.example.com, not "${issuerText}".`)
  }
  if (!hasAddress) {
    throw new ConfigError(
      'OIDC_ISSUER needs PUBLIC_URL too: the provider sends people back to <PUBLIC_URL>/api/auth/callback.',
    )
  }
  return { issuer, clientId, clientSecret, emailDomains: readDomains(domains) }
}

function readDomains(value: string | undefined): string[] {
  const list = (value ?? '').split(',').flatMap((one) => one.trim().toLowerCase() || [])
  if (list.every((one) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(one))) return list
  throw new ConfigError(`OIDC_EMAIL_DOMAINS must be a list such as example.com,example.org, not "${value ?? ''}".`)
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
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
