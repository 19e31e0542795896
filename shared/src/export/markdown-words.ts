import { planSchema } from '../plan/plan.ts'

/**
 * How Markdown names and writes the fields of a plan. Writer and reader share this, and it follows the published schema,
 * so that a field that is added there is written and read at once.
 */

/** The parts of a plan that are tables, in the order they stand in; the heading is what they are found by. */
export const tableSections = {
  performanceIndicators: 'Indicators',
  risks: 'Risks',
  contingencies: 'Plans B',
  assumptions: 'Assumptions',
  decisions: 'Decisions',
  signOffs: 'Sign-offs',
  cadence: 'Regular meetings',
  cadenceWaivers: 'Meetings that are not held',
  capabilityGaps: 'Skills to build',
  parentGoals: 'Goals above ours',
  parkingLot: 'Parked questions',
  people: 'People',
  roles: 'Roles',
} as const
export type TableSection = keyof typeof tableSections

export const OTHER_TASKS = 'Tasks of no move'
export const CHALLENGES = 'Challenges'
export const STRATEGY = 'Strategy'
/** Nothing after it is read back: it says again what stands above. */
export const ONLY_FOR_READING = '<!-- From here on only for reading -->'

/** What a value is, as far as it is written in its own way. */
export type ValueType = 'text' | 'texts' | 'ref' | 'refs' | 'number' | 'yes-no' | 'quantity' | 'record' | 'records'

export interface MarkdownField {
  name: string
  label: string
  type: ValueType
  /** Fields of a record. */
  fields: readonly MarkdownField[]
}

interface Schema {
  type?: string
  pattern?: string
  enum?: readonly unknown[]
  anyOf?: readonly Schema[]
  properties?: Record<string, Schema>
  items?: Schema
}

const sections = planSchema.properties as unknown as Record<string, Schema>
const ID_PATTERN = sections.id?.pattern
const cache = new Map<string, readonly MarkdownField[]>()

/**
 * The fields of the items of a part (and of `challenges` and `choices`), in the schema's order. Ids, sources and what
 * follows from other items are left out.
 */
export function fieldsOfSection(name: string): readonly MarkdownField[] {
  const known = cache.get(name)
  if (known) return known
  const section = nested(name) ?? sections[name]
  const fields = fieldsIn((section?.items ?? section)?.properties ?? {}).filter((field) => !isDerived(name, field.name))
  cache.set(name, fields)
  return fields
}

function nested(name: string): Schema | undefined {
  if (name === 'challenges') return sections.assumptions?.items?.properties?.challenges
  return name === 'choices' ? sections.strategy?.properties?.choices : undefined
}

/** `definitionOfDone` is "Definition of done". */
export function labelOf(name: string): string {
  const words = labels[name] ?? name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return `${words[0]?.toUpperCase()}${words.slice(1)}`
}

const labels: Record<string, string | undefined> = {
  assignee: 'owner',
  definitionOfDone: 'done when',
  displayName: 'name',
  dtstart: 'first time',
  durationMinutes: 'minutes',
  rrule: 'repeats',
  personId: 'person',
  subjectId: 'for',
  taskIds: 'tasks',
  becameId: 'became',
  taskTemplates: 'steps',
  contingencyId: 'plan B',
  unitOfMeasurement: 'unit',
  dueOffsetDays: 'day',
  externalRefs: 'known elsewhere as',
}

function fieldsIn(properties: Record<string, Schema>): MarkdownField[] {
  return Object.entries(properties)
    .filter(([name]) => name !== 'id' && name !== 'derivedFrom')
    .map(([name, schema]) => ({ name, label: labelOf(name), ...typeOf(schema) }))
}

function typeOf(schema: Schema): Pick<MarkdownField, 'type' | 'fields'> {
  const { type, items, properties, anyOf } = schema
  if (properties) {
    const fields = fieldsIn(properties)
    const isQuantity = fields.length === 2 && 'value' in properties && 'unit' in properties
    return { type: isQuantity ? 'quantity' : 'record', fields }
  }
  if (items?.properties) return { type: 'records', fields: fieldsIn(items.properties) }
  const plain = (of: ValueType) => ({ type: of, fields: [] })
  if (items) return plain(items.pattern === ID_PATTERN ? 'refs' : 'texts')
  if (schema.pattern === ID_PATTERN || anyOf?.some(({ pattern }) => pattern === ID_PATTERN)) return plain('ref')
  if (type === 'number' || type === 'integer') return plain('number')
  return plain(type === 'boolean' ? 'yes-no' : 'text')
}

/** What an importer finds out by itself from the other side. */
function isDerived(section: string, name: string): boolean {
  return derived.has(name) || (section === 'assumptions' && name === 'challenges')
}

const derived = new Set([
  'goalId',
  'sequenceIndicator',
  'signOffId',
  'performanceIndicatorIds',
  'assumptionIds',
  'mitigationTaskIds',
  'conditionTaskIds',
])
