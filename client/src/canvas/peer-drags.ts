import type { Geometry, Point } from '@planwall/shared/board/model'
import type { Peer } from '../sync/presence.ts'

interface Offset {
  /** How far it is dragged. */
  by: Point
  /** How far it is shown to be: on its way there. */
  shown: Point
  clientId: number
  /** Where the document has it. */
  from: Geometry
}

/**
 * How far other people are dragging which elements right now. What they drop arrives in the document a moment before
 * their drag is known to have ended; from then on the offset no longer counts, or the card would jump twice as far.
 */
export class PeerDrags {
  readonly #landed = new Map<number, Set<string>>()
  #offsets = new Map<string, Offset>()

  /** Takes in what the peers say now, and gives the ids whose offset changed. `placeOf` is the document's word. */
  update(peers: ReadonlyMap<number, Peer>, placeOf: (id: string) => Geometry | null | undefined): Set<string> {
    for (const id of this.#landed.keys()) if (!peers.get(id)?.drag) this.#landed.delete(id)
    const before = this.#offsets
    const next: typeof before = new Map()
    for (const { clientId, drag, selection } of peers.values()) {
      if (!drag) continue
      const landed = this.#landed.get(clientId)
      for (const id of selection) {
        const known = before.get(id)
        const from = known?.from ?? placeOf(id)
        if (from && !landed?.has(id)) next.set(id, { by: drag, shown: known?.shown ?? { x: 0, y: 0 }, clientId, from })
      }
    }
    this.#offsets = next
    const changed = new Set<string>()
    for (const [id, { by }] of next) if (!isSame(by, before.get(id)?.by)) changed.add(id)
    for (const id of before.keys()) if (!next.has(id)) changed.add(id)
    return changed
  }

  /** Brings what is shown nearer to where it is, by this share of the way, and gives what moved. Called once a frame. */
  advance(share: number): string[] {
    const moved: string[] = []
    for (const [id, offset] of this.#offsets) {
      const { by, shown } = offset
      if (isSame(by, shown)) continue
      const isThere = share >= 1 || Math.hypot(by.x - shown.x, by.y - shown.y) < 1
      offset.shown = isThere ? by : { x: shown.x + (by.x - shown.x) * share, y: shown.y + (by.y - shown.y) * share }
      moved.push(id)
    }
    return moved
  }

  /** Where an element that the document has at `place` is shown. */
  shownAt(id: string, place: Geometry): Geometry {
    const offset = this.#offsets.get(id)
    if (!offset) return place
    const { shown, clientId, from } = offset
    if (from.x === place.x && from.y === place.y) return { ...place, x: place.x + shown.x, y: place.y + shown.y }
    // The document gave it a new place: whoever was dragging it has dropped it.
    this.#offsets.delete(id)
    const landed = this.#landed.get(clientId) ?? new Set()
    this.#landed.set(clientId, landed.add(id))
    return place
  }
}

function isSame(a: Point, b: Point | undefined): boolean {
  return b !== undefined && a.x === b.x && a.y === b.y
}
