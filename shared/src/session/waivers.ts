import Value from 'typebox/value'
import type * as Y from 'yjs'
import { waiversOf } from '../board/doc.ts'
import { waiverSchema } from '../board/model.ts'
import type { Waiver } from '../board/model.ts'
import { wellFormed } from '../board/well-formed.ts'

/** The name a waiver is kept under: one for a check and a card, or for a check and the plan as a whole. */
export function waiverKey(code: string, cardId?: string): string {
  return cardId === undefined ? code : `${code}:${cardId}`
}

/**
 * Lets the plan be complete in spite of a finding; replaces an earlier waiver of the same. Only facilitators may write
 * here. A waiver without a reason changes nothing and gives false.
 */
export function waiveCheck(session: Y.Doc, waiver: Waiver, origin: unknown): boolean {
  if (!Value.Check(waiverSchema, waiver)) return false
  const { code, cardId, reason, by, at } = waiver
  const kept = { code, ...(cardId === undefined ? {} : { cardId }), reason: reason.trim(), by, at }
  session.transact(() => waiversOf(session).set(waiverKey(code, cardId), wellFormed(kept)), origin)
  return true
}

/** Takes a waiver back; nothing happens where there is none. */
export function unwaiveCheck(
  session: Y.Doc,
  { code, cardId }: { code: string; cardId?: string },
  origin: unknown,
): void {
  const key = waiverKey(code, cardId)
  if (waiversOf(session).has(key)) session.transact(() => waiversOf(session).delete(key), origin)
}
