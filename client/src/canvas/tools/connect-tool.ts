import { connect, endAt, isConnectable } from '../acts/add-others.ts'
import { elementRecordId } from '../records.ts'
import type { WallRecord } from '../records.ts'
import type { Point } from '@planwall/shared/board/model'
import { ToolState } from './tool-state.ts'

/** Shorter than this, a line that ends in the open was a slip, screen pixels. */
const SHORTEST = 24

/** Drag from one element to another. */
export class ConnectTool extends ToolState {
  static override id = 'connect'
  static override isLockable = false
  #from: { record: WallRecord | undefined; at: Point } | null = null

  override onEnter(): void {
    this.point('cross')
  }

  override onExit(): void {
    this.#from = null
    this.wall.draft.set(null)
  }

  override onPointerDown(): void {
    this.#from = { record: this.pick(isConnectable), at: this.at }
  }

  override onPointerMove(): void {
    const from = this.#from
    const target = this.pick((record) => isConnectable(record) && record.id !== from?.record?.id)
    this.wall.draft.set({ type: 'line', start: from?.at ?? this.at, end: this.at, target: target?.id ?? null })
  }

  override onPointerUp(): void {
    const from = this.#from
    this.#from = null
    this.wall.draft.set(null)
    if (!from) return
    const target = this.pick((record) => isConnectable(record) && record.id !== from.record?.id)
    const length = Math.hypot(this.at.x - from.at.x, this.at.y - from.at.y) * this.editor.getZoomLevel()
    if (!target && length < SHORTEST) return
    const id = connect(this.wall, endAt(from.record, from.at), endAt(target, this.at))
    this.editor.setCurrentTool('select')
    this.editor.setSelectedShapes([elementRecordId(id)])
  }

  override onCancel(): void {
    this.editor.setCurrentTool('select')
  }
}
