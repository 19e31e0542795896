import { addStroke } from '../acts/add-others.ts'
import { simplified } from '../shapes/stroke-path.ts'
import { ToolState } from './tool-state.ts'

/** Points nearer than this to the line they lie on are left out, screen pixels. */
const TOLERANCE = 0.9

/** Freehand lines, one after the other. */
export class DrawTool extends ToolState {
  static override id = 'draw'
  static override isLockable = false
  static override useCoalescedEvents = true
  #points: number[] = []

  override onEnter(): void {
    this.point('cross')
  }

  override onExit(): void {
    this.#end()
  }

  override onPointerDown(): void {
    this.#points = [this.at.x, this.at.y]
    this.wall.draft.set({ type: 'stroke', points: this.#points })
  }

  override onPointerMove(): void {
    if (this.#points.length === 0) return
    this.#points = [...this.#points, this.at.x, this.at.y]
    this.wall.draft.set({ type: 'stroke', points: this.#points })
  }

  override onPointerUp(): void {
    const points = this.#points
    this.#end()
    if (points.length > 0) addStroke(this.wall, simplified(points, TOLERANCE / this.editor.getZoomLevel()))
  }

  override onCancel(): void {
    if (this.#points.length > 0) this.#end()
    else this.editor.setCurrentTool('select')
  }

  #end(): void {
    this.#points = []
    this.wall.draft.set(null)
  }
}
