import type { Quantity } from '../board/fields.ts'
import type { Card, CardOf } from '../board/model.ts'
import { WHOLE_PLAN } from './belongings.ts'
import type { Belongings } from './belongings.ts'
import { day } from './calendar.ts'
import { measurementsOf } from './measurements.ts'
import { planId } from './plan-id.ts'
import type { Plan } from './plan.ts'
import type { Wall } from './wall.ts'

/**
 * One function for each kind of item: card in, item out. Keys stand in the same order every time, and what is not known is
 * absent, never null. Ids of other items are left out where the card they name is not in the plan.
 */
export interface Drafting {
  wall: Wall
  belongings: Belongings
  /** The board's id as the plan has it. */
  boardId: string
  /** The plan's own id, for sign-offs that are about all of it. */
  planId: string
  /** Item to the items that belong to it, in plan order. */
  indicatorsOf: ReadonlyMap<string, readonly string[]>
  assumptionsOf: ReadonlyMap<string, readonly string[]>
  mitigationsOf: ReadonlyMap<string, readonly string[]>
  contingenciesOf: ReadonlyMap<string, readonly string[]>
  signOffsOf: ReadonlyMap<string, readonly string[]>
  challengesOf: ReadonlyMap<string, readonly CardOf<'challenge'>[]>
  conditionsOf: ReadonlyMap<string, readonly string[]>
  seriesOf: ReadonlyMap<string, readonly CardOf<'series'>[]>
  failuresOf: ReadonlyMap<string, readonly CardOf<'failure'>[]>
  /** Assumptions that an arrow joins to a choice. */
  mustBeTrue: ReadonlySet<string>
}

type ItemOf<K extends keyof Plan> = NonNullable<Plan[K]> extends readonly (infer I)[] ? I : NonNullable<Plan[K]>
type Goal = NonNullable<Plan['goal']>
type Source = NonNullable<Goal['derivedFrom']>

export function goalItem(card: CardOf<'goal'>, drafting: Drafting): Goal {
  const { id, text, fields } = card
  return present({
    id: planId(id),
    name: text,
    description: filled(fields.description),
    metric: filled(fields.metric),
    baseline: quantity(fields.baseline),
    target: quantity(fields.target),
    due: day(fields.due),
    accountable: person(fields.accountable, drafting),
    contributesTo: ids(drafting.belongings.contributesTo.get(id)),
    performanceIndicatorIds: ids(drafting.indicatorsOf.get(id)),
    measurements: numbersOf(id, drafting),
    externalRefs: externalRefs(fields.sourceId),
    derivedFrom: sourceOf(card, drafting, drafting.seriesOf.get(id)),
  })
}

export function parentGoalItem(card: CardOf<'parentGoal'>, drafting: Drafting): ItemOf<'parentGoals'> {
  const { id, text, fields } = card
  return present({
    id: planId(id),
    name: text,
    level: fields.level,
    contributesTo: ids(drafting.belongings.contributesTo.get(id)),
    acceptedBy: person(fields.acceptedBy, drafting),
    acceptance: fields.acceptance,
    declineReason: filled(fields.declineReason),
    derivedFrom: sourceOf(card, drafting),
  })
}

export function moveItem(card: CardOf<'move'>, sequence: number, drafting: Drafting): ItemOf<'moves'> {
  const { id, text, fields } = card
  const { goal } = drafting.belongings
  return present({
    id: planId(id),
    name: text,
    description: filled(fields.description),
    goalId: goal && planId(goal.id),
    sequenceIndicator: sequence,
    accountable: person(fields.accountable, drafting),
    sponsor: person(fields.sponsor, drafting),
    signOffId: ids(drafting.signOffsOf.get(id))?.[0],
    expectedContribution: quantity(fields.expectedContribution),
    confidence: fields.confidence,
    obvious: fields.obvious,
    obviousness: fields.obviousness,
    performanceIndicatorIds: ids(drafting.indicatorsOf.get(id)),
    assumptionIds: ids(drafting.assumptionsOf.get(id)),
    status: fields.status ?? 'NEEDS-ACTION',
    externalRefs: externalRefs(fields.sourceId),
    derivedFrom: sourceOf(card, drafting),
  })
}

export function taskItem(card: CardOf<'task'>, drafting: Drafting): ItemOf<'tasks'> {
  const { id, text, fields } = card
  const { moveOf, dependsOn, mitigates, tests, conditionOf } = drafting.belongings
  return present({
    id: planId(id),
    summary: text,
    description: filled(fields.description),
    moveId: idOf(moveOf.get(id)),
    purpose: fields.purpose,
    assignee: person(fields.assignee, drafting),
    start: day(fields.start),
    due: day(fields.due),
    estimateDays: fields.estimateDays,
    definitionOfDone: filled(fields.doneWhen),
    priority: fields.priority,
    status: fields.status ?? 'NEEDS-ACTION',
    blocked: fields.blocked,
    blockedReason: filled(fields.blockedReason),
    percentComplete: fields.percentComplete,
    dependsOn: ids(dependsOn.get(id)),
    mitigates: ids(mitigates.get(id)),
    tests: ids(tests.get(id)),
    conditionOf: idOf(conditionOf.get(id)),
    labels: some(fields.labels),
    externalRefs: externalRefs(fields.sourceId),
    derivedFrom: sourceOf(card, drafting),
  })
}

export function microTaskItem(card: CardOf<'microTask'>, drafting: Drafting): ItemOf<'microTasks'> {
  const { id, text, fields } = card
  return present({
    id: planId(id),
    taskId: idOf(drafting.belongings.taskOf.get(id)),
    summary: text,
    assignee: person(fields.assignee, drafting),
    due: day(fields.due),
    effortMinutes: fields.effortMinutes,
    status: fields.status ?? 'NEEDS-ACTION',
    outcome: fields.outcome,
    derivedFrom: sourceOf(card, drafting),
  })
}

export function indicatorItem(card: CardOf<'kpi'>, drafting: Drafting): ItemOf<'performanceIndicators'> {
  const { id, text, fields } = card
  const { measures, predicts } = drafting.belongings
  const { amber, red } = fields
  return present({
    id: planId(id),
    name: text,
    indicatorType: fields.type,
    unitOfMeasurement: filled(fields.unit),
    direction: fields.direction,
    baseline: fields.baseline,
    target: fields.target,
    targetDate: day(fields.targetDate),
    frequency: fields.frequency,
    owner: person(fields.owner, drafting),
    dataSource: filled(fields.source),
    influenceable: fields.influenceable,
    measures: idOf(measures.get(id)),
    predicts: ids(predicts.get(id)),
    thresholds: amber === undefined && red === undefined ? undefined : present({ amber, red }),
    measurements: numbersOf(id, drafting),
    externalRefs: externalRefs(fields.sourceId),
    derivedFrom: sourceOf(card, drafting, drafting.seriesOf.get(id)),
  })
}

export function assumptionItem(card: CardOf<'assumption'>, drafting: Drafting): ItemOf<'assumptions'> {
  const { id, text, fields } = card
  return present({
    id: planId(id),
    statement: text,
    area: fields.area,
    importance: fields.importance,
    evidence: fields.evidence,
    status: fields.assumptionStatus,
    owner: person(fields.owner, drafting),
    reviewDate: day(fields.reviewDate),
    tripwire: tripwireOf(card, drafting),
    supports: ids(drafting.belongings.supports.get(id)),
    mustBeTrue: drafting.mustBeTrue.has(id) ? true : fields.mustBeTrue,
    challenges: drafting.challengesOf.get(id)?.map((challenge) => challengeItem(challenge, drafting)),
    derivedFrom: sourceOf(card, drafting),
  })
}

export function riskItem(card: CardOf<'risk'>, drafting: Drafting): ItemOf<'risks'> {
  const { id, text, fields } = card
  return present({
    id: planId(id),
    cause: filled(fields.cause),
    event: text,
    effect: filled(fields.effect),
    category: fields.category,
    likelihood: fields.likelihood,
    impact: fields.impact,
    owner: person(fields.owner, drafting),
    responseStrategy: fields.response ?? 'undecided',
    acceptanceReason: filled(fields.acceptReason),
    acceptedBy: person(fields.acceptedBy, drafting),
    earlyWarningSign: filled(fields.sign),
    triggerDate: day(fields.triggerDate),
    status: fields.riskStatus,
    threatens: ids(drafting.belongings.threatens.get(id)),
    mitigationTaskIds: ids(drafting.mitigationsOf.get(id)),
    contingencyId: ids(drafting.contingenciesOf.get(id))?.[0],
    historicalEvidence: filled(fields.history),
    derivedFrom: sourceOf(card, drafting, drafting.failuresOf.get(id)),
  })
}

export function contingencyItem(card: CardOf<'contingency'>, drafting: Drafting): ItemOf<'contingencies'> {
  const { id, text, fields } = card
  return present({
    id: planId(id),
    name: text,
    trigger: filled(fields.trigger),
    owner: person(fields.owner, drafting),
    state: fields.contingencyState,
    activatedOn: day(fields.activatedOn),
    lastReviewed: day(fields.lastReviewed),
    taskTemplates: fields.steps?.map(({ summary, assignee, dueOffsetDays }) =>
      present({ summary: filled(summary), assignee: person(assignee, drafting), dueOffsetDays }),
    ),
    derivedFrom: sourceOf(card, drafting),
  })
}

export function capabilityGapItem(card: CardOf<'capabilityGap'>, drafting: Drafting): ItemOf<'capabilityGaps'> {
  const { id, text, fields } = card
  return present({
    id: planId(id),
    capability: text,
    currentLevel: fields.now,
    neededLevel: fields.needed,
    people: people(fields.people, drafting),
    taskIds: ids(drafting.belongings.gapTasks.get(id)),
    derivedFrom: sourceOf(card, drafting),
  })
}

export function cadenceItem(card: CardOf<'cadence'>, drafting: Drafting): ItemOf<'cadence'> {
  const { id, text, fields } = card
  return present({
    id: planId(id),
    reviewType: fields.reviewType,
    summary: text,
    dtstart: day(fields.start?.slice(0, 10)) && fields.start,
    durationMinutes: fields.minutes,
    rrule: filled(fields.rrule),
    driver: person(fields.driver, drafting),
    attendees: people(fields.attendees, drafting),
    optionalAttendees: people(fields.optional, drafting),
    conferenceUrl: address(fields.conferenceUrl),
    agenda: fields.agenda?.map(({ title, minutes }) => present({ title: filled(title), minutes })),
    occurrences: some(fields.occurrences?.flatMap(occurrence)),
    derivedFrom: sourceOf(card, drafting),
  })
}

/** [P21] A review that is not held, and why. */
export function cadenceWaiverItem(card: CardOf<'cadence'>, drafting: Drafting): ItemOf<'cadenceWaivers'> {
  const { id, fields } = card
  return present({
    id: planId(id),
    reviewType: fields.reviewType,
    reason: filled(fields.waived),
    derivedFrom: sourceOf(card, drafting),
  })
}

export function isWaived({ fields }: CardOf<'cadence'>): boolean {
  return filled(fields.waived) !== undefined
}

export function personItem(card: CardOf<'person'>, drafting: Drafting): ItemOf<'people'> {
  const { id, text, fields } = card
  return present({
    id: planId(id),
    displayName: text,
    email: filled(fields.email),
    organization: filled(fields.org),
    kind: fields.side,
    derivedFrom: sourceOf(card, drafting),
  })
}

export function decisionItem(card: CardOf<'decision'>, drafting: Drafting): ItemOf<'decisions'> {
  const { id, text, fields } = card
  const decidedOn = day(fields.decidedOn)
  return present({
    id: planId(id),
    summary: text,
    state: fields.decisionState ?? (decidedOn ? 'decided' : 'proposed'),
    driver: person(fields.driver, drafting),
    approver: person(fields.approver, drafting),
    contributors: people(fields.contributors, drafting),
    informed: people(fields.informed, drafting),
    rationale: filled(fields.rationale),
    optionsRejected: some(fields.rejected),
    dissent: some(fields.dissent),
    decidedOn,
    decideBy: day(fields.decideBy),
    derivedFrom: sourceOf(card, drafting),
  })
}

export function signOffItem(card: CardOf<'signoff'>, drafting: Drafting): ItemOf<'signOffs'> {
  const { id, text, fields } = card
  const subject = drafting.belongings.subjectOf.get(id)
  return present({
    id: planId(id),
    subjectId: subject === WHOLE_PLAN ? drafting.planId : idOf(subject),
    personId: person(fields.person, drafting),
    state: fields.state,
    signedOn: day(fields.signedOn),
    subjectHash: filled(fields.signedWords),
    commitment: text,
    conditions: some(fields.conditions),
    conditionTaskIds: ids(drafting.conditionsOf.get(id)),
    comment: filled(fields.comment),
    derivedFrom: sourceOf(card, drafting),
  })
}

export function parkingItem(card: CardOf<'parking'>, drafting: Drafting): ItemOf<'parkingLot'> {
  const { id, text, fields } = card
  return present({
    id: planId(id),
    text,
    raisedBy: authorOf(card, drafting),
    disposition: fields.disposition ?? 'open',
    becameId: idOf(drafting.belongings.became.get(id)),
    derivedFrom: sourceOf(card, drafting),
  })
}

/** [P19] The choices as one page; undefined where there are none. */
export function strategyOf(drafting: Drafting): Plan['strategy'] {
  const { choices } = drafting.belongings
  if (choices.length === 0) return undefined
  const answers = (question: string) =>
    choices.filter(({ fields }) => fields.question === question).map(({ text }) => text)
  const [inside, outside] = [answers('whereIn'), answers('whereOut')]
  return present({
    winningAspiration: filled(answers('aspiration').join('\n')),
    whereToPlay: inside.length + outside.length > 0 ? { in: inside, out: outside } : undefined,
    howToWin: filled(answers('howToWin').join('\n')),
    capabilities: some(answers('capability')),
    managementSystems: some(answers('system')),
    choices: choices.map((card) =>
      present({
        id: planId(card.id),
        question: card.fields.question,
        text: card.text,
        derivedFrom: sourceOf(card, drafting),
      }),
    ),
  })
}

function challengeItem(
  card: CardOf<'challenge'>,
  drafting: Drafting,
): NonNullable<ItemOf<'assumptions'>['challenges']>[number] {
  return present({
    id: planId(card.id),
    text: card.text,
    by: authorOf(card, drafting),
    response: filled(card.fields.response),
    derivedFrom: sourceOf(card, drafting),
  })
}

function tripwireOf({ fields }: CardOf<'assumption'>, { wall }: Drafting): ItemOf<'assumptions'>['tripwire'] {
  const { tripwireKpi, tripwireOperator: operator, tripwireValue: value, tripwireByDate } = fields
  const kpi = tripwireKpi === undefined ? undefined : wall.placed.get(tripwireKpi)
  const byDate = day(tripwireByDate)
  const indicatorId = kpi?.kind === 'kpi' ? planId(kpi.id) : undefined
  if (indicatorId === undefined && byDate === undefined && operator === undefined && value === undefined)
    return undefined
  return present({ indicatorId, operator, value, byDate })
}

/** What series say of a KPI or of the goal, series after series. */
function numbersOf(id: string, { seriesOf }: Drafting): Goal['measurements'] | undefined {
  return some(seriesOf.get(id)?.flatMap(({ fields }) => measurementsOf(fields.rows ?? [])))
}

type Occurrence = NonNullable<CardOf<'cadence'>['fields']['occurrences']>[number]

/** One that has no day or says not what became of it is not known, and so is absent (P5). */
function occurrence({ date, state, said, did }: Occurrence): NonNullable<ItemOf<'cadence'>['occurrences']> {
  const on = day(date)
  return on && state ? [present({ date: on, state, said, did })] : []
}

/** [P4] The card an item comes from, and those that are part of it. */
function sourceOf(card: Card, drafting: Drafting, more: readonly Card[] = []): Source {
  return [card, ...more].map(({ id, zoneId, text, votes, links, createdBy }) =>
    present({
      boardId: drafting.boardId,
      cardId: id,
      zoneId: zoneId !== null && drafting.wall.zones.has(zoneId) ? zoneId : undefined,
      textAtExport: text,
      votes: votes > 0 ? votes : undefined,
      links: some(links),
      attributedTo: authorOf({ createdBy }, drafting),
    }),
  )
}

/** The person who made the card, `anonymous` where nobody may know, nothing where that person's card is gone. */
function authorOf({ createdBy }: Pick<Card, 'createdBy'>, drafting: Drafting): string | undefined {
  return createdBy === null ? 'anonymous' : person(createdBy, drafting)
}

function person(id: string | undefined, { wall }: Drafting): string | undefined {
  return id !== undefined && wall.placed.get(id)?.kind === 'person' ? planId(id) : undefined
}

function people(named: readonly string[] | undefined, drafting: Drafting): string[] | undefined {
  return some([...new Set((named ?? []).flatMap((id) => person(id, drafting) ?? []))])
}

function idOf(cardId: string | undefined): string | undefined {
  return cardId === undefined ? undefined : planId(cardId)
}

function ids(cardIds: readonly string[] | undefined): string[] | undefined {
  return some(cardIds?.map(planId))
}

function some<T>(list: readonly T[] | undefined): T[] | undefined {
  return list && list.length > 0 ? [...list] : undefined
}

function filled(text: string | undefined): string | undefined {
  return text === '' ? undefined : text
}

/** An address that begins with http and has no character an address cannot have. */
function address(text: string | undefined): string | undefined {
  return text &&
    /^https?:\/\/[A-Za-z0-9.-]+(:\d{1,5})?([/?#][\w\-.~!$&'()*+,;=:@/?#%]*)?$/.test(text) &&
    isEncoded(text)
    ? text
    : undefined
}

function isEncoded(text: string): boolean {
  return !/%(?![0-9A-Fa-f]{2})/.test(text) && text.indexOf('#') === text.lastIndexOf('#')
}

function quantity(of: Quantity | undefined): Quantity | undefined {
  return of && { value: of.value, unit: of.unit }
}

function externalRefs(sourceId: string | undefined): Goal['externalRefs'] | undefined {
  return sourceId ? [{ system: 'stratml', key: sourceId }] : undefined
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** The same object without the keys that hold undefined. */
function present<const T extends object>(of: T): Present<T> {
  const all = of as Record<string, unknown>
  const kept: Record<string, unknown> = {}
  for (const name of Object.keys(all)) if (all[name] !== undefined) kept[name] = all[name]
  return kept as Present<T>
}
