import { createHmac } from 'node:crypto'
import type { OwnCardProof, OwnCardStore } from '../store/own-cards-port.ts'

/**
 * Makes the proof that a card is somebody's. The key is the secret of their seat: their browser has it, the server only
 * while it serves them, and what is stored of it does not lead back to it.
 */
export type Prove = (elementId: string) => string

export function proverOf(boardId: string, seatToken: string): Prove {
  return (elementId) => createHmac('sha256', seatToken).update(`own card ${boardId} ${elementId}`).digest('base64url')
}

/** So many cards without a name are remembered on one board; further ones are nobody's. */
const mostProofs = 10_000

/** So many boards are kept in memory beside the store. */
const mostBoards = 200

interface Known {
  step: number
  cards: Promise<Cards>
}

/** Only ever added to. */
interface Cards {
  proofs: OwnCardProof[]
  ids: Set<string>
}

/** What somebody was found to have made, so far. */
interface Found {
  cards: Cards
  /** How many proofs were compared. */
  compared: number
  ids: string[]
}

/**
 * [O1, O2] Whose cards without a name are, in steps that promise that no name is kept: known to their makers alone, and to
 * the server while they ask. It lasts through reloads and restarts, and ends with the step.
 */
export class OwnCards {
  readonly #store: OwnCardStore
  readonly #boards = new Map<string, Known>()
  /** Each proof is compared once for each connection. */
  readonly #found = new WeakMap<Prove, Found>()

  constructor(store: OwnCardStore) {
    this.#store = store
  }

  /** Ids of the cards that somebody has made without a name in this step. */
  async of(boardId: string, step: number, prove: Prove): Promise<readonly string[]> {
    const cards = await this.#cardsOf(boardId, step)
    const before = this.#found.get(prove)
    const found = before?.cards === cards ? before : { cards, compared: 0, ids: [] }
    for (const { elementId, proof } of cards.proofs.slice(found.compared)) {
      if (prove(elementId) === proof) found.ids.push(elementId)
    }
    found.compared = cards.proofs.length
    this.#found.set(prove, found)
    return found.ids
  }

  /** Notes cards as their makers'. Proofs of steps before are removed. */
  async note(boardId: string, step: number, made: readonly OwnCardProof[]): Promise<void> {
    const { proofs, ids } = await this.#cardsOf(boardId, step)
    const fresh = made.filter(({ elementId }) => !ids.has(elementId)).slice(0, mostProofs - ids.size)
    if (fresh.length === 0) return
    proofs.push(...fresh)
    for (const { elementId } of fresh) ids.add(elementId)
    await this.#store.add(boardId, step, fresh)
    await this.#store.forget(boardId, step)
  }

  /** Steps have ended, all but the one that runs: what was written in them without a name is nobody's from now on. */
  async forget(boardId: string, running?: number): Promise<void> {
    if (this.#boards.get(boardId)?.step !== running) this.#boards.delete(boardId)
    await this.#store.forget(boardId, running)
  }

  #cardsOf(boardId: string, step: number): Promise<Cards> {
    const before = this.#boards.get(boardId)
    if (before?.step === step) return before.cards
    const cards = this.#store
      .list(boardId, step)
      .then((proofs) => ({ proofs, ids: new Set(proofs.map(({ elementId }) => elementId)) }))
    this.#boards.delete(boardId)
    this.#boards.set(boardId, { step, cards })
    cards.catch(() => this.#boards.delete(boardId))
    const [oldest] = this.#boards.keys()
    if (this.#boards.size > mostBoards && oldest !== undefined) this.#boards.delete(oldest)
    return cards
  }
}
