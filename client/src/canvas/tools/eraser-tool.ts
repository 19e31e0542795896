import { deleteElements } from '@planwall/shared/board/edit'
import { verdictNow } from '../../sync/step-rules.ts'
import { ToolState } from './tool-state.ts'

/** The other end of a pen: takes away the freehand lines it touches, and nothing else. */
export class EraserTool extends ToolState {
  static override id = 'eraser'
  static override isLockable = false

  override onPointerDown(): void {
    this.wall.handle.undo.boundary()
    this.#erase()
  }

  override onPointerMove(): void {
    if (this.editor.inputs.isPointing) this.#erase()
  }

  override onPointerUp(): void {
    this.editor.setCurrentTool('select')
  }

  #erase(): void {
    const { wall } = this
    const record = this.pick(({ type }) => type === 'drawing')
    if (record?.type !== 'drawing' || !wall.canWrite()) return
    if (!verdictNow(wall.handle, { act: 'draw' }).allowed) return
    deleteElements(wall.handle.board, [record.props.content.id], wall.handle.origin)
    wall.binding.flush()
  }
}
