import Type from 'typebox'
import type { Static } from 'typebox'

/** What people may do while a step of the agenda runs. Rules R1 to R12 in SPEC.md say what follows from it. */
export const stepRulesSchema = Type.Object({
  /** Kinds that may be added; empty means none. */
  mayAdd: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 40 }),
  mayEdit: Type.Enum(['own', 'all', 'none']),
  mayMove: Type.Enum(['own', 'all', 'none']),
  /** What is written is seen by its author alone until it is revealed. */
  private: Type.Boolean(),
  /** No author is kept with what is written. */
  anonymous: Type.Boolean(),
  /** Whether people see each other's cursors. */
  cursors: Type.Boolean(),
  /** Kinds that may be edited; absent: all of them. */
  editKinds: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 40 })),
  /** Whether arrows may be drawn between cards. */
  mayConnect: Type.Optional(Type.Boolean()),
  /** Whether shapes and lines may be drawn. */
  mayDraw: Type.Optional(Type.Boolean()),
  /** Cards one person may have in the zones of this step. */
  maxOwn: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  /** People act only in the zones of their own group, where a zone belongs to one. */
  byGroup: Type.Optional(Type.Boolean()),
})
export type StepRules = Static<typeof stepRulesSchema>

/** A question that is scored from 1 to 5; the median is written in the card's field of this name. */
export const axisSchema = Type.Object({
  field: Type.String({ minLength: 1, maxLength: 40 }),
  label: Type.String({ minLength: 1, maxLength: 60 }),
})
export type Axis = Static<typeof axisSchema>

/** What a step asks people to vote on, and how. A round of voting is opened from it. */
export const voteSchema = Type.Object({
  /** Dots of one person; counts for dots only. */
  perPerson: Type.Integer({ minimum: 1, maximum: 100 }),
  /** Dots of one person on one card; counts for dots only. */
  maxPerCard: Type.Integer({ minimum: 1, maximum: 100 }),
  kinds: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 40 }),
  /** Dots to hand out (the default), yes or no for every card, or a score from 1 to 5 on every axis. */
  answer: Type.Optional(Type.Enum(['dots', 'yes-no', 'score'])),
  axes: Type.Optional(Type.Array(axisSchema, { minItems: 1, maxItems: 4 })),
  /** The field of a card that the share of yes is written in, 0 to 1; or, for a field of yes or no, whether it is enough. */
  field: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
})
export type Vote = Static<typeof voteSchema>

/** Zone ids of a step; one with `{n}` in it means the zone of every column. */
const zonePatterns = Type.Array(Type.String({ minLength: 1, maxLength: 128 }), { maxItems: 100 })

export const activities = ['talk', 'write', 'reveal', 'cluster', 'vote', 'assign', 'sign', 'check'] as const

/** One step of an agenda as everybody may read it: the notes for facilitators lie elsewhere. */
const publicStep = {
  id: Type.String({ minLength: 1, maxLength: 64 }),
  title: Type.String({ minLength: 1, maxLength: 120 }),
  minutes: Type.Integer({ minimum: 1, maximum: 240 }),
  zoneIds: zonePatterns,
  rules: stepRulesSchema,
  activity: Type.Enum([...activities]),
  vote: Type.Optional(voteSchema),
  /** Reading aloud: people take turns in an order drawn by lot, or the cards are shown one by one. */
  reading: Type.Optional(Type.Enum(['people', 'cards'])),
  /** Shown to everybody. */
  say: Type.String({ maxLength: 2000 }),
  /** Codes of the checks that should pass before the next step. */
  exit: Type.Array(Type.String({ pattern: '^[A-Z]{3}-[0-9]{2}$' }), { maxItems: 60 }),
}

/** A step of a board's agenda. `order` is a fractional index, like that of zones. */
export const agendaStepSchema = Type.Object({ ...publicStep, order: Type.String() })
export type AgendaStep = Static<typeof agendaStepSchema>

/** A step as a template has it: with the notes that only facilitators are shown. */
export const stepSchema = Type.Object({ ...publicStep, notes: Type.String({ maxLength: 2000 }) })
export type Step = Static<typeof stepSchema>

/** What people do in a step, in one word, for the face of the page. */
export type StepMode = 'read-only' | 'private' | 'vote' | 'reading' | 'open'

/** [R1] Follows from the rules and the activity; nothing else says it. */
export function modeOf(step: Pick<Step, 'rules' | 'vote' | 'reading'>): StepMode {
  const { rules } = step
  if (rules.private) return 'private'
  if (step.vote) return 'vote'
  if (step.reading) return 'reading'
  const mayWrite = rules.mayAdd.length > 0 || rules.mayEdit !== 'none' || rules.mayMove !== 'none'
  return mayWrite || rules.mayConnect || rules.mayDraw ? 'open' : 'read-only'
}

/** [A6] Whether a zone is meant by one of these ids: itself, a column's zone for `{n}`, or a group's copy of either. */
export function isZoneMeant(patterns: readonly string[], zoneId: string): boolean {
  const [original = ''] = zoneId.split(COPY)
  return patterns.some((pattern) => pattern === zoneId || pattern === original || isColumnOf(pattern, original))
}

/** Stands between a zone's id and its group's in the id of a group's copy of the zone. */
export const COPY = '~'

/** The number of the column this zone is in, where the pattern holds `{n}`; undefined where it is none of them. */
export function columnNumber(pattern: string, zoneId: string): number | undefined {
  const [before = '', after] = pattern.split('{n}')
  if (after === undefined || !zoneId.startsWith(before) || !zoneId.endsWith(after)) return undefined
  const number = zoneId.slice(before.length, zoneId.length - after.length)
  return /^[1-9]\d{0,3}$/.test(number) ? Number(number) : undefined
}

function isColumnOf(pattern: string, zoneId: string): boolean {
  return columnNumber(pattern, zoneId) !== undefined
}
