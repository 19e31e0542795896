import type { Card } from '../board/model.ts'
import type { Plan } from '../plan/plan.ts'
import { csvOf } from './csv.ts'
import type { Cell } from './csv.ts'
import type { PlanFormat, PlanSource } from './format.ts'
import { indexPlan } from './plan-index.ts'
import type { PlanIndex } from './plan-index.ts'
import { labelled, paragraphs } from './texts.ts'

export const itemsCsv: PlanFormat = {
  id: 'csv',
  name: 'Everything, as CSV',
  use: 'hand-out',
  mediaType: 'text/csv; charset=utf-8',
  extension: 'csv',
  purpose:
    'For a spreadsheet: a row for each item of the plan and for each card that is left out, with owner, dates, status and zone.',
  limits: [
    'Fields that only one kind has are lines of the notes.',
    'A text that a spreadsheet would run as a formula gets a quote in front; importing it here takes the quote away.',
  ],
  render: ({ plan, board, session }: PlanSource) => {
    const index = indexPlan(plan)
    const zoneName = (id: string | undefined) => (id === undefined ? '' : (session.zones.get(id)?.name ?? ''))
    const items = itemsOf(index).map((item) => cellsOf(item, index, zoneName))
    const leftOut = plan.omitted.map(({ cardId, reason }) => {
      const element = board.elements.get(cardId)
      return omittedCells(cardId, reason, element?.type === 'card' ? element : undefined, zoneName)
    })
    // Spreadsheets take a file for UTF-8 only where it says so.
    return `\uFEFF${csvOf(columns, [...items, ...leftOut])}`
  },
}

const columns = [
  'id',
  'kind',
  'parentId',
  'summary',
  'owner',
  'ownerEmail',
  'start',
  'due',
  'status',
  'priority',
  'score',
  'type',
  'notes',
  'boardZone',
  'votes',
  'leftOut',
]

type Source = NonNullable<NonNullable<Plan['goal']>['derivedFrom']>

/** An item of any kind, as a row has it. */
interface Item {
  id: string
  kind: string
  parentId?: string | undefined
  summary: string | undefined
  /** Person id. */
  owner?: string | undefined
  start?: string | undefined
  due?: string | undefined
  status?: string | undefined
  priority?: string | undefined
  score?: number | undefined
  type?: string | undefined
  notes?: string
  derivedFrom?: Source | undefined
}

function cellsOf(item: Item, { nameOf, emailOf }: PlanIndex, zoneName: (id: string | undefined) => string): Cell[] {
  const [source] = item.derivedFrom ?? []
  return [
    item.id,
    item.kind,
    item.parentId,
    item.summary,
    nameOf(item.owner),
    emailOf(item.owner),
    item.start,
    item.due,
    item.status,
    item.priority,
    item.score,
    item.type,
    item.notes,
    zoneName(source?.zoneId),
    source?.votes,
    undefined,
  ]
}

function omittedCells(
  cardId: string,
  reason: string,
  card: Card | undefined,
  zoneName: (id: string | undefined) => string,
): Cell[] {
  const due = card?.fields.due
  const notes = card?.fields.description ?? card?.fields.theme
  return [
    cardId,
    card?.kind,
    undefined,
    card?.text,
    undefined,
    undefined,
    undefined,
    typeof due === 'string' ? due : undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    typeof notes === 'string' ? notes : undefined,
    zoneName(card?.zoneId ?? undefined),
    card?.votes || undefined,
    reason,
  ]
}

function itemsOf(index: PlanIndex): Item[] {
  const { plan, titleOf, nameOf } = index
  const titles = (ids: readonly string[] | undefined) => (ids ?? []).map(titleOf).join('; ')
  const names = (ids: readonly string[] | undefined) => (ids ?? []).map(nameOf).join('; ')
  const quantity = (of: { value?: number; unit?: string } | undefined) =>
    of === undefined ? undefined : `${of.value ?? ''} ${of.unit ?? ''}`.trim()
  const { goal } = plan
  const goals: Item[] = goal
    ? [
        {
          ...goal,
          kind: 'goal',
          summary: goal.name,
          owner: goal.accountable,
          notes: notesOf(
            goal.description,
            ['Measured by', goal.metric],
            ["Today's number", quantity(goal.baseline)],
            ['Target', quantity(goal.target)],
          ),
        },
      ]
    : []
  return [
    ...goals,
    ...plan.parentGoals.map((of): Item => ({
      ...of,
      kind: 'parentGoal',
      parentId: of.contributesTo?.[0],
      summary: of.name,
      owner: of.acceptedBy,
      status: of.acceptance,
      type: of.level,
    })),
    ...plan.moves.map((of): Item => ({
      ...of,
      kind: 'move',
      parentId: of.goalId,
      summary: of.name,
      owner: of.accountable,
      notes: notesOf(
        of.description,
        ['Sponsor', nameOf(of.sponsor)],
        ['Expected contribution', quantity(of.expectedContribution)],
        ['Confidence', of.confidence],
      ),
    })),
    ...plan.tasks.map((of): Item => ({
      ...of,
      kind: 'task',
      parentId: of.moveId,
      owner: of.assignee,
      summary: of.summary,
      type: of.purpose,
      notes: notesOf(
        of.description,
        ['Done when', of.definitionOfDone],
        ['Estimate in days', of.estimateDays],
        ['Blocked', of.blocked ? 'yes' : undefined],
        ['Waits for', titles(of.dependsOn)],
        ['Makes smaller', titles(of.mitigates)],
        ['Tests', titles(of.tests)],
      ),
    })),
    ...plan.microTasks.map((of): Item => ({
      ...of,
      kind: 'microTask',
      parentId: of.taskId,
      owner: of.assignee,
      summary: of.summary,
      notes: notesOf(undefined, ['Minutes', of.effortMinutes]),
    })),
    ...plan.performanceIndicators.map((of): Item => ({
      ...of,
      kind: 'kpi',
      parentId: of.measures,
      summary: of.name,
      due: of.targetDate,
      type: of.indicatorType,
      notes: notesOf(
        undefined,
        ['Unit', of.unitOfMeasurement],
        ["Today's number", of.baseline],
        ['Target', of.target],
        ['Measured', of.frequency],
        ['Source', of.dataSource],
      ),
    })),
    ...plan.risks.map((of): Item => ({
      ...of,
      kind: 'risk',
      parentId: of.threatens?.[0],
      summary: of.event,
      due: of.triggerDate,
      status: of.status,
      score: of.likelihood !== undefined && of.impact !== undefined ? of.likelihood * of.impact : undefined,
      type: of.category,
      notes: notesOf(
        undefined,
        ['Cause', of.cause],
        ['Effect', of.effect],
        ['Likelihood', of.likelihood],
        ['Impact', of.impact],
        ['Response', of.responseStrategy],
        ['Why we live with it', of.acceptanceReason],
        ['Early warning sign', of.earlyWarningSign],
        ['It happened before', of.historicalEvidence],
        ['Made smaller by', titles(of.mitigationTaskIds)],
      ),
    })),
    ...plan.contingencies.map((of): Item => ({
      ...of,
      kind: 'contingency',
      parentId: plan.risks.find(({ contingencyId }) => contingencyId === of.id)?.id,
      summary: of.name,
      status: of.state,
      notes: notesOf(
        undefined,
        ['Starts when', of.trigger],
        ...(of.taskTemplates ?? []).map(
          ({ summary, dueOffsetDays, assignee }) =>
            [`Day ${dueOffsetDays ?? '?'}`, [summary, nameOf(assignee)].filter(Boolean).join(', ')] as const,
        ),
      ),
    })),
    ...plan.assumptions.flatMap((of): Item[] => [
      {
        ...of,
        kind: 'assumption',
        parentId: of.supports?.[0],
        summary: of.statement,
        due: of.reviewDate,
        score: of.importance,
        type: of.area,
        notes: notesOf(undefined, ['Importance', of.importance], ['Evidence', of.evidence]),
      },
      ...(of.challenges ?? []).map((challenge, i): Item => ({
        ...challenge,
        id: challenge.id ?? `${of.id}:challenge-${i + 1}`,
        kind: 'challenge',
        parentId: of.id,
        summary: challenge.text,
        notes: notesOf(undefined, ['Answer', challenge.response]),
      })),
    ]),
    ...plan.decisions.map((of): Item => ({
      ...of,
      kind: 'decision',
      summary: of.summary,
      owner: of.driver,
      due: of.decidedOn,
      status: of.state,
      notes: notesOf(
        of.rationale,
        ['Approver', nameOf(of.approver)],
        ['Rejected', of.optionsRejected?.join('; ')],
        ['Disagreed', of.dissent?.join('; ')],
      ),
    })),
    ...plan.signOffs.map((of): Item => ({
      ...of,
      kind: 'signoff',
      parentId: of.subjectId,
      summary: of.commitment,
      owner: of.personId,
      status: of.state,
      notes: notesOf(of.comment, ['Conditions', of.conditions?.join('; ')]),
    })),
    ...plan.cadence.map((of): Item => ({
      ...of,
      kind: 'cadence',
      summary: of.summary,
      owner: of.driver,
      start: of.dtstart,
      type: of.reviewType,
      notes: notesOf(
        undefined,
        ['Minutes', of.durationMinutes],
        ['Repeats', of.rrule],
        ['Must be there', names(of.attendees)],
        ['May be there', names(of.optionalAttendees)],
        ['Agenda', of.agenda?.map(({ title }) => title).join('; ')],
      ),
    })),
    ...plan.capabilityGaps.map((of): Item => ({
      ...of,
      kind: 'capabilityGap',
      parentId: of.taskIds?.[0],
      summary: of.capability,
      notes: notesOf(undefined, ['Now', of.currentLevel], ['Needed', of.neededLevel], ['People', names(of.people)]),
    })),
    ...plan.parkingLot.map((of): Item => ({ ...of, kind: 'parking', summary: of.text, status: of.disposition })),
    ...strategyItems(plan),
    ...plan.people.map((of): Item => ({
      ...of,
      kind: 'person',
      summary: of.displayName,
      owner: of.id,
      type: plan.roles.find(({ personId }) => personId === of.id)?.role,
      notes: of.organization ?? '',
    })),
  ]
}

/** The choices: the plan has them as one item with several sources, so they have no ids of their own. */
function strategyItems({ id, strategy }: Plan): Item[] {
  if (!strategy) return []
  const lines: [type: string, texts: readonly string[]][] = [
    ['winning aspiration', strategy.winningAspiration === undefined ? [] : [strategy.winningAspiration]],
    ['where to play', strategy.whereToPlay?.in ?? []],
    ['where not to play', strategy.whereToPlay?.out ?? []],
    ['how to win', strategy.howToWin === undefined ? [] : [strategy.howToWin]],
    ['capability', strategy.capabilities ?? []],
    ['management system', strategy.managementSystems ?? []],
  ]
  return lines.flatMap(([type, texts]) =>
    texts.map((summary, i): Item => ({
      id: `${id}:${type.replaceAll(' ', '-')}-${i + 1}`,
      kind: 'choice',
      summary,
      type,
    })),
  )
}

function notesOf(
  text: string | undefined,
  ...lines: readonly (readonly [label: string, value: string | number | undefined])[]
): string {
  return paragraphs(text, labelled(...lines).join('\n'))
}
