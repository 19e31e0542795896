import type { Plan } from '../plan/plan.ts'
import type { PlanFormat, PlanSource } from './format.ts'
import {
  CHALLENGES,
  fieldsOfSection,
  ONLY_FOR_READING,
  OTHER_TASKS,
  STRATEGY,
  tableSections,
} from './markdown-words.ts'
import type { MarkdownField, TableSection } from './markdown-words.ts'
import { EMPTY, inline, quoted } from './markdown-text.ts'
import { indexPlan, planName } from './plan-index.ts'
import type { PlanIndex, PlanMicroTask, PlanTask } from './plan-index.ts'
import { isOpen, oneLine } from './texts.ts'

export const markdown: PlanFormat = {
  id: 'markdown',
  name: 'Markdown',
  use: 'keep',
  mediaType: 'text/markdown; charset=utf-8',
  extension: 'md',
  purpose:
    'To read, to edit and to keep beside code or notes: goal, moves with their tasks, tables of the rest, a section for each owner. It can be edited and imported here again; ids stand in comments.',
  limits: [
    'Cards that are not in the plan are only counted, and where an item came from (card, votes) is not in it.',
    'Pictures of the wall are not in it; the whole board as JSON and the report have them.',
    'What is written under the owners says again what stands above, and is not read back.',
  ],
  readBack: true,
  render: ({ plan }: PlanSource) => `${new Writer(inMarkdownOrder(plan)).lines().join('\n')}\n`,
}

/** Tasks and indicators move by move, so that a file that is read back is written in the same order again. */
function inMarkdownOrder(plan: Plan): Plan {
  const places = new Map(plan.moves.map(({ id }, i) => [id, i + 1]))
  const place = (id: string | undefined) => (id === plan.goal?.id ? 0 : (places.get(id ?? '') ?? Infinity))
  const by =
    <T>(of: (item: T) => string | undefined) =>
    (a: T, b: T) => {
      const [x, y] = [place(of(a)), place(of(b))]
      return x < y ? -1 : x > y ? 1 : 0
    }
  return {
    ...plan,
    tasks: plan.tasks.toSorted(by(({ moveId }) => moveId)),
    performanceIndicators: plan.performanceIndicators.toSorted(by(({ measures }) => measures)),
  }
}

type Values = Record<string, unknown>

class Writer {
  readonly #plan: Plan
  readonly #index: PlanIndex

  /** The order of what is referred to. People stay as they were named. */
  readonly #rank: ReadonlyMap<string, number>

  constructor(plan: Plan) {
    this.#plan = plan
    const { goal, parentGoals, moves, tasks, performanceIndicators, risks, assumptions } = plan
    const ranked = [goal ?? [], parentGoals, moves, tasks, performanceIndicators, risks, assumptions].flat()
    this.#rank = new Map(ranked.map(({ id }, i) => [id, i]))
    this.#index = indexPlan(plan)
  }

  lines(): string[] {
    const { goal } = this.#plan
    return [
      ...this.#frontMatter(),
      '',
      goal ? `# ${inline(goal.name ?? '')} <!-- goal:${goal.id} -->` : `# ${inline(planName(this.#plan))}`,
      ...(goal ? this.#bullets(goal, fieldsOfSection('goal'), ['name'], '') : []),
      ...this.#strategy(),
      ...this.#moves(),
      ...(Object.keys(tableSections) as TableSection[]).flatMap((name) => this.#table(name)),
      ...this.#challenges(),
      '',
      ONLY_FOR_READING,
      ...this.#owners(),
      ...this.#leftOut(),
    ]
  }

  #frontMatter(): string[] {
    const { schemaVersion, id, name, description, kind, status, locale, timezone, period, provenance } = this.#plan
    const rows: [string, unknown][] = [
      ['planwall', schemaVersion],
      ['id', id],
      ['name', name],
      ['description', description],
      ['kind', kind],
      ['status', status],
      ['locale', locale],
      ['timezone', timezone],
      ['start', period?.start],
      ['end', period?.end],
      ['exported', provenance.exportedAt],
    ]
    // Every string of JSON is one of YAML.
    return ['---', ...rows.flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${asYaml(value)}`])), '---']
  }

  #strategy(): string[] {
    const { strategy } = this.#plan
    const choices = strategy?.choices ?? []
    return choices.length === 0 ? [] : ['', `## ${STRATEGY}`, '', ...this.#rows(choices, fieldsOfSection('choices'))]
  }

  #moves(): string[] {
    const { moves } = this.#plan
    const other = this.#index.tasksOf(undefined)
    return [
      ...moves.flatMap((move, i) => [
        '',
        `## Move ${i + 1}: ${inline(move.name ?? '')} <!-- move:${move.id} -->`,
        ...this.#bullets(move, fieldsOfSection('moves'), ['name'], ''),
        ...this.#tasks(this.#index.tasksOf(move.id)),
      ]),
      ...(other.length > 0 ? ['', `## ${OTHER_TASKS}`, ...this.#tasks(other)] : []),
    ]
  }

  #tasks(tasks: readonly PlanTask[]): string[] {
    return tasks.length === 0 ? [] : ['', ...tasks.flatMap((task) => this.#task(task))]
  }

  #task(task: PlanTask): string[] {
    return [
      this.#line('task', task),
      ...this.#nested(task, fieldsOfSection('tasks'), ['summary', 'assignee', 'due', 'moveId'], '  '),
      ...this.#index.microTasksOf(task.id).flatMap((step) => this.#step(step)),
    ]
  }

  #step(step: PlanMicroTask): string[] {
    const shown = ['summary', 'assignee', 'due', 'taskId']
    return [`  ${this.#line('step', step)}`, ...this.#nested(step, fieldsOfSection('microTasks'), shown, '    ')]
  }

  /** `- [ ] What — @Who — when <!-- task:id owner:id -->` */
  #line(kind: 'task' | 'step', { id, summary = '', assignee, due, status }: PlanTask | PlanMicroTask): string {
    const owner = assignee === undefined ? [] : [`@${inline(oneLine(this.#index.nameOf(assignee)))}`]
    const parts = [inline(summary), ...owner, ...(due === undefined ? [] : [due])]
    const mark = `${kind}:${id}${assignee === undefined ? '' : ` owner:${assignee}`}`
    return `- [${status === 'COMPLETED' ? 'x' : ' '}] ${parts.join(' — ')} <!-- ${mark} -->`
  }

  /** The box says whether it is done, and so does not have to be said again. */
  #nested(item: Values, fields: readonly MarkdownField[], shown: readonly string[], indent: string): string[] {
    const { status } = item
    const isBoxEnough = status === 'COMPLETED' || status === 'NEEDS-ACTION'
    return this.#fields(item, fields, isBoxEnough ? [...shown, 'status'] : shown, indent)
  }

  #bullets(item: Values, fields: readonly MarkdownField[], shown: readonly string[], indent: string): string[] {
    const lines = this.#fields(item, fields, shown, indent)
    return lines.length > 0 ? ['', ...lines] : []
  }

  #fields(item: Values, fields: readonly MarkdownField[], shown: readonly string[], indent: string): string[] {
    return fields.flatMap((field) => {
      const value = item[field.name]
      if (value === undefined || shown.includes(field.name)) return []
      if (field.type === 'text' && String(value).includes('\n')) {
        return [`${indent}- **${field.label}:**`, ...quoted(String(value), `${indent}  `)]
      }
      return [`${indent}- **${field.label}:** ${this.#value(value, field)}`]
    })
  }

  #table(name: TableSection): string[] {
    const items = this.#plan[name] ?? []
    return items.length === 0 ? [] : ['', `## ${tableSections[name]}`, '', ...this.#rows(items, fieldsOfSection(name))]
  }

  #challenges(): string[] {
    const about: MarkdownField = { name: 'about', label: 'About', type: 'ref', fields: [] }
    const rows = this.#plan.assumptions.flatMap(({ id, challenges = [] }) =>
      challenges.map((challenge) => ({ ...challenge, about: id })),
    )
    return rows.length === 0
      ? []
      : ['', `## ${CHALLENGES}`, '', ...this.#rows(rows, [...fieldsOfSection('challenges'), about])]
  }

  /** Columns nobody fills are left out. */
  #rows(items: readonly object[], fields: readonly MarkdownField[]): string[] {
    const values = items as readonly Values[]
    const hasIds = values.some(({ id }) => id !== undefined)
    const used = fields.filter(({ name }) => values.some((item) => item[name] !== undefined))
    const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
    return [
      row([...used.map(({ label }) => label), ...(hasIds ? ['Id'] : [])]),
      row([...used, ...(hasIds ? ['id'] : [])].map(() => '---')),
      ...values.map((item) =>
        row([
          ...used.map((field) => (item[field.name] === undefined ? '' : this.#cell(item[field.name], field))),
          ...(hasIds ? [String(item.id ?? '')] : []),
        ]),
      ),
    ]
  }

  /** What is there and empty is told from what is not there. */
  #cell(value: unknown, field: MarkdownField): string {
    return this.#value(value, field) || EMPTY
  }

  #value(value: unknown, { type, fields }: MarkdownField, lineEnd: '<br>' | '&#10;' = '<br>'): string {
    switch (type) {
      case 'text':
        return inline(String(value), lineEnd)
      case 'number':
        return String(value)
      case 'yes-no':
        return value === true ? 'yes' : 'no'
      case 'ref':
        return this.#ref(String(value))
      case 'texts':
        return (value as string[]).map((text) => inline(text, '&#10;') || EMPTY).join('<br>')
      case 'refs':
        return (value as string[])
          .toSorted((a, b) => (this.#rank.get(a) ?? 0) - (this.#rank.get(b) ?? 0))
          .map((id) => this.#ref(id))
          .join(', ')
      case 'quantity': {
        const { value: amount, unit } = value as { value: number; unit: string }
        return `${amount} ${inline(unit, lineEnd)}`.trimEnd()
      }
      case 'record':
        return this.#record(value as Values, fields)
      case 'records':
        return (value as Values[]).map((record) => this.#record(record, fields) || EMPTY).join('<br>')
      default:
        return type satisfies never
    }
  }

  #record(record: Values, fields: readonly MarkdownField[]): string {
    return fields
      .filter(({ name }) => record[name] !== undefined)
      .map((field) => `${field.label}: ${this.#value(record[field.name], field, '&#10;')}`)
      .join(' · ')
  }

  #ref(id: string): string {
    if (id === 'anonymous') return 'anonymous'
    const title = id === this.#plan.id ? 'The whole plan' : oneLine(this.#index.titleOf(id), 80)
    return `[${inline(title, '&#10;')}](#${id})`
  }

  #owners(): string[] {
    const { people, tasks, microTasks } = this.#plan
    return people.flatMap(({ id, displayName = '' }) => {
      const own = tasks.filter((task) => task.assignee === id && isOpen(task))
      const steps = microTasks.filter((step) => step.assignee === id && isOpen(step))
      if (own.length + steps.length === 0) return []
      const line = ({ summary, due }: PlanTask | PlanMicroTask) =>
        `- [ ] ${inline(oneLine(summary))}${due === undefined ? '' : ` — ${due}`}`
      return ['', `## For ${inline(oneLine(displayName))}`, '', ...[...steps, ...own].map(line)]
    })
  }

  #leftOut(): string[] {
    const counts = new Map<string, number>()
    for (const { reason } of this.#plan.omitted) counts.set(reason, (counts.get(reason) ?? 0) + 1)
    if (counts.size === 0) return []
    return ['', '## Not in this plan', '', ...[...counts].map(([reason, count]) => `- ${reason}: ${count}`)]
  }
}

function asYaml(value: unknown): string {
  return typeof value === 'number' ? String(value) : JSON.stringify(String(value))
}
