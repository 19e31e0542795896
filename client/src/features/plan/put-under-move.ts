import { accepts } from '@planwall/shared/board/place'
import type { Zone } from '@planwall/shared/board/model'
import { byOrder } from '@planwall/shared/board/order'
import { cardsAmong, cardsOfZone, changeField, moveToZone } from '../../sync/card-acts.ts'
import type { BoardHandle } from '../../sync/open-board.ts'

/**
 * Puts a task under a move: into the move's column, where it has one that takes tasks; otherwise the task is told which
 * move it serves and stays where it lies.
 */
export function putUnderMove(handle: BoardHandle, taskId: string, moveId: string): void {
  const [move] = cardsAmong(handle, [moveId])
  const [task] = cardsAmong(handle, [taskId])
  if (!move || !task) return
  const zone = task.geometry && move.zoneId !== null ? taskZoneOf(handle, move.zoneId) : undefined
  if (zone) moveToZone(handle, [taskId], zone.id)
  else changeField(handle, taskId, 'moveId', moveId)
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
