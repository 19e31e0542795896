import type { Plan } from '../plan/plan.ts'

export type PlanTask = Plan['tasks'][number]
export type PlanMove = Plan['moves'][number]
export type PlanMicroTask = Plan['microTasks'][number]
export type PlanPerson = Plan['people'][number]

/** A plan with what its exporters look up. Lists keep the plan's order. */
export interface PlanIndex {
  plan: Plan
  person: (id: string | undefined) => PlanPerson | undefined
  /** The name of a person, or nothing. */
  nameOf: (id: string | undefined) => string
  /** The person's address where it has the form of one, or nothing. */
  emailOf: (id: string | undefined) => string
  /** What an item of any kind is called. */
  titleOf: (id: string) => string
  tasksOf: (moveId: string | undefined) => readonly PlanTask[]
  microTasksOf: (taskId: string) => readonly PlanMicroTask[]
}

export function indexPlan(plan: Plan): PlanIndex {
  const people = new Map(plan.people.map((person) => [person.id, person]))
  const moves = new Set(plan.moves.map(({ id }) => id))
  const tasks = groupedBy(plan.tasks, ({ moveId }) => (moveId !== undefined && moves.has(moveId) ? moveId : ''))
  const microTasks = groupedBy(plan.microTasks, ({ taskId = '' }) => taskId)
  const titles = titlesIn(plan)
  const person = (id: string | undefined) => (id === undefined ? undefined : people.get(id))
  return {
    plan,
    person,
    nameOf: (id) => person(id)?.displayName ?? '',
    emailOf: (id) => addressIn(person(id)?.email),
    titleOf: (id) => titles.get(id) ?? '',
    tasksOf: (moveId) => tasks.get(moveId ?? '') ?? [],
    microTasksOf: (taskId) => microTasks.get(taskId) ?? [],
  }
}

/** The name of the plan, or of its goal, or what to say where it has neither. */
export function planName({ name, goal }: Plan): string {
  return name?.trim() || goal?.name?.trim() || 'Plan'
}

/** An address a mail program could use; nothing where the text is none. */
function addressIn(text: string | undefined): string {
  const address = text?.trim() ?? ''
  return /^[^\s@<>()[\],;:"'\\]+@[^\s@<>()[\],;:"'\\.]+(\.[^\s@<>()[\],;:"'\\.]+)*$/u.test(address) ? address : ''
}

function titlesIn(plan: Plan): Map<string, string> {
  const titles = new Map<string, string>()
  const add = (items: readonly { id: string }[], title: (item: never) => string | undefined) => {
    for (const item of items) titles.set(item.id, title(item as never) ?? '')
  }
  const named = ({ name }: { name?: string }) => name
  const summed = ({ summary }: { summary?: string }) => summary
  if (plan.goal) titles.set(plan.goal.id, plan.goal.name ?? '')
  for (const items of [plan.parentGoals, plan.moves, plan.performanceIndicators, plan.contingencies]) add(items, named)
  for (const items of [plan.tasks, plan.microTasks, plan.cadence, plan.decisions]) add(items, summed)
  add(plan.assumptions, ({ statement }: { statement?: string }) => statement)
  add(plan.risks, ({ event }: { event?: string }) => event)
  add(plan.capabilityGaps, ({ capability }: { capability?: string }) => capability)
  add(plan.people, ({ displayName }: { displayName?: string }) => displayName)
  add(plan.signOffs, ({ commitment }: { commitment?: string }) => commitment)
  add(plan.parkingLot, ({ text }: { text?: string }) => text)
  return titles
}

function groupedBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}
