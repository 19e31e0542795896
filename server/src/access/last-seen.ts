import type { FastifyBaseLogger } from 'fastify'
import type { AccessStore } from '../store/access-port.ts'

/** Written down this often, ms: a room of a thousand is one write then. */
const everyMs = 60_000

/** When seats were last here, for facilitators who tidy up. What was not written down when the process is killed is lost. */
export class LastSeen {
  readonly #needs: { access: AccessStore; now: () => number; log: FastifyBaseLogger }
  readonly #seen = new Map<string, number>()
  readonly #timer: NodeJS.Timeout

  constructor(needs: { access: AccessStore; now: () => number; log: FastifyBaseLogger }) {
    this.#needs = needs
    this.#timer = setInterval(() => void this.write(), everyMs)
    this.#timer.unref()
  }

  /** Somebody came or left. */
  mark(seatId: string): void {
    this.#seen.set(seatId, this.#needs.now())
  }

  async write(): Promise<void> {
    if (this.#seen.size === 0) return
    const seen = [...this.#seen].map(([seatId, at]) => ({ seatId, at }))
    this.#seen.clear()
    try {
      await this.#needs.access.markSeen(seen)
    } catch (error) {
      // It is a courtesy; nobody is kept from working by it.
      this.#needs.log.warn({ err: error }, 'when people were here could not be written down')
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.write()
  }
}
