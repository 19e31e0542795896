import type { TLShapeId } from '@tldraw/tldraw'
import type { WallRecord } from '../records.ts'
import type { Wall } from '../open-wall.ts'

/** A zone takes along what lies in it: its cards, and the zones that belong to it with theirs. */
export function withWhatItCarries(
  wall: Wall,
  selected: readonly WallRecord[],
): { records: WallRecord[]; carried: Set<TLShapeId> } {
  const zoneIds = new Set(selected.flatMap((record) => (record.type === 'zone' ? record.props.content.id : [])))
  const records = [...selected]
  const carried = new Set<TLShapeId>()
  if (zoneIds.size === 0) return { records, carried }
  const taken = new Set(selected.map(({ id }) => id))
  addChildren(wall, zoneIds)
  for (const record of wall.scene.stack()) {
    if (!belongsTo(record, zoneIds)) continue
    if (record.type !== 'zone') carried.add(record.id)
    if (!taken.has(record.id)) records.push(record)
  }
  return { records, carried }
}

function addChildren(wall: Wall, zoneIds: Set<string>): void {
  const zones = wall.scene.zones()
  for (let before = -1; before !== zoneIds.size;) {
    before = zoneIds.size
    for (const { props } of zones) {
      const { id, parentId } = props.content
      if (parentId !== undefined && zoneIds.has(parentId)) zoneIds.add(id)
    }
  }
}

function belongsTo(record: WallRecord, zoneIds: ReadonlySet<string>): boolean {
  if (record.type === 'zone') return zoneIds.has(record.props.content.id)
  if (record.type === 'connector' || record.type === 'opaque') return false
  const { zoneId } = record.props.content
  return zoneId !== null && zoneIds.has(zoneId)
}
