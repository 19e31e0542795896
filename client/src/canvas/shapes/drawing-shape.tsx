import type { DrawingRecord } from '../records.ts'
import { strokePath } from './stroke-path.ts'
import { WallShapeUtil } from './wall-shape-util.tsx'
import { zoneColors } from './ZoneFace.tsx'
import './drawing.css'

export class DrawingShapeUtil extends WallShapeUtil<DrawingRecord> {
  static override type = 'drawing' as const

  override canEdit(): boolean {
    return false
  }

  override face({ props: { content } }: DrawingRecord) {
    return (
      <svg className="pw-drawing" aria-hidden data-element={content.id} style={zoneColors(content.color)}>
        <path d={strokePath(content.points)} />
      </svg>
    )
  }
}
