import Type from 'typebox'
import type { Static } from 'typebox'
import { zoneSchema } from '../board/model.ts'

/** What people may do while a step of the agenda runs. The server keeps to it; the client only shows it. */
export const stepRulesSchema = Type.Object({
  /** Kinds that may be added; empty means none. */
  mayAdd: Type.Array(Type.String()),
  mayEdit: Type.Enum(['own', 'all', 'none']),
  mayMove: Type.Enum(['own', 'all', 'none']),
  /** What is written is seen by its author alone until it is revealed. */
  private: Type.Boolean(),
  /** No author is kept with what is written. */
  anonymous: Type.Boolean(),
  /** Whether people see each other's cursors. */
  cursors: Type.Boolean(),
})
export type StepRules = Static<typeof stepRulesSchema>

export const voteSchema = Type.Object({
  perPerson: Type.Integer({ minimum: 1 }),
  maxPerCard: Type.Integer({ minimum: 1 }),
  kinds: Type.Array(Type.String()),
  /** Dots to hand out (the default), or yes or no for every card. */
  answer: Type.Optional(Type.Enum(['dots', 'yes-no'])),
})

/** One step of an agenda. Zone ids may hold `{n}`: then the zone of every column is meant. */
export const stepSchema = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 64 }),
  title: Type.String({ minLength: 1, maxLength: 120 }),
  minutes: Type.Integer({ minimum: 1, maximum: 240 }),
  zoneIds: Type.Array(Type.String()),
  rules: stepRulesSchema,
  activity: Type.Enum(['talk', 'write', 'reveal', 'cluster', 'vote', 'assign', 'sign', 'check']),
  vote: Type.Optional(voteSchema),
  /** Shown to everybody. */
  say: Type.String({ maxLength: 2000 }),
  /** Shown to facilitators only. */
  notes: Type.String({ maxLength: 2000 }),
  /** Codes of the checks that should pass before the next step. */
  exit: Type.Array(Type.String()),
})
export type Step = Static<typeof stepSchema>

/** A zone as a template has it: `order` follows from its place in the list. */
export const templateZoneSchema = Type.Omit(zoneSchema, ['order'])
export type TemplateZone = Static<typeof templateZoneSchema>

/**
 * A group of zones that is repeated, one time for each move. `{n}` in ids, names and meanings is the number of the
 * column, counted from 1; column n lies `(n - 1) * stepX` to the right of what is written here.
 */
export const columnsSchema = Type.Object({
  default: Type.Integer({ minimum: 0 }),
  /** The method's advice; an import may have more. */
  max: Type.Integer({ minimum: 1 }),
  stepX: Type.Integer({ minimum: 1 }),
  /** The id of the zone outside the group that the columns are listed after. */
  after: Type.String(),
  zones: Type.Array(templateZoneSchema),
})

/** A board to start from. Data only: nothing in it is run. */
export const templateSchema = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 64 }),
  version: Type.Integer({ minimum: 1 }),
  name: Type.String({ minLength: 1, maxLength: 120 }),
  summary: Type.String({ maxLength: 500 }),
  minutes: Type.Integer({ minimum: 0 }),
  category: Type.Enum(['plan', 'strategy', 'risk', 'delivery', 'review', 'blank']),
  zones: Type.Array(templateZoneSchema),
  columns: Type.Optional(columnsSchema),
  agenda: Type.Array(stepSchema),
  /** Codes of the completeness checks this board is for. */
  checks: Type.Array(Type.String({ pattern: '^[A-Z]{3}-[0-9]{2}$' })),
  settings: Type.Object({
    /** Limits the checks compare with, by name. */
    thresholds: Type.Record(Type.String(), Type.Number()),
  }),
})
export type Template = Static<typeof templateSchema>
