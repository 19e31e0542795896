import Type from 'typebox'
import type { Static } from 'typebox'
import {
  bool,
  date,
  datetime,
  int,
  long,
  needed,
  num,
  oneOf,
  people,
  person,
  qty,
  ref,
  refs,
  rows,
  scale5,
  text,
  texts,
} from './fields.ts'
import type { Field, FieldValue } from './fields.ts'

export const workStatus = ['NEEDS-ACTION', 'IN-PROCESS', 'COMPLETED', 'CANCELLED'] as const
export const reviewTypes = [
  'cadence-call',
  'progress',
  'coaching',
  'plan-review',
  'performance-review',
  'team-review',
  'assumption-review',
  'contingency-review',
] as const
export const occurrenceStates = ['held', 'missed', 'moved', 'cancelled'] as const
export const frequencies = ['daily', 'weekly', 'biweekly', 'monthly', 'quarterly'] as const

/**
 * Every kind of card and its fields (the method's building blocks). `title` names the field that is the card's face:
 * it is typed on the wall by several people at once, so it lives in a Y.Text. Fields the plan needs beyond the method's
 * list (status, references that a zone can also imply) are marked "plan"; `sourceId` is the identifier an item had in the
 * StratML file it was imported from, where that could not be the card's id.
 */
export const cardKinds = {
  note: kind('text', { text: needed(text(280)), theme: text(40) }),
  goal: kind('name', {
    name: needed(text(120)),
    description: long(),
    metric: needed(text(60)),
    baseline: needed(qty()),
    target: needed(qty()),
    due: needed(date()),
    accountable: needed(person()),
    contributesTo: refs('parentGoal'),
    sourceId: text(120), // plan
  }),
  parentGoal: kind('name', {
    name: needed(text(120)),
    level: needed(oneOf('corporate', 'function', 'region', 'team', 'individual')),
    contributesTo: refs('parentGoal'),
    acceptance: needed(oneOf('proposed', 'accepted', 'declined')),
    acceptedBy: person(),
    declineReason: text(200), // plan
  }),
  move: kind('name', {
    name: needed(text(120)),
    description: long(),
    accountable: needed(person()),
    sponsor: needed(person()),
    expectedContribution: qty(),
    confidence: num(0, 1),
    obvious: bool(),
    obviousness: num(0, 1), // plan
    status: oneOf(...workStatus), // plan
    sourceId: text(120), // plan
  }),
  task: kind('summary', {
    summary: needed(text(120)),
    description: long(),
    assignee: needed(person()),
    due: needed(date()),
    start: date(), // plan
    estimateDays: num(0),
    doneWhen: needed(text(200)),
    purpose: needed(
      oneOf('delivery', 'mitigation', 'assumption-test', 'capability', 'sponsor-condition', 'contingency'),
    ),
    dependsOn: refs('task'),
    priority: oneOf('urgent', 'high', 'medium', 'low'),
    status: oneOf(...workStatus), // plan
    blocked: bool(), // plan
    blockedReason: text(120), // plan
    percentComplete: int(0, 100), // plan
    labels: texts(), // plan
    moveId: ref('move'), // plan
    mitigates: refs('risk', 'failure'), // plan
    tests: refs('assumption'), // plan
    conditionOf: ref('signoff'), // plan
    sourceId: text(120), // plan
  }),
  microTask: kind('summary', {
    summary: needed(text(100)),
    assignee: needed(person()),
    due: needed(date()),
    effortMinutes: needed(int(1, 480)),
    taskId: needed(ref('task')),
    status: oneOf(...workStatus), // plan
    outcome: oneOf('done', 'stuck', 'shrunk', 'dropped'), // plan
  }),
  kpi: kind('name', {
    name: needed(text(80)),
    type: needed(oneOf('leading', 'lagging')),
    unit: needed(text(40)),
    baseline: needed(num()),
    target: needed(num()),
    targetDate: needed(date()),
    frequency: needed(oneOf(...frequencies)),
    owner: needed(person()),
    source: needed(text(120)),
    direction: oneOf('increase', 'decrease', 'maintain'), // plan
    influenceable: bool(),
    predicts: ref('kpi'),
    measures: ref('goal', 'move'), // plan
    amber: num(),
    red: num(),
    sourceId: text(120), // plan
  }),
  series: kind('name', {
    name: text(80),
    unit: text(40),
    rows: needed(rows({ period: text(40), value: num() })),
    measures: ref('kpi', 'goal'), // plan
    total: oneOf('sum', 'average'), // plan
  }),
  failure: kind('reason', {
    reason: needed(text(200)),
    riskId: ref('risk'), // plan
    keptForReview: bool(), // plan
  }),
  risk: kind('event', {
    cause: text(120),
    event: needed(text(120)),
    effect: text(120),
    category: oneOf(
      'delivery',
      'sponsorship',
      'people',
      'supply',
      'competitor',
      'customer',
      'economy',
      'product',
      'other',
    ), // plan
    likelihood: needed(scale5()),
    impact: needed(scale5()),
    owner: needed(person()),
    response: needed(oneOf('avoid', 'mitigate', 'transfer', 'accept')),
    acceptReason: text(200),
    acceptedBy: person(), // plan
    sign: needed(text(120)),
    history: text(200),
    triggerDate: date(),
    riskStatus: oneOf('open', 'happening', 'occurred', 'closed'), // plan
    threatens: refs('goal', 'move'), // plan
  }),
  contingency: kind('name', {
    name: needed(text(120)),
    trigger: needed(text(160)),
    owner: needed(person()),
    steps: needed(rows({ summary: text(120), dueOffsetDays: int(0, 3650), assignee: person() })),
    contingencyState: oneOf('ready', 'armed', 'activated', 'stood-down'), // plan
    activatedOn: date(), // plan
    lastReviewed: date(), // plan
    riskId: ref('risk'), // plan
  }),
  assumption: kind('statement', {
    statement: needed(text(200)),
    area: needed(oneOf('customer', 'competitor', 'offer', 'channel', 'capability', 'economy', 'internal', 'other')),
    importance: needed(scale5()),
    evidence: needed(scale5()),
    owner: needed(person()),
    reviewDate: date(),
    tripwireKpi: ref('kpi'),
    tripwireOperator: oneOf('<', '<=', '>', '>='),
    tripwireValue: num(),
    tripwireByDate: date(),
    assumptionStatus: oneOf('open', 'holding', 'weakening', 'broken', 'retired'), // plan
    supports: refs('goal', 'move'), // plan
    mustBeTrue: bool(), // plan
  }),
  challenge: kind('text', {
    text: needed(text(200)),
    about: needed(ref('assumption')),
    response: text(200),
  }),
  choice: kind('text', {
    text: needed(text(200)),
    question: needed(oneOf('aspiration', 'whereIn', 'whereOut', 'howToWin', 'capability', 'system')),
  }),
  decision: kind('summary', {
    summary: needed(text(160)),
    driver: needed(person()),
    approver: needed(person()),
    rejected: texts(),
    dissent: texts(),
    decidedOn: date(),
    decisionState: oneOf('proposed', 'decided', 'reversed'), // plan
    decideBy: date(), // plan
    contributors: people(), // plan
    informed: people(), // plan
    rationale: long(), // plan
  }),
  signoff: kind('commitment', {
    commitment: needed(text(160)),
    subject: needed(ref('move')),
    person: needed(person()),
    state: needed(oneOf('requested', 'signed', 'signed-with-conditions', 'declined', 'withdrawn')),
    conditions: texts(),
    signedOn: date(), // plan
    wholePlan: bool(), // plan
    signedWords: text(64), // plan
    comment: text(200), // plan
  }),
  cadence: kind('title', {
    title: needed(text(120)),
    reviewType: needed(oneOf(...reviewTypes)),
    start: needed(datetime()),
    minutes: needed(int(5, 480)),
    rrule: needed(text(120)),
    driver: needed(person()),
    attendees: people(),
    optional: people(),
    agenda: rows({ title: text(80), minutes: int(1, 480) }),
    conferenceUrl: text(200), // plan
    waived: text(200), // plan
    occurrences: rows({ date: date(), state: oneOf(...occurrenceStates), said: int(0, 1000), did: int(0, 1000) }), // plan
  }),
  capabilityGap: kind('capability', {
    capability: needed(text(120)),
    now: scale5(),
    needed: scale5(),
    people: people(),
    task: ref('task'),
  }),
  parking: kind('text', {
    text: needed(text(280)),
    disposition: needed(oneOf('open', 'became-task', 'became-decision', 'next-session', 'dropped')),
    became: ref('task', 'decision'), // plan
  }),
  person: kind('name', {
    name: needed(text(80)),
    email: text(120),
    org: text(80),
    role: oneOf(
      'facilitator',
      'plan-driver',
      'sponsor',
      'approver',
      'contributor',
      'informed',
      'shadow-cabinet',
      'coach',
    ),
    side: oneOf('internal', 'partner', 'customer'), // plan
  }),
} as const satisfies Record<string, Kind>

export type CardKind = keyof typeof cardKinds

/** What one kind of card is made of. */
export interface Kind {
  title: string
  fields: Record<string, Field>
}

/** The fields of a kind as they are read from a document: any may be missing, the title is `card.text`. */
export type FieldsOf<K extends CardKind> = {
  [F in Exclude<keyof (typeof cardKinds)[K]['fields'], (typeof cardKinds)[K]['title']>]?: FieldValue<
    (typeof cardKinds)[K]['fields'][F]
  >
}

export const kindNames = Object.keys(cardKinds) as CardKind[]

export function isCardKind(name: unknown): name is CardKind {
  return typeof name === 'string' && Object.hasOwn(cardKinds, name)
}

/** The descriptor of a field, or undefined where the kind has none of that name. */
export function fieldOf(kindName: string, field: string): Field | undefined {
  if (!isCardKind(kindName)) return undefined
  const fields: Record<string, Field> = cardKinds[kindName].fields
  return Object.hasOwn(fields, field) ? fields[field] : undefined
}

/** JSON Schema of a kind's fields, for the API and for imports. */
export function kindSchema(name: CardKind) {
  const fields: Record<string, Field> = cardKinds[name].fields
  return Type.Object(Object.fromEntries(Object.entries(fields).map(([key, f]) => [key, Type.Optional(f.schema)])))
}
export type KindSchema = Static<ReturnType<typeof kindSchema>>

function kind<T extends string, F extends Record<string, Field>>(
  title: T & keyof F,
  fields: F,
): { title: T; fields: F } {
  return { title, fields }
}
