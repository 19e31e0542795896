import { descriptionOf, tasksByMove } from './asana-csv.ts'
import { csvOf } from './csv.ts'
import type { PlanFormat, PlanSource } from './format.ts'
import { indexPlan } from './plan-index.ts'
import { oneLine } from './texts.ts'

export const linearCsv: PlanFormat = {
  id: 'linear-csv',
  name: 'Linear, as CSV',
  use: 'task-tools',
  mediaType: 'text/csv; charset=utf-8',
  extension: 'csv',
  purpose:
    "For Linear's importer, with Asana CSV chosen as the source: that way due dates are kept, which its own CSV drops. Moves become tags.",
  limits: [
    'Linear imports no parents: next steps are a checklist in the description of their task.',
    'People are matched by e-mail address or full name.',
    'Statuses, risks, assumptions, indicators and meetings are not in it.',
    'A text that a spreadsheet would run as a formula gets a quote in front.',
  ],
  render: ({ plan }: PlanSource) => {
    const index = indexPlan(plan)
    const { emailOf, nameOf } = index
    const at = plan.provenance.exportedAt
    const rows = tasksByMove(index).map(({ task, section }) => [
      oneLine(task.summary) || 'Untitled task',
      descriptionOf(task, index),
      priorities[task.priority ?? ''],
      section.replaceAll(',', ' '),
      emailOf(task.assignee) || oneLine(nameOf(task.assignee)),
      task.due,
      at,
      task.status === 'COMPLETED' ? (task.completed ?? at) : undefined,
      task.id,
    ])
    return csvOf(columns, rows)
  },
}

/** What Linear's Asana reader looks for; it fails where Tags is missing. */
const columns = ['Name', 'Notes', 'Priority', 'Tags', 'Assignee', 'Due Date', 'Created At', 'Completed At', 'Task ID']

const priorities: Record<string, string | undefined> = { urgent: 'Urgent', high: 'High', medium: 'Medium', low: 'Low' }
