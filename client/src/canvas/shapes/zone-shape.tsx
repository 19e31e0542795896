import { WallShapeUtil } from './wall-shape-util.tsx'
import { ZoneFace } from './ZoneFace.tsx'
import type { ZoneRecord } from '../records.ts'
import { wallOf } from '../open-wall.ts'

export class ZoneShapeUtil extends WallShapeUtil<ZoneRecord> {
  static override type = 'zone' as const

  override canEdit(): boolean {
    return false
  }

  override face(record: ZoneRecord) {
    return <ZoneFace record={record} wall={wallOf(this.editor)} />
  }
}
