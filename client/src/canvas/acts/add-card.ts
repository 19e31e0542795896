import { addCards } from '@planwall/shared/board/edit'
import { CARD_SIZE, GAP, overlaps, ZONE_HEADER } from '@planwall/shared/board/geometry'
import type { CardKind } from '@planwall/shared/board/kinds'
import type { Geometry, Point, Zone } from '@planwall/shared/board/model'
import { accepts, placeCards } from '@planwall/shared/board/place'
import { newId } from '../../sync/new-id.ts'
import { rememberOwn } from '../../sync/own-cards.ts'
import { isAllowed, makerNow, verdictNow } from '../../sync/step-rules.ts'
import { todayIn } from '../../sync/today.ts'
import { toast } from '../../ui/toast-store.ts'
import { startEditing } from '../editing/editing.ts'
import { whyNot } from '../notices.ts'
import { geometryOf } from '../record-to-element.ts'
import type { Wall } from '../open-wall.ts'
import { setActiveZone } from './zone-under.ts'

export interface CardToAdd {
  kind: CardKind
  zone: Zone | undefined
  /** Where its centre should be. */
  at?: Point
  /** Where there is no zone: middle of the top edge of the first place to try; lower ones follow. */
  near?: Point
}

/** Makes an empty card and puts the caret in it. Gives its id; undefined where the zone does not take it (and says why). */
export function addCard(wall: Wall, { kind, zone, at, near }: CardToAdd): string | undefined {
  const zoneId = zone?.id ?? null
  if (wall.handle.canEditBoard && !isAllowed(verdictNow(wall.handle, { act: 'add', kind, zoneId }))) return undefined
  if (!wall.canWrite()) return undefined
  if (zone && !accepts(zone, kind, wall.counts.in(zone.id))) {
    toast(whyNot(kind, zone), 'warn')
    return undefined
  }
  const { handle } = wall
  const { elements, session } = handle.view.getState()
  const centre = at
    ? zone
      ? inside(zone.geometry, at)
      : at
    : zone
      ? undefined
      : freeBelow(wall, near ?? middleOf(wall))
  const cards = placeCards({
    kind,
    texts: [{ text: '' }],
    zone,
    at: centre,
    elements,
    zones: session.zones,
    today: todayIn(session.meta.timezone),
    now: Date.now(),
    createdBy: makerNow(handle),
    newId,
  })
  const id = cards[0]?.id
  if (id === undefined) return undefined
  if (cards[0]?.createdBy === null) rememberOwn(handle, id)
  handle.undo.boundary()
  addCards(handle.board, cards, handle.origin)
  wall.fresh.add(id)
  setActiveZone(zone?.id ?? null)
  startEditing(wall, id)
  return id
}

/** The nearest point to `at` around which a card lies within its zone, clear of the zone's heading. */
function inside({ x, y, w, h }: Geometry, at: Point): Point {
  const halfW = CARD_SIZE.w / 2
  const halfH = CARD_SIZE.h / 2
  return {
    x: Math.max(x + GAP + halfW, Math.min(at.x, x + w - GAP - halfW)),
    y: Math.max(y + ZONE_HEADER + GAP / 2 + halfH, Math.min(at.y, y + h - GAP - halfH)),
  }
}

function freeBelow(wall: Wall, top: Point): Point {
  const place = { x: top.x - CARD_SIZE.w / 2, y: top.y, w: CARD_SIZE.w, h: CARD_SIZE.h }
  const column = wall.scene
    .stack()
    .filter(({ type }) => type === 'card')
    .map(geometryOf)
    .filter((other) => other.x < place.x + place.w && place.x < other.x + other.w)
    .toSorted((a, b) => a.y - b.y)
  for (const other of column) if (overlaps(other, place)) place.y = other.y + other.h + GAP
  return { x: top.x, y: place.y + CARD_SIZE.h / 2 }
}

function middleOf({ editor }: Wall): Point {
  const { x, y } = editor.getViewportPageBounds().center
  return { x, y: y - CARD_SIZE.h / 2 }
}
