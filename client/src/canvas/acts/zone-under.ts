import { contains } from '@planwall/shared/board/geometry'
import type { Point, Zone } from '@planwall/shared/board/model'
import { canvas } from '../canvas-api.ts'
import type { Wall } from '../open-wall.ts'

/** The smallest zone that holds a point. */
export function zoneUnder(wall: Wall, at: Point): Zone | undefined {
  let best: Zone | undefined
  for (const zone of wall.handle.view.getState().session.zones.values()) {
    if (!contains(zone.geometry, at)) continue
    if (!best || zone.geometry.w * zone.geometry.h < best.geometry.w * best.geometry.h) best = zone
  }
  return best
}

/** The zone where new cards go from the toolbar and by keyboard. */
export function setActiveZone(zoneId: string | null): void {
  if (canvas.getState().activeZoneId !== zoneId) canvas.setState({ activeZoneId: zoneId })
}
