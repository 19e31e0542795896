import ICAL from 'ical.js'
import { addDay, addPerson, addText, addUrl, calendarMediaType, calendarOf, entry } from './calendar.ts'
import type { PlanFormat, PlanSource } from './format.ts'
import { indexPlan } from './plan-index.ts'
import type { PlanIndex, PlanMicroTask, PlanTask } from './plan-index.ts'
import { taskText } from './task-text.ts'
import { labelled } from './texts.ts'

export const toDos: PlanFormat = {
  id: 'ics-todos',
  name: 'Tasks, as to-dos',
  use: 'calendar',
  mediaType: calendarMediaType,
  extension: 'ics',
  purpose:
    'For calendars that know to-dos (Apple Reminders, Thunderbird, Nextcloud): tasks and next steps with due date, status and priority.',
  limits: [
    'Outlook and Google Calendar do not read to-dos: use the due dates as all-day events there.',
    'Moves, risks, assumptions and indicators are not in it.',
  ],
  render: ({ plan }: PlanSource) => {
    const index = indexPlan(plan)
    const tasks = plan.tasks.map((task) => taskToDo(task, index))
    const steps = plan.microTasks.map((step) => stepToDo(step, index))
    return calendarOf(plan, 'to-dos', [...tasks, ...steps])
  },
}

/** RFC 5545: 1 is the highest, 9 the lowest. */
const priorities: Record<string, number | undefined> = { urgent: 1, high: 3, medium: 5, low: 9 }

function taskToDo(task: PlanTask, index: PlanIndex): ICAL.Component {
  const toDo = entry('vtodo', index.plan, task.id, task.summary)
  if (task.start && task.due && task.start <= task.due) addDay(toDo, 'dtstart', task.start)
  addStatus(toDo, task, index)
  const priority = priorities[task.priority ?? '']
  if (priority) toDo.addPropertyWithValue('priority', priority)
  for (const label of task.labels ?? []) addText(toDo, 'categories', label)
  addText(toDo, 'description', taskText(task, index, { owner: true }))
  addPerson(toDo, task.assignee, index, 'required')
  addUrl(index.plan, toDo)
  return toDo
}

function stepToDo(step: PlanMicroTask, index: PlanIndex): ICAL.Component {
  const toDo = entry('vtodo', index.plan, step.id, step.summary)
  addStatus(toDo, step, index)
  const said = labelled(['Owner', index.nameOf(step.assignee)], ['Minutes needed', step.effortMinutes])
  addText(toDo, 'description', said.join('\n'))
  if (step.taskId) addText(toDo, 'related-to', `${step.taskId}@${index.plan.id}.planwall`)
  addPerson(toDo, step.assignee, index, 'required')
  return toDo
}

function addStatus(
  toDo: ICAL.Component,
  item: { due?: string; status?: string; completed?: string; percentComplete?: number },
  { plan }: PlanIndex,
): void {
  if (item.due) addDay(toDo, 'due', item.due)
  toDo.addPropertyWithValue('status', item.status ?? 'NEEDS-ACTION')
  if (item.status === 'COMPLETED') {
    const at = new Date(item.completed ?? plan.provenance.exportedAt)
    toDo.addPropertyWithValue('completed', ICAL.Time.fromJSDate(at, true))
  }
  const percent = item.status === 'COMPLETED' ? 100 : item.percentComplete
  if (percent !== undefined) toDo.addPropertyWithValue('percent-complete', percent)
}
