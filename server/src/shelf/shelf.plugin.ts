import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { can } from '@planwall/shared/access/roles'
import type { Room } from '@planwall/shared/access/rooms'
import { AppError } from '@planwall/shared/errors'
import { bearerToken, seatOfToken } from '../access/seat-of-token.ts'
import type { Seat } from '../store/board-store.ts'
import type { BinEntry, ShelvedBoard } from '../store/shelf-port.ts'
import { Activity } from './activity.ts'
import { assertNotDeleted, deletedWords } from './deleted.ts'
import { goesAt, keepHouse } from './keep-house.ts'
import { Titles } from './titles.ts'

declare module 'fastify' {
  interface FastifyInstance {
    shelf: Shelf
  }
  interface FastifyContextConfig {
    /** Marks a route that answers for boards in the bin too. */
    servesDeleted?: boolean
  }
}

/** Who speaks for a board as a whole: a seat there, or the account whose board it is. */
export interface Speaker {
  seatId: string | null
  accountId: string | null
  name: string
  /** May delete the board, and bring back what others deleted. */
  isInCharge: boolean
}

/** What is done with boards as wholes. */
export interface Shelf {
  changed(boardId: string, part: Room['part']): void
  /** Throws `unknown-board`, `wrong-token`. */
  speaker(request: FastifyRequest, boardId: string): Promise<Speaker>
  /** Where the owner, signed in, took a seat by a link: that person of the plan is them from now on. */
  seatTaken(request: FastifyRequest, seat: Pick<Seat, 'boardId' | 'personId'>): Promise<void>
  titleOf(board: ShelvedBoard): Promise<string>
  /** The boards of an account under their titles of now, the last changed first; those in the bin too. */
  ownedBy(accountId: string): Promise<ShelvedBoard[]>
  /** Puts a board in the bin and ends its rooms, with words. Done twice it is done once. Throws `unknown-board`. */
  remove(boardId: string, by: Pick<Speaker, 'seatId' | 'accountId' | 'name'>): Promise<BinEntry>
  restore(boardId: string): Promise<void>
  /** When a board nobody changes goes to the bin, Unix ms; null where it is not old enough to be warned about. */
  goesToBinAt(boardId: string): Promise<number | null>
  /** Counts as a change, for boards that are only looked at. */
  keep(boardId: string): Promise<void>
  /** Removes a board that is in the bin, and everything of it, for good. */
  purge(boardId: string): Promise<void>
  /** Puts old boards in the bin and empties it of what is overdue, as it does by itself every hour. */
  keepHouse(): Promise<void>
}

export interface ShelfOptions {
  now: () => number
  binDays: number
  retentionDays: number | undefined
  /** Removes the pictures of a board, wherever they are kept. */
  deletePictures: (boardId: string) => Promise<void>
}

const dayMs = 86_400_000
const tracesLeft =
  'The board is removed, but the disk did not let what is left of it be overwritten. The server tries again by itself.'
const houseEveryMs = 3_600_000

/** Makes `app.shelf`, and keeps routes that name a board from answering for one that is in the bin. */
export const shelfPlugin = fp<ShelfOptions>(
  async (app, { now, binDays, retentionDays, deletePictures }) => {
    const { store } = app
    const activity = new Activity({
      shelf: store.shelf,
      now,
      onFailed: (error) => app.log.warn({ err: error }, 'when a board was changed could not be written down'),
    })
    const titles = new Titles({ store, read: (boardId) => app.relay.act(boardId, 'board-title', {}) })

    /** Boards whose rows are gone and whose bytes could not be overwritten yet. */
    const traces = new Set<string>()

    const shelf: Shelf = {
      changed(boardId, part) {
        activity.changed(boardId)
        if (part === 'session') titles.changed(boardId)
      },
      async speaker(request, boardId) {
        const account = await app.accounts.of(request)
        const board = await store.shelf.get(boardId)
        if (!board) throw new AppError('unknown-board')
        if (account && board.ownerId === account.accountId) {
          return { seatId: null, accountId: account.accountId, name: account.name, isInCharge: true }
        }
        const seat = await seatOfToken(store, boardId, bearerToken(request.headers.authorization))
        return { seatId: seat.seatId, accountId: null, name: seat.name, isInCharge: can(seat.role, 'delete-board') }
      },
      async seatTaken(request, { boardId, personId }) {
        const account = personId === null ? undefined : await app.accounts.of(request)
        const board = account && (await store.shelf.get(boardId))
        if (personId === null || board?.ownerId !== account?.accountId || board?.ownerPersonId !== null) return
        await store.shelf.setOwnerPerson(boardId, personId)
      },
      titleOf: ({ boardId, title, bin }) => (bin ? Promise.resolve(title) : titles.of(boardId, title)),
      async ownedBy(accountId) {
        await activity.flush()
        const boards = await store.shelf.ownedBy(accountId)
        return Promise.all(boards.map(async (board) => ({ ...board, title: await shelf.titleOf(board) })))
      },
      async remove(boardId, { seatId, accountId, name }) {
        const board = await store.shelf.get(boardId)
        if (!board) throw new AppError('unknown-board')
        if (board.bin) return board.bin
        await shelf.titleOf(board)
        const deletedAt = now()
        const entry = { deletedAt, until: deletedAt + binDays * dayMs, seatId, accountId, name }
        await app.relay.endBoard(boardId, { code: 'deleted', words: deletedWords(entry.until) }, async () => {
          await store.shelf.putInBin(boardId, entry)
          await store.durable()
        })
        return (await store.shelf.binned(boardId)) ?? entry
      },
      async restore(boardId) {
        await store.shelf.takeOut(boardId, now())
        await store.durable()
      },
      async goesToBinAt(boardId) {
        const board = retentionDays === undefined ? undefined : await store.shelf.get(boardId)
        if (retentionDays === undefined || !board || board.warnedAt === null) return null
        return goesAt({ changedAt: board.changedAt, warnedAt: board.warnedAt }, retentionDays)
      },
      async keep(boardId) {
        await store.shelf.touch(boardId, now())
        await store.durable()
      },
      async purge(boardId) {
        await deletePictures(boardId)
        try {
          await store.shelf.purge(boardId)
          await store.durable()
        } catch (cause) {
          if (await store.getBoard(boardId)) throw cause
          traces.add(boardId)
          throw new AppError('not-stored', tracesLeft, { cause })
        }
      },
      async keepHouse() {
        for (const boardId of traces) {
          await store.shelf.purge(boardId)
          traces.delete(boardId)
        }
        await keepHouse({ shelf, store, log: app.log, now, retentionDays })
      },
    }
    app.decorate('shelf', shelf)

    app.addHook('onRequest', async ({ params, routeOptions }) => {
      const { boardId } = (params ?? {}) as { boardId?: unknown }
      if (typeof boardId === 'string' && !routeOptions.config.servesDeleted) await assertNotDeleted(store, boardId)
    })

    const tidy = () =>
      shelf.keepHouse().catch((error: unknown) => app.log.error({ err: error }, 'old boards could not be looked after'))
    const timer = setInterval(() => void tidy(), houseEveryMs)
    timer.unref()
    app.addHook('onListen', tidy)
    app.addHook('onClose', async () => {
      clearInterval(timer)
      await activity.close()
    })
  },
  { name: 'shelf', dependencies: ['store', 'accounts'] },
)
