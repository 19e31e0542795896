import type { BoardElement, Geometry, Zone } from '@planwall/shared/board/model'
import type { ElementRecord, WallRecord, ZoneRecord } from './records.ts'

/** The element a record stands for, in the place the record has. */
export function recordToElement(record: ElementRecord): BoardElement {
  return { ...record.props.content, geometry: geometryOf(record) }
}

export function recordToZone(record: ZoneRecord): Zone {
  return { ...record.props.content, geometry: geometryOf(record) }
}

export function geometryOf({ x, y, props: { w, h } }: WallRecord): Geometry {
  return { x, y, w, h }
}
