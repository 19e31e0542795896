import { computed } from '@tldraw/editor'
import type { Computed } from '@tldraw/tldraw'
import type { Scene } from './scene.ts'

/** How many cards lie in each zone, counted again only when a card came, went or changed. */
export class ZoneCounts {
  readonly #counts: Computed<Map<string, number>>

  constructor(scene: Scene) {
    this.#counts = computed('cards in zones', () => {
      scene.contents.get()
      const counts = new Map<string, number>()
      for (const record of scene.stack()) {
        if (record.type !== 'card') continue
        const { zoneId } = record.props.content
        if (zoneId !== null) counts.set(zoneId, (counts.get(zoneId) ?? 0) + 1)
      }
      return counts
    })
  }

  in(zoneId: string): number {
    return this.#counts.get().get(zoneId) ?? 0
  }
}
