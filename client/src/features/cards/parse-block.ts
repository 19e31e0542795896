import { MAX_TEXT } from '@planwall/shared/board/fields'
import type { Field } from '@planwall/shared/board/fields'
import { cardKinds } from '@planwall/shared/board/kinds'
import type { CardKind } from '@planwall/shared/board/kinds'
import Papa from 'papaparse'
import Value from 'typebox/value'
import { namesMatching, plain } from '../../sync/plain-text.ts'
import { dateOrders, readDate, readNumber } from './read-cell.ts'
import type { DateOrder, DecimalSign } from './read-cell.ts'

/** More cards than this are not added from one paste. */
export const MAX_PASTED_CARDS = 500

/**
 * Pasted text as rows of cells. A block copied from a spreadsheet has tabs between its cells and quotes around cells
 * with line ends; anything else is one cell a line, without the bullets that every line of a list may begin with.
 * Rows with nothing in them are left out.
 */
export function readBlock(text: string): string[][] {
  const parsed = Papa.parse<string[]>(text.replace(/\r\n?/g, '\n').replace(/\n+$/, ''), {
    delimiter: '\t',
    newline: '\n',
    quoteChar: '"',
  })
  // Quotes that do not pair up were no spreadsheet's: then the text is taken as it stands.
  const rows = parsed.errors.length === 0 ? parsed.data : text.split(/\r\n?|\n/).map((line) => line.split('\t'))
  const filled = rows.map((row) => row.map((cell) => cell.trim())).filter((row) => row.some((cell) => cell !== ''))
  return filled.every((row) => row.length === 1) ? withoutBullets(filled) : sameWidth(filled)
}

/** A field a column can fill. Small tables inside a card cannot be pasted as one cell. */
export interface Target {
  name: string
  field: Field
  isTitle: boolean
}

export function targetsOf(kind: CardKind): Target[] {
  const { title, fields }: { title: string; fields: Record<string, Field> } = cardKinds[kind]
  return Object.entries(fields)
    .filter(([, field]) => field.control !== 'rows')
    .map(([name, field]) => ({ name, field, isTitle: name === title }))
}

/** What the page calls things, in the person's language: headings and choices are matched against these too. */
export interface BlockWords {
  field: (name: string) => string
  option: (field: string, option: string) => string
}

/** The field each heading names, by its label, its own name, or what people commonly call it; null where none fits. */
export function fieldsFromHeadings(headings: readonly string[], kind: CardKind, words: BlockWords): (string | null)[] {
  const free = new Map(targetsOf(kind).map((target) => [target.name, target]))
  return headings.map((heading) => {
    const wanted = plain(heading)
    if (wanted === '') return null
    for (const target of free.values()) {
      if (!headingsFor(target, words).includes(wanted)) continue
      free.delete(target.name)
      return target.name
    }
    return null
  })
}

/** Fields for columns without headings: the first words are the title, dates and known people find their field. */
export function fieldsFromContent(
  rows: readonly (readonly string[])[],
  kind: CardKind,
  people: readonly string[],
): (string | null)[] {
  const free = targetsOf(kind)
  const names = new Set(people.map(plain))
  const take = (fits: (target: Target) => boolean): string | null => {
    const at = free.findIndex(fits)
    return at < 0 ? null : (free.splice(at, 1)[0]?.name ?? null)
  }
  const columns = Array.from({ length: rows[0]?.length ?? 0 }, (_, column) =>
    rows.map((row) => row[column] ?? '').filter((cell) => cell !== ''),
  )
  return columns.map((cells) => {
    if (cells.length === 0) return null
    if (cells.every(looksLikeDate)) return take(({ field }) => field.control === 'date')
    if (cells.every((cell) => names.has(plain(cell)))) return take(({ field }) => field.control === 'person')
    if (cells.every((cell) => /^[\d.,'\s]+$/.test(cell))) return null
    return take(({ isTitle }) => isTitle)
  })
}

/** Why a cell cannot be the value of its field. */
export type CellProblem =
  | 'not-a-date'
  | 'not-a-number'
  | 'not-whole'
  | 'out-of-bounds'
  | 'not-a-choice'
  | 'not-yes-or-no'
  | 'several-people'
  | 'no-such-card'
  | 'too-long'

export interface Cell {
  raw: string
  /** Undefined: empty, or not understood. A person is its name here; ids come with `cardsFrom`. */
  value: unknown
  problem?: CellProblem
}

export interface BlockSettings {
  kind: CardKind
  /** For each column the field it fills, or null. */
  columns: readonly (string | null)[]
  hasHeading: boolean
  dates: DateOrder
  decimal: DecimalSign
  words: BlockWords
  /** Cards a reference may name, by kind. */
  cards: readonly { id: string; kind: string; text: string }[]
}

export interface BlockRow {
  text: string
  cells: readonly Cell[]
}

/** Every row with its cells read as the fields their columns were given. */
export function readRows(rows: readonly (readonly string[])[], settings: BlockSettings): BlockRow[] {
  const targets = new Map(targetsOf(settings.kind).map((target) => [target.name, target]))
  const titleColumn = settings.columns.findIndex((name) => name !== null && targets.get(name)?.isTitle)
  return rows.slice(settings.hasHeading ? 1 : 0).map((row) => ({
    text: (row[titleColumn] ?? '').slice(0, MAX_TEXT),
    cells: settings.columns.map((name, column) => {
      const target = name === null ? undefined : targets.get(name)
      return target ? readCell(row[column] ?? '', target, settings) : { raw: row[column] ?? '', value: undefined }
    }),
  }))
}

/** What the dates of these cells say of their own order: "dmy" or "mdy" where a day above 12 gives it away. */
export function orderOfDates(cells: readonly string[]): DateOrder | 'either' {
  const orders = dateOrders.filter((order) => cells.every((cell) => readDate(cell, order) !== undefined))
  if (orders.length === 1) return orders[0] as DateOrder
  const differ = cells.some((cell) => readDate(cell, 'dmy') !== readDate(cell, 'mdy'))
  return differ ? 'either' : 'dmy'
}

export interface PastedCard {
  text: string
  fields: Record<string, unknown>
}

/**
 * The cards of a block. `personId` gives the id of a person by name and makes one where there is none. What was not
 * understood is kept in words in the description where the kind has one, so that nothing pasted is lost.
 */
export function cardsFrom(
  rows: readonly BlockRow[],
  settings: BlockSettings,
  personId: (name: string) => string,
): PastedCard[] {
  const targets = new Map(targetsOf(settings.kind).map((target) => [target.name, target]))
  const hasDescription = targets.get('description')?.field.control === 'long'
  return rows.map(({ text, cells }) => {
    const fields: Record<string, unknown> = {}
    const kept: string[] = []
    for (const [column, cell] of cells.entries()) {
      const target = targets.get(settings.columns[column] ?? '')
      if (!target || target.isTitle) continue
      if (cell.problem) kept.push(`${settings.words.field(target.name)}: ${cell.raw}`)
      if (cell.value !== undefined) fields[target.name] = withIds(target.field, cell.value, personId)
    }
    if (hasDescription && kept.length > 0) {
      const before = typeof fields.description === 'string' ? `${fields.description}\n` : ''
      fields.description = `${before}${kept.join('\n')}`
    }
    return { text, fields }
  })
}

/** Names in these rows that no card of a person has yet, each once, as first written. */
export function newPeopleIn(rows: readonly BlockRow[], settings: BlockSettings, people: readonly string[]): string[] {
  const known = new Set(people.map(plain))
  const found: string[] = []
  for (const { cells } of rows) {
    for (const [column, { value }] of cells.entries()) {
      for (const name of namesIn(controlOf(settings, column), value)) {
        if (known.has(plain(name))) continue
        known.add(plain(name))
        found.push(name)
      }
    }
  }
  return found
}

function withoutBullets(rows: string[][]): string[][] {
  const bullet = /^(?:[-*–•◦▪☐☑✓]|\(?\d{1,3}[.)])\s+(?=\S)/u
  const isList = rows.length > 1 && rows.every(([cell]) => bullet.test(cell ?? ''))
  return isList ? rows.map(([cell]) => [(cell ?? '').replace(bullet, '')]) : rows
}

function sameWidth(rows: string[][]): string[][] {
  const width = Math.max(0, ...rows.map((row) => row.length))
  return rows.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? ''))
}

/** What people call a field when they make a spreadsheet of their own. Looked up after the labels. */
const commonHeadings: Record<string, readonly string[]> = {
  assignee: ['owner', 'who', 'responsible', 'assigned to', 'person', 'name of owner'],
  owner: ['who', 'responsible', 'assigned to', 'person'],
  accountable: ['owner', 'who', 'responsible', 'lead'],
  due: ['due date', 'deadline', 'date', 'when', 'by when', 'end', 'end date', 'finish'],
  targetDate: ['due date', 'deadline', 'date', 'when', 'by when'],
  start: ['start date', 'begin', 'from'],
  description: ['details', 'notes', 'note', 'comment', 'comments'],
  doneWhen: ['definition of done', 'acceptance criteria', 'done'],
  estimateDays: ['estimate', 'days', 'effort'],
  effortMinutes: ['effort', 'estimate', 'time'],
  baseline: ['today', 'now', 'current', 'actual'],
  likelihood: ['probability'],
  email: ['mail', 'email', 'e-mail address'],
  org: ['organization', 'company'],
  theme: ['group', 'tag', 'category'],
  moveId: ['move', 'section', 'epic', 'list', 'bucket', 'initiative', 'parent'],
  status: ['state', 'progress'],
}
const titleHeadings = ['title', 'name', 'text', 'summary', 'what', 'item', 'action', 'idea', 'subject']

function headingsFor({ name, isTitle }: Target, words: BlockWords): string[] {
  const common = Object.hasOwn(commonHeadings, name) ? (commonHeadings[name] ?? []) : []
  return [words.field(name), name, spaced(name), ...common, ...(isTitle ? titleHeadings : [])].map(plain)
}

function spaced(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter}`)
}

function looksLikeDate(cell: string): boolean {
  return !/^\d+$/.test(cell) && dateOrders.some((order) => readDate(cell, order) !== undefined)
}

function readCell(raw: string, { field, name }: Target, settings: BlockSettings): Cell {
  if (raw === '') return { raw, value: undefined }
  const read = readers[field.control]?.(raw, field, name, settings)
  return read === undefined ? { raw, value: undefined } : { raw, ...read }
}

type Read = { value: unknown; problem?: CellProblem }
type Reader = (raw: string, field: Field, name: string, settings: BlockSettings) => Read

const readers: Partial<Record<Field['control'], Reader>> = {
  text: textOf,
  long: textOf,
  person: (raw) => (/[;\n]/.test(raw) ? refused('several-people') : { value: raw }),
  people: (raw) => ({ value: split(raw) }),
  texts: (raw) => ({ value: split(raw) }),
  date: (raw, _field, _name, { dates }) => orRefuse(readDate(raw, dates), 'not-a-date'),
  datetime: readDateTime,
  int: numberOf,
  num: numberOf,
  scale5: numberOf,
  qty: quantityOf,
  bool: (raw) => orRefuse(readYesNo(raw), 'not-yes-or-no'),
  enum: choiceOf,
  ref: (raw, field, _name, { cards }) => orRefuse(cardNamed(raw, field, cards), 'no-such-card'),
  refs: (raw, field, _name, { cards }) => {
    const ids = split(raw).map((part) => cardNamed(part, field, cards))
    const known = ids.filter((id) => id !== undefined)
    return {
      value: known.length > 0 ? known : undefined,
      ...(known.length < ids.length ? { problem: 'no-such-card' } : {}),
    }
  },
}

function textOf(raw: string): Read {
  return raw.length > MAX_TEXT ? { value: raw.slice(0, MAX_TEXT), problem: 'too-long' } : { value: raw }
}

function numberOf(raw: string, field: Field, _name: string, { decimal }: BlockSettings): Read {
  const number = readNumber(raw.replace(/\s*%$/, ''), decimal)
  if (number === undefined) return refused('not-a-number')
  const isShare = raw.endsWith('%') && 'maximum' in field.schema && field.schema.maximum === 1
  const value = isShare ? number / 100 : number
  if (Value.Check(field.schema, value)) return { value }
  return refused(field.control !== 'num' && !Number.isInteger(value) ? 'not-whole' : 'out-of-bounds')
}

function quantityOf(raw: string, _field: Field, _name: string, { decimal }: BlockSettings): Read {
  const [, before = '', digits = '', after = ''] = /^([^\d+-]*)([+-]?\d[\d.,'\u00a0\u202f ]*)(.*)$/u.exec(raw) ?? []
  const value = readNumber(digits.trim(), decimal)
  return value === undefined
    ? refused('not-a-number')
    : { value: { value, unit: `${before.trim()}${after.trim()}`.slice(0, 60) } }
}

function readDateTime(raw: string, _field: Field, _name: string, { dates }: BlockSettings): Read {
  const [, day = '', hour = '', minute = ''] = /^(.*?)[T,\s]+(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(raw) ?? []
  const date = readDate(day.trim(), dates)
  const isTime = Number(hour) < 24 && Number(minute) < 60
  return date && isTime ? { value: `${date}T${hour.padStart(2, '0')}:${minute}` } : refused('not-a-date')
}

function choiceOf(raw: string, field: Field, name: string, { words }: BlockSettings): Read {
  const wanted = plain(raw)
  const option = field.options?.find(
    (one) => plain(one) === wanted || plain(words.option(name, one)) === wanted || alsoCalled[one]?.includes(wanted),
  )
  return orRefuse(option, 'not-a-choice')
}

const alsoCalled: Record<string, readonly string[]> = {
  'NEEDS-ACTION': ['todo', 'to do', 'open', 'not started', 'new', 'planned'],
  'IN-PROCESS': ['in progress', 'doing', 'started', 'ongoing', 'wip'],
  COMPLETED: ['done', 'finished', 'complete', 'completed', 'closed'],
  CANCELLED: ['cancelled', 'canceled', 'dropped'],
  medium: ['normal', 'middle'],
}

function readYesNo(raw: string): boolean | undefined {
  const word = plain(raw)
  if (['yes', 'y', 'true', '1', 'x', '✓'].includes(word) || raw === '✓') return true
  return ['no', 'n', 'false', '0', '-'].includes(word) || raw === '-' ? false : undefined
}

function cardNamed(raw: string, field: Field, cards: BlockSettings['cards']): string | undefined {
  const among = cards.filter(({ kind }) => field.kinds?.includes(kind))
  return namesMatching(raw, among)[0]?.id
}

function split(raw: string): string[] {
  const parts = raw.split(/\s*[;\n]\s*/).filter((part) => part !== '')
  return parts.length > 1 ? parts : raw.split(/\s*,\s*/).filter((part) => part !== '')
}

function orRefuse(value: unknown, problem: CellProblem): Read {
  return value === undefined ? refused(problem) : { value }
}

function refused(problem: CellProblem): Read {
  return { value: undefined, problem }
}

function controlOf({ kind, columns }: BlockSettings, column: number): Field['control'] | undefined {
  const fields: Record<string, Field> = cardKinds[kind].fields
  const name = columns[column] ?? ''
  return Object.hasOwn(fields, name) ? fields[name]?.control : undefined
}

function namesIn(control: Field['control'] | undefined, value: unknown): string[] {
  if (control === 'person' && typeof value === 'string') return [value]
  return control === 'people' && Array.isArray(value) ? value.map(String) : []
}

function withIds(field: Field, value: unknown, personId: (name: string) => string): unknown {
  if (field.control === 'person') return personId(String(value))
  return field.control === 'people' && Array.isArray(value) ? value.map((name) => personId(String(name))) : value
}
