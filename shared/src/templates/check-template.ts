import Value from 'typebox/value'
import { cardKinds, fieldOf, isCardKind } from '../board/kinds.ts'
import { COPY, isZoneMeant } from '../session/step.ts'
import { templateSchema } from './template.ts'
import type { Template } from './template.ts'

/** What is wrong with a template, and where: a path such as `agenda[2].minutes`, and words for whoever wrote it. */
export interface TemplateFault {
  path: string
  message: string
}

export type CheckedTemplate = { template: Template; faults?: never } | { template?: never; faults: TemplateFault[] }

/** Faults that are told at once; one that is mended often mends others. */
const MAX_FAULTS = 50

/** [W1] Whether a value of any origin is a template that can be laid. Gives a copy without what the schema does not know. */
export function checkTemplate(value: unknown): CheckedTemplate {
  if (!Value.Check(templateSchema, value)) return { faults: shapeFaults(value).slice(0, MAX_FAULTS) }
  const template = Value.Clean(templateSchema, Value.Clone(value)) as Template
  const faults = innerFaults(template).slice(0, MAX_FAULTS)
  return faults.length > 0 ? { faults } : { template }
}

function shapeFaults(value: unknown): TemplateFault[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [{ path: '', message: 'must be an object' }]
  }
  return [...Value.Errors(templateSchema, value)].flatMap((error): TemplateFault[] => {
    const at = pathOf(error.instancePath)
    if (error.keyword === 'required') {
      const { requiredProperties = [] } = error.params as { requiredProperties?: string[] }
      return requiredProperties.map((name) => ({ path: at === '' ? name : `${at}.${name}`, message: 'is missing' }))
    }
    if (error.keyword === 'enum') {
      const { allowedValues = [] } = error.params as { allowedValues?: unknown[] }
      return [{ path: at, message: `must be one of: ${allowedValues.join(', ')}` }]
    }
    return [{ path: at, message: error.message }]
  })
}

/** [W2] What a schema cannot say: everything that is named must be there. */
function innerFaults(template: Template): TemplateFault[] {
  const faults: TemplateFault[] = []
  const say = (path: string, message: string) => void faults.push({ path, message })
  const { zones, columns, agenda, cards = [], checks } = template
  const all = [
    ...zones.map((zone, i) => ({ zone, path: `zones[${i}]` })),
    ...(columns?.zones ?? []).map((zone, i) => ({ zone, path: `columns.zones[${i}]` })),
  ]
  const ids = all.map(({ zone }) => zone.id)
  const isThere = (id: string) => ids.includes(id) || ids.some((known) => isZoneMeant([id], known))
  for (const [i, { zone, path }] of all.entries()) {
    if (ids.indexOf(zone.id) !== i) say(`${path}.id`, `is the id of another zone too: ${zone.id}`)
    if (zone.id.includes(COPY)) say(`${path}.id`, `must not hold the sign ${COPY}`)
    for (const [k, kind] of zone.accepts.entries()) kindFault(say, `${path}.accepts[${k}]`, kind)
    for (const [name, id] of [
      ['meaning.partOf', zone.meaning.partOf],
      ['parentId', zone.parentId],
    ] as const) {
      if (id !== undefined && !isThere(id)) say(`${path}.${name}`, `names a zone that is not here: ${id}`)
    }
    if (zone.geometry.w <= 0 || zone.geometry.h <= 0) say(`${path}.geometry`, 'must be wider and higher than nothing')
  }
  if (columns) {
    for (const [i, zone] of columns.zones.entries()) {
      if (!zone.id.includes('{n}')) say(`columns.zones[${i}].id`, 'must hold {n}, the number of the column')
    }
    if (columns.default > columns.max) say('columns.default', `must not exceed columns.max, ${columns.max}`)
    if (!zones.some(({ id }) => id === columns.after))
      say('columns.after', `names a zone that is not here: ${columns.after}`)
  }
  for (const [i, card] of cards.entries()) {
    if (!isThere(card.zoneId)) say(`cards[${i}].zoneId`, `names a zone that is not here: ${card.zoneId}`)
    kindFault(say, `cards[${i}].kind`, card.kind)
    fieldFaults(say, `cards[${i}]`, card)
  }
  for (const [i, step] of agenda.entries()) {
    const path = `agenda[${i}]`
    if (agenda.findIndex(({ id }) => id === step.id) !== i)
      say(`${path}.id`, `is the id of another step too: ${step.id}`)
    for (const [k, id] of step.zoneIds.entries()) {
      if (!isThere(id)) say(`${path}.zoneIds[${k}]`, `names a zone that is not here: ${id}`)
    }
    for (const [name, kinds] of [
      ['rules.mayAdd', step.rules.mayAdd],
      ['rules.editKinds', step.rules.editKinds ?? []],
      ['vote.kinds', step.vote?.kinds ?? []],
    ] as const) {
      for (const [k, kind] of kinds.entries()) kindFault(say, `${path}.${name}[${k}]`, kind)
    }
    if (step.rules.private && step.rules.mayAdd.length === 0) {
      say(`${path}.rules.mayAdd`, 'is empty, but the step is for writing in private')
    }
    if (step.vote?.answer === 'score' && !step.vote.axes) say(`${path}.vote.axes`, 'is missing: what is to be scored?')
    for (const [k, code] of step.exit.entries()) {
      if (!checks.includes(code)) say(`${path}.exit[${k}]`, `is not among the checks of the template: ${code}`)
    }
  }
  return faults
}

function kindFault(say: (path: string, message: string) => void, path: string, kind: string): void {
  if (!isCardKind(kind)) say(path, `is no kind of card: ${kind}. There are: ${Object.keys(cardKinds).join(', ')}`)
}

function fieldFaults(
  say: (path: string, message: string) => void,
  path: string,
  { kind, fields = {} }: { kind: string; fields?: Record<string, unknown> },
): void {
  if (!isCardKind(kind)) return
  for (const [name, value] of Object.entries(fields)) {
    const field = fieldOf(kind, name)
    if (!field || name === cardKinds[kind].title)
      say(`${path}.fields.${name}`, `is no field of a card of the kind ${kind}`)
    else if (!Value.Check(field.schema, value)) say(`${path}.fields.${name}`, 'is not a value this field can have')
  }
}

/** `/agenda/2/minutes` as `agenda[2].minutes`. */
function pathOf(pointer: string): string {
  const names = pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))
  return names.map((name, i) => (/^\d+$/.test(name) ? `[${name}]` : `${i > 0 ? '.' : ''}${name}`)).join('')
}
