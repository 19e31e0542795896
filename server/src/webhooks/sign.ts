import { createHmac } from 'node:crypto'

export const signatureHeader = 'planwall-signature'

/**
 * `t=<Unix seconds>,v1=<hex>`: HMAC-SHA-256, keyed with the webhook's secret, over the seconds, a full stop and the body as
 * it is sent. The receiver computes the same, compares in constant time, and refuses what is older than some minutes.
 */
export function signature(secret: string, body: string, unixMs: number): string {
  const seconds = Math.floor(unixMs / 1000)
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`
}
