import { thinnedOut } from '@planwall/shared/history/thinning'
import { AppError } from '@planwall/shared/errors'
import { roomName } from '@planwall/shared/access/rooms'
import type { FastifyBaseLogger } from 'fastify'
import { createTurns } from '../access/turns.ts'
import { newId } from '../access/tokens.ts'
import type { ActPart } from '../docs/acts.ts'
import type { Documents, RoomBytes } from '../docs/documents.ts'
import type { BoardBytes, Relay } from '../relay/relay.ts'
import type { BoardStore, Seat } from '../store/board-store.ts'
import type { HistorySnapshot } from '../store/history-port.ts'
import type { BoardSnapshot } from '../store/revisions-port.ts'

/** So many moments of a board may have names; and so many that restorations left behind are kept, the newest. */
const mostNamed = 200
const mostBeforeRestore = 200

/** What is being kept when the server ends is waited for so long, ms. */
const patienceMs = 2000

export interface HistoryNeeds {
  store: BoardStore
  relay: Relay
  documents: Documents
  log: FastifyBaseLogger
  /** The server's clock, Unix ms. */
  now: () => number
  /** While a board changes, a snapshot is made so often, ms. */
  everyMs: number
}

/** A moment of a board that is kept somewhere: by time or name, at the end of a step, or with a finished plan. */
export type MomentId = { from: 'kept'; id: string } | { from: 'step'; id: string } | { from: 'plan'; id: string }

/**
 * Keeps what boards were: by itself while they change, when it is asked to, and before they are restored. Documents are
 * made elsewhere, in threads; here bytes go from one place to another.
 */
export class History {
  readonly #needs: HistoryNeeds
  /** Lets what is kept of a board be kept one after the other. */
  readonly #inTurn = createTurns()
  /** Boards that have changed and will be kept when their time has come. */
  readonly #timers = new Map<string, NodeJS.Timeout>()
  /** Boards of which this process knows that what they were before their first change is kept. */
  readonly #seen = new Set<string>()
  readonly #working = new Set<Promise<unknown>>()
  #isClosed = false

  constructor(needs: HistoryNeeds) {
    this.#needs = needs
    needs.relay.whenChanging(
      (boardId, part, before) => this.#changing(boardId, part, before),
      () => this.#close(),
    )
  }

  /** Keeps what a board is now under a name. Throws `too-many` where it has as many as it may. */
  async keep({ boardId, name: by }: Seat, name: string): Promise<HistorySnapshot> {
    return this.#inTurn(boardId, async () => {
      const { store, relay } = this.#needs
      const named = (await store.history.list(boardId)).filter(({ why }) => why === 'named')
      if (named.length >= mostNamed) {
        throw new AppError(
          'too-many',
          `A board keeps ${mostNamed} named moments. Remove one that is not needed any more.`,
        )
      }
      const kept = await this.#add(boardId, await relay.bytesOf(boardId), { why: 'named', name, by })
      await store.durable()
      return kept
    })
  }

  /** Takes a named moment out of the history. Throws `not-found`; what was kept by itself stays. */
  async forget(boardId: string, id: string): Promise<void> {
    const { store } = this.#needs
    const found = (await store.history.list(boardId)).find(({ snapshotId }) => snapshotId === id)
    if (found?.why !== 'named') throw new AppError('not-found', 'There is no named moment at this address.')
    await store.history.remove(boardId, [id])
    await store.durable()
  }

  /** What the board was then. Throws `not-found`, `damaged`. */
  async content(boardId: string, { from, id }: MomentId): Promise<BoardSnapshot> {
    const { history, records, revisions } = this.#needs.store
    const found = await (from === 'kept'
      ? history.content(boardId, id)
      : from === 'step'
        ? records.snapshot(boardId, id)
        : revisions.snapshot(boardId, Number(id)))
    if (!found) throw new AppError('not-found', 'This moment is not in the history of the board any more.')
    return found
  }

  /**
   * [H3] Brings the whole board back to a moment, as a new epoch. What it is when nothing is taken in any more is kept
   * first, so that bringing it back to that undoes this. Everybody at the board is told, and opens it anew.
   */
  restore({ boardId, personId: by, name }: Seat, moment: MomentId, of: number): Promise<HistorySnapshot> {
    const { relay, documents, store, now } = this.#needs
    return this.#inTurn(boardId, async () => {
      const then = await this.content(boardId, moment)
      const at = now()
      let kept: HistorySnapshot | undefined
      await relay.replaceBoard(boardId, async (current) => {
        const args = { ...then, restored: { at, by, name, of } }
        const { result } = await documents.act('restore-moment', current, args)
        const head = { why: 'before-restore', name: '', by: name } as const
        kept = await this.#put(boardId, stateOf(current), result.now, { ...head, at })
        return [
          { room: roomName({ boardId, part: 'board' }), update: result.next.board },
          { room: roomName({ boardId, part: 'session' }), update: result.next.session },
        ]
      })
      await store.durable()
      await this.#thin(boardId)
      return kept as HistorySnapshot
    })
  }

  /** Keeps nothing by itself any more, and waits for what is being kept. */
  async #close(): Promise<void> {
    this.#isClosed = true
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
    const patience = new Promise((resolve) => setTimeout(resolve, patienceMs).unref())
    await Promise.race([Promise.allSettled(this.#working), patience])
  }

  #changing(boardId: string, part: ActPart, before: () => RoomBytes): void {
    if (this.#isClosed || this.#timers.has(boardId)) return
    const timer = setTimeout(() => {
      this.#timers.delete(boardId)
      this.#byItself(boardId, () => this.#needs.relay.bytesOf(boardId))
    }, this.#needs.everyMs)
    timer.unref()
    this.#timers.set(boardId, timer)
    if (this.#seen.has(boardId)) return
    // What was written last before an earlier process ended may be kept nowhere but on the board itself.
    this.#seen.add(boardId)
    const was = before()
    this.#byItself(boardId, async () => ({ ...(await this.#needs.relay.bytesOf(boardId)), [part]: was }))
  }

  /** Never rejects: that nothing could be kept is no reason to stop anybody. */
  #byItself(boardId: string, read: () => Promise<BoardBytes>): void {
    const working = this.#inTurn(boardId, async () => {
      const bytes = await read()
      const [newest] = await this.#needs.store.history.list(boardId)
      if (newest?.state === stateOf(bytes)) return
      await this.#add(boardId, bytes, { why: 'time', name: '', by: '' })
      await this.#thin(boardId)
    }).catch((error: unknown) => {
      this.#seen.delete(boardId)
      if (!this.#isClosed) this.#needs.log.error({ err: error, boardId }, 'a moment of a board could not be kept')
    })
    this.#working.add(working)
    void working.finally(() => this.#working.delete(working))
  }

  async #add(
    boardId: string,
    bytes: BoardBytes,
    head: Pick<HistorySnapshot, 'why' | 'name' | 'by'>,
  ): Promise<HistorySnapshot> {
    const { documents, now } = this.#needs
    const { result } = await documents.act('snapshot-board', bytes, {})
    return this.#put(boardId, stateOf(bytes), result, { ...head, at: now() })
  }

  async #put(
    boardId: string,
    state: string,
    content: BoardSnapshot,
    head: Pick<HistorySnapshot, 'why' | 'name' | 'by' | 'at'>,
  ): Promise<HistorySnapshot> {
    const snapshot = { boardId, snapshotId: newId(), state, ...head }
    await this.#needs.store.history.add({ ...snapshot, ...content })
    return snapshot
  }

  async #thin(boardId: string): Promise<void> {
    const { store, now } = this.#needs
    const all = await store.history.list(boardId)
    const ids = thinnedOut(
      all.filter(({ why }) => why === 'time'),
      now(),
    )
    const left = all.filter(({ why }) => why === 'before-restore').slice(mostBeforeRestore)
    await store.history.remove(boardId, [...ids, ...left.map(({ snapshotId }) => snapshotId)])
  }
}

function stateOf({ board, session }: BoardBytes): string {
  return [board.epoch, board.seq, session.seq].join('.')
}
