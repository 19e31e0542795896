import type { CardKind } from '../board/kinds.ts'
import type { Card, CardOf } from '../board/model.ts'
import type { OmissionReason } from './plan.ts'
import { cardsOf, inPlanOrder, isParked, ownerOf, ownersOf } from './wall.ts'
import type { Belonging, Wall } from './wall.ts'

/** Which cards are in the plan, and what each of them belongs to. All ids are card ids; rules P8 to P20. */
export interface Belongings {
  goal: CardOf<'goal'> | undefined
  tasks: readonly CardOf<'task'>[]
  microTasks: readonly CardOf<'microTask'>[]
  challenges: readonly CardOf<'challenge'>[]
  choices: readonly CardOf<'choice'>[]
  signOffs: readonly CardOf<'signoff'>[]
  /** Series of numbers that belong to a KPI or the goal. */
  series: readonly CardOf<'series'>[]
  /** Reasons for failure that are part of a risk. */
  failures: readonly CardOf<'failure'>[]
  /** Task to move. */
  moveOf: ReadonlyMap<string, string>
  /** Task to the tasks, risks and assumptions it waits for, mitigates and tests. */
  dependsOn: Relation
  mitigates: Relation
  tests: Relation
  /** Micro-task to task. */
  taskOf: ReadonlyMap<string, string>
  /** KPI to the goal or move it measures, and to the KPIs it predicts. */
  measures: ReadonlyMap<string, string>
  predicts: Relation
  /** Risk to goal and moves. */
  threatens: Relation
  /** Assumption to goal and moves. */
  supports: Relation
  /** Challenge to assumption. */
  about: ReadonlyMap<string, string>
  /** Contingency to risk. */
  riskOf: ReadonlyMap<string, string>
  /** Sign-off to move; `WHOLE_PLAN` for one that is about the plan itself. */
  subjectOf: ReadonlyMap<string, string | typeof WHOLE_PLAN>
  /** Task to the sign-off it is a condition of. */
  conditionOf: ReadonlyMap<string, string>
  /** Series to KPI or goal. */
  numbersOf: ReadonlyMap<string, string>
  /** Failure to risk. */
  partOf: ReadonlyMap<string, string>
  /** Parking card to the task or decision it became. */
  became: ReadonlyMap<string, string>
  /** Capability gap to tasks. */
  gapTasks: Relation
  /** Goal and parent goals to parent goals. */
  contributesTo: Relation
}

type Relation = ReadonlyMap<string, readonly string[]>

/** What a sign-off is about that is about no single move. */
export const WHOLE_PLAN = Symbol('the whole plan')

export function belongingsOf(wall: Wall): Belongings {
  const [goal] = cardsOf(wall, 'goal')
  const isGoalOrMove = (id: string) => id === goal?.id || wall.placed.get(id)?.kind === 'move'
  const target = { kinds: ['move', 'goal'], zone: true, where: isGoalOrMove } as const

  const moveOf = owners(wall, 'task', { kinds: ['move'], field: 'moveId', zone: true })
  const partOf = owners(wall, 'failure', { kinds: ['risk'], field: 'riskId', zone: true })
  const mitigates = cures(wall, partOf)
  const tests = lists(wall, 'task', { kinds: ['assumption'], field: 'tests' })
  const anyGapTasks = lists(wall, 'capabilityGap', { kinds: ['task'], field: 'task' })
  const learning = new Set([...anyGapTasks.values()].flat())
  const subjectOf = subjects(wall)
  const conditionOf = owners(wall, 'task', {
    kinds: ['signoff'],
    field: 'conditionOf',
    zone: true,
    where: (id) => subjectOf.has(id),
  })
  const tasks = cardsOf(wall, 'task').filter(
    ({ id }) => moveOf.has(id) || mitigates.has(id) || tests.has(id) || learning.has(id) || conditionOf.has(id),
  )
  const isTask = inPlan(tasks)

  const taskOf = owners(wall, 'microTask', { kinds: ['task'], field: 'taskId', zone: true, where: isTask })
  const about = owners(wall, 'challenge', { kinds: ['assumption'], field: 'about', zone: true })
  const isKpiOrGoal = (id: string) => id === goal?.id || wall.placed.get(id)?.kind === 'kpi'
  const numbersOf = owners(wall, 'series', {
    kinds: ['kpi', 'goal'],
    field: 'measures',
    zone: true,
    where: isKpiOrGoal,
  })
  const isTaskOrDecision = (id: string) => isTask(id) || wall.placed.get(id)?.kind === 'decision'
  const upward = { kinds: ['parentGoal'], field: 'contributesTo' } as const

  return {
    goal,
    tasks,
    microTasks: cardsOf(wall, 'microTask').filter(({ id }) => taskOf.has(id)),
    challenges: cardsOf(wall, 'challenge').filter(({ id }) => about.has(id)),
    choices: cardsOf(wall, 'choice').filter(({ fields }) => fields.question !== undefined),
    signOffs: cardsOf(wall, 'signoff').filter(({ id }) => subjectOf.has(id)),
    series: cardsOf(wall, 'series').filter(({ id }) => numbersOf.has(id)),
    failures: cardsOf(wall, 'failure').filter(({ id }) => partOf.has(id)),
    moveOf,
    dependsOn: lists(wall, 'task', { kinds: ['task'], field: 'dependsOn', arrow: 'inward', where: isTask }),
    mitigates,
    tests,
    taskOf,
    measures: owners(wall, 'kpi', { ...target, field: 'measures' }),
    predicts: lists(wall, 'kpi', { kinds: ['kpi'], field: 'predicts', arrow: 'outward' }),
    threatens: lists(wall, 'risk', { ...target, field: 'threatens' }),
    supports: lists(wall, 'assumption', { ...target, field: 'supports' }),
    about,
    riskOf: owners(wall, 'contingency', { kinds: ['risk'], field: 'riskId', zone: true }),
    subjectOf,
    conditionOf,
    numbersOf,
    partOf,
    became: owners(wall, 'parking', { kinds: ['task', 'decision'], field: 'became', where: isTaskOrDecision }),
    gapTasks: anyGapTasks,
    contributesTo: new Map([
      ...lists(wall, 'parentGoal', { ...upward, arrow: 'outward' }),
      ...lists(wall, 'goal', upward),
    ]),
  }
}

/** Cards that are not in the plan, in plan order, each with the rule that left it out. */
export function omissionsOf(wall: Wall, belongings: Belongings): { card: Card; reason: OmissionReason }[] {
  const { goal, tasks, microTasks, challenges, choices, signOffs, series, failures } = belongings
  const kept = inPlan([...tasks, ...microTasks, ...challenges, ...choices, ...signOffs, ...series, ...failures])
  return wall.cards.flatMap((card) => {
    const reason = reasonFor(card, card.id === goal?.id || kept(card.id), wall)
    return reason ? [{ card, reason }] : []
  })
}

/** [P12] Task to risks; a reason for failure that is part of a risk stands for that risk. */
function cures(wall: Wall, partOf: ReadonlyMap<string, string>): Map<string, string[]> {
  const isCurable = (id: string) => wall.placed.get(id)?.kind === 'risk' || partOf.has(id)
  const found = lists(wall, 'task', { kinds: ['risk', 'failure'], field: 'mitigates', zone: true, where: isCurable })
  const risksOnly = (ids: readonly string[]) => inPlanOrder(wall, new Set(ids.map((id) => partOf.get(id) ?? id)))
  return new Map([...found].map(([task, ids]) => [task, risksOnly(ids)]))
}

/** [P20] Sign-off to move, or to the plan where it says so and names no move. */
function subjects(wall: Wall): Map<string, string | typeof WHOLE_PLAN> {
  const found = new Map<string, string | typeof WHOLE_PLAN>()
  for (const card of cardsOf(wall, 'signoff')) {
    const named = ownerOf(wall, card, { kinds: ['move'], field: 'subject' })
    const zoned = card.fields.wholePlan ? WHOLE_PLAN : ownerOf(wall, card, { kinds: ['move'], zone: true })?.id
    const subject = named?.id ?? zoned
    if (subject !== undefined) found.set(card.id, subject)
  }
  return found
}

function reasonFor(card: Card, isKept: boolean, wall: Wall): OmissionReason | undefined {
  if (!card.known) return 'unknown-kind'
  if (isParked(card, wall.zones)) return 'parked'
  if (isKept) return undefined
  const kind = card.kind as CardKind
  switch (kind) {
    case 'note':
      return 'idea'
    case 'goal':
      return 'second-goal'
    case 'task':
      return 'no-move'
    case 'microTask':
    case 'challenge':
    case 'choice':
    case 'signoff':
    case 'series':
      return 'no-subject'
    case 'failure':
      return (card as CardOf<'failure'>).fields.keptForReview ? 'kept-for-review' : 'no-risk'
    case 'parentGoal':
    case 'move':
    case 'kpi':
    case 'risk':
    case 'contingency':
    case 'assumption':
    case 'decision':
    case 'cadence':
    case 'capabilityGap':
    case 'parking':
    case 'person':
      return undefined
    default:
      return kind satisfies never
  }
}

function owners<K extends CardKind>(wall: Wall, kind: CardKind, by: Belonging<K>): Map<string, string> {
  const found = new Map<string, string>()
  for (const card of cardsOf(wall, kind)) {
    const owner = ownerOf(wall, card, by)
    if (owner) found.set(card.id, owner.id)
  }
  return found
}

function lists<K extends CardKind>(wall: Wall, kind: CardKind, by: Belonging<K>): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const card of cardsOf(wall, kind)) {
    const ids = ownersOf(wall, card, by)
    if (ids.length > 0) found.set(card.id, ids)
  }
  return found
}

function inPlan(cards: readonly Card[]): (id: string) => boolean {
  const ids = new Set(cards.map(({ id }) => id))
  return (id) => ids.has(id)
}
