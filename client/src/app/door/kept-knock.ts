import type { Knocking } from '../api.ts'
import { isRecord, isText, parseJson } from '../read-json.ts'

/** Somebody who waits to be let in, with the name they gave and the link they came by. */
export interface MyKnock extends Knocking {
  name: string
  linkToken: string
}

/** What this tab waits for at a board, by that link; a reload goes on waiting. Undefined for none. */
export function readKnock(boardId: string, linkToken: string): MyKnock | undefined {
  const kept = parseJson(tabStorage()?.getItem(keyOf(boardId)))
  if (!isRecord(kept) || kept.linkToken !== linkToken) return undefined
  const { knockId, knockToken, name } = kept
  return isText(knockId) && isText(knockToken) && isText(name) ? { knockId, knockToken, name, linkToken } : undefined
}

export function keepKnock(boardId: string, knock: MyKnock): void {
  try {
    tabStorage()?.setItem(keyOf(boardId), JSON.stringify(knock))
  } catch {
    // Nothing is kept: after a reload the person knocks again.
  }
}

export function forgetKnock(boardId: string): void {
  tabStorage()?.removeItem(keyOf(boardId))
}

function keyOf(boardId: string): string {
  return `planwall/knock/${boardId}`
}

function tabStorage(): Storage | undefined {
  try {
    return window.sessionStorage
  } catch {
    return undefined
  }
}
