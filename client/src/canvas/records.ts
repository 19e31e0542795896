import type { BoardElement, Card, Connector, Drawing, Opaque, Picture, Shape, Zone } from '@planwall/shared/board/model'
import type { TLBaseShape, TLShapeId } from '@tldraw/tldraw'

/** What an element is apart from where it lies: the record's own x, y, w and h say that. */
export type Content<E extends BoardElement> = Omit<E, 'geometry'>

interface Props<C> {
  w: number
  h: number
  content: C
}

export type CardRecord = TLBaseShape<'card', Props<Content<Card>>>
export type ConnectorRecord = TLBaseShape<'connector', Props<Content<Connector>>>
export type AreaRecord = TLBaseShape<'area', Props<Content<Shape>>>
export type DrawingRecord = TLBaseShape<'drawing', Props<Content<Drawing>>>
export type PictureRecord = TLBaseShape<'picture', Props<Content<Picture>>>
export type OpaqueRecord = TLBaseShape<'opaque', Props<Content<Opaque>>>
export type ZoneRecord = TLBaseShape<'zone', Props<Omit<Zone, 'geometry'>>>

/** Records of the board document. */
export type ElementRecord = CardRecord | ConnectorRecord | AreaRecord | DrawingRecord | PictureRecord | OpaqueRecord
/** Everything the canvas holds. */
export type WallRecord = ElementRecord | ZoneRecord

const elementPrefix = 'shape:e/'
const zonePrefix = 'shape:z/'

export function elementRecordId(elementId: string): TLShapeId {
  return `${elementPrefix}${elementId}` as TLShapeId
}

export function zoneRecordId(zoneId: string): TLShapeId {
  return `${zonePrefix}${zoneId}` as TLShapeId
}

/** The element or zone a record stands for. */
export function idOfRecord(recordId: string): string {
  return recordId.slice(elementPrefix.length)
}

export function isZoneRecordId(recordId: string): boolean {
  return recordId.startsWith(zonePrefix)
}
