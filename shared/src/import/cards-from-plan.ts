import Value from 'typebox/value'
import { cardKinds, fieldOf, isCardKind } from '../board/kinds.ts'
import type { CardKind } from '../board/kinds.ts'
import type { Waiver } from '../board/model.ts'
import { planId } from '../plan/plan-id.ts'
import type { Plan } from '../plan/plan.ts'
import { windowOf } from './board-from-stratml.ts'
import type { Draft, ExtraZone } from './lay-out-board.ts'

/** The cards of a plan, and what of the plan no card can hold. */
export interface PlanCards {
  drafts: Draft[]
  extraZones: ExtraZone[]
  arrows: { from: string; to: string }[]
  columns: number
  /** What the plan was finished in spite of. */
  waivers: Omit<Waiver, 'at'>[]
  /** Paths of what was not taken over, such as `/tasks/3/parentTaskId`. */
  notKept: string[]
}

/**
 * The cards that make this plan again. Items keep their ids; what belongs to what is said by fields and arrows, so that it
 * does not hang on zones. Lists keep their order, but that tasks and indicators go by moves.
 */
export function cardsFromPlan(plan: Plan, { today, newId }: { today: string; newId: () => string }): PlanCards {
  const making = new Making(plan, newId)
  const moveNumber = new Map(plan.moves.map(({ id }, i) => [id, i + 1]))
  const links = linksIn(plan)

  for (const [i, person] of plan.people.entries()) {
    const role = plan.roles.find(({ personId }) => personId === person.id)?.role
    making.add('person', person, `/people/${i}`, { zoneId: null, fields: { role } })
  }
  if (plan.goal) {
    making.add('goal', plan.goal, '/goal', { zoneId: 'goal' })
    making.series(plan.goal)
  }
  making.addAll('parentGoal', plan.parentGoals, 'parentGoals')
  for (const [i, move] of plan.moves.entries()) making.add('move', move, `/moves/${i}`, { zoneId: `move-${i + 1}` })
  const rows = rowsOf(plan, today)
  for (const [i, task] of plan.tasks.entries()) {
    const column = moveNumber.get(task.moveId ?? '')
    const row = rows.get(task.id) ?? 'later'
    making.add('task', task, `/tasks/${i}`, {
      zoneId: column === undefined ? making.zone('task') : `tasks-${column}-${row}`,
      fields: {
        dependsOn: making.ids(task.dependsOn),
        mitigates: making.ids(links.mitigates.get(task.id)),
        tests: making.ids(task.tests),
      },
    })
  }
  for (const [i, indicator] of plan.performanceIndicators.entries()) {
    const measures = links.measures.get(indicator.id)
    const column = moveNumber.get(measures ?? '')
    const isOfGoal = measures !== undefined && measures === plan.goal?.id
    const [first, ...others] = indicator.predicts ?? []
    making.add('kpi', indicator, `/performanceIndicators/${i}`, {
      zoneId: column !== undefined ? `kpis-${column}` : isOfGoal ? 'goal' : making.zone('kpi'),
      fields: {
        measures: making.id(measures),
        predicts: making.id(first),
        amber: indicator.thresholds?.amber,
        red: indicator.thresholds?.red,
      },
    })
    for (const other of others) making.arrow(indicator.id, other)
    making.series(indicator)
  }
  making.addAll('microTask', plan.microTasks, 'microTasks')
  for (const [i, risk] of plan.risks.entries()) {
    const response = risk.responseStrategy === 'undecided' ? undefined : risk.responseStrategy
    making.add('risk', risk, `/risks/${i}`, {
      fields: { response, threatens: making.ids(risk.threatens) },
    })
    making.reasons(risk)
  }
  for (const [i, contingency] of plan.contingencies.entries()) {
    const riskId = making.id(plan.risks.find(({ contingencyId }) => contingencyId === contingency.id)?.id)
    const steps = contingency.taskTemplates?.map(({ assignee, ...step }) => {
      const id = making.id(assignee)
      return id === undefined ? step : { ...step, assignee: id }
    })
    making.add('contingency', contingency, `/contingencies/${i}`, { fields: { riskId, steps } })
  }
  for (const [i, assumption] of plan.assumptions.entries()) {
    const { tripwire } = assumption
    making.add('assumption', assumption, `/assumptions/${i}`, {
      fields: {
        supports: making.ids(links.supports.get(assumption.id)),
        tripwireKpi: making.id(tripwire?.indicatorId),
        tripwireOperator: tripwire?.operator,
        tripwireValue: tripwire?.value,
        tripwireByDate: tripwire?.byDate,
      },
    })
    for (const [at, challenge] of (assumption.challenges ?? []).entries()) {
      making.add('challenge', challenge, `/assumptions/${i}/challenges/${at}`, {
        fields: { about: making.id(assumption.id) },
        createdBy: making.author(challenge.by),
      })
    }
  }
  for (const [i, choice] of choicesOf(plan).entries()) {
    making.add('choice', choice, `/strategy/choices/${i}`)
  }
  making.addAll('decision', plan.decisions, 'decisions')
  for (const [i, signOff] of plan.signOffs.entries()) {
    const wholePlan = signOff.subjectId === plan.id
    making.add('signoff', signOff, `/signOffs/${i}`, {
      fields: wholePlan ? { wholePlan } : { subject: making.id(signOff.subjectId) },
    })
  }
  making.addAll('cadence', plan.cadence, 'cadence')
  for (const [i, waiver] of (plan.cadenceWaivers ?? []).entries()) {
    making.add('cadence', waiver, `/cadenceWaivers/${i}`, { fields: { waived: waiver.reason } })
  }
  for (const [i, gap] of plan.capabilityGaps.entries()) {
    const [first, ...others] = gap.taskIds ?? []
    making.add('capabilityGap', gap, `/capabilityGaps/${i}`, { fields: { task: making.id(first) } })
    for (const other of others) making.arrow(gap.id, other)
  }
  for (const [i, item] of plan.parkingLot.entries()) {
    making.add('parking', item, `/parkingLot/${i}`, { zoneId: 'parking', createdBy: making.author(item.raisedBy) })
  }
  making.leftOut(plan.omitted)
  return { ...making.result(), columns: plan.moves.length, waivers: waiversOf(plan, making) }
}

interface Item {
  id?: string
  derivedFrom?: readonly Source[]
  externalRefs?: readonly { system: string; key: string }[]
}
function waiversOf({ checks = [] }: Plan, making: Making): PlanCards['waivers'] {
  return checks.flatMap(({ code, subjectId, waiverReason: reason, waivedBy }) => {
    if (reason === undefined) return []
    const cardId = making.id(subjectId)
    const by = making.id(waivedBy) ?? SOMEBODY
    return [{ code, ...(cardId === undefined ? {} : { cardId }), reason, by }]
  })
}

type Source = NonNullable<NonNullable<Plan['goal']>['derivedFrom']>[number]

interface Measured extends Item {
  id: string
  measurements?: readonly { period?: string; start?: string; end?: string; value: number }[]
}

/** Where the plan and the card call a field by different names. */
const fieldNames: Record<string, string | undefined> = {
  definitionOfDone: 'doneWhen',
  indicatorType: 'type',
  unitOfMeasurement: 'unit',
  dataSource: 'source',
  acceptanceReason: 'acceptReason',
  earlyWarningSign: 'sign',
  historicalEvidence: 'history',
  currentLevel: 'now',
  neededLevel: 'needed',
  dtstart: 'start',
  durationMinutes: 'minutes',
  optionalAttendees: 'optional',
  organization: 'org',
  optionsRejected: 'rejected',
  personId: 'person',
  subjectHash: 'signedWords',
  becameId: 'became',
}
const fieldNamesOfKind: Partial<Record<CardKind, Record<string, string | undefined>>> = {
  risk: { status: 'riskStatus' },
  assumption: { status: 'assumptionStatus' },
  contingency: { state: 'contingencyState' },
  decision: { state: 'decisionState' },
  person: { kind: 'side' },
}

/** What follows from something else, or is written by the code above; never looked up as a field. */
const derived = new Set([
  'id',
  'derivedFrom',
  'externalRefs',
  'goalId',
  'sequenceIndicator',
  'signOffId',
  'performanceIndicatorIds',
  'assumptionIds',
  'mitigationTaskIds',
  'contingencyId',
  'conditionTaskIds',
  'thresholds',
  'tripwire',
  'responseStrategy',
  'taskTemplates',
  'challenges',
  'measurements',
  'dependsOn',
  'mitigates',
  'tests',
  'predicts',
  'threatens',
  'supports',
  'subjectId',
  'taskIds',
  'by',
  'raisedBy',
  'reason',
])

/** What the zones are called that an imported board has beside those of T1. */
export const extraZoneNames: Partial<Record<CardKind, string>> = {
  parentGoal: 'Goals above ours',
  task: 'Other tasks',
  microTask: 'Next steps',
  kpi: 'Other indicators',
  series: 'Numbers',
  failure: 'Reasons for failure',
  risk: 'Risks',
  contingency: 'Plans B',
  assumption: 'Assumptions',
  challenge: 'Challenges',
  choice: 'Choices',
  decision: 'Decisions',
  signoff: 'Sign-offs',
  cadence: 'Regular meetings',
  capabilityGap: 'Skills to build',
  goal: 'Other goals',
}

/** Stands for the maker of a card whose own card is not in the plan: somebody, but nobody who could be named. */
const SOMEBODY = 'somebody'

class Making {
  readonly #newId: () => string
  readonly #cardIds = new Map<string, string>()
  readonly #drafts = new Map<string, Draft>()
  readonly #zones = new Map<CardKind, ExtraZone>()
  readonly #arrows: { from: string; to: string }[] = []
  readonly #notKept: string[] = []

  constructor(plan: Plan, newId: () => string) {
    this.#newId = newId
    for (const item of itemsIn(plan)) {
      if (item.id !== undefined) this.#cardIds.set(item.id, cardIdOf(item.id, item.derivedFrom))
    }
  }

  /** The card of an item of the plan; undefined for an id that names none. */
  id(planned: string | undefined): string | undefined {
    return planned === undefined ? undefined : this.#cardIds.get(planned)
  }

  ids(planned: readonly string[] | undefined): string[] | undefined {
    const known = planned?.flatMap((id) => this.id(id) ?? [])
    return known && known.length > 0 ? known : undefined
  }

  author(by: string | undefined): string | null {
    return by === 'anonymous' ? null : by === undefined ? SOMEBODY : (this.id(by) ?? SOMEBODY)
  }

  zone(kind: CardKind): string {
    const zone = this.#zones.get(kind) ?? { id: `${kind}-cards`, name: extraZoneNames[kind] ?? kind, accepts: [kind] }
    this.#zones.set(kind, zone)
    return zone.id
  }

  arrow(from: string, to: string): void {
    const [start, end] = [this.id(from), this.id(to)]
    if (start !== undefined && end !== undefined) this.#arrows.push({ from: start, to: end })
  }

  addAll(kind: CardKind, items: readonly Item[], section: string): void {
    for (const [i, item] of items.entries()) this.add(kind, item, `/${section}/${i}`)
  }

  add(
    kind: CardKind,
    item: Item,
    path: string,
    { zoneId = this.zone(kind), fields = {}, createdBy }: Partial<Draft> = {},
  ): void {
    const { title } = cardKinds[kind]
    const own: Record<string, unknown> = { sourceId: sourceIdOf(item) }
    const [source] = item.derivedFrom ?? []
    // An item that the plan gives no title has the one of its card.
    let text = source?.textAtExport ?? ''
    for (const [name, value] of Object.entries(item)) {
      if (derived.has(name)) continue
      const target = fieldNamesOfKind[kind]?.[name] ?? fieldNames[name] ?? name
      if (target === title || isTitle(kind, name)) text = String(value)
      else own[target] = this.#read(kind, target, value, `${path}/${name}`)
    }
    const id = this.id(item.id) ?? this.#newId()
    const author = createdBy === undefined && item.derivedFrom ? this.author(source?.attributedTo) : createdBy
    this.#put({ id, kind, text, fields: { ...own, ...fields }, zoneId, createdBy: author ?? null }, source)
  }

  /** The numbers of a KPI or of the goal, all in the first of the series they were read from. */
  series({ id, measurements = [], derivedFrom = [] }: Measured): void {
    const rows = measurements.map(({ period, start, end, value }) => {
      const days = start === end ? start : `${start ?? ''} – ${end ?? ''}`
      const when = period ?? days
      return when === undefined ? { value } : { period: when, value }
    })
    const sources = derivedFrom.slice(1)
    if (rows.length === 0 && sources.length === 0) return
    for (const [i, source] of (sources.length > 0 ? sources : [undefined]).entries()) {
      this.#put(
        {
          id: source?.cardId ?? this.#newId(),
          kind: 'series',
          text: source?.textAtExport ?? '',
          fields: { measures: this.id(id), ...(i === 0 && rows.length > 0 ? { rows } : {}) },
          zoneId: this.zone('series'),
          createdBy: source ? this.author(source.attributedTo) : null,
        },
        source,
      )
    }
  }

  /** The failures a risk was made of. */
  reasons(risk: Item & { id: string }): void {
    for (const source of risk.derivedFrom?.slice(1) ?? []) {
      this.#put(
        {
          id: source.cardId,
          kind: 'failure',
          text: source.textAtExport ?? '',
          fields: { riskId: this.id(risk.id) },
          zoneId: this.zone('failure'),
          createdBy: this.author(source.attributedTo),
        },
        source,
      )
    }
  }

  /** Cards the plan only names: with their words, where it has them. */
  leftOut(omitted: Plan['omitted']): void {
    for (const { cardId, kind, text = '', reason } of omitted) {
      if (!isCardKind(kind) || this.#drafts.has(cardId)) continue
      const zoneId = reason === 'parked' ? 'parking' : kind === 'note' ? 'ideas' : this.zone(kind)
      const fields = reason === 'kept-for-review' ? { keptForReview: true } : {}
      this.#put({ id: cardId, kind, text, fields, zoneId }, undefined)
    }
  }

  result(): Omit<PlanCards, 'columns' | 'waivers'> {
    const drafts = [...this.#drafts.values()]
    return { drafts, extraZones: [...this.#zones.values()], arrows: this.#arrows, notKept: this.#notKept }
  }

  #put(draft: Draft, source: Source | undefined): void {
    const fields = Object.fromEntries(Object.entries(draft.fields).filter(([, value]) => value !== undefined))
    const { votes = 0, links = [] } = (source ?? {}) as { votes?: number; links?: readonly string[] }
    this.#drafts.set(draft.id, { ...draft, fields, votes, links })
  }

  /** References are given as cards; undefined where the card's kind has no such field, or it takes no such value. */
  #read(kind: CardKind, name: string, value: unknown, path: string): unknown {
    const field = fieldOf(kind, name)
    if (!field) {
      this.#notKept.push(path)
      return undefined
    }
    const isPlural = field.control === 'people' || field.control === 'refs'
    const isSingle = field.control === 'person' || field.control === 'ref'
    const read = isPlural ? this.ids(value as string[]) : isSingle ? this.id(String(value)) : value
    if (read === undefined || (field.control !== 'long' && !Value.Check(field.schema, read))) {
      this.#notKept.push(path)
      return undefined
    }
    return read
  }
}

function isTitle(kind: CardKind, name: string): boolean {
  return titleNames[kind] === name
}

/** Where the plan and the card call the title by different names. */
const titleNames: Partial<Record<CardKind, string>> = { cadence: 'summary', person: 'displayName' }

/** The id the card had: the item says it, or it can be told from the item's id. */
function cardIdOf(id: string, derivedFrom: readonly Source[] | undefined): string {
  const from = derivedFrom?.[0]?.cardId
  if (from !== undefined && planId(from) === id) return from
  if (planId(id) === id) return id
  const unescaped = id.startsWith('x:')
    ? id.slice(2).replaceAll(/:([0-9a-f]{1,4}):/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : id
  return planId(unescaped) === id ? unescaped : id
}

function sourceIdOf({ externalRefs = [] }: Item): string | undefined {
  return externalRefs.find(({ system }) => system === 'stratml')?.key
}

/** What some items say of others from the other side, put together with what those say of themselves. */
function linksIn(plan: Plan) {
  const measures = new Map<string, string>()
  for (const { id, measures: of } of plan.performanceIndicators) if (of !== undefined) measures.set(id, of)
  for (const owner of [...plan.moves, ...(plan.goal ? [plan.goal] : [])]) {
    for (const id of owner.performanceIndicatorIds ?? []) if (!measures.has(id)) measures.set(id, owner.id)
  }
  const mitigates = new Map(plan.tasks.map(({ id, mitigates: of = [] }) => [id, [...of]]))
  for (const { id, mitigationTaskIds = [] } of plan.risks) addInverse(mitigates, mitigationTaskIds, id)
  const supports = new Map(plan.assumptions.map(({ id, supports: of = [] }) => [id, [...of]]))
  for (const { id, assumptionIds = [] } of plan.moves) addInverse(supports, assumptionIds, id)
  return { measures, mitigates, supports }
}

function addInverse(lists: Map<string, string[]>, owners: readonly string[], id: string): void {
  for (const owner of owners) {
    const list = lists.get(owner)
    if (list && !list.includes(id)) list.push(id)
  }
}

/** The choices one by one; a plan of another program may have them as texts only. */
function choicesOf({ strategy }: Plan): (Item & { question?: string; text?: string })[] {
  if (!strategy) return []
  if (strategy.choices && strategy.choices.length > 0) return strategy.choices
  const of = (question: string, texts: readonly (string | undefined)[]) =>
    texts.flatMap((text) => (text ? [{ question, text, derivedFrom: [] }] : []))
  return [
    ...of('aspiration', [strategy.winningAspiration]),
    ...of('whereIn', strategy.whereToPlay?.in ?? []),
    ...of('whereOut', strategy.whereToPlay?.out ?? []),
    ...of('howToWin', [strategy.howToWin]),
    ...of('capability', strategy.capabilities ?? []),
    ...of('system', strategy.managementSystems ?? []),
  ]
}

function itemsIn(plan: Plan): Item[] {
  return [
    ...(plan.goal ? [plan.goal] : []),
    ...plan.parentGoals,
    ...plan.moves,
    ...plan.tasks,
    ...plan.microTasks,
    ...plan.performanceIndicators,
    ...plan.assumptions,
    ...plan.assumptions.flatMap(({ challenges = [] }) => challenges),
    ...plan.risks,
    ...plan.contingencies,
    ...plan.capabilityGaps,
    ...plan.cadence,
    ...(plan.cadenceWaivers ?? []),
    ...plan.people,
    ...plan.decisions,
    ...plan.signOffs,
    ...plan.parkingLot,
    ...(plan.strategy?.choices ?? []),
  ]
}

const windows = ['month', 'quarter', 'later'] as const
type Window = (typeof windows)[number]

/**
 * The row each task of a move lies in: the one it lay in where that is known, else the one its date falls in. Rows come one
 * after the other in every list, so that where the plan's order says otherwise, as few tasks as can be lie in another.
 */
function rowsOf(plan: Plan, today: string): Map<string, Window> {
  const rows = new Map<string, Window>()
  for (const { id } of plan.moves) {
    const tasks = plan.tasks.filter(({ moveId }) => moveId === id)
    const wanted = tasks.map(({ due, derivedFrom }) => {
      const [, row] = /^tasks-.*-(month|quarter|later)$/.exec(derivedFrom?.[0]?.zoneId ?? '') ?? []
      return windows.find((one) => one === row) ?? windowOf(due, today)
    })
    for (const [i, row] of inRowOrder(wanted).entries()) rows.set(tasks[i]?.id ?? '', row)
  }
  return rows
}

/** The rows nearest to these that never go back. */
function inRowOrder(wanted: readonly Window[]): Window[] {
  let best: { from: number; to: number; fits: number } = { from: 0, to: 0, fits: -1 }
  const count = (row: Window) => {
    const sums = [0]
    for (const one of wanted) sums.push((sums.at(-1) ?? 0) + (one === row ? 1 : 0))
    return sums
  }
  const [month, quarter, later] = windows.map(count) as [number[], number[], number[]]
  const all = wanted.length
  const last = later[all] ?? 0
  // The best end of the second row for every end of the first, found from behind.
  let end = { to: all, gain: (quarter[all] ?? 0) - (later[all] ?? 0) }
  for (let from = all; from >= 0; from--) {
    const gain = (quarter[from] ?? 0) - (later[from] ?? 0)
    if (gain >= end.gain) end = { to: from, gain }
    const fits = (month[from] ?? 0) - (quarter[from] ?? 0) + end.gain + last
    if (fits > best.fits) best = { from, to: end.to, fits }
  }
  return wanted.map((_, i) => (i < best.from ? 'month' : i < best.to ? 'quarter' : 'later'))
}
