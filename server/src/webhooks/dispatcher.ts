import type { FastifyBaseLogger } from 'fastify'
import type { Delivery, DeliveryResult, WebhookStore } from '../store/webhooks-port.ts'
import type { Sent } from './send.ts'
import { signature, signatureHeader } from './sign.ts'

/** How long after each failed try the next one comes, ms; after the last one it is given up. */
export const retryAfterMs: readonly number[] = [30e3, 120e3, 600e3, 3600e3, 3 * 3600e3, 8 * 3600e3, 16 * 3600e3]

export interface DispatcherNeeds {
  store: WebhookStore
  log: Pick<FastifyBaseLogger, 'info' | 'error'>
  now: () => number
  send: (url: string, headers: Record<string, string>, body: string) => Promise<Sent>
  userAgent: string
  retryAfterMs?: readonly number[]
}

/** Tells other programs what waits in the store to be told, also what waited there when the server was started. */
export interface Dispatcher {
  /** Something new may be waiting. */
  wake: () => void
  /** Resolves once nothing is under way any more. What was not told waits for the next start. */
  stop: () => Promise<void>
}

const mostAtOnce = 8
/** The longest a timer may be: the store is asked again then. */
const longestWaitMs = 3600e3
/** After a store that did not answer. */
const patienceMs = 5000

export function startDispatcher(needs: DispatcherNeeds): Dispatcher {
  const { store, log, now } = needs
  /** One at a time to each address, so that a slow one keeps no other waiting and hears things in their order. */
  const underWay = new Map<string, Promise<void>>()
  let timer: NodeJS.Timeout | undefined
  const ending = new AbortController()
  let looking: Promise<void> | undefined
  let isAsked = false

  const wake = (): void => {
    isAsked = true
    looking ??= look().finally(() => (looking = undefined))
  }
  const wakeIn = (ms: number): void => {
    clearTimeout(timer)
    timer = setTimeout(wake, Math.min(Math.max(ms, 0), longestWaitMs))
    timer.unref()
  }

  /** Begins what is due, as long as there is something that can be begun. */
  async function look(): Promise<void> {
    while (isAsked && !ending.signal.aborted) {
      isAsked = false
      try {
        // Enough that addresses which are busy do not hide the others.
        const due = await store.due(now(), 100)
        for (const delivery of due) begin(delivery)
        const next = due.length > 0 ? undefined : await store.nextDue()
        if (next !== undefined) wakeIn(next - now())
      } catch (error) {
        log.error({ err: error }, 'what is to be told to other programs could not be read')
        wakeIn(patienceMs)
      }
    }
  }

  function begin(delivery: Delivery): void {
    const { webhookId } = delivery
    if (ending.signal.aborted || underWay.has(webhookId) || underWay.size >= mostAtOnce) return
    const done = deliver(delivery)
      .then(
        () => true,
        (error: unknown) => {
          log.error({ err: error, deliveryId: delivery.deliveryId }, 'a delivery could not be recorded')
          return false
        },
      )
      .then((isRecorded) => {
        underWay.delete(webhookId)
        // What could not be recorded is due still: not at once again.
        if (isRecorded) wake()
        else wakeIn(patienceMs)
      })
    underWay.set(webhookId, done)
  }

  async function deliver({ deliveryId, webhookId, event, body, attempts }: Delivery): Promise<void> {
    const webhook = await store.get(webhookId)
    if (!webhook) return
    const sent = await needs.send(
      webhook.url,
      {
        'content-type': 'application/json',
        'user-agent': needs.userAgent,
        'planwall-event': event,
        'planwall-delivery': deliveryId,
        [signatureHeader]: signature(webhook.secret, body, now()),
      },
      body,
    )
    const result = resultOf(sent, attempts, now(), needs.retryAfterMs ?? retryAfterMs)
    await store.record(deliveryId, result)
    const { status, problem } = sent
    log.info({ deliveryId, boardId: webhook.boardId, event, status, problem, state: result.state }, 'told a program')
  }

  wake()
  return {
    wake,
    async stop() {
      ending.abort()
      clearTimeout(timer)
      await looking
      await Promise.all(underWay.values())
    },
  }
}

function resultOf(
  { status, problem }: Sent,
  attempts: number,
  triedAt: number,
  waits: readonly number[],
): DeliveryResult {
  const tried = { triedAt, status, problem }
  if (problem === null) return { ...tried, state: 'delivered', nextAt: null }
  // "Gone" and an address that may not be used do not change by waiting.
  const wait = status === 410 || problem === 'forbidden-address' ? undefined : waits[attempts]
  if (wait === undefined) return { ...tried, state: 'failed', nextAt: null }
  // Some sooner, some later, so that a program that was away is not told everything in one moment.
  return { ...tried, state: 'waiting', nextAt: triedAt + Math.round(wait * (0.8 + Math.random() * 0.4)) }
}
