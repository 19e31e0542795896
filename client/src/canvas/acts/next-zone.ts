import { freeSpot } from '@planwall/shared/board/geometry'
import type { Zone } from '@planwall/shared/board/model'
import { accepts } from '@planwall/shared/board/place'
import { t } from '@lingui/core/macro'
import { isAllowed, verdictOn } from '../../sync/step-rules.ts'
import { geometryOf } from '../record-to-element.ts'
import { nearestIn } from '../reading.ts'
import type { Direction } from '../reading.ts'
import type { CardRecord } from '../records.ts'
import { bringIntoView } from '../view.ts'
import type { Wall } from '../open-wall.ts'
import { zonesInOrder } from '../wall-reading.ts'
import { selectedRecords, writeMoves } from './selection.ts'
import { setActiveZone } from './zone-under.ts'

/** Moves the selected cards to the nearest zone in a direction that takes them. */
export function moveToZone(wall: Wall, direction: Direction): void {
  const cards = selectedRecords(wall).filter((record): record is CardRecord => record.type === 'card')
  const first = cards[0]
  if (!first || !wall.canWrite()) return
  const refused = cards
    .map((card) => verdictOn(wall.handle, 'move', card.props.content))
    .find(({ allowed }) => !allowed)
  if (refused && !isAllowed(refused)) return
  const zones = zonesInOrder(wall)
  const here = zones.find(({ id }) => id === first.props.content.zoneId)
  const taking = zones.filter(
    (zone) =>
      zone !== here &&
      takesAll(wall, zone, cards) &&
      cards.every((card) => verdictOn(wall.handle, 'move', card.props.content, { toZoneId: zone.id }).allowed),
  )
  const zone = nearestIn(direction, here?.geometry ?? geometryOf(first), taking)
  if (!zone) {
    wall.announcement.set(t`No zone in that direction takes this card`)
    return
  }
  wall.handle.undo.boundary()
  writeMoves(wall, placesIn(wall, zone, cards))
  wall.handle.undo.boundary()
  wall.binding.flush()
  setActiveZone(zone.id)
  const moved = wall.scene.get(first.id)
  if (moved) bringIntoView(wall, moved, { toRead: false })
  const name = zone.name
  wall.announcement.set(t`Moved to ${name}`)
}

function takesAll({ counts }: Wall, zone: Zone, cards: readonly CardRecord[]): boolean {
  return cards.every((card, index) => accepts(zone, card.props.content.kind, counts.in(zone.id) + index))
}

function placesIn({ scene }: Wall, zone: Zone, cards: readonly CardRecord[]) {
  const taken = scene
    .stack()
    .filter((record) => record.type === 'card' && record.props.content.zoneId === zone.id)
    .map(geometryOf)
  return cards.map((card) => {
    const geometry = freeSpot(zone.geometry, taken, { w: card.props.w, h: card.props.h })
    taken.push(geometry)
    return { id: card.props.content.id, geometry, zone }
  })
}
