import { itemsOfPlan } from './plan-items.ts'
import type { PlanItem, Section } from './plan-items.ts'
import type { CardKind } from '../board/kinds.ts'
import type { Plan } from './plan.ts'

/** An item that is named in a diff. */
export interface DiffItem {
  section: Section
  kind: CardKind
  id: string
  cardId: string
  name: string
}

/** One property that is not what it was; an absent side was not set. */
export interface FieldChange {
  field: string
  /** Dates and owners come first, since they are what a plan is held to. */
  about: 'date' | 'owner' | 'other'
  before?: unknown
  after?: unknown
}

export interface ItemChange extends DiffItem {
  fields: FieldChange[]
}

export interface PlanDiff {
  /** Properties of the plan as a whole: its name, period, time zone, status, the figures of the gap. */
  plan: FieldChange[]
  /** Items with a date or an owner that changed; with these fields only. */
  moved: ItemChange[]
  /** All other changes of items that both plans have. */
  changed: ItemChange[]
  added: DiffItem[]
  removed: DiffItem[]
}

/**
 * What changed from one plan to a later one. Items are told apart by id, which is the same in every revision; where a
 * thing came from and what the checks said of it does not count. Sections in reading order, items in plan order.
 */
export function diffPlans(before: Plan, after: Plan): PlanDiff {
  const [old, now] = [byId(before), byId(after)]
  const both = [...now].flatMap(([key, item]) => {
    const was = old.get(key)
    return was ? [{ item, fields: changesOf(was.item, item.item, ignoredOfItems) }] : []
  })
  const pick = (isMoved: boolean) =>
    both.flatMap(({ item, fields }): ItemChange[] => {
      const some = fields.filter(({ about }) => (about !== 'other') === isMoved)
      return some.length > 0 ? [{ ...named(item), fields: some }] : []
    })
  return {
    plan: changesOf(headOf(before), headOf(after), ignoredOfPlans),
    moved: pick(true),
    changed: pick(false),
    added: [...now].flatMap(([key, item]) => (old.has(key) ? [] : [named(item)])),
    removed: [...old].flatMap(([key, item]) => (now.has(key) ? [] : [named(item)])),
  }
}

/** Nothing changed that a person would care for. */
export function isSame({ plan, moved, changed, added, removed }: PlanDiff): boolean {
  return plan.length + moved.length + changed.length + added.length + removed.length === 0
}

const dates = new Set(['due', 'start', 'targetDate', 'reviewDate', 'triggerDate', 'dtstart', 'decidedOn', 'decideBy'])
const owners = new Set(['assignee', 'accountable', 'sponsor', 'owner', 'driver', 'approver', 'personId'])
const ignoredOfItems = new Set(['id', 'derivedFrom', 'challenges'])
const ignoredOfPlans = new Set(['schemaVersion', '$schema', 'id', 'revision', 'provenance', 'checks', 'omitted'])

function byId(plan: Plan): Map<string, PlanItem> {
  return new Map(itemsOfPlan(plan).map((item) => [`${item.section} ${item.id}`, item]))
}

function named({ section, kind, id, cardId, name }: PlanItem): DiffItem {
  return { section, kind, id, cardId, name }
}

/** What a plan says besides its items. */
function headOf({ strategy: _strategy, goal: _goal, ...plan }: Plan): Record<string, unknown> {
  return Object.fromEntries(Object.entries(plan).filter(([name, value]) => !isItems(name, value)))
}

function isItems(name: string, value: unknown): boolean {
  return Array.isArray(value) && name !== 'roles'
}

function changesOf(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  ignored: ReadonlySet<string>,
): FieldChange[] {
  const names = new Set([...Object.keys(after), ...Object.keys(before)])
  const changes: FieldChange[] = []
  for (const field of names) {
    if (ignored.has(field) || isEqual(before[field], after[field])) continue
    changes.push({
      field,
      about: dates.has(field) ? 'date' : owners.has(field) ? 'owner' : 'other',
      ...(before[field] === undefined ? {} : { before: before[field] }),
      ...(after[field] === undefined ? {} : { after: after[field] }),
    })
  }
  return changes.toSorted((a, b) => rank(a) - rank(b))
}

function rank({ about }: FieldChange): number {
  return about === 'date' ? 0 : about === 'owner' ? 1 : 2
}

/** Equal as values; the order of keys does not count, the order of a list does. */
function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [ours, theirs] = [Object.entries(a), new Map(Object.entries(b))]
  return (
    ours.length === theirs.size && ours.every(([name, value]) => theirs.has(name) && isEqual(value, theirs.get(name)))
  )
}
