import type { TLShapeId } from '@tldraw/tldraw'
import { setActiveZone } from './acts/zone-under.ts'
import { describe } from './describe.ts'
import { nearestIn } from './reading.ts'
import type { Direction } from './reading.ts'
import { elementRecordId, idOfRecord } from './records.ts'
import { bringIntoView } from './view.ts'
import type { Wall } from './open-wall.ts'
import { cardsInOrder, neighbourOf } from './wall-reading.ts'

/** To the next or previous card as one reads. False at the end: the focus goes on to what comes after the wall. */
export function walkOn(wall: Wall, step: 1 | -1): boolean {
  const selected = selectedCard(wall)
  if (selected === undefined) return false
  const cards = cardsInOrder(wall)
  const at = cards.findIndex(({ id }) => id === selected)
  const next = cards[at + step]
  if (!next) {
    wall.editor.selectNone()
    return false
  }
  goTo(wall, next.record.id)
  return true
}

/** To the nearest card in a direction; from nowhere to the first. */
export function walkTo(wall: Wall, direction: Direction): void {
  const selected = selectedCard(wall)
  const cards = cardsInOrder(wall)
  const here = cards.find(({ id }) => id === selected)
  const next = here
    ? nearestIn(
        direction,
        here.geometry,
        cards.filter((card) => card !== here),
      )
    : neighbourOf(wall, undefined, 1)
  if (next) goTo(wall, next.record.id)
}

/** Selects a record, shows it (`toRead`: large enough for its words) and says what it is. */
export function goTo(wall: Wall, id: TLShapeId, { toRead = false } = {}): void {
  const record = wall.scene.get(id)
  if (!record) return
  wall.editor.setSelectedShapes([id])
  bringIntoView(wall, record, { toRead })
  if (record.type === 'card') setActiveZone(record.props.content.zoneId)
  wall.announcement.set(describe(wall, record))
}

function selectedCard(wall: Wall): string | undefined {
  const id = wall.editor.getSelectedShapeIds()[0]
  return id !== undefined && wall.scene.get(elementRecordId(idOfRecord(id)))?.type === 'card'
    ? idOfRecord(id)
    : undefined
}
