import type { CardKind } from '../board/kinds.ts'
import type { Card, CardOf } from '../board/model.ts'
import type { OmissionReason } from './plan.ts'
import { cardsOf, isParked, ownerOf, ownersOf } from './wall.ts'
import type { Belonging, Wall } from './wall.ts'

/** Which cards are in the plan, and what each of them belongs to. All ids are card ids; rules P8 to P20. */
export interface Belongings {
  goal: CardOf<'goal'> | undefined
  tasks: readonly CardOf<'task'>[]
  microTasks: readonly CardOf<'microTask'>[]
  challenges: readonly CardOf<'challenge'>[]
  choices: readonly CardOf<'choice'>[]
  signOffs: readonly CardOf<'signoff'>[]
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
  /** Sign-off to move. */
  subjectOf: ReadonlyMap<string, string>
  /** Capability gap to tasks. */
  gapTasks: Relation
  /** Goal and parent goals to parent goals. */
  contributesTo: Relation
}

type Relation = ReadonlyMap<string, readonly string[]>

export function belongingsOf(wall: Wall): Belongings {
  const [goal] = cardsOf(wall, 'goal')
  const isGoalOrMove = (id: string) => id === goal?.id || wall.placed.get(id)?.kind === 'move'
  const target = { kinds: ['move', 'goal'], zone: true, where: isGoalOrMove } as const

  const moveOf = owners(wall, 'task', { kinds: ['move'], field: 'moveId', zone: true })
  const mitigates = lists(wall, 'task', { kinds: ['risk'], field: 'mitigates' })
  const tests = lists(wall, 'task', { kinds: ['assumption'], field: 'tests' })
  const anyGapTasks = lists(wall, 'capabilityGap', { kinds: ['task'], field: 'task' })
  const learning = new Set([...anyGapTasks.values()].flat())
  const tasks = cardsOf(wall, 'task').filter(
    ({ id }) => moveOf.has(id) || mitigates.has(id) || tests.has(id) || learning.has(id),
  )
  const isTask = inPlan(tasks)

  const taskOf = owners(wall, 'microTask', { kinds: ['task'], field: 'taskId', zone: true, where: isTask })
  const about = owners(wall, 'challenge', { kinds: ['assumption'], field: 'about', zone: true })
  const subjectOf = owners(wall, 'signoff', { kinds: ['move'], field: 'subject', zone: true })
  const upward = { kinds: ['parentGoal'], field: 'contributesTo' } as const

  return {
    goal,
    tasks,
    microTasks: cardsOf(wall, 'microTask').filter(({ id }) => taskOf.has(id)),
    challenges: cardsOf(wall, 'challenge').filter(({ id }) => about.has(id)),
    choices: cardsOf(wall, 'choice').filter(({ fields }) => fields.question !== undefined),
    signOffs: cardsOf(wall, 'signoff').filter(({ id }) => subjectOf.has(id)),
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
    gapTasks: anyGapTasks,
    contributesTo: new Map([
      ...lists(wall, 'parentGoal', { ...upward, arrow: 'outward' }),
      ...lists(wall, 'goal', upward),
    ]),
  }
}

/** Cards that are not in the plan, in plan order, each with the rule that left it out. */
export function omissionsOf(wall: Wall, belongings: Belongings): { cardId: string; reason: OmissionReason }[] {
  const { goal, tasks, microTasks, challenges, choices, signOffs } = belongings
  const kept = inPlan([...tasks, ...microTasks, ...challenges, ...choices, ...signOffs])
  return wall.cards.flatMap((card) => {
    const reason = reasonFor(card, card.id === goal?.id || kept(card.id), wall)
    return reason ? [{ cardId: card.id, reason }] : []
  })
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
      return 'no-subject'
    case 'series':
    case 'failure':
      return 'not-in-plans'
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
