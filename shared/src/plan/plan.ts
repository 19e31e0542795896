import Type from 'typebox'
import type { Static, TSchema } from 'typebox'

/**
 * The public shape of a plan: JSON Schema, type and validation in one. Only ids are required of an item, since a plan is
 * exported half-done too; completeness belongs to the checks. Within major version 1 keys are only added; keys of others
 * that begin with `x-` are kept.
 */
export const PLAN_SCHEMA_VERSION = '1.0.0'

/** Why a card is not in the plan. The rules are in SPEC.md. */
export const omissionReasons = [
  'idea',
  'no-move',
  'no-subject',
  'second-goal',
  'no-risk',
  'kept-for-review',
  'parked',
  'unknown-kind',
] as const
export type OmissionReason = (typeof omissionReasons)[number]

const text = Type.String()
const id = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$' })
const date = Type.String({ format: 'date', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' })
const dateTime = Type.String({ format: 'date-time' })
const localDateTime = Type.String({
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$',
  description: "local date and time in the plan's time zone",
})
const scale5 = Type.Integer({ minimum: 1, maximum: 5 })
const refs = Type.Array(id, { uniqueItems: true })
const personOrAnonymous = Type.Union([id, Type.Literal('anonymous')])
const workStatus = Type.Enum(['NEEDS-ACTION', 'IN-PROCESS', 'COMPLETED', 'CANCELLED'], {
  description: 'the STATUS values of a to-do in RFC 5545; being blocked is a flag of its own',
})

const quantity = closed({
  value: Type.Number(),
  unit: Type.String({ description: 'ISO 4217 code for money, free text otherwise' }),
})

const derivedFrom = Type.Array(
  closed({
    boardId: Type.Optional(id),
    cardId: Type.String({ minLength: 1, description: 'as it is on the board' }),
    zoneId: Type.Optional(Type.String({ minLength: 1 })),
    stepId: Type.Optional(id),
    textAtExport: Type.Optional(text),
    votes: Type.Optional(Type.Integer({ minimum: 0 })),
    links: Type.Optional(Type.Array(text)),
    attributedTo: Type.Optional(personOrAnonymous),
  }),
  { description: 'the cards this item came from; empty for one that was typed in by hand' },
)

const externalRefs = Type.Array(
  closed({
    system: Type.Enum([
      'stratml',
      'jira',
      'asana',
      'trello',
      'linear',
      'planner',
      'msproject',
      'github',
      'openproject',
      'other',
    ]),
    key: text,
    url: Type.Optional(Type.String({ format: 'uri' })),
  }),
  { description: 'what this item is called elsewhere' },
)

const measurements = Type.Array(
  closed({
    period: Type.Optional(Type.String({ description: 'as it was typed' })),
    start: Type.Optional(date),
    end: Type.Optional(date),
    measurementType: Type.Enum(['actual', 'target', 'forecast', 'rolling-average']),
    value: Type.Number(),
  }),
  { description: 'numbers over time; start and end are there where the period says which days it means' },
)

const strategy = closed({
  winningAspiration: Type.Optional(text),
  whereToPlay: Type.Optional(closed({ in: Type.Array(text), out: Type.Array(text) })),
  howToWin: Type.Optional(text),
  capabilities: Type.Optional(Type.Array(text)),
  managementSystems: Type.Optional(Type.Array(text)),
  choices: Type.Optional(
    Type.Array(
      item({
        question: Type.Enum(['aspiration', 'whereIn', 'whereOut', 'howToWin', 'capability', 'system']),
        text,
      }),
      { description: 'every choice by itself; the lists above hold the same texts' },
    ),
  ),
  derivedFrom: Type.Optional(derivedFrom),
})

const parentGoal = item({
  name: text,
  level: Type.Enum(['corporate', 'function', 'region', 'team', 'individual']),
  contributesTo: refs,
  planRef: text,
  acceptedBy: id,
  acceptance: Type.Enum(['proposed', 'accepted', 'declined']),
  declineReason: text,
})

const goal = item({
  name: text,
  description: text,
  metric: text,
  baseline: quantity,
  target: quantity,
  due: date,
  accountable: id,
  contributesTo: refs,
  performanceIndicatorIds: refs,
  measurements,
  externalRefs,
})

const move = item({
  name: text,
  description: text,
  goalId: id,
  sequenceIndicator: Type.Integer({ minimum: 1 }),
  accountable: id,
  sponsor: id,
  signOffId: id,
  expectedContribution: quantity,
  confidence: Type.Number({ minimum: 0, maximum: 1 }),
  obvious: Type.Boolean(),
  obviousness: Type.Number({
    minimum: 0,
    maximum: 1,
    description: 'share of voters who said that a colleague who was absent would know what to do',
  }),
  performanceIndicatorIds: refs,
  assumptionIds: refs,
  status: workStatus,
  externalRefs,
})

const task = item({
  summary: text,
  description: text,
  moveId: id,
  parentTaskId: id,
  purpose: Type.Enum(['delivery', 'mitigation', 'assumption-test', 'capability', 'sponsor-condition', 'contingency']),
  assignee: id,
  start: date,
  due: date,
  estimateDays: Type.Number({ minimum: 0 }),
  definitionOfDone: text,
  priority: Type.Enum(['urgent', 'high', 'medium', 'low']),
  status: workStatus,
  blocked: Type.Boolean(),
  blockedReason: text,
  percentComplete: Type.Integer({ minimum: 0, maximum: 100 }),
  completed: dateTime,
  dependsOn: refs,
  mitigates: refs,
  tests: refs,
  conditionOf: id,
  labels: Type.Array(text),
  externalRefs,
})

const microTask = item({
  taskId: id,
  summary: text,
  assignee: id,
  due: date,
  effortMinutes: Type.Integer({ minimum: 1, maximum: 480 }),
  status: workStatus,
  outcome: Type.Enum(['done', 'stuck', 'shrunk', 'dropped']),
  completed: dateTime,
})

const performanceIndicator = item({
  name: text,
  indicatorType: Type.Enum(['leading', 'lagging']),
  unitOfMeasurement: text,
  direction: Type.Enum(['increase', 'decrease', 'maintain']),
  baseline: Type.Number(),
  target: Type.Number(),
  targetDate: date,
  frequency: Type.Enum(['daily', 'weekly', 'biweekly', 'monthly', 'quarterly']),
  owner: id,
  dataSource: text,
  influenceable: Type.Boolean(),
  measures: id,
  predicts: refs,
  thresholds: closed({ amber: Type.Optional(Type.Number()), red: Type.Optional(Type.Number()) }),
  measurements,
  externalRefs,
})

const performanceGap = closed({
  indicatorId: Type.Optional(id),
  method: Type.Enum(['linear-trend-on-rolling-average', 'last-rolling-average', 'manual']),
  window: Type.Integer({ minimum: 1 }),
  points: Type.Optional(Type.Integer({ minimum: 0, description: 'how many numbers the line was drawn through' })),
  slopePerPeriod: Type.Optional(Type.Number()),
  required: Type.Number(),
  forecast: Type.Number(),
  gap: Type.Number(),
  coverage: Type.Optional(
    Type.Number({ description: 'sum of expected contribution times confidence, divided by the gap' }),
  ),
  warnings: Type.Optional(Type.Array(Type.Enum(['few-points', 'last-two-leave-the-line']), { uniqueItems: true })),
})

const assumption = item({
  statement: text,
  area: Type.Enum(['customer', 'competitor', 'offer', 'channel', 'capability', 'economy', 'internal', 'other']),
  importance: scale5,
  evidence: Type.Integer({ minimum: 1, maximum: 5, description: '1 = none, 5 = proven' }),
  status: Type.Enum(['open', 'holding', 'weakening', 'broken', 'retired']),
  owner: id,
  reviewDate: date,
  tripwire: closed({
    indicatorId: Type.Optional(id),
    operator: Type.Optional(Type.Enum(['<', '<=', '>', '>='])),
    value: Type.Optional(Type.Number()),
    byDate: Type.Optional(date),
  }),
  supports: refs,
  mustBeTrue: Type.Boolean({ description: 'the strategy does not work where this is wrong' }),
  challenges: Type.Array(
    closed({
      id: Type.Optional(id),
      text: Type.Optional(text),
      by: Type.Optional(personOrAnonymous),
      at: Type.Optional(dateTime),
      response: Type.Optional(text),
      derivedFrom: Type.Optional(derivedFrom),
    }),
  ),
})

const risk = item({
  cause: text,
  event: text,
  effect: text,
  category: Type.Enum([
    'delivery',
    'sponsorship',
    'people',
    'supply',
    'competitor',
    'customer',
    'economy',
    'product',
    'other',
  ]),
  likelihood: scale5,
  impact: scale5,
  owner: id,
  responseStrategy: Type.Enum(['avoid', 'mitigate', 'transfer', 'accept', 'undecided']),
  acceptanceReason: text,
  acceptedBy: id,
  earlyWarningSign: text,
  triggerDate: date,
  status: Type.Enum(['open', 'happening', 'occurred', 'closed']),
  threatens: refs,
  mitigationTaskIds: refs,
  contingencyId: id,
  historicalEvidence: text,
})

const contingency = item({
  name: text,
  trigger: text,
  owner: id,
  state: Type.Enum(['ready', 'armed', 'activated', 'stood-down']),
  activatedOn: date,
  taskTemplates: Type.Array(
    closed({
      summary: Type.Optional(text),
      assignee: Type.Optional(id),
      dueOffsetDays: Type.Optional(Type.Integer({ minimum: 0 })),
    }),
  ),
  lastReviewed: date,
})

const capabilityGap = item({
  capability: text,
  currentLevel: scale5,
  neededLevel: scale5,
  people: refs,
  taskIds: refs,
})

const reviewType = Type.Enum([
  'cadence-call',
  'progress',
  'coaching',
  'plan-review',
  'performance-review',
  'team-review',
  'assumption-review',
  'contingency-review',
])

const cadence = item({
  reviewType,
  summary: text,
  dtstart: localDateTime,
  durationMinutes: Type.Integer({ minimum: 5, maximum: 480 }),
  rrule: text,
  driver: id,
  attendees: refs,
  optionalAttendees: refs,
  conferenceUrl: Type.String({ format: 'uri' }),
  boardUrl: Type.String({ format: 'uri' }),
  agenda: Type.Array(closed({ title: Type.Optional(text), minutes: Type.Optional(Type.Integer({ minimum: 1 })) })),
  occurrences: Type.Array(
    closed({
      date,
      state: Type.Enum(['held', 'missed', 'moved', 'cancelled']),
      said: Type.Optional(Type.Integer({ minimum: 0 })),
      did: Type.Optional(Type.Integer({ minimum: 0 })),
    }),
  ),
})

const person = item({
  displayName: text,
  email: text,
  organization: text,
  stakeholderType: Type.Enum(['performer', 'beneficiary', 'both']),
  kind: Type.Enum(['internal', 'partner', 'customer']),
  externalRefs,
})

const role = closed({
  personId: id,
  role: Type.Enum([
    'facilitator',
    'plan-driver',
    'sponsor',
    'approver',
    'contributor',
    'informed',
    'shadow-cabinet',
    'coach',
  ]),
  scope: Type.Optional(refs),
})

const decision = item({
  summary: text,
  state: Type.Enum(['proposed', 'decided', 'reversed']),
  driver: id,
  approver: id,
  contributors: refs,
  informed: refs,
  rationale: text,
  optionsRejected: Type.Array(text),
  dissent: Type.Array(text),
  decidedOn: date,
  decideBy: date,
})

const signOff = item({
  subjectId: id,
  personId: id,
  state: Type.Enum(['requested', 'signed', 'signed-with-conditions', 'declined', 'withdrawn']),
  at: dateTime,
  signedOn: date,
  subjectHash: Type.String({
    description: 'marks the words that were signed; another one now means that they changed',
  }),
  planRevision: Type.Integer({ minimum: 0 }),
  commitment: Type.String({ description: 'what the sponsor will do' }),
  conditions: Type.Array(text),
  conditionTaskIds: refs,
  comment: text,
})

const parkingItem = item({
  text,
  raisedBy: personOrAnonymous,
  disposition: Type.Enum(['open', 'became-task', 'became-decision', 'next-session', 'dropped']),
  becameId: id,
})

const cadenceWaiver = closed({
  id: Type.Optional(id),
  reviewType: Type.Optional(reviewType),
  reason: Type.Optional(text),
  derivedFrom: Type.Optional(derivedFrom),
})

const checkResult = closed({
  code: Type.String({ pattern: '^[A-Z]{3}-[0-9]{2}$' }),
  severity: Type.Enum(['error', 'warning', 'info']),
  subjectId: Type.Optional(id),
  message: text,
  messageCode: Type.Optional(Type.String({ description: 'which sentence it is, for those who translate it' })),
  params: Type.Optional(Type.Record(Type.String(), Type.Union([text, Type.Number()]))),
  waivedBy: Type.Optional(id),
  waiverReason: Type.Optional(text),
})

const provenance = closed({
  boardId: id,
  boardUrl: Type.Optional(Type.String({ format: 'uri' })),
  templateIds: Type.Optional(refs),
  sessionIds: Type.Optional(refs),
  asOf: Type.Optional(date),
  exportedAt: dateTime,
  exportedBy: Type.Optional(id),
  generator: text,
  boardStateHash: Type.Optional(text),
  supersedes: Type.Optional(text),
})

export const planSchema = Type.Object(
  {
    $schema: Type.Optional(text),
    schemaVersion: Type.String({ pattern: '^1\\.[0-9]+\\.[0-9]+$' }),
    id,
    name: Type.Optional(text),
    description: Type.Optional(text),
    kind: Type.Optional(
      Type.Enum(['account', 'territory', 'partner-joint', 'abm', 'prospecting', 'team', 'improvement', 'other']),
    ),
    status: Type.Optional(Type.Enum(['draft', 'in-session', 'complete', 'signed-off', 'active', 'retired'])),
    revision: Type.Optional(Type.Integer({ minimum: 0 })),
    locale: Type.Optional(text),
    timezone: Type.Optional(text),
    period: Type.Optional(closed({ start: date, end: date })),
    strategy: Type.Optional(strategy),
    goal: Type.Optional(goal),
    parentGoals: Type.Array(parentGoal),
    moves: Type.Array(move),
    tasks: Type.Array(task),
    microTasks: Type.Array(microTask),
    performanceIndicators: Type.Array(performanceIndicator),
    performanceGap: Type.Optional(performanceGap),
    assumptions: Type.Array(assumption),
    risks: Type.Array(risk),
    contingencies: Type.Array(contingency),
    capabilityGaps: Type.Array(capabilityGap),
    cadence: Type.Array(cadence),
    cadenceWaivers: Type.Optional(Type.Array(cadenceWaiver)),
    people: Type.Array(person),
    roles: Type.Array(role),
    decisions: Type.Array(decision),
    signOffs: Type.Array(signOff),
    parkingLot: Type.Array(parkingItem),
    checks: Type.Optional(Type.Array(checkResult)),
    omitted: Type.Array(
      closed({
        cardId: Type.String({ minLength: 1, description: 'as it is on the board' }),
        reason: Type.Enum([...omissionReasons]),
        kind: Type.Optional(text),
        text: Type.Optional(text),
        zoneId: Type.Optional(Type.String({ minLength: 1 })),
      }),
      { description: 'cards of the board that are not in the plan, and why' },
    ),
    provenance,
  },
  {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `/schemas/plan/${PLAN_SCHEMA_VERSION}.json`,
    title: 'Plan of a facilitated planning session',
    additionalProperties: false,
    patternProperties: { '^x-': {} },
  },
)
/** A plan as it is made here: every list is there. */
export type Plan = Static<typeof planSchema>

/** What is published: the same, but that a list which is absent reads as an empty one. */
export const publishedPlanSchema = { ...planSchema, required: ['schemaVersion', 'id', 'provenance'] }

type Optionals<P extends Record<string, TSchema>> = { [K in keyof P]: ReturnType<typeof Type.Optional<P[K]>> }

/** An item of the plan: its id, where it came from, and these properties, none of them required. */
function item<P extends Record<string, TSchema>>(properties: P) {
  const optional = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, Type.Optional(schema)]),
  ) as Optionals<P>
  return closed({ id, ...optional, derivedFrom: Type.Optional(derivedFrom) })
}

function closed<P extends Record<string, TSchema>>(properties: P) {
  return Type.Object(properties, { additionalProperties: false })
}
