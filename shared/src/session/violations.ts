import type * as Y from 'yjs'
import type { Role } from '../access/roles.ts'
import { deleteElements } from '../board/edit.ts'
import { key } from '../board/doc.ts'
import type { Board, BoardElement, Zone } from '../board/model.ts'
import { readElement } from '../board/read.ts'
import { currentStep } from './facilitation.ts'
import { insertRaw, partsChanged, putBack, rawElement } from './raw-element.ts'
import type { RawElement } from './raw-element.ts'
import { refusals, rulesNow, writtenIn } from './rules.ts'
import type { Ask, Refusal, Ruled, SessionAct } from './rules.ts'
import { isZoneMeant } from './step.ts'

/** Elements as they were, or are: as values, and as they lie in the document. */
export type Sight = ReadonlyMap<string, { element: BoardElement | undefined; raw: RawElement }>

/** The elements with these ids; those that are not there are left out. Taken before and after an update is applied. */
export function seeElements(board: Y.Doc, ids: Iterable<string>): Sight {
  const sight = new Map<string, { element: BoardElement | undefined; raw: RawElement }>()
  for (const id of ids) {
    const raw = rawElement(board, id)
    if (raw) sight.set(id, { element: readElement(board, id), raw })
  }
  return sight
}

export interface Author {
  role: Role
  personId: string | null
  groupId?: string | undefined
  /** Elements this connection made while nobody else may know it: anonymous cards have no author in the document. */
  owns?: (id: string) => boolean
  /** Whether it is written in the author's own private document. */
  inPrivate?: boolean
}

/** What only the check itself can find, beside the refusals of a step. */
export const faults = {
  'forged-author': 'A card says somebody else made it.',
  'author-shown': 'No author is kept in this step, and this card names one.',
  'votes-written': 'Votes are counted by the server.',
  'creation-rewritten': 'What a card was when it was made cannot be changed.',
  'not-an-element': 'This is not an element of the wall.',
} as const

/** One thing an update did that it may not, and how it is put right. */
export interface Violation {
  elementId: string
  act: SessionAct
  code: Refusal | keyof typeof faults
  message: string
  fix: Fix
}

/** `remove` takes the element away; `restore` makes it again; `put-back` undoes these parts of it alone. */
export type Fix =
  | { do: 'remove'; id: string }
  | { do: 'restore'; id: string; raw: RawElement }
  | { do: 'put-back'; id: string; raw: RawElement; parts: readonly string[] }

/**
 * [C1 to C6] What an update broke: the elements it touched before and after it, by its author, under what goes on now.
 * `wall` is the board before, and is only asked for where a limit counts cards. Facilitators break nothing but votes.
 */
export function violations(
  before: Sight,
  after: Sight,
  author: Author,
  ruled: Ruled,
  wall: () => Board = () => ({ schemaVersion: 0, elements: new Map() }),
): Violation[] {
  const check = createCheck(before, after, author, ruled, wall)
  const found: Violation[] = []
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(id), after.get(id)]
    if (was && is) found.push(...check.changed(id, was.raw, is.raw))
    else if (is) found.push(...check.added(id, is.raw))
    else if (was) found.push(...check.removed(id, was.raw))
  }
  return found
}

/** [C7] Puts right what the violations say, in one transaction; anything else the update did stays. */
export function putRight(board: Y.Doc, found: readonly Violation[], origin: unknown): void {
  board.transact(() => {
    for (const { fix } of found) {
      switch (fix.do) {
        case 'remove':
          deleteElements(board, [fix.id], origin)
          break
        case 'restore':
          if (!rawElement(board, fix.id)) insertRaw(board, fix.id, fix.raw, origin)
          break
        case 'put-back':
          putBack(board, fix.id, fix.raw, fix.parts, origin)
          break
        default:
          fix satisfies never
      }
    }
  }, origin)
}

function createCheck(before: Sight, after: Sight, author: Author, ruled: Ruled, wall: () => Board) {
  const { inPrivate = false } = author
  const step = inPrivate ? writtenIn(ruled) : currentStep(ruled)
  const who = { role: author.role, groupId: author.groupId, inPrivate }
  /** Cards this update has put in each zone so far, and cards its author has added. */
  const entered = new Map<string, number>()
  let added = 0

  const isOwn = (id: string) => {
    if (inPrivate) return true
    const maker = before.get(id)?.element?.createdBy ?? null
    return (author.personId !== null && maker === author.personId) || (author.owns?.(id) ?? false)
  }
  const cards = () => [...wall().elements.values()].filter((element) => element.type === 'card')
  const countIn = (zoneId: string) => {
    if (ruled.zones.get(zoneId)?.maxCards === undefined) return 0
    const moving = (id: string) => before.has(id)
    return cards().filter((one) => one.zoneId === zoneId && !moving(one.id)).length + stillIn(zoneId)
  }
  /** Of the elements of this update, those that lay in the zone before and lie there still. */
  const stillIn = (zoneId: string) => {
    let count = entered.get(zoneId) ?? 0
    for (const [id, { element }] of before) {
      if (element?.type === 'card' && element.zoneId === zoneId && after.get(id)?.element?.zoneId === zoneId) count++
    }
    return count
  }
  const ownCount = () => {
    if (step?.rules.maxOwn === undefined) return 0
    const mine = cards().filter(
      ({ id, createdBy, zoneId }) =>
        zoneId !== null &&
        isZoneMeant(step.zoneIds, zoneId) &&
        (inPrivate || (author.personId !== null && createdBy === author.personId) || author.owns?.(id)),
    )
    return mine.filter(({ id }) => !before.has(id) || after.has(id)).length + added
  }
  const refused = (id: string, ask: Omit<Ask, 'role' | 'groupId'>, fix: Fix): Violation[] => {
    const verdict = rulesNow(ruled, { ...who, ...ask })
    return verdict.allowed ? [] : [{ elementId: id, act: ask.act, code: verdict.code, message: verdict.message, fix }]
  }

  return {
    added(id: string, raw: RawElement): Violation[] {
      const element = after.get(id)?.element
      const fix: Fix = { do: 'remove', id }
      if (!element) return author.role === 'facilitator' ? [] : [fault(id, 'add', 'not-an-element', fix)]
      if (raw.entries.has(key.votes)) return [fault(id, 'add', 'votes-written', fix)]
      if (author.role === 'facilitator') return []
      if (element.createdBy !== null && !inPrivate) {
        if (step?.rules.anonymous) return [fault(id, 'add', 'author-shown', fix)]
        if (element.createdBy !== author.personId) return [fault(id, 'add', 'forged-author', fix)]
      }
      if (element.type === 'connector') return refused(id, { act: 'connect' }, fix)
      if (element.type !== 'card') return refused(id, { act: 'draw' }, fix)
      const { kind, zoneId } = element
      const ask = { act: 'add', kind, zoneId, ownCount: ownCount(), inZone: zoneId ? countIn(zoneId) : 0 } as const
      const broken = refused(id, ask, fix)
      if (broken.length === 0) {
        added++
        if (zoneId) entered.set(zoneId, (entered.get(zoneId) ?? 0) + 1)
      }
      return broken
    },

    removed(id: string, raw: RawElement): Violation[] {
      const fix: Fix = { do: 'restore', id, raw }
      const element = before.get(id)?.element
      if (author.role === 'facilitator' || !element) return []
      if (element.type === 'connector') return isOwn(id) ? [] : refused(id, { act: 'connect' }, fix)
      if (element.type !== 'card') return isOwn(id) ? [] : refused(id, { act: 'draw' }, fix)
      const { kind, zoneId } = element
      return refused(id, { act: 'delete', kind, zoneId, own: isOwn(id) }, fix)
    },

    changed(id: string, was: RawElement, is: RawElement): Violation[] {
      const parts = partsChanged(was, is)
      const back = (some: readonly string[]): Fix => ({ do: 'put-back', id, raw: was, parts: some })
      if (parts.includes(key.votes)) {
        const rest = this.partsOf(
          id,
          was,
          parts.filter((part) => part !== key.votes),
        )
        return [fault(id, 'vote', 'votes-written', back([key.votes])), ...rest]
      }
      return this.partsOf(id, was, parts)
    },

    partsOf(id: string, was: RawElement, parts: readonly string[]): Violation[] {
      if (author.role === 'facilitator' || parts.length === 0) return []
      const back = (some: readonly string[]): Fix => ({ do: 'put-back', id, raw: was, parts: some })
      if (parts.includes(key.base)) return [fault(id, 'edit', 'creation-rewritten', back(parts))]
      const element = before.get(id)?.element
      const now = after.get(id)?.element
      if (!element || !now) return [fault(id, 'edit', 'not-an-element', back(parts))]
      const own = isOwn(id)
      if (element.type === 'connector') {
        return isLoosened(element, now, after) ? [] : refused(id, { act: 'connect' }, back(parts))
      }
      if (element.type !== 'card' || now.type !== 'card') return refused(id, { act: 'draw' }, back(parts))

      const found: Violation[] = []
      const moved = parts.filter((part) => isOfMoving(part) && !(part === key.geometry && isResized(element, now)))
      const entersZone = parts.includes(key.zoneId) && now.zoneId !== null ? ruled.zones.get(now.zoneId) : undefined
      const given = new Set(entersZone ? fieldsGivenBy(entersZone) : [])
      const edited = parts.filter((part) => !moved.includes(part) && !given.has(part))
      const { kind, zoneId } = element
      if (edited.length > 0) {
        const broken = refused(id, { act: 'edit', kind, zoneId, own }, back(edited))
        const becomes = edited.includes(key.kind) && broken.length === 0
        found.push(...broken)
        if (becomes) {
          const ask = { act: 'add', kind: now.kind, zoneId: now.zoneId } as const
          found.push(...refused(id, ask, back([key.kind])))
        }
      }
      if (moved.length > 0) {
        const inZone = now.zoneId !== null && now.zoneId !== zoneId ? countIn(now.zoneId) : 0
        const ask = { act: 'move', kind: now.kind, zoneId, toZoneId: now.zoneId, own, inZone } as const
        const broken = refused(id, ask, back([...moved, ...parts.filter((part) => given.has(part))]))
        if (broken.length === 0 && now.zoneId && now.zoneId !== zoneId) {
          entered.set(now.zoneId, (entered.get(now.zoneId) ?? 0) + 1)
        }
        found.push(...broken)
      }
      return found
    },
  }
}

function isOfMoving(part: string): boolean {
  return part === key.geometry || part === key.order || part === key.zoneId
}

/** [C4] A card that only grows or shrinks, as it does with its text, is edited, not moved. */
function isResized(was: BoardElement, is: BoardElement): boolean {
  return was.geometry?.x === is.geometry?.x && was.geometry?.y === is.geometry?.y && was.zoneId === is.zoneId
}

/** [C4] A zone gives a card its meaning when it is put there; that is part of the move. */
function fieldsGivenBy({ meaning }: Zone): string[] {
  return [...Object.keys(meaning.sets ?? {}), ...(meaning.dueWindow ? ['due'] : [])].map((name) => `.${name}`)
}

/** [C4] An arrow whose end was deleted by this update is left loose; that is part of the deletion. */
function isLoosened(was: BoardElement, is: BoardElement, after: Sight): boolean {
  if (was.type !== 'connector' || is.type !== 'connector' || was.text !== is.text) return false
  const ends = [
    [was.from, is.from],
    [was.to, is.to],
  ] as const
  const changed = ends.filter(([from, to]) => from !== to)
  return changed.length > 0 && changed.every(([from, to]) => to === null && from !== null && !after.has(from))
}

function fault(id: string, act: SessionAct, code: keyof typeof faults, fix: Fix): Violation {
  return { elementId: id, act, code, message: faults[code], fix }
}

/** Words for any code of a violation or a refusal. */
export function wordsFor(code: Violation['code']): string {
  return code in refusals ? refusals[code as Refusal] : faults[code as keyof typeof faults]
}
