import type { FastifyBaseLogger } from 'fastify'
import type { BoardStore } from '../store/board-store.ts'
import type { Shelf } from './shelf.plugin.ts'

export interface HouseNeeds {
  shelf: Pick<Shelf, 'remove' | 'purge'>
  store: Pick<BoardStore, 'shelf' | 'accounts'>
  log: Pick<FastifyBaseLogger, 'info' | 'error'>
  now: () => number
  retentionDays: number | undefined
}

const dayMs = 86_400_000

/** People are warned on the board for so many days before it goes to the bin: a week, or less where boards are kept shorter. */
export function warningDays(retentionDays: number): number {
  return Math.max(1, Math.min(7, Math.floor(retentionDays / 4)))
}

/** When a board that was warned about goes to the bin unless somebody changes it, Unix ms. */
export function goesAt(
  { changedAt, warnedAt }: { changedAt: number; warnedAt: number },
  retentionDays: number,
): number {
  return Math.max(changedAt + retentionDays * dayMs, warnedAt + warningDays(retentionDays) * dayMs)
}

/**
 * Removes for good what was in the bin long enough, warns on boards nobody changed for long, and puts those in the bin whose
 * warning nobody heeded. A board is never binned without having been warned about for the whole time, however old it is.
 */
export async function keepHouse(needs: HouseNeeds): Promise<void> {
  const { shelf, store, log, now } = needs
  await store.accounts.removeExpired(now())
  for (const boardId of await store.shelf.overdue(now())) {
    try {
      await shelf.purge(boardId)
      log.info({ boardId }, 'a board was removed from the bin for good')
    } catch (error) {
      log.error({ err: error, boardId }, 'a board could not be removed for good')
    }
  }
  if (needs.retentionDays !== undefined) await binOldBoards(needs, needs.retentionDays)
}

async function binOldBoards({ shelf, store, log, now }: HouseNeeds, days: number): Promise<void> {
  const warnAfterMs = (days - warningDays(days)) * dayMs
  for (const board of await store.shelf.untouchedSince(now() - warnAfterMs)) {
    const { boardId, changedAt, warnedAt } = board
    if (warnedAt === null) await store.shelf.warn(boardId, now())
    else if (now() >= goesAt({ changedAt, warnedAt }, days)) {
      await shelf.remove(boardId, { seatId: null, accountId: null, name: '' })
      log.info({ boardId, changedAt }, 'a board nobody had changed for long went to the bin')
    }
  }
}
