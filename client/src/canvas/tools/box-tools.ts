import { addArea } from '../acts/add-others.ts'
import { startEditing } from '../editing/editing.ts'
import { elementRecordId } from '../records.ts'
import type { Point } from '@planwall/shared/board/model'
import { ToolState } from './tool-state.ts'

/** What a click without a drag makes, board units. */
const CLICKED = { w: 320, h: 200 } as const
const TEXT_BOX = { w: 280, h: 44 } as const

abstract class BoxTool extends ToolState {
  static override isLockable = false
  protected abstract readonly shape: 'rectangle' | 'ellipse'
  #from: Point | null = null

  override onEnter(): void {
    this.point('cross')
  }

  override onExit(): void {
    this.#from = null
    this.wall.draft.set(null)
  }

  override onPointerDown(): void {
    this.#from = this.at
  }

  override onPointerMove(): void {
    if (!this.#from || !this.editor.inputs.isDragging) return
    this.wall.draft.set({ type: 'box', shape: this.shape, from: this.#from, to: this.at })
  }

  override onPointerUp(): void {
    const from = this.#from
    if (!from) return
    const { at } = this
    const isDrawn = this.wall.draft.get() !== null
    const box = {
      x: Math.min(from.x, at.x),
      y: Math.min(from.y, at.y),
      w: Math.abs(at.x - from.x),
      h: Math.abs(at.y - from.y),
    }
    const centred = { x: at.x - CLICKED.w / 2, y: at.y - CLICKED.h / 2, ...CLICKED }
    const id = addArea(this.wall, this.shape, isDrawn ? box : centred)
    this.editor.setCurrentTool('select')
    this.editor.setSelectedShapes([elementRecordId(id)])
  }

  override onCancel(): void {
    this.editor.setCurrentTool('select')
  }
}

export class RectangleTool extends BoxTool {
  static override id = 'rectangle'
  protected readonly shape = 'rectangle'
}

export class EllipseTool extends BoxTool {
  static override id = 'ellipse'
  protected readonly shape = 'ellipse'
}

/** A click puts words on the wall. */
export class TextTool extends ToolState {
  static override id = 'text'
  static override isLockable = false

  override onEnter(): void {
    this.point('text')
  }

  override onPointerUp(): void {
    const { x, y } = this.at
    const id = addArea(this.wall, 'text', { x: x - 8, y: y - TEXT_BOX.h / 2, ...TEXT_BOX })
    this.editor.setCurrentTool('select')
    startEditing(this.wall, id)
  }

  override onCancel(): void {
    this.editor.setCurrentTool('select')
  }
}
