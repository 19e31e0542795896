import { lookup as lookupByDns } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import type { LookupFunction, Socket } from 'node:net'
import { isPublicAddress } from './public-address.ts'

/** Why another program did not hear of something, as the log of deliveries has it. */
export const problems = [
  'forbidden-address',
  'unknown-host',
  'no-connection',
  'not-secure',
  'no-answer-in-time',
  'bad-answer',
  'refused',
] as const
export type Problem = (typeof problems)[number]

export interface SendRules {
  /** Addresses of this machine and of local networks, and plain http, are allowed. */
  allowPrivate: boolean
  /** From the look-up of the name to the status of the answer, ms. */
  timeoutMs: number
  /** Resolves names; the system's by default. */
  lookup?: LookupFunction
}

export interface Sent {
  status: number | null
  problem: Problem | null
}

/**
 * Posts a body to an address of another program and gives the status of the answer; never rejects. The address is looked at
 * when the connection is made, and is the one that is connected to: a name cannot mean something else a moment later. No
 * redirect is followed, and nothing of an answer but its status is read.
 */
export function send(url: string, headers: Record<string, string>, body: string, rules: SendRules): Promise<Sent> {
  const target = targetOf(url, rules)
  if (!target) return Promise.resolve({ status: null, problem: 'forbidden-address' })
  return new Promise((resolve) => {
    const { request } = target.protocol === 'https:' ? https : http
    const bytes = Buffer.from(body)
    const sending = request(target, {
      method: 'POST',
      headers: { ...headers, 'content-length': String(bytes.byteLength) },
      // A connection of its own, so that none is used again that was made for another name.
      agent: false,
      lookup: guarded(rules),
      signal: AbortSignal.timeout(rules.timeoutMs),
      maxHeaderSize: 16 * 1024,
    })
    sending.on('socket', (socket: Socket) => {
      socket.once('connect', () => {
        const isRefused = !rules.allowPrivate && !isPublicAddress(socket.remoteAddress ?? '')
        if (isRefused) sending.destroy(new ForbiddenAddress())
      })
    })
    sending.on('response', (response) => {
      const status = response.statusCode ?? 0
      response.on('error', () => undefined)
      response.destroy()
      resolve({ status, problem: status >= 200 && status < 300 ? null : 'refused' })
    })
    sending.on('error', (error) => resolve({ status: null, problem: problemOf(error) }))
    sending.end(bytes)
  })
}

/** The address to send to, or undefined where it can be seen without asking anybody that nothing is sent there. */
export function targetOf(url: string, { allowPrivate }: Pick<SendRules, 'allowPrivate'>): URL | undefined {
  const target = URL.parse(url)
  if (!target || target.username !== '' || target.password !== '' || target.hash !== '') return undefined
  if (target.protocol !== 'https:' && !(allowPrivate && target.protocol === 'http:')) return undefined
  // Names that stand for themselves are not looked up, so they are looked at here.
  const host = target.hostname.replace(/^\[|\]$/g, '')
  if (!allowPrivate && isIP(host) !== 0 && !isPublicAddress(host)) return undefined
  return target
}

class ForbiddenAddress extends Error {}

/** A look-up that fails where any of the addresses of a name is none of the public internet. */
function guarded({ allowPrivate, lookup = lookupByDns }: SendRules): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const addresses = Array.isArray(found) ? found : []
      const [first] = addresses
      if (error || !first) return callback(error ?? notFound(), '', 0)
      if (!allowPrivate && !addresses.every(({ address }) => isPublicAddress(address))) {
        return callback(new ForbiddenAddress(), '', 0)
      }
      if (options.all) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }
}

function notFound(): NodeJS.ErrnoException {
  return Object.assign(new Error('No address.'), { code: 'ENOTFOUND' })
}

function problemOf(error: NodeJS.ErrnoException): Problem {
  const code = error.code ?? ''
  if (error instanceof ForbiddenAddress) return 'forbidden-address'
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'no-answer-in-time'
  if (['ENOTFOUND', 'EAI_AGAIN', 'ENODATA'].includes(code)) return 'unknown-host'
  if (code.startsWith('HPE_')) return 'bad-answer'
  if (/^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO)/.test(code)) return 'not-secure'
  return 'no-connection'
}
