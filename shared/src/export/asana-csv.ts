import { csvOf } from './csv.ts'
import type { DatePattern, PlanFormat, PlanSource } from './format.ts'
import { indexPlan } from './plan-index.ts'
import type { PlanIndex, PlanTask } from './plan-index.ts'
import { taskText } from './task-text.ts'
import { oneLine, paragraphs } from './texts.ts'

export const asanaCsv: PlanFormat = {
  id: 'asana-csv',
  name: 'Asana, as CSV',
  use: 'task-tools',
  mediaType: 'text/csv; charset=utf-8',
  extension: 'csv',
  purpose: 'For the CSV import of Asana: tasks with owner and due date, in one section for each move.',
  limits: [
    'People are matched by e-mail address, and have to be members already; an owner without one stands in the description.',
    'Start dates are taken on paid plans only.',
    'Next steps are a checklist in the description of their task.',
    'Priorities, risks, assumptions, indicators and meetings are not in it.',
    'Choose the date pattern your Asana account reads.',
    'A text that a spreadsheet would run as a formula gets a quote in front.',
  ],
  dates: ['mdy', 'iso', 'dmy'],
  render: ({ plan }: PlanSource, { dates = 'mdy' }) => {
    const index = indexPlan(plan)
    const { emailOf } = index
    const rows = tasksByMove(index).map(({ task, section }) => [
      oneLine(task.summary) || 'Untitled task',
      descriptionOf(task, index),
      section,
      emailOf(task.assignee),
      '',
      dateAs(dates, task.start),
      dateAs(dates, task.due),
    ])
    return csvOf(['Name', 'Description', 'Section', 'Assignee', 'Collaborators', 'Start Date', 'Due Date'], rows)
  },
}

/** Move by move, tasks of no move last. */
export function tasksByMove({ plan, tasksOf }: PlanIndex): { task: PlanTask; section: string }[] {
  return [
    ...plan.moves.flatMap(({ id, name }) =>
      tasksOf(id).map((task) => ({ task, section: oneLine(name) || 'Untitled move' })),
    ),
    ...tasksOf(undefined).map((task) => ({ task, section: 'Other tasks' })),
  ]
}

export function descriptionOf(task: PlanTask, index: PlanIndex): string {
  const steps = index
    .microTasksOf(task.id)
    .map((step) => `[${step.status === 'COMPLETED' ? 'x' : ' '}] ${oneLine(step.summary)}`)
  const whole = oneLine(task.summary) === task.summary ? undefined : task.summary
  return paragraphs(whole, taskText(task, index), steps.join('\n'))
}

function dateAs(pattern: DatePattern, date: string | undefined): string {
  if (date === undefined || pattern === 'iso') return date ?? ''
  const [year, month, day] = date.split('-')
  return pattern === 'mdy' ? `${month}/${day}/${year}` : `${day}/${month}/${year}`
}
