import type { Dice } from '@planwall/shared/testing/dice'
import { anyValue, brokenValue, oddText } from './any-value.ts'
import type { Known, Schema } from './any-value.ts'

interface Parameter {
  name: string
  in: string
  required?: boolean
  schema?: Schema
}

interface Operation {
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema?: Schema }> }
}

/** The document at `/docs/json`, as far as requests are made of it. */
export interface ApiDocument {
  paths: Record<string, Record<string, Operation>>
}

export interface Route {
  method: string
  path: string
  operation: Operation
}

export interface Request {
  method: string
  path: string
  headers: Record<string, string>
  body: Uint8Array<ArrayBuffer> | undefined
}

export function routesOf({ paths }: ApiDocument): Route[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
}

/** A request of a route: as the record says, or broken in one of many ways. */
export function anyRequest(
  { method, path, operation }: Route,
  { dice, known, tokens }: { dice: Dice; known: Known; tokens: readonly string[] },
): Request {
  const isBroken = dice.percent(60)
  const broken = (percent: number) => isBroken && dice.percent(percent)
  const { parameters = [], requestBody } = operation
  const textOf = ({ name, schema = { type: 'string' } }: Parameter) =>
    broken(25) ? oddText(dice) : String(anyValue(schema, dice, known, name))
  let address = path
  for (const parameter of parameters.filter((one) => one.in === 'path')) {
    address = address.replaceAll(`{${parameter.name}}`, encoded(textOf(parameter), broken(5)))
  }
  const query = parameters
    .filter((one) => one.in === 'query' && (one.required === true || dice.percent(50)))
    .map((one) => `${one.name}=${encoded(textOf(one), broken(5))}`)
  if (broken(15)) query.push(`${encoded(oddText(dice), false)}=${encoded(oddText(dice), broken(20))}`)
  if (query.length > 0) address += `?${query.join('&')}`
  const headers: Record<string, string> = { 'x-forwarded-for': `10.${dice.below(250)}.${dice.below(250)}.1` }
  if (!broken(20)) headers.authorization = `Bearer ${broken(20) ? 'nobody' : dice.pick(tokens)}`
  const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? []
  if (type === undefined)
    return { method, path: address, headers, body: broken(10) ? new Uint8Array(dice.bytes(20)) : undefined }
  headers['content-type'] = broken(10) ? dice.pick(['text/plain', 'multipart/form-data', 'application/x', '']) : type
  return { method, path: address, headers, body: bodyOf(content?.schema ?? {}) }

  function bodyOf(schema: Schema): Uint8Array<ArrayBuffer> {
    if (!type?.includes('json')) return new Uint8Array(dice.bytes(dice.below(2000)))
    const value = anyValue(schema, dice, known)
    const text = JSON.stringify(broken(70) ? brokenValue(value, dice) : value) ?? ''
    const bytes = new Uint8Array(Buffer.from(text))
    if (broken(8)) return bytes.slice(0, dice.below(bytes.length + 1))
    if (broken(5)) return new Uint8Array(dice.bytes(dice.below(300)))
    return bytes
  }
}

/** As it stands in an address; `isRaw` adds a percent sign that means nothing. */
function encoded(text: string, isRaw: boolean): string {
  // Half a character cannot stand in an address.
  const whole = encodeURIComponent(Buffer.from(text).toString())
  return isRaw ? `%zz${whole}` : whole
}
