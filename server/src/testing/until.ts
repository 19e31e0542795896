import { vi } from 'vitest'

/** Waits for a thing to come true, also on a machine that has much else to do. */
export function until(isTrue: () => boolean | Promise<boolean>): Promise<boolean> {
  return vi.waitUntil(isTrue, { timeout: 20_000, interval: 10 })
}
