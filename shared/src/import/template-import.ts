import { applyTemplate } from '../templates/apply.ts'
import { readTemplateFile, TEMPLATE_FORMAT } from '../templates/template-file.ts'
import type { ReadImport } from './read-import.ts'
import { refused } from './read-json.ts'
import type { Refused } from './read-json.ts'

/** Faults that are told in one message; the others often go with them. */
const MOST_FAULTS = 5

export function isTemplateFile(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'format' in value && value.format === TEMPLATE_FORMAT
}

/** [W1, W3] A template file as a board that begins with it; or all that is wrong with it, each with its path. */
export function readTemplateImport(text: string): ReadImport | Refused {
  const { template, faults } = readTemplateFile(text)
  if (faults) {
    const told = faults.slice(0, MOST_FAULTS).map(({ path, message }) => (path === '' ? message : `${path} ${message}`))
    const more = faults.length - told.length
    return refused(`This template cannot be used: ${told.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`)
  }
  return {
    ok: true,
    kind: 'template',
    apply: (docs, context, origin) => {
      applyTemplate(docs, template, { ...context, title: template.name }, origin)
      return []
    },
  }
}
