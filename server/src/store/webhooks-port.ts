/** An address of another program that is told what happens to the plans of a board. */
export interface Webhook {
  webhookId: string
  boardId: string
  url: string
  /** What deliveries are signed with. Needed in the clear, so it is kept as it is and shown only once. */
  secret: string
  /** Unix ms. */
  createdAt: number
  createdBy: string
}

/** Something to be told, as it will be told: the same bytes at every try. */
export interface NewDelivery {
  deliveryId: string
  webhookId: string
  event: string
  /** JSON. */
  body: string
  /** Unix ms. */
  createdAt: number
}

export type DeliveryState = 'waiting' | 'delivered' | 'failed'

/** What became of a try. */
export interface DeliveryResult {
  state: DeliveryState
  /** Unix ms. */
  triedAt: number
  /** When it is tried again, Unix ms; null where it is not. */
  nextAt: number | null
  /** HTTP status of the answer; null where there was none. */
  status: number | null
  /** A word for what went wrong; null where nothing did. */
  problem: string | null
}

export interface Delivery extends NewDelivery, Omit<DeliveryResult, 'triedAt'> {
  attempts: number
  triedAt: number | null
}

/** How many deliveries of a webhook are remembered once they are done with. */
export const keptDeliveries = 50

/** Addresses of other programs, and what is still to be told to them. */
export interface WebhookStore {
  /** Rejects where there is no such board. */
  add(webhook: Webhook): Promise<void>
  /** In the order they were made. */
  list(boardId: string): Promise<Webhook[]>
  get(webhookId: string): Promise<Webhook | undefined>
  /** Forgets its deliveries too. False where there was none. */
  remove(boardId: string, webhookId: string): Promise<boolean>
  /** To be tried at once; a delivery for a webhook that is gone is dropped. */
  enqueue(deliveries: readonly NewDelivery[]): Promise<void>
  /** Waiting ones whose time has come, the longest waiting first. */
  due(now: number, most: number): Promise<Delivery[]>
  /** When the next one is due, Unix ms; undefined where none waits. */
  nextDue(): Promise<number | undefined>
  /** Counts a try. Nothing happens where the delivery is gone. Of those done with, the last `keptDeliveries` stay. */
  record(deliveryId: string, result: DeliveryResult): Promise<void>
  /** The newest first. */
  deliveriesOf(webhookId: string): Promise<Delivery[]>
}
