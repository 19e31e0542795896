import type { Geometry, Point } from '@planwall/shared/board/model'
import type { Peer } from '../sync/presence.ts'

/**
 * How far other people are dragging which elements right now. What they drop arrives in the document a moment before
 * their drag is known to have ended; from then on the offset no longer counts, or the card would jump twice as far.
 */
export class PeerDrags {
  readonly #landed = new Map<number, Set<string>>()
  #offsets = new Map<string, { by: Point; clientId: number; from: Geometry }>()

  /** Takes in what the peers say now, and gives the ids whose offset changed. `placeOf` is the document's word. */
  update(peers: ReadonlyMap<number, Peer>, placeOf: (id: string) => Geometry | null | undefined): Set<string> {
    for (const id of this.#landed.keys()) if (!peers.get(id)?.drag) this.#landed.delete(id)
    const before = this.#offsets
    const next: typeof before = new Map()
    for (const { clientId, drag, selection } of peers.values()) {
      if (!drag) continue
      const landed = this.#landed.get(clientId)
      for (const id of selection) {
        const from = before.get(id)?.from ?? placeOf(id)
        if (from && !landed?.has(id)) next.set(id, { by: drag, clientId, from })
      }
    }
    this.#offsets = next
    const changed = new Set<string>()
    for (const [id, { by }] of next) if (!isSamePoint(by, before.get(id)?.by)) changed.add(id)
    for (const id of before.keys()) if (!next.has(id)) changed.add(id)
    return changed
  }

  /** Where an element that the document has at `place` is shown. */
  shownAt(id: string, place: Geometry): Geometry {
    const offset = this.#offsets.get(id)
    if (!offset) return place
    const { by, clientId, from } = offset
    if (from.x === place.x && from.y === place.y) return { ...place, x: place.x + by.x, y: place.y + by.y }
    // The document gave it a new place: whoever was dragging it has dropped it.
    this.#offsets.delete(id)
    const landed = this.#landed.get(clientId) ?? new Set()
    this.#landed.set(clientId, landed.add(id))
    return place
  }
}

function isSamePoint(a: Point, b: Point | undefined): boolean {
  return b !== undefined && a.x === b.x && a.y === b.y
}
