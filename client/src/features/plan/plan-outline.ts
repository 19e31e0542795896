import type { OmissionReason, Plan } from '@planwall/shared/plan/plan'

/** An item of the plan as the panel lists it: its words, and the card it came from. */
export interface PanelItem {
  cardId: string
  words: string
}

export interface PanelMove extends PanelItem {
  planId: string
  tasks: PanelItem[]
  indicators: PanelItem[]
}

/** Kinds of items besides goal, moves, tasks and people, in the order they are listed. */
export const otherParts = [
  'strategy',
  'parentGoals',
  'risks',
  'contingencies',
  'assumptions',
  'decisions',
  'signOffs',
  'cadence',
  'capabilityGaps',
  'microTasks',
] as const
export type OtherPart = (typeof otherParts)[number]

export interface PanelPlan {
  goal: PanelItem | undefined
  goalIndicators: PanelItem[]
  moves: PanelMove[]
  /** Tasks that serve no move: they make a risk smaller, test an assumption, or build a skill. */
  looseTasks: PanelItem[]
  /** Indicators that measure neither the goal nor a move. */
  looseIndicators: PanelItem[]
  others: { part: OtherPart; items: PanelItem[] }[]
  people: (PanelItem & { tasks: number })[]
  parking: PanelItem[]
  omitted: { reason: OmissionReason; cardIds: string[] }[]
}

/** The plan as a person reads it: tasks and indicators under their moves. Every item with a card is listed once. */
export function panelPlanOf(plan: Plan): PanelPlan {
  const { goal } = plan
  const tasksOf = groupBy(plan.tasks, ({ moveId }) => moveId ?? '')
  const indicatorsOf = groupBy(plan.performanceIndicators, ({ measures }) => measures ?? '')
  const openTasksOf = groupBy(
    plan.tasks.filter(({ status }) => status !== 'COMPLETED' && status !== 'CANCELLED'),
    ({ assignee }) => assignee ?? '',
  )
  return {
    goal: goal && itemOf(goal),
    goalIndicators: goal ? itemsOf(indicatorsOf.get(goal.id)) : [],
    moves: plan.moves.map((move) => ({
      ...itemOf(move),
      planId: move.id,
      tasks: itemsOf(tasksOf.get(move.id)),
      indicators: itemsOf(indicatorsOf.get(move.id)),
    })),
    looseTasks: itemsOf(tasksOf.get('')),
    looseIndicators: itemsOf(indicatorsOf.get('')),
    others: otherParts
      .map((part) => ({ part, items: itemsOfPart(plan, part) }))
      .filter(({ items }) => items.length > 0),
    people: plan.people.map((person) => ({ ...itemOf(person), tasks: openTasksOf.get(person.id)?.length ?? 0 })),
    parking: itemsOf(plan.parkingLot),
    omitted: [...groupBy(plan.omitted, ({ reason }) => reason)].map(([reason, cards]) => ({
      reason,
      cardIds: cards.map(({ cardId }) => cardId),
    })),
  }
}

function itemsOfPart(plan: Plan, part: OtherPart): PanelItem[] {
  if (part === 'strategy') return itemsOf(plan.strategy?.choices)
  // A challenge stands with the assumption it is about.
  if (part === 'assumptions') {
    return plan.assumptions.flatMap((assumption) => [itemOf(assumption), ...itemsOf(assumption.challenges)])
  }
  return itemsOf(plan[part])
}

interface Source {
  cardId: string
  textAtExport?: string
}

interface AnyItem {
  id?: string
  derivedFrom?: readonly Source[]
}

function itemsOf(items: readonly AnyItem[] | undefined): PanelItem[] {
  return (items ?? []).map(itemOf)
}

function itemOf({ id, derivedFrom }: AnyItem): PanelItem {
  const [source] = derivedFrom ?? []
  return sourceItem(source ?? { cardId: id ?? '' })
}

function sourceItem({ cardId, textAtExport }: Source): PanelItem {
  return { cardId, words: textAtExport ?? '' }
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}
