import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const provider = { OIDC_ISSUER: 'https://id.example.com', OIDC_CLIENT_ID: 'planwall', OIDC_CLIENT_SECRET: 'secret' }
const bucket = {
  S3_ENDPOINT: 'https://s3.example.com',
  S3_BUCKET: 'pictures',
  S3_ACCESS_KEY_ID: 'key',
  S3_SECRET_ACCESS_KEY: 'a-secret',
}

describe('settings', () => {
  it('serve a trial without any', () => {
    expect(readConfig({}, '/srv')).toMatchObject({
      port: 4400,
      host: '127.0.0.1',
      dataDir: '/srv/.data',
      store: 'sqlite',
      publicOrigin: undefined,
      basePath: '',
      trustProxy: false,
      logLevel: 'info',
      tldrawLicenseKey: undefined,
    })
  })

  const rows: [rule: string, env: Record<string, string>, expected: object][] = [
    ['an empty value is no value', { PORT: '', HOST: ' ' }, { port: 4400, host: '127.0.0.1' }],
    ['any free port', { PORT: '0' }, { port: 0 }],
    ['a data folder beside the working folder', { DATA_DIR: '../data' }, { dataDir: '/data' }],
    ['an absolute data folder', { DATA_DIR: '/var/planwall' }, { dataDir: '/var/planwall' }],
    [
      'the path of the public address is the base path',
      { PUBLIC_URL: 'https://plans.example.com/planwall/' },
      { publicOrigin: 'https://plans.example.com', basePath: '/planwall' },
    ],
    ['a public address without a path', { PUBLIC_URL: 'https://plans.example.com' }, { basePath: '' }],
    ['the base path by itself', { BASE_PATH: '/a/b/' }, { publicOrigin: undefined, basePath: '/a/b' }],
    [
      'the base path wins over the public address',
      { PUBLIC_URL: 'https://plans.example.com/x', BASE_PATH: '/y' },
      { publicOrigin: 'https://plans.example.com', basePath: '/y' },
    ],
    ['the root as base path', { PUBLIC_URL: 'https://plans.example.com/x', BASE_PATH: '/' }, { basePath: '' }],
    ['every proxy is believed', { TRUST_PROXY: 'true' }, { trustProxy: true }],
    ['two proxies are believed', { TRUST_PROXY: '2' }, { trustProxy: 2 }],
    ['listed proxies are believed', { TRUST_PROXY: '10.0.0.0/8, ::1' }, { trustProxy: ['10.0.0.0/8', '::1'] }],
    ['the memory store', { STORE: 'memory' }, { store: 'memory' }],
    ['pictures on this machine, of the usual size', {}, { s3: undefined, maxPictureBytes: 10 * 1024 * 1024 }],
    ['larger pictures', { MAX_BOARD_PICTURES_MB: '2' }, { maxBoardPicturesBytes: 2 * 1024 * 1024 }],
    [
      'pictures in an S3 store',
      { ...bucket, S3_PREFIX: '/plans/' },
      { s3: { endpoint: bucket.S3_ENDPOINT, bucket: 'pictures', region: 'us-east-1', prefix: 'plans/' } },
    ],
    ['local webhooks', { ALLOW_PRIVATE_WEBHOOKS: 'true' }, { allowPrivateWebhooks: true }],
    ['no local webhooks', {}, { allowPrivateWebhooks: false }],
    ['on this machine alone anyone creates boards', {}, { createBoards: { by: 'anyone' }, signIn: undefined }],
    ['the same by name', { HOST: 'localhost' }, { createBoards: { by: 'anyone' } }],
    ['in a network nobody does until it is said who', { HOST: '0.0.0.0' }, { createBoards: { by: 'nobody' } }],
    [
      'nor behind a proxy that is public',
      { PUBLIC_URL: 'https://plans.example.com' },
      { createBoards: { by: 'nobody' } },
    ],
    ['anyone, where that is said', { HOST: '0.0.0.0', CREATE_BOARDS: 'anyone' }, { createBoards: { by: 'anyone' } }],
    [
      'a passphrase is meant by itself',
      { CREATE_PASSPHRASE: ' long enough ' },
      { createBoards: { by: 'passphrase', passphrase: 'long enough' } },
    ],
    [
      'sign-in is what is meant in a network where there is one',
      { PUBLIC_URL: 'https://plans.example.com', ...provider, OIDC_EMAIL_DOMAINS: 'Example.com, example.org' },
      {
        createBoards: { by: 'sign-in' },
        signIn: {
          issuer: new URL('https://id.example.com'),
          clientId: 'planwall',
          clientSecret: 'secret',
          emailDomains: ['example.com', 'example.org'],
        },
      },
    ],
    ['on this machine alone it is offered', provider, { createBoards: { by: 'anyone' } }],
    ['the bin and old boards', {}, { binDays: 30, retentionDays: undefined }],
    ['boards go to the bin by age', { BIN_DAYS: '7', RETENTION_DAYS: '365' }, { binDays: 7, retentionDays: 365 }],
    ['or not', { RETENTION_DAYS: 'off' }, { retentionDays: undefined }],
  ]
  it.each(rows)('%s', (_rule, env, expected) => {
    expect(readConfig(env, '/srv')).toMatchObject(expected)
  })

  it.each([
    ['PORT', 'http'],
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['PORT', '44.5'],
    ['STORE', 'postgres'],
    ['LOG_LEVEL', 'loud'],
    ['PUBLIC_URL', 'plans.example.com'],
    ['PUBLIC_URL', 'ftp://plans.example.com'],
    ['PUBLIC_URL', 'https://plans.example.com/?x=1'],
    ['PUBLIC_URL', 'https://me:secret@plans.example.com/'],
    ['BASE_PATH', 'planwall'],
    ['BASE_PATH', '/a"b'],
    ['TRUST_PROXY', 'yes please'],
    ['MAX_PICTURE_MB', '0'],
  ])('%s=%s is refused by its name', (name, value) => {
    expect(() => readConfig({ [name]: value }, '/srv')).toThrow(ConfigError)
    expect(() => readConfig({ [name]: value }, '/srv')).toThrow(name)
  })

  it.each([
    ['S3_BUCKET', { ...bucket, S3_BUCKET: '' }],
    ['S3_SECRET_ACCESS_KEY', { S3_ENDPOINT: bucket.S3_ENDPOINT }],
    ['S3_ENDPOINT', { ...bucket, S3_ENDPOINT: 's3.example.com' }],
    ['S3_ENDPOINT', { ...bucket, S3_ENDPOINT: 'https://me:secret@s3.example.com' }],
    ['S3_BUCKET', { ...bucket, S3_BUCKET: 'Not A Bucket' }],
    ['S3_PREFIX', { ...bucket, S3_PREFIX: 'a b' }],
    ['CREATE_BOARDS', { CREATE_BOARDS: 'everybody' }],
    ['CREATE_PASSPHRASE', { CREATE_BOARDS: 'passphrase' }],
    ['at least 8', { CREATE_PASSPHRASE: 'short' }],
    ['OIDC_ISSUER', { CREATE_BOARDS: 'sign-in' }],
    ['OIDC_CLIENT_SECRET', { OIDC_ISSUER: 'https://id.example.com', OIDC_CLIENT_ID: 'planwall' }],
    ['OIDC_CLIENT_ID', { OIDC_EMAIL_DOMAINS: 'example.com' }],
    ['https', { ...provider, OIDC_ISSUER: 'http://id.example.com' }],
    ['OIDC_ISSUER', { ...provider, OIDC_ISSUER: 'id.example.com' }],
    ['PUBLIC_URL', { ...provider, HOST: '0.0.0.0' }],
    ['OIDC_EMAIL_DOMAINS', { ...provider, OIDC_EMAIL_DOMAINS: '@example.com' }],
    ['RETENTION_DAYS', { RETENTION_DAYS: 'never' }],
    ['BIN_DAYS', { BIN_DAYS: '0' }],
  ])('what does not go together is refused, naming %s', (name, env) => {
    expect(() => readConfig(env, '/srv')).toThrow(ConfigError)
    expect(() => readConfig(env, '/srv')).toThrow(name)
  })
})
