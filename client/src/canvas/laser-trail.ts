import type { Point } from '@planwall/shared/board/model'

/** How long a point of the trail is seen, ms. */
export const TRAIL_MS = 900

/** So many points are enough for a trail; a pointer says some 20 a second to others, and some 120 to its own page. */
const MOST_POINTS = 160

/** Where a laser was lately, the newest last, board units; `at` in ms of whatever clock the caller has. */
export class LaserTrail {
  #points: (Point & { at: number })[] = []

  /** The laser is here now. A point where it was already only stays young. */
  add({ x, y }: Point, now: number): void {
    const last = this.#points.at(-1)
    if (last && last.x === x && last.y === y) last.at = now
    else this.#points = [...this.#points, { x, y, at: now }].slice(-MOST_POINTS)
  }

  /** What is still seen: every piece with how fresh it is, from 0 (about to go) to 1 (here now). Forgets the rest. */
  pieces(now: number): { from: Point; to: Point; fresh: number }[] {
    this.#points = this.#points.filter(({ at }) => now - at < TRAIL_MS)
    return this.#points.slice(1).map((to, i) => ({
      from: this.#points[i] as Point,
      to,
      fresh: 1 - (now - to.at) / TRAIL_MS,
    }))
  }

  get isEmpty(): boolean {
    return this.#points.length === 0
  }
}
