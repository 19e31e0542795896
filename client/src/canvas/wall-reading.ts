import { byOrder } from '@planwall/shared/board/order'
import type { Zone } from '@planwall/shared/board/model'
import { geometryOf } from './record-to-element.ts'
import { inReadingOrder } from './reading.ts'
import type { Readable } from './reading.ts'
import type { CardRecord } from './records.ts'
import type { Wall } from './open-wall.ts'

export interface ReadableCard extends Readable {
  record: CardRecord
}

/** The cards on the wall in reading order. */
export function cardsInOrder(wall: Wall): ReadableCard[] {
  const cards: ReadableCard[] = []
  for (const record of wall.scene.stack()) {
    if (record.type !== 'card') continue
    const { id, zoneId } = record.props.content
    cards.push({ id, zoneId, geometry: geometryOf(record), record })
  }
  return inReadingOrder(
    cards,
    zonesInOrder(wall).map(({ id }) => id),
  )
}

export function zonesInOrder(wall: Wall): Zone[] {
  return [...wall.handle.view.getState().session.zones.values()].toSorted(byOrder)
}

/** The card `step` places further on, round the end; from none, the first or the last. */
export function neighbourOf(wall: Wall, id: string | undefined, step: 1 | -1): ReadableCard | undefined {
  const cards = cardsInOrder(wall)
  const at = cards.findIndex((card) => card.id === id)
  if (at < 0) return step === 1 ? cards[0] : cards.at(-1)
  return cards[(at + step + cards.length) % cards.length]
}
