import { Rectangle2d, ShapeUtil, T } from '@tldraw/editor'
import type { Geometry2d, RecordProps } from '@tldraw/tldraw'
import type { ReactNode } from 'react'
import type { Wall } from '../open-wall.ts'
import type { WallRecord } from '../records.ts'

/** The values come from documents that were read already: only their place is checked again. */
export const recordProps = { w: T.number, h: T.number, content: T.any } as const

/** What all our shapes have in common: boxes that the editor places; our own tools select, move and resize them. */
export abstract class WallShapeUtil<S extends WallRecord> extends ShapeUtil<S> {
  static override props = recordProps as unknown as RecordProps<WallRecord>

  override getDefaultProps(): S['props'] {
    return { w: 1, h: 1, content: {} } as S['props']
  }

  /** How it looks. Called again when the record changes. */
  protected abstract face(record: S): ReactNode

  /** Looks the record up itself, so that a change of one is drawn without going through all that is mounted. */
  override component(record: S): ReactNode {
    return this.face(this.editor.getShape<S>(record.id) ?? record)
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

/** For faces that look the same wherever they lie: what is only moved is not drawn again. */
export function isSameFace<P extends { record: WallRecord; wall: Wall }>(a: P, b: P): boolean {
  return a.wall === b.wall && a.record.id === b.record.id && a.record.props === b.record.props
}
