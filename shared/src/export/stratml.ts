import type { PlanFormat, PlanSource } from './format.ts'
import { indexPlan, planName } from './plan-index.ts'
import type { PlanIndex, PlanMove, PlanTask } from './plan-index.ts'
import { taskText } from './task-text.ts'
import { cleanText, labelled, paragraphs } from './texts.ts'
import { xmlOf } from './xml.ts'
import type { XmlNode } from './xml.ts'

const common = [
  'Next steps, risks, assumptions, decisions and meetings are not in it.',
  'Owner, due date and status of a task stand in its further information.',
]

export const stratmlPart1: PlanFormat = {
  id: 'stratml-1',
  name: 'StratML Part 1 (ISO 17469-1), as XML',
  use: 'project-tools',
  mediaType: 'application/xml; charset=utf-8',
  extension: 'xml',
  purpose: 'For public registers of strategic plans: the goal as vision, moves as goals, tasks as objectives.',
  limits: [...common, 'Indicators are not in it: Part 2 has them.'],
  readBack: true,
  render: ({ plan }: PlanSource) =>
    xmlOf({
      StrategicPlan: {
        '@xmlns': 'urn:ISO:std:iso:17469:tech:xsd:stratml_core',
        ...planOf(indexPlan(plan), { part: 1 }),
      },
    }),
}

export const stratmlPart2: PlanFormat = {
  id: 'stratml-2',
  name: 'StratML Part 2, as XML',
  use: 'project-tools',
  mediaType: 'application/xml; charset=utf-8',
  extension: 'xml',
  purpose: 'As Part 1, with the indicators, their targets and what was measured, and who performs what.',
  limits: [
    ...common,
    'The schema has indicators under objectives only: those of a move stand under an objective of their own.',
  ],
  readBack: true,
  render: ({ plan }: PlanSource) =>
    xmlOf({
      PerformancePlanOrReport: {
        '@xmlns': 'urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport',
        '@Type': 'Performance_Plan',
        ...planOf(indexPlan(plan), { part: 2 }),
      },
    }),
}

/** Beginning of the identifier of an objective that is there for its indicators alone. */
export const INDICATORS_ONLY = '_indicators-'

interface Writing {
  part: 1 | 2
  /** The identifier of an item, each given once. */
  identify: (item: { id: string; externalRefs?: readonly { system: string; key: string }[] }) => string
}

function planOf(index: PlanIndex, { part }: Pick<Writing, 'part'>): XmlNode {
  const { plan } = index
  const writing: Writing = { part, identify: identifiers() }
  const { goal, period, provenance } = plan
  const quantity = (of: { value?: number; unit?: string } | undefined) =>
    of === undefined ? undefined : `${of.value ?? ''} ${of.unit ?? ''}`.trim()
  const vision = paragraphs(
    goal?.name === planName(plan) ? undefined : goal?.name,
    goal?.description,
    labelled(
      ['Measured by', goal?.metric],
      ["Today's number", quantity(goal?.baseline)],
      ['Target', quantity(goal?.target)],
      ['Due', goal?.due],
    ).join('\n'),
  )
  const owners = plan.people.filter(({ displayName = '' }) => displayName.trim() !== '')
  return {
    Name: planName(plan),
    Description: plan.description || undefined,
    StrategicPlanCore: {
      // The people of the plan are its performers; the schema has them under an organisation.
      Organization:
        owners.length > 0
          ? { Stakeholder: owners.map(({ id }) => stakeholder(index.nameOf(id), undefined, writing)) }
          : undefined,
      Vision: goal ? { Description: vision, Identifier: writing.identify(goal) } : undefined,
      Goal: goalsOf(index, writing),
    },
    AdministrativeInformation: {
      StartDate: period?.start,
      EndDate: period?.end,
      PublicationDate: provenance.asOf ?? provenance.exportedAt.slice(0, 10),
      Source: provenance.boardUrl,
    },
  }
}

/** The schema wants one goal at least: a plan without moves has the goal itself. */
function goalsOf(index: PlanIndex, writing: Writing): XmlNode[] {
  const { plan, tasksOf } = index
  const moves = plan.moves.map((move, i) => goalOf(move, i + 1, index, writing))
  const loose = tasksOf(undefined)
  const looseIndicators = plan.performanceIndicators.filter(
    ({ measures }) => !plan.moves.some(({ id }) => id === measures),
  )
  const others = [
    ...loose.map((task, i) => objectiveOf(task, i + 1, index, writing)),
    ...indicatorsObjective('plan', looseIndicators, index, writing),
  ]
  if (others.length === 0 && moves.length > 0) return moves
  const name = moves.length > 0 ? 'Beside the moves' : planName(plan)
  return [...moves, { Name: name, Description: '', SequenceIndicator: String(moves.length + 1), Objective: others }]
}

function goalOf(move: PlanMove, number: number, index: PlanIndex, writing: Writing): XmlNode {
  const { plan, nameOf } = index
  const people = [
    ...(nameOf(move.accountable) ? [stakeholder(nameOf(move.accountable), 'Accountable', writing)] : []),
    ...(nameOf(move.sponsor) ? [stakeholder(nameOf(move.sponsor), 'Sponsor', writing)] : []),
  ]
  const indicators = plan.performanceIndicators.filter(({ measures }) => measures === move.id)
  return {
    Name: move.name ?? '',
    Description: move.description ?? '',
    Identifier: writing.identify(move),
    SequenceIndicator: String(number),
    Stakeholder: people,
    Objective: [
      ...index.tasksOf(move.id).map((task, i) => objectiveOf(task, i + 1, index, writing)),
      ...indicatorsObjective(move.id, indicators, index, writing),
    ],
  }
}

function objectiveOf(task: PlanTask, number: number, index: PlanIndex, writing: Writing): XmlNode {
  const { description: _, ...rest } = task
  const owner = index.nameOf(task.assignee)
  const said = paragraphs(task.due && `Due: ${task.due}`, taskText(rest, index, { owner: true, start: true }))
  return {
    Name: task.summary ?? '',
    Description: task.description || undefined,
    Identifier: writing.identify(task),
    SequenceIndicator: String(number),
    Stakeholder: owner ? [stakeholder(owner, 'Owner', writing)] : [],
    OtherInformation: said || undefined,
  }
}

function stakeholder(name: string, role: 'Accountable' | 'Owner' | 'Sponsor' | undefined, { part }: Writing): XmlNode {
  const said = { '@StakeholderTypeType': 'Person', Name: name }
  if (role === undefined) return said
  if (part === 1) return { ...said, Description: role }
  return { ...said, Role: [{ Name: role, ...(role === 'Sponsor' ? {} : { RoleType: 'Performer' }) }] }
}

type Indicator = PlanIndex['plan']['performanceIndicators'][number]

function indicatorsObjective(
  of: string,
  indicators: readonly Indicator[],
  index: PlanIndex,
  writing: Writing,
): XmlNode[] {
  if (writing.part === 1 || indicators.length === 0) return []
  return [
    {
      Name: 'How we measure it',
      Identifier: `${INDICATORS_ONLY}${xmlName(of)}`,
      PerformanceIndicator: indicators.map((indicator) => indicatorOf(indicator, index, writing)),
    },
  ]
}

/** Target and actual results are paired by equal dates. */
function indicatorOf(indicator: Indicator, index: PlanIndex, { identify }: Writing): XmlNode {
  const { target, targetDate, unitOfMeasurement = '', measurements = [] } = indicator
  const said = labelled(
    ["Today's number", indicator.baseline],
    ['Target', target !== undefined && decimal(target) === undefined ? target : undefined],
    ['Owner', index.nameOf(indicator.owner)],
    ['Measured', indicator.frequency],
    ['Source', indicator.dataSource],
  )
  const aim =
    target === undefined && targetDate === undefined
      ? []
      : [{ TargetResult: [{ EndDate: targetDate, NumberOfUnits: decimal(target) }] }]
  const measured = measurements.flatMap(({ start, end, measurementType, value }): XmlNode[] => {
    const result = { StartDate: start, EndDate: end, NumberOfUnits: decimal(value) }
    if (measurementType === 'target') return [{ TargetResult: [result] }]
    return measurementType === 'actual' ? [{ ActualResult: [result] }] : []
  })
  return {
    '@PerformanceIndicatorType': 'Quantitative',
    ...(indicator.indicatorType
      ? { '@ValueChainStage': indicator.indicatorType === 'leading' ? 'Output' : 'Outcome' }
      : {}),
    MeasurementDimension: indicator.name ?? '',
    UnitOfMeasurement: unitOfMeasurement,
    Identifier: identify(indicator),
    MeasurementInstance: [...aim, ...measured],
    OtherInformation: said.join('\n') || undefined,
  }
}

/** What an item was called in the file it came from, where it came from one; otherwise its own id. */
function identifiers(): Writing['identify'] {
  const taken = new Set<string>()
  return ({ id, externalRefs = [] }) => {
    const before = externalRefs.find(({ system, key }) => system === 'stratml' && isXmlName(key))?.key
    const own = xmlName(id)
    let name = before !== undefined && !taken.has(before) ? before : own
    while (taken.has(name)) name = `_${name}`
    taken.add(name)
    return name
  }
}

function isXmlName(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9._-]*$/.test(text)
}

/** An id of ours as an XML name: it may begin with a figure and hold colons, a name may not. */
function xmlName(id: string): string {
  const name = cleanText(id).replaceAll(':', '\u00B7')
  return /^[A-Za-z]/.test(name) ? name : `_${name}`
}

/** A number as XML Schema has decimals: no exponent, and not more digits than its readers have to take. */
function decimal(value: number | undefined): string | undefined {
  if (value === undefined || Math.abs(value) >= 1e15) return undefined
  const text = value.toFixed(9).replace(/\.?0+$/, '')
  return text === '-0' ? '0' : text
}
