import { canvas } from '../canvas-api.ts'
import { wallIfAny } from '../open-wall.ts'
import { ToolState } from './tool-state.ts'

/** Points: everybody sees where, and nothing on the wall is touched. Escape, or any other tool, ends it. */
export class LaserTool extends ToolState {
  static override id = 'laser'
  static override isLockable = false

  override onEnter(): void {
    this.point('none')
    this.wall.handle.presence.setTogether({ l: true })
  }

  override onExit(): void {
    this.point('default')
    wallIfAny(this.editor)?.handle.presence.setTogether({ l: undefined })
  }

  override onCancel(): void {
    canvas.setState({ tool: 'select' })
  }
}
