import type { Geometry, Point } from '@planwall/shared/board/model'
import { accepts } from '@planwall/shared/board/place'
import { verdictOn } from '../../sync/step-rules.ts'
import { zoneUnder } from '../acts/zone-under.ts'
import { placedAt } from '../element-to-record.ts'
import type { WallRecord } from '../records.ts'
import { isMovable } from '../open-wall.ts'
import { ToolState } from './tool-state.ts'
import { withWhatItCarries } from './carried.ts'

/** With more than this in hand, they follow the pointer a little less often. */
const MANY = 400
const PAUSE_MS = 60

/**
 * The selection follows the pointer in this tab; others see it by presence. The documents hear of it once, when it is
 * let go.
 */
export class Dragging extends ToolState {
  static override id = 'dragging'
  #records: WallRecord[] = []
  #grabbed: Point = { x: 0, y: 0 }
  #draggedAt = 0

  override onEnter(): void {
    const { editor, wall } = this
    const selected = editor
      .getSelectedShapeIds()
      .flatMap((id) => wall.scene.get(id) ?? [])
      .filter((record) => isMovable(wall, record))
    const { records, carried } = withWhatItCarries(wall, selected)
    this.#records = records
    this.#grabbed = { x: editor.inputs.originPagePoint.x, y: editor.inputs.originPagePoint.y }
    wall.handle.undo.boundary()
    wall.binding.hold(
      records.map(({ id }) => id),
      carried,
    )
    this.point('grabbing')
    this.#drag()
  }

  override onExit(): void {
    this.wall.dropZone.set(null)
    this.#records = []
  }

  override onTick({ elapsed }: { elapsed: number }): void {
    this.editor.edgeScrollManager.updateEdgeScrolling(elapsed)
  }

  override onPointerMove(): void {
    const isLarge = this.#records.length > MANY
    if (!isLarge || performance.now() - this.#draggedAt > PAUSE_MS) this.#drag()
  }

  override onKeyDown(): void {
    this.#drag()
  }

  override onPointerUp(): void {
    this.#drag()
    this.wall.binding.commit()
    this.wall.handle.undo.boundary()
    this.parent.transition('idle')
  }

  override onCancel(): void {
    this.wall.binding.revert()
    this.parent.transition('idle')
  }

  override onInterrupt(): void {
    this.onCancel()
  }

  #drag(): void {
    const { editor, wall } = this
    const by = this.#offset()
    const moved = this.#records
      .filter(({ id }) => editor.store.has(id))
      .map((record) => {
        const now = wall.scene.get(record.id) ?? record
        return placedAt(now, { x: record.x + by.x, y: record.y + by.y, w: now.props.w, h: now.props.h })
      })
    editor.run(() => editor.store.put(moved), { history: 'ignore' })
    wall.handle.presence.setDrag(by)
    wall.dropZone.set(this.#zoneBelow())
    this.#draggedAt = performance.now()
  }

  /** Whole units, so that what is seen is what is written; along one axis while Shift is held. */
  #offset(): Point {
    const dx = Math.round(this.at.x - this.#grabbed.x)
    const dy = Math.round(this.at.y - this.#grabbed.y)
    if (!this.editor.inputs.shiftKey) return { x: dx, y: dy }
    return Math.abs(dx) > Math.abs(dy) ? { x: dx, y: 0 } : { x: 0, y: dy }
  }

  /** The zone the first card would be dropped in, where that is not the one it is in. */
  #zoneBelow(): { zoneId: string; takes: boolean } | null {
    const { wall } = this
    const first = this.#records[0]
    if (first?.type !== 'card') return null
    const record = wall.scene.get(first.id)
    if (!record) return null
    const { zoneId, kind } = first.props.content
    const zone = zoneUnder(wall, centre(wall.scene.boxOf(record)))
    if (!zone || zone.id === zoneId) return null
    const mayGo = verdictOn(wall.handle, 'move', first.props.content, { toZoneId: zone.id }).allowed
    return { zoneId: zone.id, takes: mayGo && accepts(zone, kind, wall.counts.in(zone.id)) }
  }
}

function centre({ x, y, w, h }: Geometry): Point {
  return { x: x + w / 2, y: y + h / 2 }
}
