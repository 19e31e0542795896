import { expect, it } from 'vitest'
import { isPublicAddress } from './public-address.ts'
import { targetOf } from './send.ts'

it.each([
  ['this machine', ['127.0.0.1', '127.255.0.9', '0.0.0.0', '::1', '::']],
  ['private networks', ['10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fd00::1', 'fc00::1']],
  ['link-local, and what clouds tell their machines', ['169.254.169.254', 'fe80::1', 'fe80::1%eth0', 'fd00:ec2::254']],
  ['networks of carriers', ['100.64.0.1', '100.127.255.255']],
  ['IPv4 written as IPv6', ['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:10.0.0.1', '::127.0.0.1', '::ffff:8.8.8.8']],
  ['IPv4 inside of IPv6', ['64:ff9b::7f00:1', '64:ff9b:1::1', '2002:7f00:1::', '2001:0:7f00:1::1']],
  ['many at once', ['224.0.0.1', '255.255.255.255', 'ff02::1']],
  [
    'documentation, tests, the future',
    ['192.0.2.1', '198.51.100.1', '203.0.113.9', '198.18.0.1', '240.0.0.1', '2001:db8::1', '3fff::1'],
  ],
  ['what is no address', ['', 'example.com', '1.2.3', '999.1.1.1']],
])('%s: not the public internet', (_what, addresses) => {
  expect(addresses.filter(isPublicAddress)).toEqual([])
})

it('addresses of the public internet are', () => {
  const addresses = ['8.8.8.8', '93.184.216.34', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4001::8a']
  expect(addresses.filter(isPublicAddress)).toEqual(addresses)
})

it.each([
  'http://example.com/',
  'https://ana:secret@example.com/',
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://0177.0.0.1/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://169.254.169.254/latest/meta-data/',
  'ftp://example.com/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'https://',
  'nonsense',
])('%s is refused before anything is asked', (url) => {
  expect(targetOf(url, { allowPrivate: false })).toBeUndefined()
})

it('an https address with a name or a public number is taken', () => {
  for (const url of ['https://example.com/hook?x=1', 'https://8.8.8.8:8443/']) {
    expect(targetOf(url, { allowPrivate: false })?.href).toBe(url)
  }
})
