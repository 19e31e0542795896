import { Rectangle2d, ShapeUtil, T } from '@tldraw/editor'
import type { Geometry2d, RecordProps } from '@tldraw/tldraw'
import type { WallRecord } from '../records.ts'

/** The values come from documents that were read already: only their place is checked again. */
export const recordProps = { w: T.number, h: T.number, content: T.any } as const

/** What all our shapes have in common: boxes that the editor places; our own tools select, move and resize them. */
export abstract class WallShapeUtil<S extends WallRecord> extends ShapeUtil<S> {
  static override props = recordProps as unknown as RecordProps<WallRecord>

  override getDefaultProps(): S['props'] {
    return { w: 1, h: 1, content: {} } as S['props']
  }

  override getGeometry(record: S): Geometry2d {
    const { w, h } = record.props
    return new Rectangle2d({ width: Math.max(1, w), height: Math.max(1, h), isFilled: true })
  }

  override canEdit(): boolean {
    return true
  }

  override canBind(): boolean {
    return false
  }

  override hideRotateHandle(): boolean {
    return true
  }

  /** Outlines are painted by the overlay. */
  override indicator(): null {
    return null
  }
}
