import type { FastifyBaseLogger } from 'fastify'
import type { Notice } from '@planwall/shared/protocol'
import type { CheckedUpdate, Correction } from '../docs/acts/check-updates.ts'
import type { Documents, RoomBytes } from '../docs/documents.ts'
import type { Written } from '../relay/relay.ts'
import type { BoardRules } from './board-rules.ts'
import type { Gates } from './gates.ts'

/** What is written within so long is looked at together, ms. */
const batchMs = 40

/** So many cards without a name are remembered as somebody's; older ones are nobody's. */
const mostOwned = 500

export interface WallWatchNeeds {
  documents: Documents
  gates: Pick<Gates, 'peek'>
  log: FastifyBaseLogger
  /** Puts a wall right. */
  mend: (boardId: string, update: Uint8Array) => Promise<void>
  notify: (boardId: string, seatId: string, notice: Notice) => void
}

/** Updates that were written under the same rules, and the wall before the first of them. */
interface Batch {
  before: RoomBytes
  rules: BoardRules
  written: Written[]
}

interface Watched {
  /** Those that wait, and the newest, which still grows. */
  batches: Batch[]
  running: Promise<void> | undefined
  /** Cards that name nobody, by the seat that made them: nowhere but here, and gone with the process. */
  owned: Map<string, string[]>
}

/**
 * [C1 to C7] Looks after the fact at what was let in on a wall, where a step has rules finer than the relay can decide; what
 * they refuse is undone, and its author told. Boards on which nothing is facilitated cost nothing.
 */
export class WallWatch {
  readonly #needs: WallWatchNeeds
  readonly #boards = new Map<string, Watched>()
  #isClosed = false

  constructor(needs: WallWatchNeeds) {
    this.#needs = needs
  }

  /** These are about to be told to everybody; `before` gives the wall without them. */
  written(boardId: string, written: readonly Written[], before: () => RoomBytes): void {
    const rules = this.#needs.gates.peek(boardId)
    const watched = this.#boards.get(boardId)
    const last = watched?.batches.at(-1)
    if (this.#isClosed || !rules) return
    if (last?.rules === rules) {
      last.written.push(...written)
      return
    }
    if (!isRuled(rules) || !written.some(({ seat }) => seat !== undefined)) {
      // Goes between what waits and what comes.
      if (last) last.written.push(...written.map(({ update }) => ({ update, seat: undefined })))
      return
    }
    const board: Watched = watched ?? { batches: [], running: undefined, owned: new Map() }
    this.#boards.set(boardId, board)
    board.batches.push({ before: before(), rules, written: [...written] })
    board.running ??= this.#run(boardId, board)
  }

  /** Looks at what waits; nothing is looked at afterwards. */
  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all([...this.#boards.values()].flatMap(({ running }) => running ?? []))
  }

  async #run(boardId: string, board: Watched): Promise<void> {
    while (board.batches.length > 0) {
      await new Promise((resolve) => setTimeout(resolve, batchMs))
      for (const batch of board.batches.splice(0)) {
        try {
          await this.#check(boardId, board, batch)
        } catch (error) {
          this.#needs.log.error({ err: error, boardId }, 'changes could not be held against the rules')
        }
      }
    }
    board.running = undefined
    if (board.owned.size === 0) this.#boards.delete(boardId)
  }

  async #check(boardId: string, board: Watched, { before, rules, written }: Batch): Promise<void> {
    const { documents, mend, notify } = this.#needs
    const updates = written.map(({ update, seat }): CheckedUpdate => {
      if (!seat) return { update: new Uint8Array(update), writer: undefined }
      const { seatId, role, personId } = seat
      const owns = board.owned.get(seatId) ?? []
      return { update: new Uint8Array(update), writer: { seatId, role, personId, owns } }
    })
    // Kept under a name of its own: this is the wall as it was looked at, not as it is.
    const wall = { ...before, room: `${before.room}#checked` }
    const { result } = await documents.act('check-updates', { board: wall }, { rules, updates })
    for (const { seatId, elementId } of result.made) {
      board.owned.set(seatId, [...(board.owned.get(seatId) ?? []), elementId].slice(-mostOwned))
    }
    if (!result.mend) return
    await mend(boardId, result.mend)
    for (const [seatId, notices] of noticesFrom(result.corrections)) {
      for (const notice of notices) notify(boardId, seatId, notice)
    }
  }
}

/** Whether anything but roles says what may be done: a step, a pause, or votes that nobody may write. */
function isRuled({ run, rounds }: BoardRules): boolean {
  return run.step !== null || run.pause !== null || rounds.size > 0
}

/** One for each reason. */
function noticesFrom(corrections: readonly Correction[]): Map<string, Notice[]> {
  const seats = new Map<string, Notice[]>()
  for (const { seatId, code, message, elementId } of corrections) {
    const notices = seats.get(seatId) ?? []
    seats.set(seatId, notices)
    const same = notices.find((notice) => notice.code === code)
    const elementIds = elementId === '' ? [] : [elementId]
    if (same) same.elementIds.push(...elementIds)
    else notices.push({ code, message, elementIds })
  }
  return seats
}
