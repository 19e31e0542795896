import { useValue } from '@tldraw/editor'
import { memo } from 'react'
import { InPlaceText } from '../editing/InPlaceText.tsx'
import type { AreaRecord } from '../records.ts'
import { wallOf } from '../open-wall.ts'
import type { Wall } from '../open-wall.ts'
import { areaSizes, textSize } from './text-size.ts'
import { TypingHere } from './TypingHere.tsx'
import { isSameFace, WallShapeUtil } from './wall-shape-util.tsx'
import { zoneColors } from './ZoneFace.tsx'
import './area.css'

export class AreaShapeUtil extends WallShapeUtil<AreaRecord> {
  static override type = 'area' as const

  override face(record: AreaRecord) {
    return <AreaFace record={record} wall={wallOf(this.editor)} />
  }
}

const AreaFace = memo(function AreaFace({ record, wall }: { record: AreaRecord; wall: Wall }) {
  const { w, h, content } = record.props
  const isEditing = useValue('is editing', () => wall.editor.getEditingShapeId() === record.id, [wall, record.id])
  const room = content.shape === 'ellipse' ? 0.7 : 1
  const size = textSize(content.text, w * room - 16, h * room - 8, areaSizes)
  const style = { fontSize: `${size.size}px`, WebkitLineClamp: size.lines }
  return (
    <div
      className="pw-area"
      data-testid="area"
      data-element={content.id}
      data-shape={content.shape}
      style={zoneColors(content.color)}
    >
      {isEditing ? (
        <InPlaceText wall={wall} id={content.id} className="pw-area-text" style={{ fontSize: style.fontSize }} />
      ) : (
        <div className="pw-area-text" data-cut={size.isTight || undefined} style={style}>
          {content.text}
        </div>
      )}
      <TypingHere wall={wall} id={content.id} />
    </div>
  )
}, isSameFace)
