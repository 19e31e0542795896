import { cardKinds, isCardKind } from '@planwall/shared/board/kinds'
import type { Zone } from '@planwall/shared/board/model'
import { byOrder } from '@planwall/shared/board/order'
import { accepts } from '@planwall/shared/board/place'
import type { Finding, Fix } from '@planwall/shared/plan/finding'
import { canvas, select } from '../../canvas/canvas-api.ts'
import { addTexts } from '../../sync/add-cards.ts'
import { cardsOfZone, mayEdit, mayEditAll } from '../../sync/card-acts.ts'
import { requestDetails } from '../../sync/details-request.ts'
import { requestField } from '../../sync/field-request.ts'
import type { BoardHandle } from '../../sync/open-board.ts'
import { verdictNow } from '../../sync/step-rules.ts'

/**
 * Goes where a finding is mended: its card is selected and in sight, and the field it is about has the keyboard. A card that
 * is missing is not made by looking.
 */
export function openFinding(handle: BoardHandle, { fix, subject }: Finding): void {
  const cardId = fix?.act === 'fill' ? fix.cardId : subject?.cardId
  if (cardId === undefined || !handle.view.getState().elements.has(cardId)) return
  showCard(cardId)
  if (fix?.act === 'fill' && mayEditAll(handle, [cardId])) requestField(cardId, fix.field)
  else requestDetails()
}

/** Whether the card that is missing may be made now, where it belongs. */
export function mayAddMissing(handle: BoardHandle, { kind, fields }: Extract<Fix, { act: 'add' }>): boolean {
  const zoneId = zoneFor(handle, kind, fields)?.id ?? null
  return mayEdit(handle) && verdictNow(handle, { act: 'add', kind, zoneId }).allowed
}

/** Makes the card that is missing, where it belongs, and puts the keyboard in its words. */
export function addMissing(handle: BoardHandle, { kind, fields }: Extract<Fix, { act: 'add' }>): void {
  const zone = zoneFor(handle, kind, fields)
  const [id] = addTexts(handle, { texts: [{ text: '', fields }], kind, zoneId: zone?.id ?? null })
  if (id === undefined) return
  showCard(id)
  requestField(id, isCardKind(kind) ? cardKinds[kind].title : '')
}

function showCard(id: string): void {
  select([id])
  canvas.getState().actions?.show(id)
}

/**
 * A zone that asks for cards of this kind by name: one that lies with what the card is for, or one whose cards belong to
 * nothing by lying there. Nothing else is said by where a card is put.
 */
function zoneFor(handle: BoardHandle, kind: string, fields: Readonly<Record<string, unknown>>): Zone | undefined {
  const { elements, session } = handle.view.getState()
  const named = new Set(Object.values(fields).flat())
  const heads = new Set([...elements.values()].flatMap(({ id, zoneId }) => (named.has(id) ? [zoneId] : [])))
  const zones = [...session.zones.values()]
    .filter((zone) => zone.accepts.includes(kind) && accepts(zone, kind, cardsOfZone(handle, zone.id).length))
    .toSorted(byOrder)
  return (
    zones.find(({ meaning }) => meaning.partOf !== undefined && heads.has(meaning.partOf)) ??
    zones.find(({ meaning }) => meaning.partOf === undefined)
  )
}
