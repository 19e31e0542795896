import type { Board, Card, Session } from '../board/model.ts'
import { belongingsOf, omissionsOf } from './belongings.ts'
import type { Belongings } from './belongings.ts'
import { day } from './calendar.ts'
import {
  assumptionItem,
  cadenceItem,
  capabilityGapItem,
  contingencyItem,
  decisionItem,
  goalItem,
  indicatorItem,
  microTaskItem,
  moveItem,
  parentGoalItem,
  parkingItem,
  personItem,
  riskItem,
  signOffItem,
  strategyOf,
  taskItem,
} from './items.ts'
import type { Drafting } from './items.ts'
import { planId } from './plan-id.ts'
import { PLAN_SCHEMA_VERSION } from './plan.ts'
import type { Plan } from './plan.ts'
import { cardsOf, wallOf } from './wall.ts'
import type { Wall } from './wall.ts'

export interface ExtractContext {
  boardId: string
  /** The day the plan is looked at, ISO date. */
  asOf: string
  /** ISO 8601 date and time with zone, such as 2026-01-06T16:05:00Z. */
  exportedAt: string
  /** Name and version of the program, such as `planwall 0.1.0`. */
  generator: string
  boardUrl?: string
}

/**
 * Turns a board into its plan. Pure: same board, session and context, same plan, byte for byte, whatever order the
 * elements come in. Every card is the source of exactly one item, or is in `omitted` with a reason. The rules are in
 * SPEC.md.
 */
export function extractPlan(board: Board, session: Session, context: ExtractContext): Plan {
  const wall = wallOf(board, session)
  const belongings = belongingsOf(wall)
  const drafting = draftingOf(wall, belongings, planId(context.boardId))
  const { goal } = belongings
  const strategy = strategyOf(drafting)
  return {
    schemaVersion: PLAN_SCHEMA_VERSION,
    id: planId(context.boardId),
    ...headOf(session, goal),
    ...(strategy ? { strategy } : {}),
    ...(goal ? { goal: goalItem(goal, drafting) } : {}),
    parentGoals: cardsOf(wall, 'parentGoal').map((card) => parentGoalItem(card, drafting)),
    moves: cardsOf(wall, 'move').map((card, i) => moveItem(card, i + 1, drafting)),
    tasks: belongings.tasks.map((card) => taskItem(card, drafting)),
    microTasks: belongings.microTasks.map((card) => microTaskItem(card, drafting)),
    performanceIndicators: cardsOf(wall, 'kpi').map((card) => indicatorItem(card, drafting)),
    assumptions: cardsOf(wall, 'assumption').map((card) => assumptionItem(card, drafting)),
    risks: cardsOf(wall, 'risk').map((card) => riskItem(card, drafting)),
    contingencies: cardsOf(wall, 'contingency').map((card) => contingencyItem(card, drafting)),
    capabilityGaps: cardsOf(wall, 'capabilityGap').map((card) => capabilityGapItem(card, drafting)),
    cadence: cardsOf(wall, 'cadence').map((card) => cadenceItem(card, drafting)),
    people: cardsOf(wall, 'person').map((card) => personItem(card, drafting)),
    roles: cardsOf(wall, 'person').flatMap(({ id, fields: { role } }) =>
      role ? [{ personId: planId(id), role }] : [],
    ),
    decisions: cardsOf(wall, 'decision').map((card) => decisionItem(card, drafting)),
    signOffs: belongings.signOffs.map((card) => signOffItem(card, drafting)),
    parkingLot: cardsOf(wall, 'parking').map((card) => parkingItem(card, drafting)),
    omitted: omissionsOf(wall, belongings),
    provenance: provenanceOf(session, context),
  }
}

function headOf({ meta }: Session, goal: Card | undefined): Pick<Plan, 'name' | 'status' | 'timezone' | 'period'> {
  const name = meta.title || goal?.text
  const [start, end] = [day(meta.period.start), day(meta.period.end)]
  return {
    ...(name ? { name } : {}),
    status: 'draft',
    timezone: meta.timezone,
    ...(start && end ? { period: { start, end } } : {}),
  }
}

function provenanceOf({ meta }: Session, context: ExtractContext): Plan['provenance'] {
  const { boardId, boardUrl, asOf, exportedAt, generator } = context
  return {
    boardId: planId(boardId),
    ...(boardUrl ? { boardUrl } : {}),
    ...(meta.templateId ? { templateIds: [planId(meta.templateId)] } : {}),
    asOf,
    exportedAt,
    generator,
  }
}

function draftingOf(wall: Wall, belongings: Belongings, boardId: string): Drafting {
  const { measures, supports, mitigates, riskOf, subjectOf, about, challenges, tasks } = belongings
  return {
    wall,
    belongings,
    boardId,
    indicatorsOf: grouped(cardsOf(wall, 'kpi'), ({ id }) => [measures.get(id)], idOfCard),
    assumptionsOf: grouped(cardsOf(wall, 'assumption'), ({ id }) => supports.get(id) ?? [], idOfCard),
    mitigationsOf: grouped(tasks, ({ id }) => mitigates.get(id) ?? [], idOfCard),
    contingenciesOf: grouped(cardsOf(wall, 'contingency'), ({ id }) => [riskOf.get(id)], idOfCard),
    signOffsOf: grouped(belongings.signOffs, ({ id }) => [subjectOf.get(id)], idOfCard),
    challengesOf: grouped(
      challenges,
      ({ id }) => [about.get(id)],
      (card) => card,
    ),
  }
}

/** Cards by what they belong to, in the order they come in. */
function grouped<C extends Card, V>(
  cards: readonly C[],
  ownersOf: (card: C) => readonly (string | undefined)[],
  valueOf: (card: C) => V,
): Map<string, V[]> {
  const groups = new Map<string, V[]>()
  for (const card of cards) {
    for (const owner of ownersOf(card)) {
      if (owner === undefined) continue
      const group = groups.get(owner)
      if (group) group.push(valueOf(card))
      else groups.set(owner, [valueOf(card)])
    }
  }
  return groups
}

function idOfCard({ id }: Card): string {
  return id
}
