import { contains, overlaps } from '@planwall/shared/board/geometry'
import type { Geometry, Point } from '@planwall/shared/board/model'
import { atom } from '@tldraw/editor'
import type { Editor, TLShape, TLShapeId } from '@tldraw/tldraw'
import { boxOfLine, connectorLine, distanceToLine } from './connector-line.ts'
import type { Line } from './connector-line.ts'
import { geometryOf } from './record-to-element.ts'
import { elementRecordId } from './records.ts'
import type { ConnectorRecord, WallRecord, ZoneRecord } from './records.ts'

/**
 * What lies on the wall, kept in stacking order and asked by place: what is under the pointer, what is inside a box,
 * what has to be drawn. It follows the store record by record, so that nothing walks over all records on every frame.
 */
export class Scene {
  /** Rises with every change of any record. */
  readonly version = atom('scene version', 0)
  /** Rises when records come or go, or change anything but their place. */
  readonly contents = atom('scene contents', 0)
  readonly #records = new Map<TLShapeId, WallRecord>()
  #stack: WallRecord[] = []
  #positions = new Map<TLShapeId, number>()
  #isSorted = true
  #changed = false
  #contentsChanged = false
  readonly #stops: (() => void)[]

  constructor(editor: Editor) {
    const effects = editor.sideEffects
    for (const record of editor.store.allRecords()) if (record.typeName === 'shape') this.#add(asRecord(record))
    this.#stops = [
      effects.registerAfterCreateHandler('shape', (shape) => this.#add(asRecord(shape))),
      effects.registerAfterChangeHandler('shape', (_before, shape) => this.#replace(asRecord(shape))),
      effects.registerAfterDeleteHandler('shape', (shape) => this.#remove(shape.id)),
      effects.registerOperationCompleteHandler(() => this.#publish()),
    ]
  }

  stop(): void {
    for (const stop of this.#stops) stop()
  }

  get(id: TLShapeId): WallRecord | undefined {
    return this.#records.get(id)
  }

  get size(): number {
    return this.#records.size
  }

  /** Back to front. */
  stack(): readonly WallRecord[] {
    if (!this.#isSorted) this.#sort()
    return this.#stack
  }

  /** Place in the stack, counted from the back. */
  positionOf(id: TLShapeId): number {
    if (!this.#isSorted) this.#sort()
    return this.#positions.get(id) ?? 0
  }

  zones(): ZoneRecord[] {
    const zones: ZoneRecord[] = []
    for (const record of this.stack()) {
      // Zones lie behind everything else.
      if (record.type !== 'zone') break
      zones.push(record)
    }
    return zones
  }

  /** The box a record takes up; for a connector the box around its line as it runs now. */
  boxOf(record: WallRecord): Geometry {
    return record.type === 'connector' ? boxOfLine(this.lineOf(record)) : geometryOf(record)
  }

  lineOf(record: ConnectorRecord): Line {
    const { from, to } = record.props.content
    return connectorLine(geometryOf(record), this.#boxOfEnd(from), this.#boxOfEnd(to))
  }

  /** The front-most record at a point that `wants` accepts; `slack` is how near to a thin thing counts, board units. */
  pick(point: Point, slack: number, wants: (record: WallRecord) => boolean): WallRecord | undefined {
    const stack = this.stack()
    for (let index = stack.length - 1; index >= 0; index--) {
      const record = stack[index] as WallRecord
      if (this.#isAt(record, point, slack) && wants(record)) return record
    }
    return undefined
  }

  /** Everything that touches a box. */
  within(box: Geometry): WallRecord[] {
    return this.stack().filter((record) =>
      record.type === 'connector' || record.type === 'drawing'
        ? overlaps(padded(this.boxOf(record)), box)
        : touches(record, box),
    )
  }

  /** The box around everything, or null. */
  bounds(): Geometry | null {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
    for (const record of this.#records.values()) {
      const { x, y, w, h } = this.boxOf(record)
      left = Math.min(left, x)
      top = Math.min(top, y)
      right = Math.max(right, x + w)
      bottom = Math.max(bottom, y + h)
    }
    return left === Infinity ? null : { x: left, y: top, w: right - left, h: bottom - top }
  }

  #boxOfEnd(id: string | null): Geometry | undefined {
    const record = id === null ? undefined : this.#records.get(elementRecordId(id))
    return record && record.type !== 'connector' ? geometryOf(record) : undefined
  }

  #isAt(record: WallRecord, point: Point, slack: number): boolean {
    switch (record.type) {
      case 'connector':
        return distanceToLine(this.lineOf(record), point) <= slack
      case 'drawing':
        return contains(padded(geometryOf(record), slack), point) && isNearDrawing(record, point, slack)
      case 'zone':
      case 'card':
      case 'area':
      case 'picture':
      case 'opaque':
        return contains(geometryOf(record), point)
      default:
        return record satisfies never
    }
  }

  #add(record: WallRecord): void {
    this.#records.set(record.id, record)
    this.#isSorted = false
    this.#changed = true
    this.#contentsChanged = true
  }

  #replace(record: WallRecord): void {
    const before = this.#records.get(record.id)
    this.#records.set(record.id, record)
    this.#changed = true
    if (before?.props.content !== record.props.content) this.#contentsChanged = true
    if (!before || isStackedOtherwise(before, record)) this.#isSorted = false
    else if (this.#isSorted) this.#stack[this.#positions.get(record.id) as number] = record
  }

  #remove(id: TLShapeId): void {
    if (!this.#records.delete(id)) return
    this.#isSorted = false
    this.#changed = true
    this.#contentsChanged = true
  }

  #publish(): void {
    if (!this.#changed) return
    this.#changed = false
    this.version.update((version) => version + 1)
    if (!this.#contentsChanged) return
    this.#contentsChanged = false
    this.contents.update((version) => version + 1)
  }

  #sort(): void {
    this.#stack = [...this.#records.values()].toSorted(byStacking)
    this.#positions = new Map(this.#stack.map((record, index) => [record.id, index]))
    this.#isSorted = true
  }
}

/** The editor has no shapes but ours. */
export function asRecord(shape: TLShape): WallRecord {
  return shape as WallRecord
}

/** Zones lie at the back, then pictures and what groups cards, then lines, then everything that is read. */
function rankOf(record: WallRecord): number {
  if (record.type === 'zone') return 0
  if (record.type === 'picture') return 1
  if (record.type === 'area') return record.props.content.shape === 'text' ? 3 : 1
  return record.type === 'connector' ? 2 : 3
}

function orderOf(record: WallRecord): string {
  return record.props.content.order
}

function isStackedOtherwise(before: WallRecord, after: WallRecord): boolean {
  if (rankOf(before) !== rankOf(after) || orderOf(before) !== orderOf(after)) return true
  return after.type === 'zone' && (before.props.w !== after.props.w || before.props.h !== after.props.h)
}

function byStacking(a: WallRecord, b: WallRecord): number {
  const rank = rankOf(a) - rankOf(b)
  if (rank !== 0) return rank
  if (a.type === 'zone' && b.type === 'zone') {
    // A zone inside another is the smaller one and must lie in front of it.
    const area = b.props.w * b.props.h - a.props.w * a.props.h
    if (area !== 0) return area
  }
  const [first, second] = [orderOf(a), orderOf(b)]
  if (first !== second) return first < second ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

function touches(record: WallRecord, box: Geometry): boolean {
  const { w, h } = record.props
  return record.x < box.x + box.w && box.x < record.x + w && record.y < box.y + box.h && box.y < record.y + h
}

/** A line has no thickness of its own. */
function padded({ x, y, w, h }: Geometry, by = 1): Geometry {
  return { x: x - by, y: y - by, w: w + 2 * by, h: h + 2 * by }
}

function isNearDrawing(record: Extract<WallRecord, { type: 'drawing' }>, point: Point, slack: number): boolean {
  const { points } = record.props.content
  for (let index = 0; index + 1 < points.length; index += 2) {
    const start = { x: record.x + (points[index] as number), y: record.y + (points[index + 1] as number) }
    const next = index + 3 < points.length ? index + 2 : index
    const end = { x: record.x + (points[next] as number), y: record.y + (points[next + 1] as number) }
    if (distanceToLine({ start, end }, point) <= slack) return true
  }
  return false
}
