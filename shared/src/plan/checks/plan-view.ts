import type { Thresholds } from '../check-settings.ts'
import type { Subject } from '../finding.ts'
import { itemsOfPlan } from '../plan-items.ts'
import type { PlanItem } from '../plan-items.ts'
import type { Plan } from '../plan.ts'

export type Task = Plan['tasks'][number]
export type Move = Plan['moves'][number]
export type Risk = Plan['risks'][number]
export type MicroTask = Plan['microTasks'][number]

/** A plan as the checks look at it: everything they ask for more than once is counted once. */
export interface PlanView {
  plan: Plan
  /** The day it is looked at, ISO date. */
  today: string
  limits: Thresholds
  items: readonly PlanItem[]
  tasks: ReadonlyMap<string, Task>
  /** Tasks that are neither done nor cancelled, in plan order. */
  openTasks: readonly Task[]
  tasksOfMove: ReadonlyMap<string, readonly Task[]>
  moves: ReadonlyMap<string, Move>
  risks: ReadonlyMap<string, Risk>
  /** Person to the micro-tasks that are not done. */
  openStepsOf: ReadonlyMap<string, readonly MicroTask[]>
  stepsOfTask: ReadonlyMap<string, readonly MicroTask[]>
  /** Risk to the tasks against it, whichever of the two says so. */
  curesOf: ReadonlyMap<string, readonly Task[]>
  /** KPI to the goal or move it measures, whichever of the two says so. */
  measuredBy: (ownerId: string, type: 'leading' | 'lagging') => boolean
  /** Whether an assumption supports the goal or a move, whichever of the two says so. */
  isSupporting: (assumptionId: string) => boolean
  /** People who sponsor a move, or have that role. */
  sponsors: ReadonlySet<string>
  /** The item of this id, to name in a finding. */
  about: (id: string) => Subject | undefined
  /** Name of a person; empty where there is none. */
  nameOf: (personId: string | undefined) => string
  /** Who answers for an item: its owner, or else the owner of what it belongs to. */
  carrierOf: (id: string | undefined) => string | undefined
}

export function planViewOf(plan: Plan, limits: Thresholds): PlanView {
  const items = itemsOfPlan(plan)
  const byId = new Map(items.map((item) => [item.id, item]))
  const openTasks = plan.tasks.filter(isOpen)
  const names = new Map(plan.people.map(({ id, displayName }) => [id, displayName ?? '']))
  const subjects = new Map<string, Subject>()
  const carriers = new Map<string, string | undefined>()
  const about = (id: string): Subject | undefined => {
    const known = subjects.get(id)
    const item = known ? undefined : byId.get(id)
    if (!item) return known
    const subject = { itemId: id, cardId: item.cardId, kind: item.kind, name: shortened(item.name) }
    subjects.set(id, subject)
    return subject
  }
  return {
    plan,
    today: plan.provenance.asOf ?? plan.provenance.exportedAt.slice(0, 10),
    limits,
    items,
    tasks: new Map(plan.tasks.map((task) => [task.id, task])),
    openTasks,
    tasksOfMove: groupBy(plan.tasks, ({ moveId }) => moveId),
    moves: new Map(plan.moves.map((move) => [move.id, move])),
    risks: new Map(plan.risks.map((risk) => [risk.id, risk])),
    openStepsOf: groupBy(plan.microTasks.filter(isOpen), ({ assignee }) => assignee),
    stepsOfTask: groupBy(plan.microTasks, ({ taskId }) => taskId),
    curesOf: curesIn(plan),
    measuredBy: measuresIn(plan),
    isSupporting: supportsIn(plan),
    sponsors: new Set([
      ...plan.moves.flatMap(({ sponsor }) => sponsor ?? []),
      ...plan.roles.flatMap(({ role, personId }) => (role === 'sponsor' ? personId : [])),
    ]),
    about,
    nameOf: (personId) => shortened((personId === undefined ? undefined : names.get(personId)) ?? ''),
    carrierOf: (id) => {
      if (id === undefined || !carriers.has(id)) carriers.set(id ?? '', carrierIn(plan, byId, id))
      return carriers.get(id ?? '')
    },
  }
}

export function isOpen({ status }: { status?: Task['status'] }): boolean {
  return status !== 'COMPLETED' && status !== 'CANCELLED'
}

/** Lists by key, in the order they come in; what has no key is left out. */
export function groupBy<T>(list: readonly T[], keyOf: (of: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of list) {
    const key = keyOf(one)
    if (key === undefined) continue
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  return groups
}

/** Words as a sentence can hold them: one line, the first hundred characters, never half a character. */
export function shortened(words: string): string {
  const line = words
    .slice(0, 2 * MAX_WORDS)
    .replaceAll(/\s+/gu, ' ')
    .trim()
  if (line.length <= MAX_WORDS) return line
  const cut = line.slice(0, MAX_WORDS - 1)
  return `${cut.replace(/[\uD800-\uDBFF]$/u, '')}…`
}

const MAX_WORDS = 100

// A plan made here says a relation on both sides; one made elsewhere may say it on one of them.

function curesIn({ tasks, risks }: Plan): Map<string, Task[]> {
  const byId = new Map(tasks.map((task) => [task.id, task]))
  const cures = new Map(risks.map(({ id, mitigationTaskIds = [] }) => [id, new Set(mitigationTaskIds)]))
  for (const { id, mitigates = [] } of tasks) for (const risk of mitigates) cures.get(risk)?.add(id)
  return new Map([...cures].map(([risk, ids]) => [risk, [...ids].flatMap((id) => byId.get(id) ?? [])]))
}

function measuresIn({ goal, moves, performanceIndicators }: Plan): PlanView['measuredBy'] {
  const named = [...(goal ? [goal] : []), ...moves]
  const ownersOf = groupBy(
    named.flatMap(({ id, performanceIndicatorIds = [] }) => performanceIndicatorIds.map((kpi) => ({ kpi, owner: id }))),
    ({ kpi }) => kpi,
  )
  const measured = new Set(
    performanceIndicators.flatMap(({ id, indicatorType, measures }) =>
      [measures, ...(ownersOf.get(id) ?? []).map(({ owner }) => owner)].map((owner) => `${indicatorType} ${owner}`),
    ),
  )
  return (ownerId, type) => measured.has(`${type} ${ownerId}`)
}

function supportsIn({ assumptions, moves }: Plan): PlanView['isSupporting'] {
  const supporting = new Set([
    ...assumptions.flatMap(({ id, supports }) => (supports?.length ? id : [])),
    ...moves.flatMap(({ assumptionIds = [] }) => assumptionIds),
  ])
  return (assumptionId) => supporting.has(assumptionId)
}

const ownerFields = ['accountable', 'assignee', 'owner', 'driver', 'personId'] as const
/** What an item belongs to, nearest first. */
const parentFields = [
  'moveId',
  'taskId',
  'subjectId',
  'measures',
  'threatens',
  'supports',
  'mitigates',
  'tests',
] as const

function carrierIn(plan: Plan, byId: ReadonlyMap<string, PlanItem>, id: string | undefined): string | undefined {
  let item = id === undefined ? undefined : byId.get(id)
  const seen = new Set<string>()
  while (item && !seen.has(item.id)) {
    seen.add(item.id)
    const { item: fields } = item
    for (const field of ownerFields) if (typeof fields[field] === 'string') return fields[field]
    item = parentOf(fields, byId)
  }
  return plan.goal?.accountable
}

function parentOf(fields: PlanItem['item'], byId: ReadonlyMap<string, PlanItem>): PlanItem | undefined {
  for (const field of parentFields) {
    const value: unknown = fields[field]
    const first: unknown = Array.isArray(value) ? value[0] : value
    const parent = typeof first === 'string' ? byId.get(first) : undefined
    if (parent) return parent
  }
  return undefined
}
