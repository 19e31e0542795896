import { ToolState } from './tool-state.ts'

/** Moves the view. */
export class HandTool extends ToolState {
  static override id = 'hand'
  static override isLockable = false

  override onEnter(): void {
    this.point('grab')
  }

  override onPointerDown(): void {
    this.editor.stopCameraAnimation()
    this.point('grabbing')
  }

  override onPointerMove(): void {
    if (this.editor.inputs.isDragging) panByPointer(this.editor)
  }

  override onPointerUp(): void {
    this.point('grab')
  }
}

/** The point of the wall under the pointer follows it. */
export function panByPointer(editor: HandTool['editor']): void {
  const { currentScreenPoint, previousScreenPoint } = editor.inputs
  const { x, y, z } = editor.getCamera()
  const dx = (currentScreenPoint.x - previousScreenPoint.x) / z
  const dy = (currentScreenPoint.y - previousScreenPoint.y) / z
  editor.setCamera({ x: x + dx, y: y + dy, z }, { immediate: true })
}
