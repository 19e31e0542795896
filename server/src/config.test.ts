import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

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
    ['local webhooks', { ALLOW_PRIVATE_WEBHOOKS: 'true' }, { allowPrivateWebhooks: true }],
    ['no local webhooks', {}, { allowPrivateWebhooks: false }],
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
  ])('%s=%s is refused by its name', (name, value) => {
    expect(() => readConfig({ [name]: value }, '/srv')).toThrow(ConfigError)
    expect(() => readConfig({ [name]: value }, '/srv')).toThrow(name)
  })
})
