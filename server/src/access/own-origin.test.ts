import { expect, it } from 'vitest'
import { isOwnOrigin } from './own-origin.ts'

const rows: [rule: string, origin: string | undefined, host: string, publicOrigin: string | undefined, own: boolean][] =
  [
    ['a program, which sends none', undefined, 'plans.example.com', undefined, true],
    ['the host it was sent to', 'http://plans.example.com', 'plans.example.com', undefined, true],
    ['the same, behind a proxy that ends https', 'https://plans.example.com', 'plans.example.com', undefined, true],
    ['the same on a port', 'http://127.0.0.1:4400', '127.0.0.1:4400', undefined, true],
    [
      'the public address, though the proxy changed the host',
      'https://a.example',
      '10.0.0.5:4400',
      'https://a.example',
      true,
    ],
    ['another port', 'http://127.0.0.1:9999', '127.0.0.1:4400', undefined, false],
    ['another host', 'https://evil.example', 'plans.example.com', 'https://plans.example.com', false],
    ['a host that begins the same', 'https://plans.example.com.evil.example', 'plans.example.com', undefined, false],
    ['a page without an origin of its own', 'null', 'plans.example.com', undefined, false],
    ['nothing that is an origin', '', '', undefined, false],
  ]
it.each(rows)('%s', (_rule, origin, host, publicOrigin, own) => {
  expect(isOwnOrigin(origin, { publicOrigin, host })).toBe(own)
})
