import * as Y from 'yjs'
import { key } from '../board/doc.ts'
import { wellFormed } from '../board/well-formed.ts'

/**
 * The roots of a session document. Facilitators write zones, meta, agenda, groups, members and waivers as they like;
 * the roots in `serverRoots` carry stamps (who, when), so the server alone writes them.
 */
export const roots = {
  zones: 'zones',
  meta: 'meta',
  agenda: 'agenda',
  groups: 'groups',
  members: 'members',
  run: 'run',
  rounds: 'rounds',
  record: 'record',
  finished: 'finished',
  restored: 'restored',
} as const

/** [D2] What no connection may write in the session document, a facilitator's neither. */
export const serverRoots: readonly string[] = [roots.run, roots.rounds, roots.record, roots.finished, roots.restored]

/** Who did something, and when: given by the server, never by a page. */
export interface Stamp {
  /** Server time, Unix ms. */
  now: number
  /** Person id; null for the server itself. */
  by: string | null
}

export function agendaOf(session: Y.Doc): Y.Map<Y.Map<unknown>> {
  return session.getMap(roots.agenda)
}

export function groupsOf(session: Y.Doc): Y.Map<Y.Map<unknown>> {
  return session.getMap(roots.groups)
}

/** Person id -> group id: a person is in one group at most, whoever writes at once. */
export function membersOf(session: Y.Doc): Y.Map<unknown> {
  return session.getMap(roots.members)
}

/** What is going on now: one key for each thing that can be started and stopped. */
export function runOf(session: Y.Doc): Y.Map<unknown> {
  return session.getMap(roots.run)
}

export function roundsOf(session: Y.Doc): Y.Map<Y.Map<unknown>> {
  return session.getMap(roots.rounds)
}

/** Event id -> event. Nothing is changed or removed in it. */
export function recordOf(session: Y.Doc): Y.Map<unknown> {
  return session.getMap(roots.record)
}

/** Puts a value in a map the way zones are kept: as it is under `b`, later changes beside it field by field. */
export function putEntry(map: Y.Map<Y.Map<unknown>>, id: string, value: object): void {
  const entry = new Y.Map<unknown>()
  entry.set(key.base, wellFormed(value))
  map.set(id, entry)
}

/** Writes single fields of an entry; only what differs from what stands. Undefined clears a field. */
export function changeEntry(entry: Y.Map<unknown>, change: object): void {
  const before = readEntry(entry)
  for (const [name, value] of Object.entries(change)) {
    const next = wellFormed<unknown>(value ?? null)
    if (JSON.stringify(before?.[name] ?? null) !== JSON.stringify(next)) entry.set(`.${name}`, next)
  }
}

/** An entry's fields as they stand, or undefined where there is none; nothing is checked. A change to null cleared a field. */
export function readEntry(entry: unknown): Record<string, unknown> | undefined {
  if (!(entry instanceof Y.Map)) return undefined
  const base: unknown = entry.get(key.base)
  if (typeof base !== 'object' || base === null || Array.isArray(base)) return undefined
  const fields = new Map<string, unknown>(Object.entries(base))
  for (const [name, value] of entry.entries()) {
    if (!name.startsWith('.')) continue
    if (value === null || value === undefined) fields.delete(name.slice(1))
    else fields.set(name.slice(1), value)
  }
  return Object.fromEntries(fields)
}
