import type { Dice } from '@planwall/shared/testing/dice'

/** As much of JSON Schema as the record of the API uses. */
export interface Schema {
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  patternProperties?: Record<string, Schema>
  items?: Schema
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  pattern?: string
  format?: string
}

/** Values that stand at this server for something: names of boards, seats, zones … */
export type Known = (name: string) => readonly string[]

/** A value that a schema allows, as a rule; `name` is what it is called where it stands. */
export function anyValue(schema: Schema, dice: Dice, known: Known, name = ''): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return dice.pick(schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices && choices.length > 0) return anyValue(dice.pick(choices), dice, known, name)
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((one) => anyValue(one, dice, known, name)))
  const type = Array.isArray(schema.type) ? dice.pick(schema.type) : schema.type
  switch (type) {
    case 'object': {
      const entries = Object.entries(schema.properties ?? {}).filter(
        ([key]) => schema.required?.includes(key) || dice.percent(50),
      )
      return Object.fromEntries(entries.map(([key, one]) => [key, anyValue(one, dice, known, key)]))
    }
    case 'array': {
      const least = schema.minItems ?? 0
      const count = least + dice.below(Math.min(4, (schema.maxItems ?? 4) - least + 1))
      return Array.from({ length: count }, () => anyValue(schema.items ?? {}, dice, known, name))
    }
    case 'integer':
    case 'number':
      return anyNumber(schema, dice, type === 'integer')
    case 'boolean':
      return dice.percent(50)
    case 'null':
      return null
    case 'string':
      return anyString(schema, dice, known(name))
    default:
      return oddValue(dice)
  }
}

/** The same, with something about it that is wrong. */
export function brokenValue(value: unknown, dice: Dice): unknown {
  if (dice.percent(30)) return oddValue(dice)
  if (Array.isArray(value)) {
    if (dice.percent(30)) return [...(value as unknown[]), oddValue(dice)]
    return value.map((one: unknown) => (dice.percent(50) ? brokenValue(one, dice) : one))
  }
  if (typeof value !== 'object' || value === null) return oddValue(dice)
  const entries = Object.entries(value)
  if (entries.length === 0 || dice.percent(20)) return { ...value, [oddText(dice)]: oddValue(dice) }
  const chosen = dice.below(entries.length)
  const kept = entries.filter((_, i) => i !== chosen || dice.percent(70))
  return Object.fromEntries(kept.map(([key, one], i) => [key, i === chosen ? brokenValue(one, dice) : one]))
}

/** Something nobody asked for. */
export function oddValue(dice: Dice): unknown {
  return dice.pick<unknown>([
    null,
    true,
    0,
    -1,
    1.5,
    1e308,
    2 ** 53,
    -(2 ** 31),
    '',
    [],
    {},
    [[[[]]]],
    { constructor: {}, toString: 1 },
    { $where: '1' },
    'x'.repeat(5000),
    oddText(dice),
  ])
}

export function oddText(dice: Dice): string {
  return dice.pick([
    '',
    ' ',
    '..',
    '../../etc/passwd',
    '%00',
    '\u0000',
    '\u202etxt',
    'ß😀',
    '\ud800',
    '__proto__',
    'constructor',
    "'; drop table board; --",
    '<script>',
    '-1',
    '1e309',
    'NaN',
    '9'.repeat(30),
    'a'.repeat(300),
    '2026-02-30',
    '\r\nset-cookie: a=b',
    String.fromCharCode(...dice.bytes(12)),
  ])
}

function anyNumber({ minimum = 0, maximum = minimum + 1000 }: Schema, dice: Dice, isWhole: boolean): number {
  const span = Math.min(maximum - minimum, 1_000_000)
  if (dice.percent(20)) return dice.pick([minimum, maximum])
  return minimum + dice.below(Math.floor(span) + 1) + (isWhole || span < 1 ? 0 : 0.25)
}

const letters = Array.from('abcXYZ019 _-é')

function anyString(schema: Schema, dice: Dice, known: readonly string[]): string {
  if (known.length > 0 && dice.percent(70)) return dice.pick(known)
  if (schema.format === 'date' || schema.pattern?.includes('\\d{4}-')) return '2026-11-22'
  if (schema.format === 'uri') return 'http://127.0.0.1:9/hook'
  const least = schema.minLength ?? (schema.pattern ? 6 : 0)
  const most = Math.min(schema.maxLength ?? 40, least + 40)
  const text = Array.from({ length: Math.max(least, dice.below(most + 1)) }, () => dice.pick(letters)).join('')
  if (schema.pattern === undefined) return text
  const fits = (one: string) => new RegExp(schema.pattern ?? '', 'u').test(one)
  return [text, text.replaceAll(/[^A-Za-z0-9]/g, 'x').padEnd(8, 'x'), '1', '12', '#aabbcc', 'a'].find(fits) ?? text
}
