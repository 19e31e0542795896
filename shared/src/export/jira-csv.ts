import { csvOf } from './csv.ts'
import type { Cell } from './csv.ts'
import type { PlanFormat, PlanSource } from './format.ts'
import { indexPlan } from './plan-index.ts'
import type { PlanIndex } from './plan-index.ts'
import { taskText } from './task-text.ts'
import { labelled, oneLine, paragraphs, statusInWords } from './texts.ts'

/** Longest summary Jira takes, characters. */
const MAX_SUMMARY = 255

export const jiraCsv: PlanFormat = {
  id: 'jira-csv',
  name: 'Jira, as CSV',
  use: 'task-tools',
  mediaType: 'text/csv; charset=utf-8',
  extension: 'csv',
  purpose:
    'For the CSV import of Jira Cloud: moves become epics, tasks their tasks, next steps sub-tasks. In the wizard, give yyyy-MM-dd as the date format and map Issue ID and Parent.',
  limits: [
    'People are matched by e-mail address; an owner without one stands in the description.',
    'Statuses are not set: a task that has begun says so in its description.',
    'Atlassian advises no more than about 1,500 issues a file.',
    'Risks, assumptions, indicators and meetings are not in it.',
    'A text that a spreadsheet would run as a formula gets a quote in front.',
  ],
  render: ({ plan }: PlanSource) => {
    const index = indexPlan(plan)
    const rows = rowsOf(index)
    const most = Math.max(1, ...rows.map(({ labels }) => labels.length))
    const heading = [...columns, ...Array.from({ length: most }, () => 'Labels')]
    return csvOf(
      heading,
      rows.map(({ cells, labels }) => [...cells, ...labels]),
    )
  },
}

const columns = ['Issue ID', 'Issue Type', 'Parent', 'Summary', 'Description', 'Assignee', 'Priority', 'Due Date']

interface JiraRow {
  cells: readonly Cell[]
  labels: readonly string[]
}

/** Whatever is a parent comes before its children, all of a level before the next. */
function rowsOf(index: PlanIndex): JiraRow[] {
  const { plan, emailOf, nameOf } = index
  const numbers = new Map([...plan.moves, ...plan.tasks, ...plan.microTasks].map(({ id }, i) => [id, i + 1]))
  const parent = (id: string | undefined) => (id === undefined ? undefined : numbers.get(id))
  const epics = plan.moves.map((move): JiraRow => {
    const text = paragraphs(
      move.description,
      labelled(
        ['Goal', plan.goal?.name],
        ['Accountable', nameOf(move.accountable)],
        ['Sponsor', nameOf(move.sponsor)],
      ).join('\n'),
    )
    const [summary, description] = summaryOf(move.name, text, 'Untitled move')
    const due = plan.goal?.due
    return {
      cells: [parent(move.id), 'Epic', undefined, summary, description, emailOf(move.accountable), undefined, due],
      labels: [`planwall:${move.id}`],
    }
  })
  const tasks = plan.tasks.map((task): JiraRow => {
    const [summary, description] = summaryOf(task.summary, taskText(task, index, { start: true }), 'Untitled task')
    const priority = priorities[task.priority ?? '']
    return {
      cells: [
        parent(task.id),
        'Task',
        parent(task.moveId),
        summary,
        description,
        emailOf(task.assignee),
        priority,
        task.due,
      ],
      labels: [`planwall:${task.id}`, ...(task.purpose ? [task.purpose] : []), ...(task.labels ?? []).flatMap(labelOf)],
    }
  })
  const steps = plan.microTasks.map((step): JiraRow => {
    const isUnaddressed = emailOf(step.assignee) === ''
    const said = labelled(
      ['Owner', isUnaddressed ? nameOf(step.assignee) : ''],
      ['Minutes needed', step.effortMinutes],
      ['Status', step.status === 'NEEDS-ACTION' ? '' : statusInWords(step.status)],
    )
    const [summary, description] = summaryOf(step.summary, said.join('\n'), 'Untitled step')
    return {
      cells: [
        parent(step.id),
        'Sub-task',
        parent(step.taskId),
        summary,
        description,
        emailOf(step.assignee),
        undefined,
        step.due,
      ],
      labels: [`planwall:${step.id}`],
    }
  })
  return [...epics, ...tasks, ...steps]
}

const priorities: Record<string, string | undefined> = { urgent: 'Highest', high: 'High', medium: 'Medium', low: 'Low' }

/** What does not fit in a summary stands whole at the beginning of the description. */
function summaryOf(title: string | undefined, text: string, untitled: string): [summary: string, description: string] {
  const summary = oneLine(title, MAX_SUMMARY) || untitled
  return [summary, summary === title || oneLine(title) === '' ? text : paragraphs(title, text)]
}

/** Labels cannot hold spaces. */
function labelOf(label: string): string[] {
  const joined = label.trim().replace(/\s+/gu, '-')
  return joined === '' ? [] : [joined]
}
