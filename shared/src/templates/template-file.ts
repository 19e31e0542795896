import { checkTemplate } from './check-template.ts'
import type { CheckedTemplate } from './check-template.ts'
import type { Template } from './template.ts'

/** What stands at the top of a template file, so that it is known for what it is. */
export const TEMPLATE_FORMAT = 'planwall-template'
const FORMAT_VERSION = 1

/** The longest file that is looked at, characters. */
export const MAX_TEMPLATE_FILE = 2_000_000

/** [W3] A template as a file: JSON that people can read and edit. The same template gives the same bytes. */
export function writeTemplateFile(template: Template): string {
  return `${JSON.stringify({ format: TEMPLATE_FORMAT, formatVersion: FORMAT_VERSION, template }, null, 2)}\n`
}

/** [W3] A file as a template, or what is wrong with it, with the path of every fault. Never throws. */
export function readTemplateFile(text: string): CheckedTemplate {
  if (text.length > MAX_TEMPLATE_FILE) return fault('', 'This file is too large to be a template.')
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    return fault('', `This is not a JSON file: ${error instanceof Error ? error.message : 'it cannot be read'}`)
  }
  if (typeof value !== 'object' || value === null || !('format' in value) || value.format !== TEMPLATE_FORMAT) {
    return fault('format', `must be "${TEMPLATE_FORMAT}"; this is another kind of file`)
  }
  const version: unknown = 'formatVersion' in value ? value.formatVersion : undefined
  if (version !== FORMAT_VERSION) {
    const isNewer = typeof version === 'number' && version > FORMAT_VERSION
    return fault('formatVersion', isNewer ? 'was written by a newer version of Planwall' : `must be ${FORMAT_VERSION}`)
  }
  const checked = checkTemplate('template' in value ? value.template : undefined)
  if (!checked.faults) return checked
  return { faults: checked.faults.map(({ path, message }) => ({ path: `template${path && '.'}${path}`, message })) }
}

function fault(path: string, message: string): CheckedTemplate {
  return { faults: [{ path, message }] }
}
