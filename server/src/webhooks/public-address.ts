import { BlockList, isIP } from 'node:net'

/**
 * Whether an IP address belongs to the public internet: not to this machine, this network, a special use, or a way of
 * writing an IPv4 address as IPv6 that would lead back to one of these.
 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !special.check(address, 'ipv4')
  // What has a zone (fe80::1%eth0) is no address of the internet.
  if (family !== 6 || address.includes('%')) return false
  return unicast.check(address, 'ipv6') && !special.check(address, 'ipv6')
}

/** All that is given out of IPv6 for the internet so far; mapped, translated and local addresses lie outside of it. */
const unicast = new BlockList()
unicast.addSubnet('2000::', 3, 'ipv6')

const special = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  special.addSubnet(net, prefix, 'ipv4')
}
for (const [net, prefix] of [
  // Teredo and other protocols of the IETF, which carry IPv4 addresses.
  ['2001::', 23],
  ['2001:db8::', 32],
  // 6to4.
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  special.addSubnet(net, prefix, 'ipv6')
}
