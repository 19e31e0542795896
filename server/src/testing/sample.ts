/** A part of a JSON schema, as the record of the API has it. */
export interface Schema {
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  minItems?: number
  minimum?: number
  minLength?: number
  pattern?: string
  format?: string
}

const texts = [
  'nothing',
  'aaaaaaaa',
  '1',
  'https://example.com/',
  'Europe/London',
  '2030-01-31',
  '#aabbcc',
  '0'.repeat(64),
  'kept-nothing',
]

/** The smallest value a schema lets through. Throws where it cannot tell. */
export function sampleOf(schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const [choice] = schema.anyOf ?? schema.oneOf ?? []
  if (choice) return sampleOf(choice)
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, sampleOf(schema.properties?.[name] ?? {})]),
      )
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}))
    case 'string':
      return textFor(schema)
    case 'integer':
    case 'number':
      return schema.minimum ?? 1
    case 'boolean':
      return false
    default:
      return null
  }
}

function textFor({ pattern = '', minLength = 0, format }: Schema): string {
  const wanted = format === 'uri' ? '^https' : format === 'date' ? '^\\d{4}-' : pattern
  const found = texts.find((text) => text.length >= minLength && new RegExp(wanted, 'u').test(text))
  if (found === undefined) throw new Error(`No sample for ${pattern || format}.`)
  return found
}
