import { i18n } from '@lingui/core'
import type { BoardElement } from '@planwall/shared/board/model'
import { currentStep } from '@planwall/shared/session/facilitation'
import type { Facilitation } from '@planwall/shared/session/facilitation'
import { mayWriteRoom } from '@planwall/shared/session/room-rules'
import { rulesNow, writtenIn } from '@planwall/shared/session/rules'
import type { Ask, SessionAct, Verdict } from '@planwall/shared/session/rules'
import { isZoneMeant } from '@planwall/shared/session/step'
import { useStore } from 'zustand'
import { toast } from '../ui/toast-store.ts'
import { facilitationOf } from './facilitation.ts'
import type { BoardHandle } from './open-board.ts'
import { ownCardsOf } from './own-cards.ts'
import { refusalWords } from './refusal-words.ts'
import { useBoard } from './use-board.ts'

/** What somebody wants to do, in the words of the rules; who they are is known. */
export type Wish = Omit<Ask, 'role' | 'groupId' | 'ownCount' | 'inZone'>

/**
 * Whether this person may do something now, by the step that runs. The server decides by the same rules; asked here, a
 * page shows only what can be done, and says why not before anything is lost.
 */
export function verdictNow(handle: BoardHandle, wish: Wish): Verdict {
  const facilitation = facilitationOf(handle)
  const { role, personId } = handle.seat
  const groupId = personId === null ? undefined : facilitation.members.get(personId)
  const enters = wish.act === 'add' ? wish.zoneId : wish.act === 'move' ? wish.toZoneId : null
  return rulesNow(facilitation, {
    ...wish,
    role,
    groupId,
    ownCount: wish.act === 'add' ? ownCount(handle, facilitation, wish.inPrivate ?? false) : 0,
    inZone: enters ? cardsIn(handle, enters) : 0,
  })
}

/** What has to be known of an element to be asked about; the canvas and the document both have it. */
interface Asked {
  id: string
  type: BoardElement['type']
  /** Of a card. */
  kind?: string
  zoneId: string | null
  createdBy: string | null
}

/** The same for something that is on the board. */
export function verdictOn(
  handle: BoardHandle,
  act: Exclude<SessionAct, 'add' | 'vote'>,
  element: Asked,
  more: { toZoneId?: string | null; inPrivate?: boolean } = {},
): Verdict {
  if (element.type === 'connector') return verdictNow(handle, { act: 'connect' })
  if (element.type !== 'card' || element.kind === undefined) return verdictNow(handle, { act: 'draw' })
  const own = more.inPrivate === true || isOwn(handle, element)
  return verdictNow(handle, { act, kind: element.kind, zoneId: element.zoneId, own, ...more })
}

/** Whether this person made it: by name, or, where no names are kept, because this page or the server remembers. */
export function isOwn(handle: BoardHandle, { id, createdBy }: Pick<Asked, 'id' | 'createdBy'>): boolean {
  if (createdBy !== null) return createdBy === handle.seat.personId
  return ownCardsOf(handle).getState().has(id)
}

/** Who is named as the maker of what is made now: nobody in a step that promises so. */
export function makerNow(handle: BoardHandle): string | null {
  const isAnonymous = currentStep(facilitationOf(handle))?.rules.anonymous ?? false
  return isAnonymous && handle.seat.role !== 'facilitator' ? null : handle.seat.personId
}

/** Whether the step leaves the wall open to this person at all. */
export function isWallOpen(handle: BoardHandle): boolean {
  return mayWriteRoom(facilitationOf(handle), handle.seat, { part: 'board' }).allowed
}

/** A verdict that stays up to date while its asker is shown. Only yes or no: the reason is asked for when it is needed. */
export function useMayNow(wish: Wish): boolean {
  const handle = useBoard()
  return useStore(handle.view, () => verdictNow(handle, wish).allowed)
}

/** Says why something is not done. */
export function tellRefused(verdict: Verdict): void {
  if (!verdict.allowed) toast(i18n._(refusalWords[verdict.code]), 'warn')
}

/** Whether it is allowed; where it is not, says why. */
export function isAllowed(verdict: Verdict): boolean {
  tellRefused(verdict)
  return verdict.allowed
}

function ownCount(handle: BoardHandle, facilitation: Facilitation, inPrivate: boolean): number {
  const step = inPrivate ? writtenIn(facilitation) : currentStep(facilitation)
  if (step?.rules.maxOwn === undefined) return 0
  let count = 0
  for (const element of handle.view.getState().elements.values()) {
    if (element.type !== 'card' || element.kind === 'person') continue
    // What is private is all of this step; on the wall it is what lies in the step's zones.
    if (!inPrivate && (element.zoneId === null || !isZoneMeant(step.zoneIds, element.zoneId))) continue
    if (inPrivate || isOwn(handle, element)) count++
  }
  return count
}

function cardsIn(handle: BoardHandle, zoneId: string): number {
  if (handle.view.getState().session.zones.get(zoneId)?.maxCards === undefined) return 0
  let count = 0
  for (const element of handle.view.getState().elements.values()) {
    if (element.type === 'card' && element.zoneId === zoneId) count++
  }
  return count
}
