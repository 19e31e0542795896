import { createHash } from 'node:crypto'
import { AppError } from '@planwall/shared/errors'
import type { Finding } from '@planwall/shared/plan/finding'
import type { FastifyInstance } from 'fastify'
import type { Seat } from '../store/board-store.ts'
import type { StoredRevision } from '../store/revisions-port.ts'
import { toldOfFinished } from '../webhooks/events.ts'

export interface Finishing {
  seat: Seat
  note: string
  now: number
  publicBase: string
  generator: string
}

/** Another server may finish the same board at the same moment: then the number is the next one. */
const tries = 5

/**
 * Makes a revision of the plan a board is now, and has its people and other programs told of it. Gives the errors that stand in the way
 * where there are any; nothing is stored then. It is on the disk when this resolves.
 */
export async function finishPlan(
  { relay, store, dispatcher, log }: Pick<FastifyInstance, 'relay' | 'store' | 'dispatcher' | 'log'>,
  { seat, note, now, publicBase, generator }: Finishing,
): Promise<StoredRevision | { open: Finding[] }> {
  const { boardId, personId, name } = seat
  for (let tried = 1; ; tried++) {
    const last = (await store.revisions.list(boardId))[0]?.revision ?? 0
    const revision = last + 1
    const boardUrl = `${publicBase}/b/${boardId}`
    const finished = await relay.act(boardId, 'finish-plan', { boardId, revision, personId, now, boardUrl, generator })
    if (!finished.isComplete) return { open: finished.open }
    const { plan, counts, snapshot } = finished
    const checksum = createHash('sha256').update(plan).digest('hex')
    const head: StoredRevision = { boardId, revision, createdAt: now, personId, name, note, checksum, counts }
    const told = toldOfFinished(await store.webhooks.list(boardId), head, publicBase)
    try {
      await store.revisions.add({ ...head, plan, snapshot }, told)
    } catch (error) {
      if (error instanceof AppError && error.code === 'taken' && tried < tries) continue
      throw error
    }
    await store.durable()
    dispatcher.wake()
    // It is finished, whether or not the board can be told so.
    await relay.act(boardId, 'tell-finished', { revision, at: now, by: personId, name }).catch((error: unknown) => {
      log.error({ err: error, boardId, revision }, 'The board was not told of a finished plan.')
    })
    return head
  }
}
