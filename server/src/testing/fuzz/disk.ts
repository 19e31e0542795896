import type { Dice } from '@planwall/shared/testing/dice'
import type { BoardStore } from '../../store/board-store.ts'
import { createMemoryStore } from '../../store/memory.ts'

type Write = (store: BoardStore) => Promise<unknown>

/** A disk that outlives the processes that write to it, and remembers what the power going would leave of it. */
export class Disk {
  readonly #dice: Dice
  #writes: Write[] = []
  #store = newStore()
  /** So many writes stay whatever happens. */
  #flushed = 0

  constructor(dice: Dice) {
    this.#dice = dice
  }

  /** What is stored now. */
  get store(): BoardStore {
    return this.#store
  }

  /** The power goes: of what was not flushed, only the beginning is found again. */
  async losePower(): Promise<void> {
    const kept = this.#flushed + this.#dice.below(this.#writes.length - this.#flushed + 1)
    this.#writes = this.#writes.slice(0, kept)
    this.#flushed = kept
    const store = newStore()
    // What was refused then is refused again.
    for (const write of this.#writes) await write(store).catch(() => undefined)
    this.#store = store
  }

  /**
   * The store of one process. `crash` is asked before and after every write whether the process ends there; of what was
   * asked for then, nothing is ever heard again.
   */
  open(crash: (at: string) => boolean): BoardStore {
    const never = new Promise<never>(() => undefined)
    let isDead = false
    const passes = (at: string): boolean => {
      isDead ||= crash(at)
      return !isDead
    }
    const write = async <T>(what: string, deed: (store: BoardStore) => Promise<T>): Promise<T> => {
      if (!passes(`before ${what}`)) return never
      this.#writes.push(deed)
      const result = await deed(this.#store)
      return passes(`after ${what}`) ? result : never
    }
    return {
      ...this.#store,
      createBoard: (board) => write('create', (store) => store.createBoard(board)),
      appendUpdates: (room, updates) => write('append', (store) => store.appendUpdates(room, updates)),
      compact: (room, snapshot) => write('compact', (store) => store.compact(room, snapshot)),
      durable: async () => {
        const written = this.#writes.length
        for (let turns = this.#dice.below(4); turns > 0; turns--) await new Promise(setImmediate)
        if (!passes('before flush')) return never
        this.#flushed = Math.max(this.#flushed, written)
        return passes('after flush') ? undefined : never
      },
    }
  }
}

/** Every replay is of the same epoch, as on a disk. */
function newStore(): BoardStore {
  return createMemoryStore(() => 'epoch')
}
