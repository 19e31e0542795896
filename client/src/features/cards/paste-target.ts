import type { CardKind } from '@planwall/shared/board/kinds'
import { cardsOfZone } from '../../sync/card-acts.ts'
import type { BoardHandle } from '../../sync/open-board.ts'

/** Whether so many cards of a kind can go into a zone, and if not, why. */
export type TargetState = 'fits' | 'not-accepted' | { roomFor: number }

export function targetState(handle: BoardHandle, zoneId: string | null, kind: CardKind, count: number): TargetState {
  const zone = zoneId === null ? undefined : handle.view.getState().session.zones.get(zoneId)
  if (!zone) return 'fits'
  if (zone.accepts.length > 0 && !zone.accepts.includes(kind)) return 'not-accepted'
  if (zone.maxCards === undefined) return 'fits'
  const roomFor = Math.max(0, zone.maxCards - cardsOfZone(handle, zone.id).length)
  return count <= roomFor ? 'fits' : { roomFor }
}
