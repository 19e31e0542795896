import { WallShapeUtil } from './wall-shape-util.tsx'
import { CardFace } from './CardFace.tsx'
import type { CardRecord } from '../records.ts'
import { wallOf } from '../open-wall.ts'

export class CardShapeUtil extends WallShapeUtil<CardRecord> {
  static override type = 'card' as const

  override face(record: CardRecord) {
    return <CardFace record={record} wall={wallOf(this.editor)} />
  }
}
