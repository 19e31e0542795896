import { addCards } from '@planwall/shared/board/edit'
import type { CardKind } from '@planwall/shared/board/kinds'
import type { Point } from '@planwall/shared/board/model'
import { defaultKind, placeCards } from '@planwall/shared/board/place'
import { newId } from './new-id.ts'
import type { BoardHandle } from './open-board.ts'
import { rememberOwn } from './own-cards.ts'
import { makerNow } from './step-rules.ts'
import { todayIn } from './today.ts'

export interface TextsToAdd {
  texts: readonly { text: string; fields?: Readonly<Record<string, unknown>> }[]
  /** Absent: what the zone makes. */
  kind?: CardKind
  zoneId: string | null
  /** Where the first card's centre should be; absent: the first free place. */
  at?: Point | undefined
  /** Nobody is named as their maker, whatever the step says. */
  isAnonymous?: boolean
}

/** Adds texts as cards that take the zone's meaning, as one step of undo. Gives their ids, in the same order. */
export function addTexts(handle: BoardHandle, { texts, kind, zoneId, at, isAnonymous = false }: TextsToAdd): string[] {
  const { elements, session } = handle.view.getState()
  const zone = zoneId === null ? undefined : session.zones.get(zoneId)
  const createdBy = isAnonymous ? null : makerNow(handle)
  const cards = placeCards({
    kind: kind ?? defaultKind(zone),
    texts,
    zone,
    at,
    elements,
    zones: session.zones,
    today: todayIn(session.meta.timezone),
    now: Date.now(),
    createdBy,
    newId,
  })
  if (createdBy === null) for (const { id } of cards) rememberOwn(handle, id)
  handle.undo.boundary()
  addCards(handle.board, cards, handle.origin)
  handle.undo.boundary()
  return cards.map(({ id }) => id)
}

/** Somebody who is only named: a person card that is not on the wall. Gives its id. */
export function addPerson(handle: BoardHandle, name: string): string {
  const id = newId()
  const { elements, session } = handle.view.getState()
  const [card] = placeCards({
    kind: 'person',
    texts: [{ text: name.trim() }],
    zone: undefined,
    elements,
    zones: session.zones,
    today: todayIn(session.meta.timezone),
    now: Date.now(),
    createdBy: makerNow(handle),
    newId: () => id,
  })
  if (card) addCards(handle.board, [{ ...card, geometry: null }], handle.origin)
  return id
}
