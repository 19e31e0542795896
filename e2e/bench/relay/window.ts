import { setTimeout as pause } from 'node:timers/promises'

/** One edit of one writer. */
export interface Edit {
  /** The writer's Yjs clock after it. */
  endClock: number
  /** Its number among the updates of its connection. */
  index: number
  sentAt: number
  /** The time it was sent in, where its deliveries are counted. */
  window: Window
}

/** A stretch of time, and what became of all that was sent in it. */
export class Window {
  readonly startedAt: number
  readonly cursorLatencies: number[] = []
  readonly acks: number[] = []
  /** Per client: how many movements it had made before and after. */
  readonly movedFrom = new Map<number, number>()
  readonly movedTo = new Map<number, number>()
  expected = 0
  delivered = 0
  cursorsSeen = 0
  readonly #latencies: number[] = []
  #endedAt: number | undefined
  #isClosed = false

  constructor(startedAt: number) {
    this.startedAt = startedAt
  }

  /** An edit was sent that so many should get. */
  sent(to: number): void {
    if (this.#endedAt === undefined) this.expected += to
  }

  arrived(latencyMs: number): void {
    if (this.#isClosed || this.delivered >= this.expected) return
    this.delivered++
    this.#latencies.push(latencyMs)
  }

  /** Nothing that is sent from now on belongs to it. Gives its length, seconds. */
  end(now: number): number {
    this.#endedAt = now
    return (now - this.startedAt) / 1000
  }

  /** Waits for what is still under way, but not for ever. */
  async whenComplete(patienceMs: number): Promise<void> {
    const until = performance.now() + patienceMs
    while (this.delivered < this.expected && performance.now() < until) await pause(20)
    this.#isClosed = true
  }

  /** How long each delivery took; what never came has waited since the middle of the window at least. */
  latencies(): number[] {
    const missing = Math.max(0, this.expected - this.delivered)
    const waited = performance.now() - ((this.#endedAt ?? this.startedAt) + this.startedAt) / 2
    return [...this.#latencies, ...Array.from({ length: missing }, () => waited)]
  }

  movesOf(clientId: number): number {
    return (this.movedTo.get(clientId) ?? 0) - (this.movedFrom.get(clientId) ?? 0)
  }

  /** Whether this movement was made in it. */
  holdsMove(clientId: number, move: number): boolean {
    return move > (this.movedFrom.get(clientId) ?? Infinity) && move <= (this.movedTo.get(clientId) ?? Infinity)
  }
}
