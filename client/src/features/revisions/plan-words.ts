import { msg } from '@lingui/core/macro'
import type { I18n, MessageDescriptor } from '@lingui/core'
import type { Section } from '@planwall/shared/plan/plan-items'
import { formatDay, formatDayAndTime } from '../../sync/dates.ts'
import { columnWords, wordsOfField, wordsOfOption } from '../../sync/kind-names.ts'

/** What the parts of a plan are called, as headings. */
export const sectionWords: Record<Section, MessageDescriptor> = {
  goal: msg`Goal`,
  moves: msg`Moves`,
  tasks: msg`Tasks`,
  microTasks: msg`Next steps`,
  performanceIndicators: msg`Indicators`,
  risks: msg`Risks`,
  contingencies: msg`Plans B`,
  assumptions: msg`Assumptions`,
  challenges: msg`Challenges`,
  choices: msg`Choices`,
  parentGoals: msg`Goals above ours`,
  signOffs: msg`Sign-offs`,
  decisions: msg`Decisions`,
  cadence: msg`Regular meetings`,
  cadenceWaivers: msg`Meetings that are not held`,
  capabilityGaps: msg`Skills to build`,
  parkingLot: msg`Parked questions`,
  people: msg`People`,
}

/** Properties of the plan that are called differently on the cards they come from. */
const cardFields: Record<string, string> = {
  definitionOfDone: 'doneWhen',
  indicatorType: 'type',
  unitOfMeasurement: 'unit',
  dataSource: 'source',
  currentLevel: 'now',
  neededLevel: 'needed',
  responseStrategy: 'response',
  acceptanceReason: 'acceptReason',
  earlyWarningSign: 'sign',
  historicalEvidence: 'history',
  dtstart: 'start',
  durationMinutes: 'minutes',
  optionalAttendees: 'optional',
  displayName: 'name',
  organization: 'org',
  taskTemplates: 'steps',
  optionsRejected: 'rejected',
  personId: 'person',
  subjectId: 'subject',
}

/** The same, where only the kind of the card tells. */
const fieldsOfKind: Record<string, Record<string, string>> = {
  risk: { status: 'riskStatus' },
  assumption: { status: 'assumptionStatus' },
  contingency: { state: 'contingencyState' },
  decision: { state: 'decisionState' },
  cadence: { summary: 'title', reason: 'waived' },
  person: { kind: 'side' },
}

/** Properties that no card has: they come of what belongs to what, or are of the plan as a whole. */
const ownWords: Record<string, MessageDescriptor> = {
  goalId: msg`Goal`,
  sequenceIndicator: msg`Place in the order`,
  signOffId: msg`Sign-off`,
  performanceIndicatorIds: msg`Indicators`,
  assumptionIds: msg`Assumptions`,
  mitigationTaskIds: msg`Tasks that make it smaller`,
  contingencyId: msg`Plan B`,
  taskIds: msg`Tasks`,
  conditionTaskIds: msg`Tasks for the conditions`,
  measurements: msg`Numbers`,
  thresholds: msg`Amber and red`,
  tripwire: msg`Tripwire`,
  externalRefs: msg`Known elsewhere as`,
  subjectHash: msg`Mark of what was signed`,
  name: msg`Name`,
  description: msg`Description`,
  period: msg`First and last day`,
  timezone: msg`Time zone`,
  locale: msg`Language`,
  status: msg`Status`,
  roles: msg`Roles`,
  performanceGap: msg`Gap to the goal`,
  startDate: msg`From`,
}

/** The label of a property of an item, or of the plan as a whole (no kind). */
export function fieldLabel(i18n: I18n, field: string, kind?: string): string {
  const words = kind === undefined ? undefined : wordsOfField(kind, cardFieldOf(field, kind))
  if (words) return i18n._(words.label)
  const own = Object.hasOwn(ownWords, field) ? ownWords[field] : undefined
  return own ? i18n._(own) : field
}

/** A value as a person reads it: names for ids, dates and numbers in the page's language. */
export function valueText(i18n: I18n, value: unknown, of: { field: string; kind?: string; nameOf: NameOf }): string {
  const { field, kind, nameOf } = of
  if (value === undefined || value === null) return '—'
  if (typeof value === 'number') return i18n.number(value)
  if (typeof value === 'boolean') return value ? i18n._(msg`Yes`) : i18n._(msg`No`)
  if (typeof value === 'string') return textOf(i18n, value, { field, kind, nameOf })
  if (Array.isArray(value)) {
    const parts = value.map((part) => valueText(i18n, part, of))
    return parts.length === 0 ? '—' : parts.join(typeof value[0] === 'object' ? '; ' : ', ')
  }
  return recordText(i18n, value, of)
}

/** What an id is called; undefined where it is the id of nothing. */
export type NameOf = (id: string) => string | undefined

function textOf(
  i18n: I18n,
  value: string,
  { field, kind, nameOf }: { field: string; kind: string | undefined; nameOf: NameOf },
): string {
  const option = wordsOfOption(kind === undefined ? field : cardFieldOf(field, kind), value)
  if (option) return i18n._(option)
  if (value === 'undecided') return i18n._(msg`Not decided`)
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDay(value, i18n.locale)
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value)) return formatDayAndTime(value, i18n.locale)
  return nameOf(value) ?? value
}

function recordText(i18n: I18n, value: object, { field, nameOf }: { field: string; nameOf: NameOf }): string {
  const entries = Object.entries(value)
  const quantity = value as { value?: unknown; unit?: unknown }
  if (entries.length === 2 && typeof quantity.value === 'number' && typeof quantity.unit === 'string') {
    return `${i18n.number(quantity.value)} ${quantity.unit}`.trim()
  }
  const columns = columnWords[cardFields[field] ?? field] ?? {}
  return entries
    .map(([name, part]) => {
      const words = Object.hasOwn(columns, name) ? columns[name] : undefined
      return `${words ? i18n._(words) : fieldLabel(i18n, name)}: ${valueText(i18n, part, { field: name, nameOf })}`
    })
    .join(', ')
}

function cardFieldOf(field: string, kind: string): string {
  return fieldsOfKind[kind]?.[field] ?? cardFields[field] ?? field
}
