import { deleteElements, moveElements } from '@planwall/shared/board/edit'
import type { BoardElement, Geometry, Zone } from '@planwall/shared/board/model'
import { readElement, readZone } from '@planwall/shared/board/read'
import { moveZones } from '@planwall/shared/session/edit-session'
import type { Editor, TLShapeId } from '@tldraw/tldraw'
import { onLeaving } from '../sync/leaving.ts'
import type { BoardHandle } from '../sync/open-board.ts'
import { verdictOn } from '../sync/step-rules.ts'
import { todayIn } from '../sync/today.ts'
import { watchElements, watchZones } from '../sync/watch-elements.ts'
import { elementToRecord, placedAt, zoneToRecord } from './element-to-record.ts'
import { planMoves } from './moves.ts'
import type { Moved, Refusal } from './moves.ts'
import { PeerDrags } from './peer-drags.ts'
import { geometryOf } from './record-to-element.ts'
import { elementRecordId, idOfRecord, isZoneRecordId, zoneRecordId } from './records.ts'
import type { WallRecord } from './records.ts'
import { asRecord } from './scene.ts'

export interface Binding {
  /** Brings what the documents changed onto the canvas now, instead of with the next frame. */
  flush: () => void
  /** A gesture begins: until `commit` or `revert` nothing is written, and these records stay where the gesture puts them. */
  hold: (ids: Iterable<TLShapeId>, carried?: ReadonlySet<TLShapeId>) => void
  /** The gesture ends: what it changed becomes one change of each document. */
  commit: () => void
  /** The gesture is given up: everything goes back to where the documents have it. */
  revert: () => void
  stop: () => void
}

export interface BindingOptions {
  /** Cards that a zone did not take have gone back. */
  onRefused: (refused: readonly Refusal[]) => void
  /** How much of the way cards that others drag are moved every frame; 1: at once. */
  glide?: () => number
}

/**
 * Keeps the canvas and both documents of a board in step. Document to canvas: as remote changes, one batch a frame.
 * Canvas to document: what a person changed becomes verbs with the person's origin, one transaction a gesture.
 */
export function bindDocument(
  editor: Editor,
  handle: BoardHandle,
  { onRefused, glide = () => 1 }: BindingOptions,
): Binding {
  const { board, session, view, origin, presence } = handle
  const pendingElements = new Set<string>()
  const pendingZones = new Set<string>()
  const touched = new Set<TLShapeId>()
  const removed = new Set<TLShapeId>()
  const drags = new PeerDrags()
  let held: ReadonlySet<TLShapeId> | null = null
  let carriedByZone: ReadonlySet<TLShapeId> = new Set()
  let isFresh = true
  const frame = nextFrame(() => {
    isFresh = true
    const gliding = drags.advance(glide())
    for (const id of gliding) pendingElements.add(id)
    if (gliding.length > 0) frame.ask()
    flushWith((id) => view.getState().elements.get(id))
    if (!held && (touched.size > 0 || removed.size > 0)) write()
  })

  const placeOf = (id: string) => view.getState().elements.get(id)?.geometry
  const recordOf = (element: BoardElement): WallRecord | undefined => {
    const record = elementToRecord(element)
    if (!record || !element.geometry) return undefined
    const geometry = drags.shownAt(element.id, element.geometry)
    return geometry === element.geometry ? record : placedAt(record, geometry)
  }
  const put = (next: WallRecord | undefined, id: TLShapeId, changes: Changes) => {
    const before = editor.store.unsafeGetWithoutCapture(id)
    if (!next) {
      if (before) changes.remove.push(id)
    } else if (before && held?.has(id)) {
      changes.put.push(placedAt(next, geometryOf(asRecord(before))))
    } else {
      changes.put.push(next)
    }
  }
  const flushWith = (elementOf: (id: string) => BoardElement | undefined) => {
    if (pendingElements.size === 0 && pendingZones.size === 0) return
    const changes: Changes = { put: [], remove: [] }
    for (const id of pendingElements) {
      const element = elementOf(id)
      put(element && recordOf(element), elementRecordId(id), changes)
    }
    for (const id of pendingZones) {
      const zone = readZone(session, id)
      put(zone && zoneToRecord(zone), zoneRecordId(id), changes)
    }
    pendingElements.clear()
    pendingZones.clear()
    apply(editor, changes)
  }
  const flush = () => flushWith((id) => readElement(board, id))

  /** The first change of a frame is shown in that frame; what follows waits for the next one, as one batch. */
  const showSoon = () => {
    if (isFresh && pendingElements.size <= FEW) queueMicrotask(flush)
    isFresh = false
    frame.ask()
  }

  /** The timers of a hidden tab are too slow to wait for, and what is done in it is as true as anything. */
  const writeSoon = () => {
    frame.ask()
    if (document.visibilityState === 'hidden') queueMicrotask(frame.now)
  }

  const restore = (ids: Iterable<string>) => {
    for (const id of ids) {
      if (isZoneRecordId(id)) pendingZones.add(idOfRecord(id))
      else pendingElements.add(idOfRecord(id))
    }
  }
  const write = () => {
    const gone = [...removed].filter((id) => !isZoneRecordId(id)).map(idOfRecord)
    const { zones, moved } = changedPlaces(editor, board, session, touched, carriedByZone)
    const after = new Map(view.getState().session.zones)
    for (const zone of zones) after.set(zone.id, zone)
    const { moves, refused } = planMoves(moved, after, view.getState().elements, (element, toZoneId) =>
      verdictOn(handle, 'move', element, { toZoneId }),
    )
    // What cannot be written (a refused card, a removed zone) is shown again as the documents have it.
    restore([...touched, ...removed])
    touched.clear()
    removed.clear()
    if (gone.length > 0) deleteElements(board, gone, origin)
    if (zones.length > 0) moveZones(session, zones, origin)
    if (moves.length > 0) {
      const today = todayIn(view.getState().session.meta.timezone)
      moveElements(board, moves, { today, zones: after }, origin)
    }
    flush()
    if (refused.length > 0) onRefused(refused)
  }
  const endGesture = () => {
    held = null
    presence.setDrag(null)
  }

  const stops = [
    watchElements(board, (ids) => {
      for (const id of ids) pendingElements.add(id)
      showSoon()
    }),
    watchZones(session, (ids) => {
      for (const id of ids) pendingZones.add(id)
      frame.ask()
    }),
    presence.peers.subscribe((peers) => {
      const changed = drags.update(peers, placeOf)
      if (changed.size === 0) return
      for (const id of changed) pendingElements.add(id)
      frame.ask()
    }),
    editor.sideEffects.registerAfterChangeHandler('shape', (before, after, source) => {
      if (source !== 'user' || !isMoved(asRecord(before), asRecord(after))) return
      touched.add(after.id)
      if (!held) writeSoon()
    }),
    editor.sideEffects.registerAfterDeleteHandler('shape', (shape, source) => {
      if (source !== 'user') return
      removed.add(shape.id)
      if (!held) writeSoon()
    }),
    frame.stop,
    onLeaving(frame.now),
  ]

  drags.update(presence.peers.getState(), placeOf)
  const { elements, session: now } = view.getState()
  apply(editor, {
    put: [...[...now.zones.values()].map(zoneToRecord), ...[...elements.values()].flatMap((e) => recordOf(e) ?? [])],
    remove: [],
  })

  return {
    flush,
    hold: (ids, carried = new Set()) => {
      held = new Set(ids)
      carriedByZone = carried
    },
    commit: () => {
      const started = held !== null
      endGesture()
      if (started) write()
      carriedByZone = new Set()
    },
    revert: () => {
      if (held) restore(held)
      endGesture()
      touched.clear()
      removed.clear()
      carriedByZone = new Set()
      flush()
    },
    stop: () => {
      for (const stop of stops) stop()
    },
  }
}

interface Changes {
  put: WallRecord[]
  remove: TLShapeId[]
}

/** As remote changes: they are no gesture of this person. A record the canvas refuses is left out, alone. */
function apply(editor: Editor, { put, remove }: Changes): void {
  if (put.length === 0 && remove.length === 0) return
  editor.store.mergeRemoteChanges(() => {
    try {
      if (put.length > 0) editor.store.put(put)
    } catch {
      for (const record of put) putAlone(editor, record)
    }
    if (remove.length > 0) editor.store.remove(remove)
  })
}

function putAlone(editor: Editor, record: WallRecord): void {
  try {
    editor.store.put([record])
  } catch {
    // The document keeps it, the list view shows it; the canvas does without.
  }
}

function changedPlaces(
  editor: Editor,
  board: BoardHandle['board'],
  session: BoardHandle['session'],
  touched: ReadonlySet<TLShapeId>,
  carried: ReadonlySet<TLShapeId>,
): { zones: Zone[]; moved: Moved[] } {
  const zones: Zone[] = []
  const moved: Moved[] = []
  for (const id of touched) {
    const shape = editor.store.unsafeGetWithoutCapture(id)
    if (!shape) continue
    const geometry = rounded(geometryOf(asRecord(shape)))
    if (isZoneRecordId(id)) {
      const zone = readZone(session, idOfRecord(id))
      if (zone && !isSamePlace(zone.geometry, geometry)) zones.push({ ...zone, geometry })
    } else {
      const element = readElement(board, idOfRecord(id))
      if (element?.geometry && !isSamePlace(element.geometry, geometry)) {
        moved.push({ element, geometry, carried: carried.has(id) })
      }
    }
  }
  return { zones, moved }
}

function isMoved(before: WallRecord, after: WallRecord): boolean {
  return !isSamePlace(geometryOf(before), geometryOf(after))
}

function isSamePlace(a: Geometry, b: Geometry): boolean {
  return a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h
}

function rounded({ x, y, w, h }: Geometry): Geometry {
  return { x: Math.round(x), y: Math.round(y), w: Math.round(w), h: Math.round(h) }
}

/** Changes of more elements than these are never worth more than one drawing a frame. */
const FEW = 8

/**
 * Calls once in the next frame however often it is asked; a hidden tab has no frames and uses a timer. `now` calls at
 * once where it was asked.
 */
function nextFrame(call: () => void): { ask: () => void; now: () => void; stop: () => void } {
  let cancel: (() => void) | undefined
  const run = () => {
    cancel = undefined
    call()
  }
  return {
    ask: () => {
      if (cancel) return
      if (document.visibilityState === 'hidden') {
        const timer = setTimeout(run, 100)
        cancel = () => clearTimeout(timer)
      } else {
        const frame = requestAnimationFrame(run)
        cancel = () => cancelAnimationFrame(frame)
      }
    },
    now: () => {
      if (!cancel) return
      cancel()
      run()
    },
    stop: () => cancel?.(),
  }
}
