import type { Board, Card, CardOf, Session } from '../board/model.ts'
import { belongingsOf, omissionsOf, WHOLE_PLAN } from './belongings.ts'
import type { Belongings } from './belongings.ts'
import { day } from './calendar.ts'
import {
  assumptionItem,
  cadenceItem,
  cadenceWaiverItem,
  capabilityGapItem,
  contingencyItem,
  decisionItem,
  goalItem,
  indicatorItem,
  isWaived,
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
import { performanceGapOf } from './performance-gap.ts'
import { planId } from './plan-id.ts'
import { PLAN_SCHEMA_VERSION } from './plan.ts'
import type { OmissionReason, Plan } from './plan.ts'
import { cardsOf, ownerOf, wallOf } from './wall.ts'
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
  /** What a finished plan says of itself; absent: a draft without a revision. */
  status?: Plan['status']
  revision?: number
  /** Person id of who finished it. */
  exportedBy?: string
  sessionIds?: readonly string[]
  /** What it takes the place of, such as `3` for revision 3. */
  supersedes?: string
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
  const head = headOf(session, goal, context)
  const moves = cardsOf(wall, 'move').map((card, i) => moveItem(card, i + 1, drafting))
  const gap = performanceGapOf(belongings, moves, head.period)
  const [waived, held] = parted(cardsOf(wall, 'cadence'), isWaived)
  return {
    schemaVersion: PLAN_SCHEMA_VERSION,
    id: planId(context.boardId),
    ...head,
    ...(strategy ? { strategy } : {}),
    ...(goal ? { goal: goalItem(goal, drafting) } : {}),
    parentGoals: cardsOf(wall, 'parentGoal').map((card) => parentGoalItem(card, drafting)),
    moves,
    tasks: belongings.tasks.map((card) => taskItem(card, drafting)),
    microTasks: belongings.microTasks.map((card) => microTaskItem(card, drafting)),
    performanceIndicators: cardsOf(wall, 'kpi').map((card) => indicatorItem(card, drafting)),
    ...(gap ? { performanceGap: gap } : {}),
    assumptions: cardsOf(wall, 'assumption').map((card) => assumptionItem(card, drafting)),
    risks: cardsOf(wall, 'risk').map((card) => riskItem(card, drafting)),
    contingencies: cardsOf(wall, 'contingency').map((card) => contingencyItem(card, drafting)),
    capabilityGaps: cardsOf(wall, 'capabilityGap').map((card) => capabilityGapItem(card, drafting)),
    cadence: held.map((card) => cadenceItem(card, drafting)),
    ...(waived.length > 0 ? { cadenceWaivers: waived.map((card) => cadenceWaiverItem(card, drafting)) } : {}),
    people: cardsOf(wall, 'person').map((card) => personItem(card, drafting)),
    roles: rolesOf(cardsOf(wall, 'person'), moves),
    decisions: cardsOf(wall, 'decision').map((card) => decisionItem(card, drafting)),
    signOffs: belongings.signOffs.map((card) => signOffItem(card, drafting)),
    parkingLot: cardsOf(wall, 'parking').map((card) => parkingItem(card, drafting)),
    omitted: omissionsOf(wall, belongings).map(({ card, reason }) => omission(card, reason, wall)),
    ...extensionsOf(session),
    provenance: provenanceOf(session, context),
  }
}

type Head = Pick<Plan, 'name' | 'status' | 'revision' | 'locale' | 'timezone' | 'period'>

function headOf({ meta }: Session, goal: Card | undefined, { status, revision }: ExtractContext): Head {
  const name = meta.title || goal?.text
  const [start, end] = [day(meta.period.start), day(meta.period.end)]
  return {
    ...(name ? { name } : {}),
    status: status ?? 'draft',
    ...(revision === undefined ? {} : { revision }),
    ...(meta.locale ? { locale: meta.locale } : {}),
    timezone: meta.timezone,
    ...(start && end ? { period: { start, end } } : {}),
  }
}

/** [P15] The role each person was given, and of which moves somebody is the sponsor. */
function rolesOf(people: readonly CardOf<'person'>[], moves: Plan['moves']): Plan['roles'] {
  return people.flatMap(({ id, fields: { role } }) => {
    const personId = planId(id)
    const scope = moves.flatMap((move) => (move.sponsor === personId ? [move.id] : []))
    const given = role && role !== 'sponsor' ? [{ personId, role }] : []
    if (role !== 'sponsor' && scope.length === 0) return given
    return [...given, { personId, role: 'sponsor' as const, ...(scope.length > 0 ? { scope } : {}) }]
  })
}

/** [P28] A card that is not in the plan, so that whoever reads the plan knows what it was. */
function omission({ id, kind, text, zoneId }: Card, reason: OmissionReason, { zones }: Wall): Plan['omitted'][number] {
  return {
    cardId: id,
    reason,
    kind,
    ...(text ? { text } : {}),
    ...(zoneId !== null && zones.has(zoneId) ? { zoneId } : {}),
  }
}

/** [P29] */
function extensionsOf({ meta }: Session): Record<string, unknown> {
  const names = Object.keys(meta.extensions ?? {}).filter((name) => name.startsWith('x-'))
  return Object.fromEntries(names.toSorted().map((name) => [name, meta.extensions?.[name]]))
}

function provenanceOf({ meta }: Session, context: ExtractContext): Plan['provenance'] {
  const { boardId, boardUrl, asOf, exportedAt, generator, exportedBy, sessionIds, supersedes } = context
  return {
    boardId: planId(boardId),
    ...(boardUrl ? { boardUrl } : {}),
    ...(meta.templateId ? { templateIds: [planId(meta.templateId)] } : {}),
    ...(sessionIds && sessionIds.length > 0 ? { sessionIds: [...new Set(sessionIds.map(planId))] } : {}),
    asOf,
    exportedAt,
    ...(exportedBy === undefined ? {} : { exportedBy: planId(exportedBy) }),
    generator,
    ...(supersedes === undefined ? {} : { supersedes }),
  }
}

function draftingOf(wall: Wall, belongings: Belongings, boardId: string): Drafting {
  const { measures, supports, mitigates, riskOf, subjectOf, about, challenges, tasks } = belongings
  const { conditionOf, numbersOf, partOf, series, failures } = belongings
  const itself = <C extends Card>(card: C): C => card
  return {
    wall,
    belongings,
    boardId,
    planId: boardId,
    indicatorsOf: grouped(cardsOf(wall, 'kpi'), ({ id }) => [measures.get(id)], idOfCard),
    assumptionsOf: grouped(cardsOf(wall, 'assumption'), ({ id }) => supports.get(id) ?? [], idOfCard),
    mitigationsOf: grouped(tasks, ({ id }) => mitigates.get(id) ?? [], idOfCard),
    contingenciesOf: grouped(cardsOf(wall, 'contingency'), ({ id }) => [riskOf.get(id)], idOfCard),
    signOffsOf: grouped(belongings.signOffs, ({ id }) => [moveIdIn(subjectOf.get(id))], idOfCard),
    challengesOf: grouped(challenges, ({ id }) => [about.get(id)], itself),
    conditionsOf: grouped(tasks, ({ id }) => [conditionOf.get(id)], idOfCard),
    seriesOf: grouped(series, ({ id }) => [numbersOf.get(id)], itself),
    failuresOf: grouped(failures, ({ id }) => [partOf.get(id)], itself),
    mustBeTrue: new Set(
      cardsOf(wall, 'assumption')
        .filter((card) => ownerOf(wall, card, { kinds: ['choice'] }))
        .map(idOfCard),
    ),
  }
}

function moveIdIn(subject: string | typeof WHOLE_PLAN | undefined): string | undefined {
  return subject === WHOLE_PLAN ? undefined : subject
}

/** Those for which it holds, and the others. */
function parted<T>(list: readonly T[], holds: (of: T) => boolean): [T[], T[]] {
  return [list.filter(holds), list.filter((of) => !holds(of))]
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
