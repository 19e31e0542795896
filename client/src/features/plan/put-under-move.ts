import { accepts } from '@planwall/shared/board/place'
import type { Card, Zone } from '@planwall/shared/board/model'
import { byOrder } from '@planwall/shared/board/order'
import { cardsAmong, cardsOfZone, changeField, moveToZone } from '../../sync/card-acts.ts'
import type { BoardHandle } from '../../sync/open-board.ts'
import { verdictOn } from '../../sync/step-rules.ts'

/**
 * Puts a task under a move: into the move's column, where it has one that takes tasks; otherwise the task is told which
 * move it serves and stays where it lies.
 */
export function putUnderMove(handle: BoardHandle, taskId: string, moveId: string): void {
  const [task] = cardsAmong(handle, [taskId])
  const zone = zoneUnder(handle, task, moveId)
  if (zone === undefined) return
  if (zone) moveToZone(handle, [taskId], zone.id)
  else changeField(handle, taskId, 'moveId', moveId)
}

/** Whether the step that runs lets this person do so. */
export function mayPutUnderMove(handle: BoardHandle, task: Card, moveId: string): boolean {
  const zone = zoneUnder(handle, task, moveId)
  if (zone === undefined) return false
  return (zone ? verdictOn(handle, 'move', task, { toZoneId: zone.id }) : verdictOn(handle, 'edit', task)).allowed
}

/** The zone the task would go to; null where it stays where it lies, undefined where either is gone. */
function zoneUnder(handle: BoardHandle, task: Card | undefined, moveId: string): Zone | null | undefined {
  const [move] = cardsAmong(handle, [moveId])
  if (!move || !task) return undefined
  return (task.geometry && move.zoneId !== null ? taskZoneOf(handle, move.zoneId) : undefined) ?? null
}

function taskZoneOf(handle: BoardHandle, columnId: string): Zone | undefined {
  const zones = [...handle.view.getState().session.zones.values()].toSorted(byOrder)
  return zones.find(
    (zone) =>
      zone.meaning.partOf === columnId &&
      zone.accepts.includes('task') &&
      accepts(zone, 'task', cardsOfZone(handle, zone.id).length),
  )
}
