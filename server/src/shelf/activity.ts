import type { BoardShelf } from '../store/shelf-port.ts'

/** When a board was last changed is written down this often at most, ms. */
const writeEveryMs = 60_000

export interface ActivityNeeds {
  shelf: Pick<BoardShelf, 'touch'>
  now: () => number
  onFailed: (error: unknown) => void
}

/** Writes down when boards were changed: at once for the first change of a while, for the others when it is over. */
export class Activity {
  readonly #needs: ActivityNeeds
  /** When each board of the last while was changed, and what of that is written down. */
  readonly #boards = new Map<string, { changedAt: number; written: number }>()
  readonly #timer: NodeJS.Timeout

  constructor(needs: ActivityNeeds) {
    this.#needs = needs
    this.#timer = setInterval(() => void this.flush(), writeEveryMs)
    this.#timer.unref()
  }

  /** Somebody, or the server, changed something of a board. Never waits and never throws. */
  changed(boardId: string): void {
    const at = this.#needs.now()
    const known = this.#boards.get(boardId)
    if (known) known.changedAt = at
    else {
      this.#boards.set(boardId, { changedAt: at, written: at })
      void this.#write(boardId, at)
    }
  }

  /** Writes down what is not yet. */
  async flush(): Promise<void> {
    const boards = [...this.#boards]
    this.#boards.clear()
    const unwritten = boards.filter(([, { changedAt, written }]) => changedAt > written)
    await Promise.all(unwritten.map(([boardId, { changedAt }]) => this.#write(boardId, changedAt)))
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.flush()
  }

  async #write(boardId: string, at: number): Promise<void> {
    await this.#needs.shelf.touch(boardId, at).catch(this.#needs.onFailed)
  }
}
