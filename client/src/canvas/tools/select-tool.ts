import type { Geometry, Point } from '@planwall/shared/board/model'
import { defaultKind } from '@planwall/shared/board/place'
import type { TLClickEventInfo, TLCursorType, TLShapeId } from '@tldraw/tldraw'
import { addCard } from '../acts/add-card.ts'
import { endAt, isConnectable, reconnect } from '../acts/add-others.ts'
import { setActiveZone, zoneUnder } from '../acts/zone-under.ts'
import { startEditing } from '../editing/editing.ts'
import { placedAt } from '../element-to-record.ts'
import { handleAt, reconnectable, resizable, resized, resizedInProportion } from '../handles.ts'
import type { Handle } from '../handles.ts'
import { geometryOf } from '../record-to-element.ts'
import { idOfRecord } from '../records.ts'
import type { ConnectorRecord, WallRecord } from '../records.ts'
import { isMovable, isSelectable } from '../open-wall.ts'
import { tellRefused, verdictOn } from '../../sync/step-rules.ts'
import { Dragging } from './dragging.ts'
import { panByPointer } from './hand-tool.ts'
import { ToolState } from './tool-state.ts'

/** Select, move, resize, and double-click to write: the tool at hand when no other is. */
export class SelectTool extends ToolState {
  static override id = 'select'
  static override initial = 'idle'
  static override isLockable = false
  static override children = () => [
    Idle,
    PointingRecord,
    PointingWall,
    Brushing,
    TouchPanning,
    Dragging,
    Resizing,
    Reconnecting,
  ]
}

class Idle extends ToolState {
  static override id = 'idle'

  override onEnter(): void {
    this.point('default')
  }

  override onExit(): void {
    this.editor.setHoveredShape(null)
  }

  override onPointerMove(): void {
    const { cursor, hovered } = this.#underPointer()
    if (this.editor.getHoveredShapeId() !== hovered) this.editor.setHoveredShape(hovered)
    this.point(cursor)
  }

  override onPointerDown(): void {
    const { wall, editor, at } = this
    const connector = reconnectable(wall)
    const side = connector && this.#endAt(connector)
    if (connector && side) {
      this.parent.transition('reconnecting', { connector, side })
      return
    }
    const box = resizable(wall)
    const handle = box && handleAt(geometryOf(box), at, this.slack)
    if (box && handle) {
      this.parent.transition('resizing', { record: box, handle })
      return
    }
    const record = this.pick()
    setActiveZone(zoneUnder(wall, at)?.id ?? null)
    if (record) {
      const { shiftKey } = editor.inputs
      const isSelected = editor.getSelectedShapeIds().includes(record.id)
      if (!shiftKey && !isSelected) editor.setSelectedShapes([record.id])
      this.parent.transition('pointing_record', { record })
      return
    }
    if (!editor.inputs.shiftKey) editor.selectNone()
    this.parent.transition('pointing_wall')
  }

  override onDoubleClick(info: TLClickEventInfo): void {
    if (info.phase !== 'up') return
    const { wall, at } = this
    const record = this.pick()
    if (record && record.type !== 'zone') {
      startEditing(wall, idOfRecord(record.id))
      return
    }
    const zone = zoneUnder(wall, at)
    addCard(wall, { kind: defaultKind(zone), zone, at })
  }

  override onCancel(): void {
    this.editor.selectNone()
  }

  #underPointer(): { cursor: TLCursorType; hovered: TLShapeId | null } {
    const { wall, at, slack } = this
    const connector = reconnectable(wall)
    if (connector && this.#endAt(connector)) return { cursor: 'grab', hovered: connector.id }
    const box = resizable(wall)
    const handle = box && handleAt(geometryOf(box), at, slack)
    if (box && handle) return { cursor: cursorOf(handle), hovered: box.id }
    const record = this.pick()
    return { cursor: record && isMovable(wall, record) ? 'pointer' : 'default', hovered: record?.id ?? null }
  }

  #endAt(connector: ConnectorRecord): 'from' | 'to' | undefined {
    const { start, end } = this.wall.scene.lineOf(connector)
    if (isNear(this.at, end, this.slack * 1.5)) return 'to'
    return isNear(this.at, start, this.slack * 1.5) ? 'from' : undefined
  }
}

/** Pressed on something: a click, or the beginning of a drag. */
class PointingRecord extends ToolState {
  static override id = 'pointing_record'
  #record: WallRecord | undefined

  override onEnter({ record }: { record: WallRecord }): void {
    this.#record = record
  }

  override onPointerMove(): void {
    const { editor, wall } = this
    const record = this.#record
    if (!record || !editor.inputs.isDragging) return
    if (!isMovable(wall, record)) {
      if (wall.handle.canEditBoard && record.type === 'card') {
        tellRefused(verdictOn(wall.handle, 'move', record.props.content))
      }
      this.parent.transition(record.type === 'connector' ? 'idle' : 'brushing')
      return
    }
    const selected = editor.getSelectedShapeIds()
    if (!selected.includes(record.id)) {
      editor.setSelectedShapes(editor.inputs.shiftKey ? [...selected, record.id] : [record.id])
    }
    this.parent.transition('dragging')
  }

  override onPointerUp(): void {
    const { editor } = this
    const record = this.#record
    this.parent.transition('idle')
    if (!record) return
    const selected = editor.getSelectedShapeIds()
    if (!editor.inputs.shiftKey) editor.setSelectedShapes([record.id])
    else if (selected.includes(record.id)) editor.setSelectedShapes(selected.filter((id) => id !== record.id))
    else editor.setSelectedShapes([...selected, record.id])
  }

  override onCancel(): void {
    this.parent.transition('idle')
  }
}

class PointingWall extends ToolState {
  static override id = 'pointing_wall'

  override onPointerMove(): void {
    const { editor } = this
    if (!editor.inputs.isDragging) return
    const isTouch = editor.getInstanceState().isCoarsePointer && !editor.inputs.shiftKey
    this.parent.transition(isTouch ? 'touch_panning' : 'brushing')
  }

  override onPointerUp(): void {
    this.parent.transition('idle')
  }

  override onCancel(): void {
    this.parent.transition('idle')
  }
}

/** One finger on the empty wall moves the view. */
class TouchPanning extends ToolState {
  static override id = 'touch_panning'

  override onPointerMove(): void {
    panByPointer(this.editor)
  }

  override onPointerUp(): void {
    this.parent.transition('idle')
  }

  override onCancel(): void {
    this.parent.transition('idle')
  }
}

/** A box that selects what it touches. */
class Brushing extends ToolState {
  static override id = 'brushing'
  #before: TLShapeId[] = []

  override onEnter(): void {
    this.#before = this.editor.inputs.shiftKey ? [...this.editor.getSelectedShapeIds()] : []
    this.#brush()
  }

  override onExit(): void {
    this.editor.updateInstanceState({ brush: null })
  }

  override onTick({ elapsed }: { elapsed: number }): void {
    this.editor.edgeScrollManager.updateEdgeScrolling(elapsed)
  }

  override onPointerMove(): void {
    this.#brush()
  }

  override onPointerUp(): void {
    this.parent.transition('idle')
  }

  override onCancel(): void {
    this.editor.setSelectedShapes(this.#before)
    this.parent.transition('idle')
  }

  #brush(): void {
    const { editor, wall } = this
    const box = boxBetween(editor.inputs.originPagePoint, this.at)
    editor.updateInstanceState({ brush: box })
    const touched = wall.scene.within(box).filter((record) => isSelectable(wall, record))
    const ids = new Set([...this.#before, ...touched.map(({ id }) => id)])
    const selected = editor.getSelectedShapeIds()
    if (ids.size === selected.length && selected.every((id) => ids.has(id))) return
    editor.setSelectedShapes([...ids])
  }
}

const LEAST = { card: { w: 120, h: 72 }, zone: { w: 240, h: 160 }, other: { w: 24, h: 24 } } as const

class Resizing extends ToolState {
  static override id = 'resizing'
  #record: WallRecord | undefined
  #handle: Handle = { sideX: 1, sideY: 1 }

  override onEnter({ record, handle }: { record: WallRecord; handle: Handle }): void {
    this.#record = record
    this.#handle = handle
    this.wall.handle.undo.boundary()
    this.wall.binding.hold([record.id])
  }

  override onPointerMove(): void {
    const record = this.#record
    const { editor, at } = this
    if (!record || !editor.inputs.isDragging) return
    const { originPagePoint } = editor.inputs
    const by = { x: at.x - originPagePoint.x, y: at.y - originPagePoint.y }
    const least = record.type === 'card' || record.type === 'zone' ? LEAST[record.type] : LEAST.other
    const resize = record.type === 'picture' ? resizedInProportion : resized
    const geometry = resize(geometryOf(record), this.#handle, by, least)
    editor.run(() => editor.store.put([placedAt(record, geometry)]), { history: 'ignore' })
  }

  override onPointerUp(): void {
    this.wall.binding.commit()
    this.wall.handle.undo.boundary()
    this.parent.transition('idle')
  }

  override onCancel(): void {
    this.wall.binding.revert()
    this.parent.transition('idle')
  }
}

/** One end of a connector is taken somewhere else. */
class Reconnecting extends ToolState {
  static override id = 'reconnecting'
  #connector: ConnectorRecord | undefined
  #side: 'from' | 'to' = 'to'

  override onEnter({ connector, side }: { connector: ConnectorRecord; side: 'from' | 'to' }): void {
    this.#connector = connector
    this.#side = side
    this.point('grabbing')
  }

  override onExit(): void {
    this.wall.draft.set(null)
  }

  override onPointerMove(): void {
    const connector = this.#connector
    if (!connector || !this.editor.inputs.isDragging) return
    const { start, end } = this.wall.scene.lineOf(connector)
    const target = this.pick(isConnectable)?.id ?? null
    const isEnd = this.#side === 'to'
    this.wall.draft.set({ type: 'line', start: isEnd ? start : this.at, end: isEnd ? this.at : end, target })
  }

  override onPointerUp(): void {
    const connector = this.#connector
    const wasDragged = this.wall.draft.get() !== null
    this.parent.transition('idle')
    if (!connector || !wasDragged) return
    const { from, to } = connector.props.content
    const other = this.#side === 'to' ? from : to
    const target = this.pick((record) => isConnectable(record) && idOfRecord(record.id) !== other)
    reconnect(this.wall, connector.props.content.id, this.#side, endAt(target, this.at))
  }

  override onCancel(): void {
    this.parent.transition('idle')
  }
}

function cursorOf({ sideX, sideY }: Handle): TLCursorType {
  if (sideX === 0) return 'ns-resize'
  if (sideY === 0) return 'ew-resize'
  return sideX === sideY ? 'nwse-resize' : 'nesw-resize'
}

function boxBetween(a: Point, b: Point): Geometry {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), w: Math.abs(a.x - b.x), h: Math.abs(a.y - b.y) }
}

function isNear(a: Point, b: Point, slack: number): boolean {
  return Math.abs(a.x - b.x) <= slack && Math.abs(a.y - b.y) <= slack
}
