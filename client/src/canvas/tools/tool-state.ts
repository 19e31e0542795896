import type { Point } from '@planwall/shared/board/model'
import { StateNode } from '@tldraw/editor'
import type { TLCursorType, TLEventInfo } from '@tldraw/tldraw'
import type { WallRecord } from '../records.ts'
import { isSelectable, wallIfAny, wallOf } from '../open-wall.ts'
import type { Wall } from '../open-wall.ts'

/** How near to a thin thing or a handle counts as on it, screen pixels. */
const SLACK = { fine: 7, coarse: 16 } as const

/** What our tools have in common: they know the wall and can ask what is under the pointer. */
export abstract class ToolState extends StateNode {
  /** A pointer that moved just before the wall was left is told to its editor afterwards: nobody is there to hear it. */
  override handleEvent(info: Exclude<TLEventInfo, { name: string; type: 'pinch' }>): void {
    if (wallIfAny(this.editor)) super.handleEvent(info)
  }

  protected get wall(): Wall {
    return wallOf(this.editor)
  }

  /** The pointer, board units. */
  protected get at(): Point {
    const { x, y } = this.editor.inputs.currentPagePoint
    return { x, y }
  }

  protected get slack(): number {
    const { isCoarsePointer } = this.editor.getInstanceState()
    return (isCoarsePointer ? SLACK.coarse : SLACK.fine) / this.editor.getZoomLevel()
  }

  protected pick(wants: (record: WallRecord) => boolean = (record) => isSelectable(this.wall, record)) {
    return this.wall.scene.pick(this.at, this.slack, wants)
  }

  protected point(type: TLCursorType): void {
    if (this.editor.getInstanceState().cursor.type !== type) this.editor.setCursor({ type, rotation: 0 })
  }
}
