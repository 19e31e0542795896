import { addCards, moveElements } from '@planwall/shared/board/edit'
import type { NewCard } from '@planwall/shared/board/edit'
import { CARD_SIZE } from '@planwall/shared/board/geometry'
import * as Y from 'yjs'
import { seen, wallOfCards } from '../canvas/cards.ts'
import type { Edit } from './window.ts'

const cards = 10
const context = { today: '2026-11-02', zones: new Map() }

/** Somebody who adds a few cards and then moves one after the other, by the verbs the client uses. */
export class Writer {
  readonly edits: Edit[] = []
  readonly #doc = new Y.Doc()
  readonly #cards = seen(wallOfCards(cards)).map((card, n) => ({ ...card, id: `${this.clientId}-${n}` }))
  #update: Uint8Array | undefined
  #count = 0

  constructor() {
    this.#doc.on('update', (update: Uint8Array) => (this.#update = update))
  }

  get clientId(): number {
    return this.#doc.clientID
  }

  /** How much it has written, as Yjs counts. */
  get clock(): number {
    return Y.getState(this.#doc.store, this.clientId)
  }

  /** The next change, as one update: first its cards, then a move at a time. */
  change(): Uint8Array {
    if (this.#count === 0) addCards(this.#doc, this.#cards, null)
    else this.#moveOne()
    this.#count++
    if (!this.#update) throw new Error('The change changed nothing.')
    return this.#update
  }

  #moveOne(): void {
    const card = this.#cards[this.#count % this.#cards.length] as NewCard
    const geometry = { x: this.#count * 7, y: (this.#count * 13) % 2000, ...CARD_SIZE }
    moveElements(this.#doc, [{ id: card.id, geometry }], context, null)
  }
}
