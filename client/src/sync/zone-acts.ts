import { bounds, GAP } from '@planwall/shared/board/geometry'
import type { Zone } from '@planwall/shared/board/model'
import { byOrder, orderBetween, topOrder } from '@planwall/shared/board/order'
import { addZones, changeZone, deleteZones } from '@planwall/shared/session/edit-session'
import { addMoveColumn } from '@planwall/shared/templates/apply'
import { columnsOfBoard } from '@planwall/shared/templates/columns-of-board'
import { findTemplate } from '@planwall/shared/templates/catalog'
import type { Template } from '@planwall/shared/templates/template'
import { facilitationOf } from './facilitation.ts'
import { newId } from './new-id.ts'
import type { BoardHandle } from './open-board.ts'

/** Acts of a facilitator on zones; each is one step of undo. */

/** Fields of a zone to change; undefined clears one that may be absent. */
export type ZoneChange = { [K in keyof Omit<Zone, 'id' | 'geometry'>]?: Zone[K] | undefined }

/** Changes fields of a zone; false where a value is not valid. */
export function editZone(handle: BoardHandle, id: string, change: ZoneChange): boolean {
  return step(handle, () => changeZone(handle.session, id, change as Parameters<typeof changeZone>[2], handle.origin))
}

/** Adds an empty zone of a common size to the right of all others, last in the list. Gives its id. */
export function addZone(handle: BoardHandle, name: string): string {
  const { zones } = handle.view.getState().session
  const around = bounds([...zones.values()].map(({ geometry }) => geometry)) ?? { x: 0, y: 0, w: -3 * GAP, h: 0 }
  const zone: Zone = {
    id: newId(),
    name,
    prompt: '',
    layout: 'grid',
    accepts: [],
    meaning: {},
    color: 'grey',
    order: orderBetween(topOrder(zones.values()), null),
    geometry: { x: around.x + around.w + 3 * GAP, y: around.y, w: 448, h: 352 },
  }
  step(handle, () => addZones(handle.session, [zone], handle.origin))
  return zone.id
}

/** Removes a zone; its cards stay where they are and belong to no zone. */
export function removeZone(handle: BoardHandle, id: string): void {
  step(handle, () => deleteZones(handle.session, [id], handle.origin))
}

/** Moves a zone one place up or down in lists, among zones with the same parent. */
export function moveZoneInList(handle: BoardHandle, id: string, by: -1 | 1): void {
  const { zones } = handle.view.getState().session
  const parentId = zones.get(id)?.parentId
  const rest = [...zones.values()].filter((zone) => zone.parentId === parentId).toSorted(byOrder)
  const to = rest.findIndex((zone) => zone.id === id) + by
  const others = rest.filter((zone) => zone.id !== id)
  if (to < 0 || to > others.length) return
  const order = orderBetween(others[to - 1]?.order ?? null, others[to]?.order ?? null)
  step(handle, () => changeZone(handle.session, id, { order }, handle.origin))
}

/** The columns of a board, where it has any that can be added to: its template's, or those its zones show. */
export function columnsOf(handle: BoardHandle): Template['columns'] {
  const { meta } = handle.view.getState().session
  const template = findTemplate(meta.templateId)
  if (template) return template.columns
  const { zones, agenda } = facilitationOf(handle)
  return columnsOfBoard(zones, agenda)
}

/** Adds the next column. Gives its number. */
export function addColumn(handle: BoardHandle): number | undefined {
  const columns = columnsOf(handle)
  return columns && step(handle, () => addMoveColumn(handle.session, { columns }, handle.origin))
}

function step<T>({ undo }: BoardHandle, act: () => T): T {
  undo.boundary()
  const result = act()
  undo.boundary()
  return result
}
