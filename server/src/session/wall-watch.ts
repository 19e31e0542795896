import type { FastifyBaseLogger } from 'fastify'
import type { Notice } from '@planwall/shared/protocol'
import { currentStep } from '@planwall/shared/session/facilitation'
import type { CheckedUpdate, Correction } from '../docs/acts/check-updates.ts'
import type { Documents, RoomBytes } from '../docs/documents.ts'
import type { Written } from '../relay/relay.ts'
import type { BoardRules } from './board-rules.ts'
import type { Gates } from './gates.ts'
import type { OwnCards, Prove } from './own-cards.ts'

/** What is written within so long is looked at together, ms. */
const batchMs = 40

export interface WallWatchNeeds {
  documents: Documents
  ownCards: OwnCards
  gates: Pick<Gates, 'peek'>
  log: FastifyBaseLogger
  /** Puts a wall right, unless it is another one than that of `epoch` by now. */
  mend: (boardId: string, update: Uint8Array, epoch: string) => Promise<void>
  notify: (boardId: string, seatId: string, notice: Notice) => void
}

/** Updates that were written under the same rules, and the wall before the first of them. */
interface Batch {
  before: RoomBytes
  rules: BoardRules
  written: Written[]
  /** Settles when it has been looked at. */
  looked: Promise<void>
  done: () => void
}

interface Watched {
  /** Those that wait, and the newest, which still grows. */
  batches: Batch[]
  running: Promise<void> | undefined
  /** Settles with the batch that is looked at now. */
  looking: Promise<void> | undefined
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
    const board: Watched = watched ?? { batches: [], running: undefined, looking: undefined }
    this.#boards.set(boardId, board)
    board.batches.push({ before: before(), rules, written: [...written], ...deferred() })
    board.running ??= this.#run(boardId, board)
  }

  /** The wall is another one now: what was written on the one before is not looked at any more. */
  forget(boardId: string): void {
    const watched = this.#boards.get(boardId)
    for (const { done } of watched?.batches.splice(0) ?? []) done()
  }

  /** Resolves once what was written until now has been looked at. */
  async settled(boardId: string): Promise<void> {
    const last = this.#boards.get(boardId)?.batches.at(-1)
    await (last ? last.looked : this.#boards.get(boardId)?.looking)
  }

  /** Looks at what waits; nothing is looked at afterwards. */
  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all([...this.#boards.values()].flatMap(({ running }) => running ?? []))
  }

  async #run(boardId: string, board: Watched): Promise<void> {
    while (board.batches.length > 0) {
      await new Promise((resolve) => setTimeout(resolve, batchMs))
      const batches = board.batches.splice(0)
      board.looking = batches.at(-1)?.looked
      for (const batch of batches) {
        try {
          await this.#check(boardId, batch)
        } catch (error) {
          this.#needs.log.error({ err: error, boardId }, 'changes could not be held against the rules')
        } finally {
          batch.done()
        }
      }
    }
    board.running = undefined
    this.#boards.delete(boardId)
  }

  async #check(boardId: string, { before, rules, written }: Batch): Promise<void> {
    const { documents, mend, notify } = this.#needs
    const owned = await this.#owned(boardId, rules, written)
    const updates = written.map(({ update, seat }): CheckedUpdate => {
      if (!seat) return { update: new Uint8Array(update), writer: undefined }
      const { seatId, role, personId } = seat
      return { update: new Uint8Array(update), writer: { seatId, role, personId, owns: owned.get(seatId) ?? [] } }
    })
    // Kept under a name of its own: this is the wall as it was looked at, not as it is.
    const wall = { ...before, room: `${before.room}#checked` }
    const { result } = await documents.act('check-updates', { board: wall }, { rules, updates })
    await this.#noteMade(boardId, rules, written, result.made)
    if (!result.mend) return
    await mend(boardId, result.mend, before.epoch)
    for (const [seatId, notices] of noticesFrom(result.corrections)) {
      for (const notice of notices) notify(boardId, seatId, notice)
    }
  }

  /** [O1] By seat, the cards without a name that are theirs; only in a step that keeps no names. */
  async #owned(
    boardId: string,
    rules: BoardRules,
    written: readonly Written[],
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const step = rules.run.step?.n
    if (step === undefined || !currentStep(rules)?.rules.anonymous) return new Map()
    const owned = [...provers(written)].map(
      async ([seatId, prove]) => [seatId, await this.#needs.ownCards.of(boardId, step, prove)] as const,
    )
    return new Map(await Promise.all(owned))
  }

  async #noteMade(
    boardId: string,
    rules: BoardRules,
    written: readonly Written[],
    made: readonly { seatId: string; elementId: string }[],
  ): Promise<void> {
    const step = rules.run.step?.n
    // Of a step that has ended meanwhile nothing is to be kept.
    if (made.length === 0 || step === undefined || this.#needs.gates.peek(boardId)?.run.step?.n !== step) return
    const proofs = provers(written)
    const own = made.flatMap(({ seatId, elementId }) => {
      const proof = proofs.get(seatId)?.(elementId)
      return proof === undefined ? [] : [{ elementId, proof }]
    })
    await this.#needs.ownCards.note(boardId, step, own)
  }
}

function deferred(): Pick<Batch, 'looked' | 'done'> {
  let done = (): void => undefined
  const looked = new Promise<void>((resolve) => (done = resolve))
  return { looked, done }
}

/** Each seat that wrote something, with what proves its cards. */
function provers(written: readonly Written[]): Map<string, Prove> {
  return new Map(written.flatMap(({ seat, prove }) => (seat && prove ? [[seat.seatId, prove] as const] : [])))
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
