import { GAP } from '@planwall/shared/board/geometry'
import { isCardKind } from '@planwall/shared/board/kinds'
import { readElement } from '@planwall/shared/board/read'
import { addCard } from '../acts/add-card.ts'
import { geometryOf } from '../record-to-element.ts'
import { elementRecordId } from '../records.ts'
import { neighbourOf } from '../wall-reading.ts'
import type { Wall } from '../open-wall.ts'
import { finishEditing, startEditing } from './editing.ts'

/** Enter: this card is done, the next of its kind begins beside it. An empty card only ends the row. */
export function nextCardAfter(wall: Wall, id: string): void {
  const element = readElement(wall.handle.board, id)
  const record = wall.scene.get(elementRecordId(id))
  finishEditing(wall, id, { focusWall: true })
  if (element?.type !== 'card' || !record || element.text.trim() === '' || !isCardKind(element.kind)) return
  const { x, y, w, h } = geometryOf(record)
  const zone = element.zoneId === null ? undefined : wall.handle.view.getState().session.zones.get(element.zoneId)
  addCard(wall, { kind: element.kind, zone, near: { x: x + w / 2, y: y + h + GAP } })
}

/** Tab: on to the next card in reading order. */
export function editNeighbour(wall: Wall, id: string, step: 1 | -1): void {
  const next = neighbourOf(wall, id, step)
  finishEditing(wall, id, { focusWall: true })
  if (next && next.id !== id) startEditing(wall, next.id)
}
