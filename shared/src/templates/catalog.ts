import Value from 'typebox/value'
import blank from './catalog/blank.json' with { type: 'json' }
import t1 from './catalog/t1.json' with { type: 'json' }
import { templateSchema } from './template.ts'
import type { Template } from './template.ts'

/** Every template there is, in the order of the gallery. */
export const catalog: readonly Template[] = [t1, blank].map(readTemplate)

export function findTemplate(id: string): Template | undefined {
  return catalog.find((template) => template.id === id)
}

function readTemplate(data: { id: string }): Template {
  if (!Value.Check(templateSchema, data)) throw new Error(`The template ${data.id} is not valid.`)
  return data
}
