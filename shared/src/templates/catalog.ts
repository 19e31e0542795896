import blank from './catalog/blank.json' with { type: 'json' }
import s90 from './catalog/s90.json' with { type: 'json' }
import t1 from './catalog/t1.json' with { type: 'json' }
import t10 from './catalog/t10.json' with { type: 'json' }
import t5 from './catalog/t5.json' with { type: 'json' }
import t8 from './catalog/t8.json' with { type: 'json' }
import t9 from './catalog/t9.json' with { type: 'json' }
import { checkTemplate } from './check-template.ts'
import type { Template } from './template.ts'

/** Every template there is, in the order of the gallery. */
export const catalog: readonly Template[] = [t1, s90, t5, t8, t9, t10, blank].map(readTemplate)

export function findTemplate(id: string): Template | undefined {
  return catalog.find((template) => template.id === id)
}

function readTemplate(data: { id: string }): Template {
  const { template, faults } = checkTemplate(data)
  if (template) return template
  const [first] = faults
  throw new Error(`The template ${data.id} is not valid: ${first?.path} ${first?.message}`)
}
