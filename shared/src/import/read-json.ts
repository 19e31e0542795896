import Value from 'typebox/value'
import type { TSchema } from 'typebox'

/** Why a file was refused: words for a person, and where in the file (a line, or a path such as /tasks/3/due). */
export interface Refused {
  ok: false
  message: string
  path: string
}

export type JsonReading = { ok: true; value: unknown } | Refused

/** No board or plan of ours nests deeper; beyond it a file is refused. */
const MAX_DEPTH = 64

/** Parses JSON that nobody vouches for. Never throws. */
export function readJson(text: string): JsonReading {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text
  if (plain.trim() === '') return refused('The file is empty.')
  const tooDeep = depthBeyond(plain)
  if (tooDeep !== undefined) return refused(`The JSON has more than ${MAX_DEPTH} levels.`, lineAt(plain, tooDeep))
  try {
    return { ok: true, value: JSON.parse(plain) as unknown }
  } catch (error) {
    return refused('The JSON is not well-formed.', placeOf(error, plain))
  }
}

/** What the schema finds wrong first, in words with its path; undefined where it is content. */
export function firstProblem(schema: TSchema, value: unknown): Refused | undefined {
  if (Value.Check(schema, value)) return undefined
  const errors = Value.Errors(schema, value)
  // The deepest is the one that says what is wrong; those above it say that something in them is.
  const [first] = [...errors].toSorted((a, b) => b.instancePath.length - a.instancePath.length)
  const named = first?.params as { requiredProperties?: string[]; additionalProperties?: string[] } | undefined
  const [missing] = named?.requiredProperties ?? []
  const path = first?.instancePath || '/'
  const [unknown] = first?.keyword === 'boolean' ? [path.split('/').at(-1)] : (named?.additionalProperties ?? [])
  if (missing !== undefined) return refused(`“${missing.slice(0, 80)}” is missing.`, path)
  if (unknown !== undefined) return refused(`“${unknown.slice(0, 80)}” is not known here.`, path)
  return refused(`This value is not allowed here: it ${first?.message ?? 'is not valid'}.`, path)
}

export function refused(message: string, path = ''): Refused {
  return { ok: false, message, path }
}

/** Where the limit is passed, found without recursion. */
function depthBeyond(text: string): number | undefined {
  let depth = 0
  let isInString = false
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (isInString) {
      if (character === '\\') at++
      else if (character === '"') isInString = false
    } else if (character === '"') isInString = true
    else if (character === '{' || character === '[') {
      if (++depth > MAX_DEPTH) return at
    } else if (character === '}' || character === ']') depth--
  }
  return undefined
}

/** Browsers and servers say the place in different words. */
function placeOf(error: unknown, text: string): string {
  const message = error instanceof Error ? error.message : ''
  const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? []
  if (line) return `line ${line}, column ${column}`
  const [, position] = /position (\d+)/.exec(message) ?? []
  return lineAt(text, position === undefined ? text.length : Number(position))
}

function lineAt(text: string, index: number): string {
  const before = text.slice(0, index).split('\n')
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`
}
