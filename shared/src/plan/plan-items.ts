import type { CardKind } from '../board/kinds.ts'
import type { Plan } from './plan.ts'

/** An item of a plan, whatever it is. */
export interface PlanItem {
  section: Section
  kind: CardKind
  id: string
  /** The card it came from first; its own id where it came from none. */
  cardId: string
  /** Its words: name, summary, text, as they are. */
  name: string
  item: Readonly<Record<string, unknown>>
}

/** Every part of a plan that holds items, in the order a person reads them: which kind of card, which property is its words. */
export const sections = {
  goal: { kind: 'goal', words: 'name' },
  moves: { kind: 'move', words: 'name' },
  tasks: { kind: 'task', words: 'summary' },
  microTasks: { kind: 'microTask', words: 'summary' },
  performanceIndicators: { kind: 'kpi', words: 'name' },
  risks: { kind: 'risk', words: 'event' },
  contingencies: { kind: 'contingency', words: 'name' },
  assumptions: { kind: 'assumption', words: 'statement' },
  challenges: { kind: 'challenge', words: 'text' },
  choices: { kind: 'choice', words: 'text' },
  parentGoals: { kind: 'parentGoal', words: 'name' },
  signOffs: { kind: 'signoff', words: 'commitment' },
  decisions: { kind: 'decision', words: 'summary' },
  cadence: { kind: 'cadence', words: 'summary' },
  cadenceWaivers: { kind: 'cadence', words: 'reason' },
  capabilityGaps: { kind: 'capabilityGap', words: 'capability' },
  parkingLot: { kind: 'parking', words: 'text' },
  people: { kind: 'person', words: 'displayName' },
} as const satisfies Record<string, { kind: CardKind; words: string }>

export type Section = keyof typeof sections
export const sectionNames = Object.keys(sections) as Section[]

type AnyItem = { id: string; derivedFrom?: readonly { cardId: string }[] }

/** Every item of a plan, section after section, in plan order within each. */
export function itemsOfPlan(plan: Plan): PlanItem[] {
  return sectionNames.flatMap((section) => itemsOfSection(plan, section).map((item) => listed(section, item)))
}

function itemsOfSection(plan: Plan, section: Section): readonly AnyItem[] {
  switch (section) {
    case 'goal':
      return plan.goal ? [plan.goal] : []
    case 'challenges':
      return plan.assumptions.flatMap(({ id, challenges = [] }) =>
        challenges.map((one, i) => ({ id: `${id}.${i + 1}`, ...one })),
      )
    case 'choices':
      return plan.strategy?.choices ?? []
    case 'cadenceWaivers':
      return (plan.cadenceWaivers ?? []).map((one, i) => ({ id: `waiver.${one.reviewType ?? i + 1}`, ...one }))
    case 'moves':
    case 'tasks':
    case 'microTasks':
    case 'performanceIndicators':
    case 'risks':
    case 'contingencies':
    case 'assumptions':
    case 'parentGoals':
    case 'signOffs':
    case 'decisions':
    case 'cadence':
    case 'capabilityGaps':
    case 'parkingLot':
    case 'people':
      return plan[section]
    default:
      return section satisfies never
  }
}

function listed(section: Section, item: AnyItem): PlanItem {
  const { kind, words } = sections[section]
  const fields = item as unknown as Record<string, unknown>
  const name = fields[words]
  return {
    section,
    kind,
    id: item.id,
    cardId: item.derivedFrom?.[0]?.cardId ?? item.id,
    name: typeof name === 'string' ? name : '',
    item: fields,
  }
}
