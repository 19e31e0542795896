import { Polyline2d, useValue, Vec } from '@tldraw/editor'
import type { Geometry2d } from '@tldraw/tldraw'
import { memo } from 'react'
import { arrowHead } from '../connector-line.ts'
import type { Line } from '../connector-line.ts'
import { InPlaceText } from '../editing/InPlaceText.tsx'
import type { ConnectorRecord } from '../records.ts'
import { wallOf } from '../open-wall.ts'
import type { Wall } from '../open-wall.ts'
import { WallShapeUtil } from './wall-shape-util.tsx'
import './connector.css'

export class ConnectorShapeUtil extends WallShapeUtil<ConnectorRecord> {
  static override type = 'connector' as const

  override getGeometry(record: ConnectorRecord): Geometry2d {
    const { scene } = wallOf(this.editor)
    scene.version.get()
    const { start, end } = scene.lineOf(record)
    return new Polyline2d({
      points: [new Vec(start.x - record.x, start.y - record.y), new Vec(end.x - record.x, end.y - record.y)],
    })
  }

  override face(record: ConnectorRecord) {
    return <ConnectorLine record={record} wall={wallOf(this.editor)} />
  }
}

export const HEAD_SIZE = 13

const ConnectorLine = memo(function ConnectorLine({ record, wall }: { record: ConnectorRecord; wall: Wall }) {
  const { editor, scene } = wall
  const { content } = record.props
  const path = useValue('connector line', () => pathNow(wall, record), [wall, record])
  const isEditing = useValue('is editing', () => editor.getEditingShapeId() === record.id, [editor, record.id])
  const { start, end } = relative(scene.lineOf(record), record)
  const middle = { left: (start.x + end.x) / 2, top: (start.y + end.y) / 2 }
  return (
    <>
      <svg className="pw-connector" aria-hidden data-connector={content.id}>
        <path d={path} />
      </svg>
      {isEditing && <InPlaceText wall={wall} id={content.id} className="pw-connector-text" style={middle} />}
      {!isEditing && content.text !== '' && (
        <div className="pw-connector-text" style={middle}>
          {content.text}
        </div>
      )}
    </>
  )
})

/** Drawn again when an end moves: the scene's version tells, and a line that is the same draws nothing. */
function pathNow({ scene }: Wall, record: ConnectorRecord): string {
  scene.version.get()
  const line = relative(scene.lineOf(record), record)
  const [left, right] = arrowHead(line, HEAD_SIZE)
  const at = ({ x, y }: { x: number; y: number }) => `${x.toFixed(1)} ${y.toFixed(1)}`
  return `M${at(line.start)}L${at(line.end)}M${at(left)}L${at(line.end)}L${at(right)}`
}

function relative({ start, end }: Line, { x, y }: ConnectorRecord): Line {
  return { start: { x: start.x - x, y: start.y - y }, end: { x: end.x - x, y: end.y - y } }
}
