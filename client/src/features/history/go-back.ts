import { idsInZone, waysBack } from '@planwall/shared/history/go-back'
import type { WallThen } from '@planwall/shared/history/go-back'
import { elementChanges } from '@planwall/shared/unsent/differences'
import type { Difference, ElementChange } from '@planwall/shared/unsent/differences'
import { putBack } from '@planwall/shared/unsent/put-back'
import { mayArrange } from '../../sync/card-acts.ts'
import type { BoardHandle } from '../../sync/open-board.ts'
import { rememberOwn } from '../../sync/own-cards.ts'
import { makerNow, verdictNow, verdictOn } from '../../sync/step-rules.ts'

/** What came of going back: how many things are as they were again, and how many this person may not change now. */
export interface WentBack {
  done: number
  refused: number
}

/**
 * [H2] Makes elements again what they were, as this person's own change: one step of undo takes it back, and the server
 * holds it against role and step like any other.
 */
export function goBackTo(handle: BoardHandle, then: WallThen, ids: readonly string[]): WentBack {
  return make(handle, then, ids)
}

/** The same for everything that lay in a zone; what came into it since stays in it. */
export function goBackInZone(handle: BoardHandle, then: WallThen, zoneId: string): WentBack {
  return make(handle, then, idsInZone(then, zoneId))
}

function make(handle: BoardHandle, then: WallThen, ids: readonly string[]): WentBack {
  const { elements, session } = handle.view.getState()
  const now = { elements, zones: session.zones }
  const maker = makerNow(handle)
  const all = waysBack(now, then, { ids, maker, mayMakeZones: mayArrange(handle) })
  const allowed = all.filter((one) => isAllowed(handle, one))
  const refused = all.length - allowed.length
  if (allowed.length === 0) return { done: 0, refused }
  handle.undo.boundary()
  const outcomes = putBack(handle, allowed, handle.origin)
  handle.undo.boundary()
  for (const { of, id, before } of allowed) {
    // A card that names nobody is this person's for as long as the page knows.
    if (of === 'element' && before === null && maker === null) rememberOwn(handle, id)
  }
  return { done: outcomes.filter((outcome) => outcome === 'done').length, refused }
}

function isAllowed(handle: BoardHandle, difference: Difference): boolean {
  if (difference.of === 'zone') return mayArrange(handle)
  if (difference.of !== 'element' || !difference.after) return false
  const { before, after } = difference
  if (before) {
    const changes = elementChanges(before, after)
    const isMoved = changes.some(({ aspect }) => isOfPlace(aspect))
    const isEdited = changes.some(({ aspect }) => !isOfPlace(aspect))
    const mayMove = !isMoved || verdictOn(handle, 'move', before, { toZoneId: after.zoneId }).allowed
    return mayMove && (!isEdited || verdictOn(handle, 'edit', before).allowed)
  }
  if (after.type === 'connector') return verdictNow(handle, { act: 'connect' }).allowed
  if (after.type !== 'card') return verdictNow(handle, { act: 'draw' }).allowed
  return verdictNow(handle, { act: 'add', kind: after.kind, zoneId: after.zoneId }).allowed
}

function isOfPlace(aspect: ElementChange['aspect']): boolean {
  return aspect === 'place' || aspect === 'zone' || aspect === 'order'
}
