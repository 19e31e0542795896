import { keptDeliveries } from './webhooks-port.ts'
import type { Delivery, Webhook, WebhookStore } from './webhooks-port.ts'

/** Keeps addresses of other programs, and what is to be told them, as long as the process lives. */
export function createMemoryWebhooks(hasBoard: (boardId: string) => boolean): WebhookStore {
  const webhooks = new Map<string, Webhook>()
  const deliveries = new Map<string, Delivery>()
  const all = () => [...deliveries.values()]
  const waiting = () =>
    all()
      .filter(({ nextAt }) => nextAt !== null)
      .toSorted((a, b) => (a.nextAt ?? 0) - (b.nextAt ?? 0))
  return {
    async add(webhook) {
      if (!hasBoard(webhook.boardId)) throw new Error(`There is no board ${webhook.boardId}.`)
      webhooks.set(webhook.webhookId, webhook)
    },
    async list(boardId) {
      return [...webhooks.values()].filter((webhook) => webhook.boardId === boardId)
    },
    async get(webhookId) {
      return webhooks.get(webhookId)
    },
    async remove(boardId, webhookId) {
      if (webhooks.get(webhookId)?.boardId !== boardId) return false
      for (const { deliveryId, webhookId: of } of all()) if (of === webhookId) deliveries.delete(deliveryId)
      return webhooks.delete(webhookId)
    },
    async enqueue(added) {
      for (const one of added) {
        if (!webhooks.has(one.webhookId)) continue
        const untried = { state: 'waiting', attempts: 0, triedAt: null, status: null, problem: null } as const
        deliveries.set(one.deliveryId, { ...one, ...untried, nextAt: one.createdAt })
      }
    },
    async due(now, most) {
      return waiting()
        .filter(({ nextAt }) => (nextAt ?? 0) <= now)
        .slice(0, most)
    },
    async nextDue() {
      return waiting()[0]?.nextAt ?? undefined
    },
    async record(deliveryId, result) {
      const delivery = deliveries.get(deliveryId)
      if (!delivery) return
      deliveries.set(deliveryId, { ...delivery, ...result, attempts: delivery.attempts + 1 })
      const done = all().filter(({ webhookId, nextAt }) => webhookId === delivery.webhookId && nextAt === null)
      for (const { deliveryId: old } of done.slice(0, -keptDeliveries)) deliveries.delete(old)
    },
    async deliveriesOf(webhookId) {
      return all()
        .filter((delivery) => delivery.webhookId === webhookId)
        .toReversed()
    },
  }
}
