import { newId } from '../access/tokens.ts'
import type { StoredRevision } from '../store/revisions-port.ts'
import type { NewDelivery, Webhook } from '../store/webhooks-port.ts'

/** What other programs are told. */
export const events = ['plan.finished', 'plan.superseded', 'ping'] as const
export type EventName = (typeof events)[number]

/** What is to be told when a plan was finished: that, and that the one before it has been superseded. */
export function toldOfFinished(
  webhooks: readonly Webhook[],
  { boardId, revision, checksum, createdAt }: StoredRevision,
  publicBase: string,
): NewDelivery[] {
  const urlOf = (number: number) => `${publicBase}/api/boards/${boardId}/plans/${number}`
  const finished = { boardId, revision, checksum, url: urlOf(revision) }
  const told: [EventName, object][] = [['plan.finished', finished]]
  if (revision > 1) {
    const before = revision - 1
    const diffUrl = `${publicBase}/api/boards/${boardId}/plans/${before}/diff/${revision}`
    told.push(['plan.superseded', { boardId, revision: before, supersededBy: revision, url: urlOf(before), diffUrl }])
  }
  return webhooks.flatMap((webhook) => told.map(([event, data]) => deliveryOf(webhook, event, data, createdAt)))
}

/** Something to try the connection with. */
export function pingOf(webhook: Webhook, createdAt: number): NewDelivery {
  return deliveryOf(webhook, 'ping', { boardId: webhook.boardId }, createdAt)
}

function deliveryOf({ webhookId }: Webhook, event: EventName, data: object, createdAt: number): NewDelivery {
  const deliveryId = newId()
  const body = JSON.stringify({ id: deliveryId, event, createdAt: new Date(createdAt).toISOString(), data })
  return { deliveryId, webhookId, event, body, createdAt }
}
