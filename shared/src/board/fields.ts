import Type from 'typebox'
import type { Static, TSchema } from 'typebox'

/** Which control edits a field; the schema beside it says what a value is. */
export type Control =
  | 'text'
  | 'long'
  | 'person'
  | 'people'
  | 'date'
  | 'datetime'
  | 'int'
  | 'num'
  | 'qty'
  | 'scale5'
  | 'enum'
  | 'bool'
  | 'ref'
  | 'refs'
  | 'texts'
  | 'rows'

/**
 * One field of a card kind. `needed` means the plan is not complete without it (never that a card is invalid without it).
 * `limit` is the advised length in characters: the inspector counts towards it, nothing is cut at it.
 */
export interface Field<S extends TSchema = TSchema> {
  schema: S
  control: Control
  needed: boolean
  limit?: number
  /** Kinds a reference may point at. */
  kinds?: readonly string[]
  /** The only values, in the order they are offered. */
  options?: readonly string[]
  /** Columns of a `rows` field. */
  columns?: Record<string, Field>
}

export type FieldValue<F> = F extends Field<infer S> ? Static<S> : never

/** Longest text of one field that is stored, characters. Far above every advised limit, so that no import loses text. */
export const MAX_TEXT = 20_000

const line = Type.String({ maxLength: MAX_TEXT })
const id = Type.String({ minLength: 1, maxLength: 128 })
const isoDate = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'ISO 8601 calendar date' })
const localDateTime = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$',
  description: "local date and time in the board's time zone",
})
const quantity = Type.Object({ value: Type.Number(), unit: Type.String({ maxLength: 60 }) })

/** Quantity: a number and its unit. */
export type Quantity = Static<typeof quantity>

export function text(limit: number) {
  return field(line, 'text', { limit })
}
export function long() {
  return field(line, 'long')
}
export function person() {
  return field(id, 'person')
}
export function people() {
  return field(Type.Array(id), 'people')
}
export function date() {
  return field(isoDate, 'date')
}
export function datetime() {
  return field(localDateTime, 'datetime')
}
export function int(minimum: number, maximum: number) {
  return field(Type.Integer({ minimum, maximum }), 'int')
}
export function num(minimum?: number, maximum?: number) {
  return field(
    Type.Number({ ...(minimum === undefined ? {} : { minimum }), ...(maximum === undefined ? {} : { maximum }) }),
    'num',
  )
}
export function qty() {
  return field(quantity, 'qty')
}
export function scale5() {
  return field(Type.Integer({ minimum: 1, maximum: 5 }), 'scale5')
}
export function bool() {
  return field(Type.Boolean(), 'bool')
}
export function oneOf<const V extends readonly string[]>(...options: V) {
  return field(Type.Enum<[...V]>(options), 'enum', { options })
}
export function ref(...kinds: string[]) {
  return field(id, 'ref', { kinds })
}
export function refs(...kinds: string[]) {
  return field(Type.Array(id), 'refs', { kinds })
}
export function texts() {
  return field(Type.Array(line), 'texts')
}

/** A list of small records, edited as a table. */
export function rows<C extends Record<string, Field>>(columns: C) {
  const properties = Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [name, Type.Optional(column.schema)]),
  ) as { [K in keyof C]: ReturnType<typeof Type.Optional<C[K]['schema']>> }
  return field(Type.Array(Type.Object(properties)), 'rows', { columns })
}

/** Marks a field without which the plan is not complete (`!` in the method). */
export function needed<F extends Field>(of: F): F {
  return { ...of, needed: true }
}

function field<S extends TSchema>(schema: S, control: Control, more: Partial<Field<S>> = {}): Field<S> {
  return { schema, control, needed: false, ...more }
}
