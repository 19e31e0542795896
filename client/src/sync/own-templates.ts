import { readTemplateFile, writeTemplateFile } from '@planwall/shared/templates/template-file'
import type { Template } from '@planwall/shared/templates/template'
import { OWN_TEMPLATES } from './own-templates-key.ts'

/** Templates this browser keeps, newest first: beside the file, which can be given to others. */
export interface OwnTemplate {
  template: Template
  /** The file it is, as it was saved. */
  text: string
}

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>

/** Browsers keep some megabytes for a site; a template is some ten kilobytes. */
const MOST = 20

/** What is kept and can still be read; what cannot is passed over and left where it is. */
export function ownTemplates(storage: Storage): OwnTemplate[] {
  return texts(storage).flatMap((text) => {
    const { template } = readTemplateFile(text)
    return template ? [{ template, text }] : []
  })
}

/** Keeps it, in place of an earlier one of the same id. False where this browser keeps nothing, or has no room. */
export function keepTemplate(storage: Storage, template: Template): boolean {
  const others = texts(storage).filter((text) => readTemplateFile(text).template?.id !== template.id)
  return write(storage, [writeTemplateFile(template), ...others].slice(0, MOST))
}

export function forgetTemplate(storage: Storage, id: string): void {
  write(
    storage,
    texts(storage).filter((text) => readTemplateFile(text).template?.id !== id),
  )
}

function texts(storage: Storage): string[] {
  try {
    const value: unknown = JSON.parse(storage.getItem(OWN_TEMPLATES) ?? '[]')
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
  } catch {
    return []
  }
}

function write(storage: Storage, all: readonly string[]): boolean {
  try {
    storage.setItem(OWN_TEMPLATES, JSON.stringify(all))
    return true
  } catch {
    return false
  }
}
