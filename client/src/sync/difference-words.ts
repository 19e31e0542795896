import { i18n } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { Field, Quantity } from '@planwall/shared/board/fields'
import { fieldOf, isCardKind } from '@planwall/shared/board/kinds'
import type { BoardElement, Zone } from '@planwall/shared/board/model'
import { elementChanges } from '@planwall/shared/unsent/differences'
import type { Difference, ElementChange } from '@planwall/shared/unsent/differences'
import { colorWords } from './color-names.ts'
import { formatDay, formatDayAndTime } from './dates.ts'
import { kindWords, wordsOfField, wordsOfOption } from './kind-names.ts'

/** A change as a person reads it. */
export interface DifferenceWords {
  act: 'new' | 'changed' | 'deleted'
  /** "Task: Call the customer" */
  title: string
  /** "Due: 3 May 2026 → 5 May 2026", one for each thing about it. */
  details: string[]
}

/** What names are looked up in. */
export interface Names {
  elements: ReadonlyMap<string, BoardElement>
  zones: ReadonlyMap<string, Pick<Zone, 'name'>>
}

export const actWords: Record<DifferenceWords['act'], MessageDescriptor> = {
  new: msg({ message: 'New', context: 'a change of a card' }),
  changed: msg({ message: 'Changed', context: 'a change of a card' }),
  deleted: msg({ message: 'Deleted', context: 'a change of a card' }),
}

export function differenceWords(difference: Difference, names: Names): DifferenceWords {
  const { before, after } = difference
  const act = before === null || before === undefined ? 'new' : after === null ? 'deleted' : 'changed'
  switch (difference.of) {
    case 'element':
      return { act, ...elementWords(difference, names) }
    case 'zone':
      return { act, ...zoneWords(difference) }
    case 'meta':
      return { act: 'changed', ...settingWords(difference) }
    case 'other':
      return { act, title: partName(difference.id), details: wordsIn(after ?? before) }
    default:
      return difference satisfies never
  }
}

/** All of it as text, to be taken elsewhere. */
export function differencesAsText(differences: readonly Difference[], names: Names): string {
  return differences
    .map((difference) => {
      const { act, title, details } = differenceWords(difference, names)
      return [`${i18n._(actWords[act])}: ${title}`, ...details.map((detail) => `  ${detail}`)].join('\n')
    })
    .join('\n')
}

/** Names of the board, and of what the changes themselves would bring. */
export function namesFor(differences: readonly Difference[], { elements, zones }: Names): Names {
  const all = { elements: new Map(elements), zones: new Map(zones) }
  for (const { of, id, before, after } of differences) {
    const value = after ?? before
    if (of === 'element' && value && !all.elements.has(id)) all.elements.set(id, value as BoardElement)
    if (of === 'zone' && value && !all.zones.has(id)) all.zones.set(id, value as Zone)
  }
  return all
}

type Of<K extends Difference['of']> = Extract<Difference, { of: K }>

function elementWords({ before, after }: Of<'element'>, names: Names): Omit<DifferenceWords, 'act'> {
  const element = (before ?? after) as BoardElement
  const title = titleOf(element, names)
  if (!after) return { title, details: [] }
  const changes = elementChanges(before ?? blank(after), after)
  const isMoved = changes.some(({ aspect }) => aspect === 'place' || aspect === 'zone')
  const details = changes.flatMap((one) => {
    if (!before && (one.aspect === 'text' || one.aspect === 'place' || one.aspect === 'order')) return []
    // A new place among the others comes with every move.
    if (one.aspect === 'order' && isMoved) return []
    return detailOf(after, before ? one : { ...one, before: undefined }, names) ?? []
  })
  return { title, details }
}

/** What a new element is compared with, so that everything it says is told. */
function blank(element: BoardElement): BoardElement {
  const bare = { ...element, zoneId: null, ...('text' in element ? { text: '' } : {}) } as BoardElement
  return bare.type === 'card' ? { ...bare, fields: {}, links: [] } : bare
}

function titleOf(element: BoardElement, names: Names): string {
  if (element.type === 'connector') {
    const [from, to] = [nameOf(element.from, names), nameOf(element.to, names)]
    return t`Line: ${from} – ${to}`
  }
  const noun = nounOf(element)
  const text = 'text' in element ? oneLine(element.text) : ''
  return text === '' ? noun : `${noun}: ${text}`
}

function nounOf(element: BoardElement): string {
  switch (element.type) {
    case 'card':
      return isCardKind(element.kind) ? i18n._(kindWords[element.kind].name) : t`Card`
    case 'connector':
      return t`Line`
    case 'shape':
      return element.shape === 'text' ? t`Text on the wall` : t`Shape`
    case 'drawing':
      return t`Drawing`
    case 'picture':
      return t`Picture`
    case 'opaque':
      return t`Something made with a newer version`
    default:
      return element satisfies never
  }
}

function detailOf(element: BoardElement, { aspect, field, before, after }: ElementChange, names: Names) {
  switch (aspect) {
    case 'kind':
      return change(t`Kind`, kindName(before), kindName(after))
    case 'text':
      return change(t`Text`, oneLine(String(before)), oneLine(String(after)))
    case 'zone':
      return change(t`Zone`, before === undefined ? '' : zoneName(before, names), zoneName(after, names))
    case 'place':
      return t`Another place on the wall`
    case 'order':
      return t`Another place in the list`
    case 'decorative':
      return after === true ? t`Marked as decoration` : t`No longer marked as decoration`
    case 'field': {
      const kind = element.type === 'card' ? element.kind : ''
      const words = wordsOfField(kind, field ?? '')
      const known = fieldOf(kind, field ?? '')
      const say = (value: unknown) => (known && isSet(value) ? valueWords(field ?? '', known, value, names) : '')
      return words && change(i18n._(words.label), say(before), say(after))
    }
    case 'links':
      return change(t`Links`, linkWords(before), linkWords(after))
    case 'color':
      return change(t`Colour`, colorName(before), colorName(after))
    case 'from':
      return change(t`Starts at`, nameOf(before as string | null, names), nameOf(after as string | null, names))
    case 'to':
      return change(t`Ends at`, nameOf(before as string | null, names), nameOf(after as string | null, names))
    default:
      return aspect satisfies never
  }
}

function zoneWords({ before, after }: Of<'zone'>): Omit<DifferenceWords, 'act'> {
  const zone = (before ?? after) as Zone
  const title = t`Zone: ${zone.name}`
  if (!before || !after) return { title, details: [] }
  const details: string[] = []
  if (before.name !== after.name) details.push(change(t`Name`, before.name, after.name))
  if (before.prompt !== after.prompt) details.push(change(t`Prompt`, oneLine(before.prompt), oneLine(after.prompt)))
  if (JSON.stringify(before.geometry) !== JSON.stringify(after.geometry)) details.push(t`Another place on the wall`)
  return { title, details: details.length > 0 ? details : [t`Settings of the zone`] }
}

function settingWords({ id, before, after }: Of<'meta'>): Omit<DifferenceWords, 'act'> {
  if (id === 'title') return { title: t`Name of the board`, details: [change(t`Name`, String(before), String(after))] }
  return { title: t`Settings of the board`, details: [] }
}

function partName(id: string): string {
  const part = id.split('/')[0]
  return part === 'agenda' ? t`Agenda` : part === 'groups' ? t`Groups` : t`Settings of the session`
}

/** Every text in a value, so that nothing somebody wrote is lost from sight. */
function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [oneLine(value)]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : []
}

/** "Due: 3 May → 5 May"; with nothing before, "Due: 5 May". */
function change(label: string, before: string, after: string): string {
  const then = after === '' ? t`(nothing)` : after
  return before === '' ? `${label}: ${then}` : `${label}: ${before} → ${then}`
}

function valueWords(name: string, field: Field, value: unknown, names: Names): string {
  switch (field.control) {
    case 'text':
    case 'long':
      return oneLine(String(value))
    case 'person':
    case 'ref':
      return nameOf(String(value), names)
    case 'people':
    case 'refs':
      return (value as string[]).map((id) => nameOf(id, names)).join(', ')
    case 'date':
      return formatDay(String(value), i18n.locale)
    case 'datetime':
      return formatDayAndTime(String(value), i18n.locale)
    case 'int':
    case 'num':
      return i18n.number(value as number)
    case 'qty':
      return `${i18n.number((value as Quantity).value)} ${(value as Quantity).unit}`.trim()
    case 'scale5':
      return t`${String(value)} of 5`
    case 'enum': {
      const words = wordsOfOption(name, String(value))
      return words ? i18n._(words) : String(value)
    }
    case 'bool':
      return value === true ? t`Yes` : t`No`
    case 'texts':
      return (value as string[]).join(', ')
    case 'rows':
      return (value as Record<string, unknown>[])
        .map((row) =>
          Object.entries(field.columns ?? {})
            .flatMap(([column, of]) => (isSet(row[column]) ? valueWords(column, of, row[column], names) : []))
            .join(' '),
        )
        .join(', ')
    default:
      return field.control satisfies never
  }
}

function linkWords(links: unknown): string {
  return Array.isArray(links) ? links.join(', ') : ''
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}

function kindName(kind: unknown): string {
  return isCardKind(kind) ? i18n._(kindWords[kind].name) : t`Card`
}

function colorName(color: unknown): string {
  const names: Record<string, MessageDescriptor> = colorWords
  const words = names[String(color)]
  return words ? i18n._(words) : ''
}

function zoneName(id: unknown, { zones }: Names): string {
  if (typeof id !== 'string') return t`No zone`
  return zones.get(id)?.name ?? t`A zone that is gone`
}

function nameOf(id: string | null, { elements }: Names): string {
  if (id === null) return t`nothing`
  const element = elements.get(id)
  const text = element && 'text' in element ? oneLine(element.text) : ''
  return text === '' ? t`(no text)` : text
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
