import type { BoardElement, Geometry, Zone } from '@planwall/shared/board/model'
import type { IndexKey, TLPageId } from '@tldraw/tldraw'
import { elementRecordId, zoneRecordId } from './records.ts'
import type { ElementRecord, WallRecord, ZoneRecord } from './records.ts'

/** The only page of the canvas. */
export const PAGE_ID = 'page:page' as TLPageId

/** The canvas record of an element; undefined for one that is not on the wall. The inverse is `recordToElement`. */
export function elementToRecord(element: BoardElement): ElementRecord | undefined {
  const { geometry, ...content } = element
  if (!geometry) return undefined
  const type = element.type === 'shape' ? 'area' : element.type
  return {
    ...common(geometry),
    id: elementRecordId(element.id),
    type,
    props: props(geometry, content),
  } as ElementRecord
}

export function zoneToRecord({ geometry, ...content }: Zone): ZoneRecord {
  return { ...common(geometry), id: zoneRecordId(content.id), type: 'zone', props: props(geometry, content) }
}

/** The same record in another place. */
export function placedAt<R extends WallRecord>(record: R, { x, y, w, h }: Geometry): R {
  if (record.props.w === w && record.props.h === h) return { ...record, x, y }
  return { ...record, x, y, props: { ...record.props, w, h } }
}

/** Stacking is ours (`Scene`), so that every record has the same index and none can be malformed. */
const INDEX = 'a1' as IndexKey

function common({ x, y }: Geometry) {
  return {
    typeName: 'shape' as const,
    x,
    y,
    rotation: 0,
    index: INDEX,
    parentId: PAGE_ID,
    isLocked: false,
    opacity: 1,
    meta: {},
  }
}

function props<C>({ w, h }: Geometry, content: C): { w: number; h: number; content: C } {
  return { w, h, content }
}
