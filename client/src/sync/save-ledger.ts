/**
 * Counts what this tab has changed against what the server has on disk, for one room. Pure bookkeeping: the connection
 * reports events, `state` says what may be shown. "Saved" only ever follows the server's own word.
 */
export class SaveLedger {
  /** Local changes since the room was opened. */
  #changes = 0
  /** How many of them are known to be on disk. */
  #durableChanges = 0
  /** What the changes were made to, and the last change that was: typing in a card is one thing, not one a letter. */
  readonly #touched = new Map<string, number>()
  /** For each update-carrying message sent on this connection: how many changes it and those before it cover. */
  #covered: number[] = []
  #durableMessages = 0
  #connected = false
  /** The server said that it could not store what it was given, and has not said otherwise since. */
  #isNotStored = false
  #synced = false

  /** `things` names what was changed, so that changes of one thing count once. */
  changed(things: Iterable<string>): void {
    this.#changes++
    for (const thing of things) this.#touched.set(thing, this.#changes)
  }

  connected(): void {
    this.#connected = true
    this.#restart()
  }

  disconnected(): void {
    this.#connected = false
    this.#restart()
  }

  /** The server has ended the connection since it cannot store anything. */
  notStored(): void {
    this.#isNotStored = true
  }

  synced(): void {
    this.#synced = true
  }

  /** An update or a sync answer has been handed to the socket. */
  sent(): void {
    this.#covered.push(this.#changes)
  }

  /** The server has the first `messages` update-carrying messages of this connection on disk. */
  durable(messages: number): void {
    this.#durableMessages = Math.min(messages, this.#covered.length)
    const covered = this.#covered[this.#durableMessages - 1]
    if (covered === this.#changes) this.#isNotStored = false
    if (covered === undefined || covered <= this.#durableChanges) return
    this.#durableChanges = covered
    for (const [thing, change] of this.#touched) if (change <= covered) this.#touched.delete(thing)
  }

  /** How many changes, from the first on, are on the server's disk. */
  get durableChanges(): number {
    return this.#durableChanges
  }

  /** Whether the server has every change of this tab on its disk. */
  get hasNothingUnsent(): boolean {
    return this.#changes === this.#durableChanges
  }

  get state(): RoomState {
    const pending = this.#touched.size
    if (this.#isNotStored) return { kind: 'not-saved', pending }
    if (!this.#connected) return { kind: 'offline', pending }
    if (!this.#synced) return { kind: 'catching-up', pending }
    const everythingDurable = this.#covered.length > 0 && this.#durableMessages === this.#covered.length
    return everythingDurable && this.hasNothingUnsent ? { kind: 'saved', pending: 0 } : { kind: 'saving', pending }
  }

  #restart(): void {
    this.#synced = false
    this.#covered = []
    this.#durableMessages = 0
  }
}

export interface RoomState {
  /** `not-saved`: the server is there and cannot store anything, its disk being full or broken. */
  kind: 'saved' | 'saving' | 'catching-up' | 'offline' | 'not-saved'
  /** How many things (cards, zones …) have local changes that are not known to be on the server's disk. */
  pending: number
}

const severity = ['saved', 'saving', 'catching-up', 'offline', 'not-saved'] as const

/** What is true of a board whose rooms are in these states: the worst of them, and all that is pending. */
export function worstOf(states: readonly RoomState[]): RoomState {
  let worst: RoomState['kind'] = 'saved'
  let pending = 0
  for (const state of states) {
    if (severity.indexOf(state.kind) > severity.indexOf(worst)) worst = state.kind
    pending += state.pending
  }
  return { kind: worst, pending }
}
