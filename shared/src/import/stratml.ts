import { INDICATORS_ONLY } from '../export/stratml.ts'
import { day } from '../plan/calendar.ts'
import { readXml } from './xml.ts'
import type { XmlElement } from './xml.ts'

/** A plan as it was read from a file, in the file's order. Texts are the file's, without the white space around them. */
export interface ImportedPlan {
  source: 'stratml-1' | 'stratml-2'
  /** What the file calls the plan's vision. */
  identifier?: string
  name: string
  description: string
  /** Only with both dates, in order. */
  period?: { start: string; end: string }
  moves: ImportedMove[]
  /** Everybody with a stake, each name once. */
  people: string[]
  /** What has no card of its own: mission, values, further information. */
  notes: ImportedNote[]
}

export interface ImportedMove {
  identifier?: string
  name: string
  description: string
  /** A name in `people`: the only one who performs. */
  accountable?: string
  tasks: ImportedTask[]
  indicators: ImportedIndicator[]
}

export interface ImportedTask {
  identifier?: string
  name: string
  description: string
  /** A name in `people`: the only one who performs. */
  assignee?: string
  /** The latest day a target result is dated. */
  due?: string
}

export interface ImportedIndicator {
  identifier?: string
  name: string
  unit: string
  target?: number
  targetDate?: string
}

export interface ImportedNote {
  text: string
  /** What the text is about. */
  theme: string
}

export type StratmlReading = { ok: true; plan: ImportedPlan } | { ok: false; message: string; path: string }

const roots: Record<string, ImportedPlan['source']> = {
  StrategicPlan: 'stratml-1',
  PerformancePlanOrReport: 'stratml-2',
}

/** Beyond these a file is no plan that people could work on together. */
const MAX_GOALS = 500
const MAX_OBJECTIVES = 10_000

/**
 * Reads StratML Part 1 or Part 2 (ISO 17469), whatever prefix it uses and however much of it is missing. Never throws;
 * `path` is where in the file the trouble is. The rules are in SPEC.md beside this file.
 */
export function readStratml(xml: string): StratmlReading {
  const reading = readXml(xml)
  if (!reading.ok) return reading
  const { root } = reading
  const source = Object.hasOwn(roots, root.name) ? roots[root.name] : undefined
  if (!source) {
    return refused(`This is not a StratML plan: its root element is <${root.name.slice(0, 80)}>.`, root.name)
  }
  if (root.namespace !== '' && !/stratml|17469/i.test(root.namespace)) {
    return refused(`This is not a StratML plan: its namespace is ${root.namespace.slice(0, 120)}.`, root.name)
  }
  const core = child(root, 'StrategicPlanCore') ?? root
  const goals = children(core, 'Goal')
  const objectives = goals.reduce((sum, goal) => sum + children(goal, 'Objective').length, 0)
  if (goals.length > MAX_GOALS || objectives > MAX_OBJECTIVES) {
    return refused(
      `The plan has ${goals.length} goals and ${objectives} objectives, more than fit on a board.`,
      root.name,
    )
  }
  const plan = planFrom(root, core, source)
  if (plan.name === '' && plan.moves.length === 0) return refused('The plan has neither a name nor a goal.', root.name)
  return { ok: true, plan }
}

function planFrom(root: XmlElement, core: XmlElement, source: ImportedPlan['source']): ImportedPlan {
  const vision = child(core, 'Vision')
  const organizations = children(core, 'Organization')
  const identifier = vision && textOf(vision, 'Identifier')
  const texts = [vision && bodyOf(vision), textOf(root, 'Description')].filter((text) => text)
  const description = [...new Set(texts)].join('\n\n')
  const period = periodOf(child(root, 'AdministrativeInformation'))
  const name = textOf(root, 'Name') || textOf(organizations[0], 'Name') || beginningOf(description)
  return {
    source,
    ...(identifier ? { identifier } : {}),
    name,
    description,
    ...(period ? { period } : {}),
    moves: children(core, 'Goal').map(moveFrom).filter(hasContent),
    people: [...new Set([...organizations, core].flatMap(stakeholdersWithin))],
    notes: notesFrom(root, core),
  }
}

function moveFrom(goal: XmlElement): ImportedMove {
  const objectives = children(goal, 'Objective')
  return {
    ...named(goal),
    ...performer(goal, 'accountable'),
    tasks: objectives.filter(isWork).map(taskFrom).filter(hasContent),
    indicators: [goal, ...objectives].flatMap((of) => children(of, 'PerformanceIndicator')).flatMap(indicatorFrom),
  }
}

/** Our own exports have objectives that are there for their indicators alone. */
function isWork(objective: XmlElement): boolean {
  return !textOf(objective, 'Identifier').startsWith(INDICATORS_ONLY)
}

function taskFrom(objective: XmlElement): ImportedTask {
  const targets = children(objective, 'PerformanceIndicator').flatMap(targetsOf)
  const due = targets
    .flatMap((target) => dayIn(target, 'EndDate') ?? [])
    .toSorted()
    .at(-1)
  return { ...named(objective), ...performer(objective, 'assignee'), ...(due ? { due } : {}) }
}

/** An indicator that says nothing that could be a name is not one. */
function indicatorFrom(indicator: XmlElement): ImportedIndicator[] {
  const targets = targetsOf(indicator)
  const name =
    textOf(indicator, 'MeasurementDimension') ||
    targets.map((target) => textOf(target, 'Description')).find((text) => text !== '') ||
    textOf(indicator, 'OtherInformation')
  if (!name) return []
  const identifier = textOf(indicator, 'Identifier')
  const dated = targets.toSorted((a, b) => compare(dayIn(a, 'EndDate') ?? '', dayIn(b, 'EndDate') ?? '')).at(-1)
  const target = dated && numberIn(dated, 'NumberOfUnits')
  const targetDate = dated && dayIn(dated, 'EndDate')
  return [
    {
      ...(identifier ? { identifier } : {}),
      name,
      unit: textOf(indicator, 'UnitOfMeasurement'),
      ...(target === undefined ? {} : { target }),
      ...(targetDate ? { targetDate } : {}),
    },
  ]
}

function notesFrom(root: XmlElement, core: XmlElement): ImportedNote[] {
  const notes: ImportedNote[] = []
  const add = (theme: string, ...texts: string[]) => {
    const text = texts.filter((part) => part !== '').join('\n')
    if (text !== '') notes.push({ theme, text })
  }
  for (const organization of children(core, 'Organization')) {
    add('Organization', textOf(organization, 'Name'), textOf(organization, 'Description'))
  }
  for (const mission of children(core, 'Mission')) add('Mission', bodyOf(mission))
  for (const value of children(core, 'Value')) add('Value', textOf(value, 'Name'), textOf(value, 'Description'))
  add('Further information', textOf(root, 'OtherInformation'))
  for (const goal of children(core, 'Goal')) {
    for (const of of [goal, ...children(goal, 'Objective')]) add(named(of).name, textOf(of, 'OtherInformation'))
  }
  return notes
}

/** Identifier, name and description; without a name, the beginning of what there is. */
function named(element: XmlElement): { identifier?: string; name: string; description: string } {
  const identifier = textOf(element, 'Identifier')
  const description = textOf(element, 'Description')
  const name =
    textOf(element, 'Name') ||
    beginningOf(description) ||
    beginningOf(textOf(element, 'OtherInformation')) ||
    textOf(element, 'SequenceIndicator')
  return { ...(identifier ? { identifier } : {}), name, description }
}

/** Who performs, where exactly one stakeholder is said to. */
function performer<F extends 'accountable' | 'assignee'>(of: XmlElement, field: F): { [K in F]?: string } {
  const performers = children(of, 'Stakeholder').filter((stakeholder) =>
    children(stakeholder, 'Role').some((role) =>
      children(role, 'RoleType').some(({ text }) => text.trim() === 'Performer'),
    ),
  )
  const names = new Set(performers.map(stakeholderName).filter((name) => name !== ''))
  const [only] = names
  return (names.size === 1 ? { [field]: only } : {}) as { [K in F]?: string }
}

function stakeholdersWithin(element: XmlElement): string[] {
  return element.children.flatMap((inside) =>
    inside.name === 'Stakeholder'
      ? stakeholderName(inside) || []
      : inside.name === 'Goal' || inside.name === 'Objective'
        ? stakeholdersWithin(inside)
        : [],
  )
}

function stakeholderName(stakeholder: XmlElement): string {
  return textOf(stakeholder, 'Name') || beginningOf(textOf(stakeholder, 'Description'))
}

function hasContent(of: { name: string; identifier?: string; tasks?: readonly unknown[] }): boolean {
  return of.name !== '' || of.identifier !== undefined || (of.tasks?.length ?? 0) > 0
}

function periodOf(information: XmlElement | undefined): ImportedPlan['period'] {
  const start = information && dayIn(information, 'StartDate')
  const end = information && dayIn(information, 'EndDate')
  return start && end && start <= end ? { start, end } : undefined
}

function targetsOf(indicator: XmlElement): XmlElement[] {
  return children(indicator, 'MeasurementInstance').flatMap((instance) => children(instance, 'TargetResult'))
}

function dayIn(element: XmlElement, name: string): string | undefined {
  return day(textOf(element, name).slice(0, 10))
}

function numberIn(element: XmlElement, name: string): number | undefined {
  const text = textOf(element, name)
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : undefined
}

/** The description inside, or the text itself where an old file has no element for it. */
function bodyOf(element: XmlElement): string {
  return element.children.length > 0 ? textOf(element, 'Description') : element.text.trim()
}

function textOf(element: XmlElement | undefined, name: string): string {
  return (element && child(element, name))?.text.trim() ?? ''
}

function child(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((inside) => inside.name === name)
}

function children(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((inside) => inside.name === name)
}

const BEGINNING = 80

/** The first words of a text, for something that has no name. */
function beginningOf(text: string): string {
  const line = (text.split('\n', 1)[0] ?? '').trim()
  if (line.length <= BEGINNING) return line
  const cut = line.lastIndexOf(' ', BEGINNING)
  const words = line.slice(0, cut > 0 ? cut : BEGINNING).trimEnd()
  return `${words.replace(/[\uD800-\uDBFF]$/, '')}…`
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function refused(message: string, path: string): StratmlReading {
  return { ok: false, message, path }
}
