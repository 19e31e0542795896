import {
  CHALLENGES,
  fieldsOfSection,
  ONLY_FOR_READING,
  OTHER_TASKS,
  STRATEGY,
  tableSections,
} from '../export/markdown-words.ts'
import type { MarkdownField, TableSection } from '../export/markdown-words.ts'
import { EMPTY, readInline } from '../export/markdown-text.ts'
import { PLAN_SCHEMA_VERSION } from '../plan/plan.ts'
import type { Plan } from '../plan/plan.ts'
import { readPlanFile } from './plan-file.ts'
import { refused } from './read-json.ts'
import type { Refused } from './read-json.ts'

/** More than this is no plan. */
const MAX_LINES = 200_000

/**
 * Reads a plan that was exported as Markdown, edited or not: what has no id gets one, an owner may be named by hand. Never
 * throws; what cannot be read is refused with its line.
 */
export function readMarkdown(text: string, newId: () => string): { ok: true; plan: Plan } | Refused {
  const lines = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n')
  if (lines.length > MAX_LINES) return refused(`The file has more than ${MAX_LINES} lines.`)
  const reader = new Reader(newId)
  try {
    reader.readAll(lines)
    const { plan, lineOf } = reader.plan()
    const reading = readPlanFile(plan)
    return reading.ok ? reading : refused(reading.message, lineOf(reading.path))
  } catch (error) {
    if (error instanceof Unreadable) return refused(error.message, `line ${error.line}`)
    throw error
  }
}

/** Whether a text looks like a plan of ours in Markdown. */
export function isMarkdownPlan(text: string): boolean {
  return /^\uFEFF?\s*(---\r?\nplanwall: |# )/.test(text)
}

class Unreadable extends Error {
  readonly line: number

  constructor(message: string, line: number) {
    super(message)
    this.line = line
  }
}

/** A value as it stands in the file. */
interface RawValue {
  field: MarkdownField
  text: string
  line: number
}

/** An item whose values are not read yet: whom a name means is known at the end only. */
interface RawItem {
  id: string
  line: number
  /** Values that are known already. */
  own: Record<string, unknown>
  raw: RawValue[]
  fields: readonly MarkdownField[]
  /** The name that stands behind the @, and the id in the comment. */
  owner?: { name: string; id: string | undefined }
}

class Reader {
  readonly #newId: () => string
  readonly #head: Record<string, string> = {}
  #title = ''
  #goal: RawItem | undefined
  readonly #sections = new Map<string, RawItem[]>()
  /** Where lines belong. */
  #section: string | undefined
  #item: RawItem | undefined
  #move: RawItem | undefined
  #task: RawItem | undefined
  #quoting: RawValue | undefined
  #columns: (MarkdownField | 'id')[] | undefined

  constructor(newId: () => string) {
    this.#newId = newId
  }

  readAll(lines: readonly string[]): void {
    let at = this.#readHead(lines)
    for (; at < lines.length; at++) {
      const line = lines[at] ?? ''
      if (line.trim() === ONLY_FOR_READING) return
      this.#readLine(line, at + 1)
    }
  }

  plan(): { plan: unknown; lineOf: (path: string) => string } {
    const lines = new Map<string, number>()
    const people = this.#itemsOf('people')
    const byName = new Map<string, string>()
    for (const person of people) {
      const name = person.raw.find(({ field }) => field.name === 'displayName')?.text ?? ''
      if (!byName.has(readInline(name))) byName.set(readInline(name), person.id)
    }
    const added: { id: string; displayName: string }[] = []
    const personNamed = (name: string): string => {
      const known = byName.get(name)
      if (known !== undefined) return known
      const id = this.#newId()
      byName.set(name, id)
      added.push({ id, displayName: name })
      return id
    }
    const nameOf = new Map([...byName].map(([name, id]) => [id, name]))
    const finished = (item: RawItem, path: string): Record<string, unknown> => {
      lines.set(path, item.line)
      const values: Record<string, unknown> = { ...(item.id === '' ? {} : { id: item.id }), ...item.own }
      if (item.owner) {
        const { id, name } = item.owner
        const isMeant = id !== undefined && oneLine(nameOf.get(id) ?? '') === name
        values.assignee = isMeant ? id : personNamed(name)
      }
      for (const { field, text, line } of item.raw) {
        lines.set(`${path}/${field.name}`, line)
        values[field.name] = readValue(field, text, line, personNamed)
      }
      return values
    }
    const list = (name: string, path = `/${name}`) =>
      this.#itemsOf(name).map((item, i) => finished(item, `${path}/${i}`))
    const goal = this.#goal && finished(this.#goal, '/goal')
    const assumptions = list('assumptions')
    for (const { about, ...challenge } of list(CHALLENGES, '/challenges')) {
      const assumption = assumptions.find(({ id }) => id === about)
      if (assumption) assumption.challenges = [...((assumption.challenges as unknown[]) ?? []), challenge]
    }
    const choices = list(STRATEGY, '/strategy/choices')
    const tables = Object.keys(tableSections).filter((name) => !['assumptions', 'people'].includes(name))
    const { id, name, description, kind, status, locale, timezone, start, end, exported } = this.#head
    const title = name ?? (this.#title || (goal?.name as string | undefined))
    const planId = id ?? this.#newId()
    const plan: Record<string, unknown> = {
      schemaVersion: this.#head.planwall ?? PLAN_SCHEMA_VERSION,
      id: planId,
      ...present({ name: title, description, kind, status, locale, timezone }),
      ...(start && end ? { period: { start, end } } : {}),
      ...(choices.length > 0 ? { strategy: { choices } } : {}),
      ...(goal ? { goal } : {}),
      moves: list('moves'),
      tasks: list('tasks'),
      microTasks: list('microTasks'),
      ...Object.fromEntries(tables.map((table) => [table, list(table)])),
      assumptions,
      people: [...list('people'), ...added],
      omitted: [],
      provenance: {
        boardId: planId,
        exportedAt: exported ?? '1970-01-01T00:00:00.000Z',
        generator: 'markdown',
      },
    }
    return {
      plan,
      lineOf: (path) => {
        for (let at = path; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
          const line = lines.get(at)
          if (line !== undefined) return `line ${line}`
        }
        return path
      },
    }
  }

  /** The lines between `---` at the top; gives the number of the first line after them. */
  #readHead(lines: readonly string[]): number {
    if (lines[0]?.trim() !== '---') return 0
    for (let at = 1; at < lines.length; at++) {
      const line = lines[at] ?? ''
      if (line.trim() === '---') return at + 1
      const [, name, value = ''] = /^([A-Za-z]\w*):\s*(.*)$/.exec(line) ?? []
      if (name === undefined) throw new Unreadable('This line is not of the form “name: value”.', at + 1)
      this.#head[name] = headValue(value.trim(), at + 1)
    }
    throw new Unreadable('The head of the file, between two lines of ---, does not end.', 1)
  }

  #readLine(line: string, number: number): void {
    const [, quote] = /^\s*>(?: (.*)|)$/.exec(line) ?? []
    if (this.#quoting && line.trim().startsWith('>')) {
      const { text } = this.#quoting
      this.#quoting.text = text === NOTHING_YET ? (quote ?? '') : `${text}\n${quote ?? ''}`
      return
    }
    if (this.#quoting?.text === NOTHING_YET) this.#quoting.text = ''
    this.#quoting = undefined
    if (line.trim() === '') return
    const { marks, text } = withoutComment(line)
    const heading = /^(#{1,2})(?:\s+(.*)|)$/.exec(text)
    if (heading) return this.#readHeading(heading[1] === '#' ? 1 : 2, heading[2] ?? '', marks, number)
    if (text.startsWith('|')) return this.#readRow(text, number)
    const [, indent = '', box, rest] = /^(\s*)[-*] \[([ xX])\](?: (.*)|)$/.exec(text) ?? []
    if (box !== undefined) return this.#readTask(indent.length, box !== ' ', rest ?? '', marks, number)
    const [, label, value] = /^\s*[-*] \*\*(.+?):\*\*(?: (.*)|)$/.exec(text) ?? []
    if (label !== undefined) return this.#readField(label, value ?? '', number)
    this.#readWords(text, number)
  }

  #readHeading(level: 1 | 2, text: string, marks: ReadonlyMap<string, string>, line: number): void {
    this.#columns = undefined
    this.#task = undefined
    this.#move = undefined
    if (level === 1) {
      const goalId = marks.get('goal')
      this.#title ||= readInline(text.trim())
      if (goalId === undefined) return
      this.#section = 'goal'
      this.#goal = rawItem(goalId, line, fieldsOfSection('goal'), { name: readInline(text.trim()) })
      this.#item = this.#goal
      return
    }
    const title = readInline(text.trim())
    const moveId = marks.get('move')
    const table = (Object.keys(tableSections) as TableSection[]).find((name) => tableSections[name] === title)
    this.#item = undefined
    if (moveId === undefined && (table || [STRATEGY, CHALLENGES, OTHER_TASKS].includes(title))) {
      this.#section = table ?? title
      return
    }
    const name = text.trim().replace(/^Move \d+:\s*/, '')
    this.#section = 'moves'
    this.#move = rawItem(moveId ?? this.#newId(), line, fieldsOfSection('moves'), { name: readInline(name) })
    this.#item = this.#add('moves', this.#move)
  }

  #readTask(indent: number, isDone: boolean, text: string, marks: ReadonlyMap<string, string>, line: number): void {
    const isStep = indent >= 2 && this.#task !== undefined
    const [first = '', ...parts] = text.split(' — ').map((part) => part.trim())
    const due = /^\d{4}-\d{2}-\d{2}$/.test(parts.at(-1) ?? '') ? parts.pop() : undefined
    const name = parts.at(-1)?.startsWith('@') ? parts.pop()?.slice(1) : undefined
    const own = {
      summary: readInline([first, ...parts].join(' — ')),
      ...(due === undefined ? {} : { due }),
      status: isDone ? 'COMPLETED' : 'NEEDS-ACTION',
      ...(isStep ? { taskId: this.#task?.id } : this.#move ? { moveId: this.#move.id } : {}),
    }
    const section = isStep ? 'microTasks' : 'tasks'
    const id = marks.get(isStep ? 'step' : 'task') ?? this.#newId()
    const made = rawItem(id, line, fieldsOfSection(section), own)
    if (name !== undefined) made.owner = { name: readInline(name), id: marks.get('owner') }
    this.#item = this.#add(section, made)
    if (!isStep) this.#task = made
  }

  #readField(label: string, text: string, line: number): void {
    const field = this.#item?.fields.find((one) => one.label === readInline(label))
    if (!this.#item || !field) {
      throw new Unreadable(`Nothing here has a field called “${readInline(label).slice(0, 80)}”.`, line)
    }
    // A ticked box says more than what was written when it was not.
    if (field.name === 'status' && this.#item.own.status === 'COMPLETED') return
    const value = { field, text, line }
    this.#item.raw.push(value)
    if (text !== '' || field.type !== 'text') return
    this.#quoting = value
    value.text = NOTHING_YET
  }

  #readRow(line: string, number: number): void {
    const cells = cellsIn(line)
    if (cells.every((cell) => /^:?-{3,}:?$/.test(cell))) return
    const section = this.#section
    const fields = section === undefined ? undefined : columnsFor(section)
    if (section === undefined || !fields)
      throw new Unreadable('This table does not stand under a heading it belongs to.', number)
    if (!this.#columns) {
      this.#columns = cells.map((cell) => {
        const label = readInline(cell)
        if (label === 'Id') return 'id'
        const field = fields.find((one) => one.label === label)
        if (!field) throw new Unreadable(`This table has no column called “${label.slice(0, 80)}”.`, number)
        return field
      })
      return
    }
    if (cells.length > this.#columns.length) {
      throw new Unreadable('This row has more cells than the table has columns. Write | inside a text as \\|.', number)
    }
    const idColumn = this.#columns.indexOf('id')
    const hasIds = section !== 'roles'
    const row = rawItem(hasIds ? cells[idColumn] || this.#newId() : '', number, fields, {})
    for (const [i, column] of this.#columns.entries()) {
      const text = cells[i] ?? ''
      if (column !== 'id' && text !== '') row.raw.push({ field: column, text, line: number })
    }
    this.#add(section, row)
  }

  /** Words that somebody has written beneath an item are a part of its description; at the margin they are the move's. */
  #readWords(text: string, line: number): void {
    const nearest = [this.#item, this.#task, this.#move]
    const owners = /^\s/.test(text) ? nearest : [this.#move, this.#item]
    for (const owner of owners) {
      const description = owner?.fields.find(({ name }) => name === 'description')
      if (!owner || !description) continue
      const before = owner.raw.find(({ field }) => field === description)
      if (before) before.text += `\n${text.trim()}`
      else owner.raw.push({ field: description, text: text.trim(), line })
      return
    }
    throw new Unreadable('It is not clear what these words belong to.', line)
  }

  #add(section: string, made: RawItem): RawItem {
    const items = this.#sections.get(section)
    if (items) items.push(made)
    else this.#sections.set(section, [made])
    return made
  }

  #itemsOf(section: string): readonly RawItem[] {
    return this.#sections.get(section) ?? []
  }
}

/** Marks a long text whose first line is still to come. */
const NOTHING_YET = '\u0000'

const aboutField: MarkdownField = { name: 'about', label: 'About', type: 'ref', fields: [] }

function columnsFor(section: string): readonly MarkdownField[] | undefined {
  if (section === STRATEGY) return fieldsOfSection('choices')
  if (section === CHALLENGES) return [...fieldsOfSection('challenges'), aboutField]
  return Object.hasOwn(tableSections, section) ? fieldsOfSection(section) : undefined
}

function rawItem(id: string, line: number, fields: readonly MarkdownField[], own: Record<string, unknown>): RawItem {
  return { id, line, own, raw: [], fields }
}

/** `<!-- task:t1 owner:p1 -->` at the end of a line, and what stands before it. */
function withoutComment(line: string): { marks: ReadonlyMap<string, string>; text: string } {
  const [, text, comment] = /^(.*?)\s*<!--\s*(.*?)\s*-->\s*$/.exec(line) ?? []
  if (text === undefined || comment === undefined) return { marks: new Map(), text: line.trimEnd() }
  const marks = comment.split(/\s+/).map((mark): [string, string] => {
    const at = mark.indexOf(':')
    return [mark.slice(0, at), mark.slice(at + 1)]
  })
  return { marks: new Map(marks), text }
}

/** Cells of a row; a `|` after a backslash is text. */
function cellsIn(line: string): string[] {
  const inside = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
  return [...inside.matchAll(/((?:\\.|[^|\\])*)(?:\||$)/gs)]
    .map(([, cell = '']) => cell.trim())
    .slice(0, countOfCells(inside))
}

function countOfCells(inside: string): number {
  return inside.replaceAll(/\\./gs, '').split('|').length
}

function readValue(field: MarkdownField, text: string, line: number, personNamed: (name: string) => string): unknown {
  const { type, label, fields } = field
  const wrong = (wanted: string) =>
    new Unreadable(`${label} is ${wanted}, not “${readInline(text).slice(0, 80)}”.`, line)
  switch (type) {
    case 'text':
      return text === EMPTY ? '' : readInline(text)
    case 'number': {
      const number = Number(text)
      if (text.trim() === '' || !Number.isFinite(number)) throw wrong('a number')
      return number
    }
    case 'yes-no':
      if (/^(yes|true|x)$/i.test(text)) return true
      if (/^(no|false)$/i.test(text)) return false
      throw wrong('yes or no')
    case 'ref':
      return text === 'anonymous' ? text : (linksIn(text)[0] ?? personNamed(readInline(text).replace(/^@/, '')))
    case 'refs': {
      const links = linksIn(text)
      return links.length > 0
        ? links
        : text.split(/\s*,\s*/).map((name) => personNamed(readInline(name).replace(/^@/, '')))
    }
    case 'texts':
      return text.split(/<br\s*\/?>/).map((part) => (part.trim() === EMPTY ? '' : readInline(part)))
    case 'quantity': {
      const [, amount, unit = ''] = /^([+-]?[\d.]+(?:e[+-]?\d+)?)\s*(.*)$/is.exec(text) ?? []
      if (amount === undefined || !Number.isFinite(Number(amount))) throw wrong('a number and a unit')
      return { value: Number(amount), unit: readInline(unit) }
    }
    case 'record':
      return readRecord(text, fields, line, personNamed)
    case 'records':
      return text.split(/<br\s*\/?>/).map((part) => readRecord(part.trim(), fields, line, personNamed))
    default:
      return type satisfies never
  }
}

function readRecord(
  text: string,
  fields: readonly MarkdownField[],
  line: number,
  personNamed: (name: string) => string,
): Record<string, unknown> {
  if (text === EMPTY || text === '') return {}
  const record: Record<string, unknown> = {}
  for (const part of text.split(' · ')) {
    const at = part.indexOf(':')
    const field = fields.find(({ label }) => label === part.slice(0, at).trim())
    if (!field) throw new Unreadable(`“${readInline(part).slice(0, 80)}” is not of the form “name: value”.`, line)
    record[field.name] = readValue(field, part.slice(at + 1).trim(), line, personNamed)
  }
  return record
}

/** The ids of `[words](#id)`. */
function linksIn(text: string): string[] {
  return [...text.matchAll(/\[(?:\\.|[^\]\\])*\]\(#([^)\s]+)\)/gs)].map(([, id = '']) => id)
}

function headValue(value: string, line: number): string {
  if (!value.startsWith('"')) return value
  try {
    return String(JSON.parse(value))
  } catch {
    throw new Unreadable('This text in quotes does not end, or holds what has to be escaped.', line)
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}

function present(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}
