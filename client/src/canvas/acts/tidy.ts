import { moveElements } from '@planwall/shared/board/edit'
import { readingOrder, tidy } from '@planwall/shared/board/geometry'
import { isAllowed, verdictNow } from '../../sync/step-rules.ts'
import { todayIn } from '../../sync/today.ts'
import { geometryOf } from '../record-to-element.ts'
import type { CardRecord } from '../records.ts'
import type { Wall } from '../open-wall.ts'

/** Lays the cards of a zone out in reading order, as one step of undo. */
export function tidyZone(wall: Wall, zoneId: string, layout: 'grid' | 'columns'): void {
  const { handle, scene, binding } = wall
  const { zones, meta } = handle.view.getState().session
  const zone = zones.get(zoneId)
  const verdict = verdictNow(handle, { act: 'move', zoneId, toZoneId: zoneId, own: false })
  if (!zone || !wall.canWrite() || !isAllowed(verdict)) return
  const cards = scene
    .stack()
    .filter((record): record is CardRecord => record.type === 'card' && record.props.content.zoneId === zoneId)
    .map((record) => ({ id: record.props.content.id, geometry: geometryOf(record) }))
    .toSorted(layout === 'grid' ? readingOrder : byColumns)
  const places = tidy(
    zone.geometry,
    cards.map(({ geometry }) => geometry),
    layout,
  )
  const moves = cards.flatMap(({ id }, index) => {
    const geometry = places[index]
    return geometry ? [{ id, geometry }] : []
  })
  handle.undo.boundary()
  moveElements(handle.board, moves, { today: todayIn(meta.timezone), zones }, handle.origin)
  handle.undo.boundary()
  binding.flush()
}

interface Placed {
  id: string
  geometry: { x: number; y: number; w: number; h: number }
}

/** Down each column, columns from left to right; half a card's width still counts as the same column. */
function byColumns(a: Placed, b: Placed): number {
  const columnOf = ({ geometry: { x } }: Placed) => Math.floor(x / 100)
  return columnOf(a) - columnOf(b) || a.geometry.y - b.geometry.y || readingOrder(a, b)
}
