import type ICAL from 'ical.js'
import { addDay, addText, addUrl, calendarMediaType, calendarOf, entry } from './calendar.ts'
import type { PlanFormat, PlanSource } from './format.ts'
import { indexPlan } from './plan-index.ts'
import type { PlanIndex } from './plan-index.ts'
import { taskText } from './task-text.ts'
import { isOpen, labelled, oneLine } from './texts.ts'

export const dueDates: PlanFormat = {
  id: 'ics-due-dates',
  name: 'Due dates, as all-day events',
  use: 'calendar',
  mediaType: calendarMediaType,
  extension: 'ics',
  purpose:
    'For calendars that do not know to-dos, Outlook and Google among them: the goal and every open task and next step on the day it is due.',
  limits: [
    'What has no due date, and what is done, is left out.',
    'Nobody is invited: who owns it stands in the description.',
    'Ticking it off in the calendar is not possible.',
  ],
  render: ({ plan }: PlanSource) => {
    const index = indexPlan(plan)
    const { nameOf } = index
    const goal = plan.goal?.due
      ? [allDay(index, { ...plan.goal, due: plan.goal.due }, `Goal: ${oneLine(plan.goal.name)}`, plan.goal.description)]
      : []
    const tasks = plan.tasks.filter(isOpen).flatMap((task) => {
      const text = taskText(task, index, { owner: true, start: true })
      return task.due ? [allDay(index, { id: task.id, due: task.due }, titled(task, nameOf), text)] : []
    })
    const steps = plan.microTasks.filter(isOpen).flatMap((step) => {
      const said = labelled(['Owner', nameOf(step.assignee)], ['Minutes needed', step.effortMinutes])
      return step.due ? [allDay(index, { id: step.id, due: step.due }, titled(step, nameOf), said.join('\n'))] : []
    })
    return calendarOf(plan, 'due dates', [...goal, ...tasks, ...steps])
  },
}

/** An event does not say who owns it, so its title does. */
function titled(
  { summary, assignee }: { summary?: string; assignee?: string },
  nameOf: (id: string | undefined) => string,
): string {
  const owner = oneLine(nameOf(assignee))
  return `Due: ${oneLine(summary) || 'Untitled'}${owner ? ` (${owner})` : ''}`
}

function allDay(
  { plan }: PlanIndex,
  { id, due }: { id: string; due: string },
  title: string,
  text: string | undefined,
): ICAL.Component {
  const event = entry('vevent', plan, `due.${id}`, title)
  addDay(event, 'dtstart', due)
  event.addPropertyWithValue('transp', 'TRANSPARENT')
  addText(event, 'description', text ?? '')
  addUrl(plan, event)
  return event
}
