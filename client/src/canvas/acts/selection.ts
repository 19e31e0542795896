import { deleteElements, moveElements, setOrder } from '@planwall/shared/board/edit'
import type { Move } from '@planwall/shared/board/edit'
import type { BoardElement, Point } from '@planwall/shared/board/model'
import { byOrder, ordersBetween } from '@planwall/shared/board/order'
import { t } from '@lingui/core/macro'
import { isAllowed, verdictNow, verdictOn, tellRefused as tellRule } from '../../sync/step-rules.ts'
import { todayIn } from '../../sync/today.ts'
import { planMoves } from '../moves.ts'
import { tellRefused } from '../notices.ts'
import { geometryOf, recordToElement } from '../record-to-element.ts'
import { elementRecordId } from '../records.ts'
import type { ElementRecord } from '../records.ts'
import { isMovable } from '../open-wall.ts'
import type { Wall } from '../open-wall.ts'
import { connect, isConnectable } from './add-others.ts'

/** The selected elements as the canvas has them; zones are not among them. */
export function selectedRecords(wall: Wall): ElementRecord[] {
  return wall.editor.getSelectedShapeIds().flatMap((id) => {
    const record = wall.scene.get(id)
    return record && record.type !== 'zone' ? record : []
  })
}

/** The selected elements as the documents have them. */
export function selectedElements(wall: Wall): BoardElement[] {
  const { elements } = wall.handle.view.getState()
  return selectedRecords(wall).map((record) => elements.get(record.props.content.id) ?? recordToElement(record))
}

/** Removes what is selected, as one step of undo. What this build does not know stays. */
export function removeSelected(wall: Wall): void {
  const { handle, binding } = wall
  if (!mayWrite(wall)) return
  const chosen = selectedElements(wall).filter(({ type }) => type !== 'opaque')
  const refused = chosen.map((element) => verdictOn(handle, 'delete', element)).find(({ allowed }) => !allowed)
  if (refused) tellRule(refused)
  const ids = chosen.filter((element) => verdictOn(handle, 'delete', element).allowed).map(({ id }) => id)
  if (ids.length === 0) return
  handle.undo.boundary()
  deleteElements(handle.board, ids, handle.origin)
  handle.undo.boundary()
  binding.flush()
  wall.announcement.set(t`Deleted`)
}

/** Whether this person may change the wall at all; where the step closes it, says so. */
function mayWrite(wall: Wall): boolean {
  if (wall.canWrite()) return true
  if (wall.handle.canEditBoard) tellRule(verdictNow(wall.handle, { act: 'edit' }))
  return false
}

/** Arrow keys: a little, or ten times as far. Cards take the meaning of the zone they come to lie in. */
export function nudgeSelected(wall: Wall, by: Point): void {
  const { handle, binding } = wall
  const moved = selectedRecords(wall)
    .filter((record) => isMovable(wall, record))
    .map((record) => {
      const { x, y, w, h } = geometryOf(record)
      return { element: recordToElement(record), geometry: { x: x + by.x, y: y + by.y, w, h } }
    })
  if (moved.length === 0) return
  const { session, elements } = handle.view.getState()
  const { moves, refused } = planMoves(moved, session.zones, elements, (element, toZoneId) =>
    verdictOn(handle, 'move', element, { toZoneId }),
  )
  writeMoves(wall, moves)
  binding.flush()
  tellRefused(refused)
}

/** To the front or back of what lies on the wall. */
export function restack(wall: Wall, to: 'front' | 'back'): void {
  const { handle, binding } = wall
  const chosen = selectedElements(wall)
    .filter((element) => verdictOn(handle, 'move', element).allowed)
    .toSorted(byOrder)
  if (chosen.length === 0 || !wall.canWrite()) return
  const ids = new Set(chosen.map(({ id }) => id))
  const others = [...handle.view.getState().elements.values()].filter(({ id }) => !ids.has(id)).toSorted(byOrder)
  const orders =
    to === 'front'
      ? ordersBetween(others.at(-1)?.order ?? null, null, chosen.length)
      : ordersBetween(null, others[0]?.order ?? null, chosen.length)
  handle.undo.boundary()
  setOrder(
    handle.board,
    chosen.map(({ id }, index) => ({ id, order: orders[index] as string })),
    handle.origin,
  )
  handle.undo.boundary()
  binding.flush()
}

/** Joins the first selected element to the second, as they were selected. */
export function connectSelected(wall: Wall): void {
  const [first, second] = selectedRecords(wall).filter(isConnectable)
  if (!first || !second || !mayWrite(wall) || !isAllowed(verdictNow(wall.handle, { act: 'connect' }))) return
  const id = connect(wall, { id: first.props.content.id }, { id: second.props.content.id })
  wall.editor.setSelectedShapes([elementRecordId(id)])
  wall.announcement.set(t`Connected`)
}

export function writeMoves(wall: Wall, moves: readonly Move[]): void {
  const { handle } = wall
  const { meta, zones } = handle.view.getState().session
  moveElements(handle.board, moves, { today: todayIn(meta.timezone), zones }, handle.origin)
}
