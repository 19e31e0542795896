import { addCard } from '../acts/add-card.ts'
import { zoneUnder } from '../acts/zone-under.ts'
import { canvas } from '../canvas-api.ts'
import { ToolState } from './tool-state.ts'

/** One click puts one card of the chosen kind where it is clicked, ready to be written on. */
export class CardTool extends ToolState {
  static override id = 'card'
  static override isLockable = false

  override onEnter(): void {
    this.point('cross')
  }

  override onExit(): void {
    this.wall.ghost.set(null)
  }

  override onPointerMove(): void {
    this.wall.ghost.set(this.at)
  }

  override onPointerUp(): void {
    const { at, wall } = this
    this.editor.setCurrentTool('select')
    addCard(wall, { kind: canvas.getState().kind, zone: zoneUnder(wall, at), at })
  }

  override onCancel(): void {
    this.editor.setCurrentTool('select')
  }
}
