import type { DatabaseSync } from 'node:sqlite'
import { keptDeliveries } from './webhooks-port.ts'
import type { Delivery, DeliveryState, NewDelivery, Webhook, WebhookStore } from './webhooks-port.ts'

/** Keeps addresses of other programs, and what is to be told them, in the board's database. */
export function createSqliteWebhooks(
  db: DatabaseSync,
  transaction: <T>(bytes: number, write: () => T) => Promise<T>,
): WebhookStore & { enqueueNow: (deliveries: readonly NewDelivery[]) => void } {
  const sql = prepare(db)
  /** Within the transaction of whoever calls. */
  const enqueueNow = (added: readonly NewDelivery[]): void => {
    for (const { deliveryId, webhookId, event, body, createdAt } of added) {
      sql.enqueue.run(deliveryId, event, body, createdAt, createdAt, webhookId)
    }
  }
  return {
    enqueueNow,
    async add({ webhookId, boardId, url, secret, createdAt, createdBy }) {
      await transaction(0, () => sql.add.run(webhookId, boardId, url, secret, createdAt, createdBy))
    },
    async list(boardId) {
      return (sql.list.all(boardId) as unknown as WebhookRow[]).map(webhookOf)
    },
    async get(webhookId) {
      const row = sql.get.get(webhookId) as WebhookRow | undefined
      return row && webhookOf(row)
    },
    async remove(boardId, webhookId) {
      return transaction(0, () => sql.remove.run(boardId, webhookId).changes > 0)
    },
    async enqueue(added) {
      if (added.length > 0) await transaction(0, () => enqueueNow(added))
    },
    async due(now, most) {
      return (sql.due.all(now, most) as unknown as DeliveryRow[]).map(deliveryOf)
    },
    async nextDue() {
      return (sql.nextDue.get() as { next: number | null }).next ?? undefined
    },
    async record(deliveryId, { state, triedAt, nextAt, status, problem }) {
      await transaction(0, () => {
        sql.record.run(state, triedAt, nextAt, status, problem, deliveryId)
        sql.forget.run(deliveryId, keptDeliveries)
      })
    },
    async deliveriesOf(webhookId) {
      return (sql.deliveriesOf.all(webhookId) as unknown as DeliveryRow[]).map(deliveryOf)
    },
  }
}

interface WebhookRow {
  webhook_id: string
  board_id: string
  url: string
  secret: string
  created_at: number
  created_by: string
}

interface DeliveryRow {
  delivery_id: string
  webhook_id: string
  event: string
  body: string
  created_at: number
  state: string
  attempts: number
  tried_at: number | null
  next_at: number | null
  status: number | null
  problem: string | null
}

const webhook = 'webhook_id, board_id, url, secret, created_at, created_by'
const delivery = 'delivery_id, webhook_id, event, body, created_at, state, attempts, tried_at, next_at, status, problem'

function prepare(db: DatabaseSync) {
  return {
    add: db.prepare(`insert into webhook (${webhook}) values (?, ?, ?, ?, ?, ?)`),
    list: db.prepare(`select ${webhook} from webhook where board_id = ? order by number`),
    get: db.prepare(`select ${webhook} from webhook where webhook_id = ?`),
    remove: db.prepare('delete from webhook where board_id = ? and webhook_id = ?'),
    enqueue: db.prepare(
      `insert into webhook_delivery (delivery_id, webhook_id, event, body, created_at, next_at)
       select ?, webhook_id, ?, ?, ?, ? from webhook where webhook_id = ?`,
    ),
    due: db.prepare(`select ${delivery} from webhook_delivery where next_at <= ? order by next_at, number limit ?`),
    nextDue: db.prepare('select min(next_at) as next from webhook_delivery'),
    record: db.prepare(
      `update webhook_delivery
       set state = ?, tried_at = ?, next_at = ?, status = ?, problem = ?, attempts = attempts + 1
       where delivery_id = ?`,
    ),
    forget: db.prepare(
      `delete from webhook_delivery where number in (
         select number from webhook_delivery
         where next_at is null
           and webhook_id = (select webhook_id from webhook_delivery where delivery_id = ?)
         order by number desc limit -1 offset ?)`,
    ),
    deliveriesOf: db.prepare(`select ${delivery} from webhook_delivery where webhook_id = ? order by number desc`),
  }
}

function webhookOf(row: WebhookRow): Webhook {
  const { webhook_id: webhookId, board_id: boardId, url, secret, created_at: createdAt, created_by: createdBy } = row
  return { webhookId, boardId, url, secret, createdAt, createdBy }
}

function deliveryOf(row: DeliveryRow): Delivery {
  const { delivery_id: deliveryId, webhook_id: webhookId, event, body, attempts, status, problem } = row
  return {
    deliveryId,
    webhookId,
    event,
    body,
    createdAt: row.created_at,
    state: row.state as DeliveryState,
    attempts,
    triedAt: row.tried_at,
    nextAt: row.next_at,
    status,
    problem,
  }
}
