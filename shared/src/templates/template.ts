import Type from 'typebox'
import type { Static } from 'typebox'
import { zoneSchema } from '../board/model.ts'
import { stepSchema } from '../session/step.ts'

/** A zone as a template has it: `order` follows from its place in the list. */
export const templateZoneSchema = Type.Omit(zoneSchema, ['order'])
export type TemplateZone = Static<typeof templateZoneSchema>

/**
 * A group of zones that is repeated, one time for each move. `{n}` in ids, names and meanings is the number of the
 * column, counted from 1; column n lies `(n - 1) * stepX` to the right of what is written here.
 */
export const columnsSchema = Type.Object({
  default: Type.Integer({ minimum: 0, maximum: 50 }),
  /** The method's advice; an import may have more. */
  max: Type.Integer({ minimum: 1, maximum: 50 }),
  stepX: Type.Integer({ minimum: 1 }),
  /** The id of the zone outside the group that the columns are listed after. */
  after: Type.String(),
  zones: Type.Array(templateZoneSchema, { maxItems: 50 }),
})

/** A card that lies on the wall from the start. `{n}` in the zone's id puts one in every column. */
export const templateCardSchema = Type.Object({
  zoneId: Type.String({ minLength: 1, maxLength: 128 }),
  kind: Type.String({ minLength: 1, maxLength: 40 }),
  text: Type.String({ maxLength: 2000 }),
  /** Fields of the kind other than its title; what the zone means is added. */
  fields: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
})
export type TemplateCard = Static<typeof templateCardSchema>

/** A board to start from. Data only: nothing in it is run. */
export const templateSchema = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 64 }),
  version: Type.Integer({ minimum: 1 }),
  name: Type.String({ minLength: 1, maxLength: 120 }),
  summary: Type.String({ maxLength: 500 }),
  minutes: Type.Integer({ minimum: 0 }),
  category: Type.Enum(['plan', 'strategy', 'risk', 'delivery', 'review', 'blank']),
  zones: Type.Array(templateZoneSchema, { maxItems: 300 }),
  columns: Type.Optional(columnsSchema),
  cards: Type.Optional(Type.Array(templateCardSchema, { maxItems: 500 })),
  agenda: Type.Array(stepSchema, { maxItems: 100 }),
  /** Codes of the completeness checks this board is for. */
  checks: Type.Array(Type.String({ pattern: '^[A-Z]{3}-[0-9]{2}$' })),
  settings: Type.Object({
    /** Limits the checks compare with, by name. */
    thresholds: Type.Record(Type.String(), Type.Number()),
  }),
})
export type Template = Static<typeof templateSchema>
