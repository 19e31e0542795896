import type { PlanFormat, PlanSource } from './format.ts'
import { indexPlan, planName } from './plan-index.ts'
import type { PlanIndex, PlanMove, PlanTask } from './plan-index.ts'
import { taskText } from './task-text.ts'
import { oneLine, paragraphs } from './texts.ts'
import { xmlOf } from './xml.ts'
import type { XmlNode } from './xml.ts'

export const msProject: PlanFormat = {
  id: 'mspdi',
  name: 'Microsoft Project, as XML',
  use: 'project-tools',
  mediaType: 'application/xml; charset=utf-8',
  extension: 'xml',
  purpose:
    'For Microsoft Project and what reads its XML (ProjectLibre, OpenProject, GanttProject): moves as summary tasks, tasks with dates, owners, and what waits for what.',
  limits: [
    'So that Project does not move them, due dates are written as constraints ("must finish on"); a start without a due date as "start no earlier than".',
    'A task without a date begins with the plan.',
    'Next steps stand in the notes of their task.',
    'Risks, assumptions, indicators and meetings are not in it.',
  ],
  render: ({ plan }: PlanSource) => xmlOf({ Project: projectOf(indexPlan(plan)) }),
}

function projectOf(index: PlanIndex): XmlNode {
  const { plan } = index
  const rows = rowsOf(index)
  const numbers = new Map(rows.map(({ id }, i) => [id, i + 1]))
  const owners = plan.people.filter(({ id }) => plan.tasks.some(({ assignee }) => assignee === id))
  const resources = new Map(owners.map(({ id }, i) => [id, i + 1]))
  const assigned = plan.tasks.flatMap(({ id, assignee }) => {
    const [task, resource] = [numbers.get(id), assignee === undefined ? undefined : resources.get(assignee)]
    return task === undefined || resource === undefined ? [] : [{ task, resource }]
  })
  const name = oneLine(planName(plan), MAX_NAME)
  return {
    '@xmlns': 'http://schemas.microsoft.com/project',
    SaveVersion: '14',
    Name: name,
    Title: name,
    CreationDate: plan.provenance.exportedAt.slice(0, 19),
    ScheduleFromStart: '1',
    StartDate: `${startOf(plan)}T08:00:00`,
    CalendarUID: '1',
    DefaultStartTime: '08:00:00',
    DefaultFinishTime: '17:00:00',
    MinutesPerDay: '480',
    MinutesPerWeek: '2400',
    DaysPerMonth: '20',
    Calendars: { Calendar: workingWeek() },
    Tasks: { Task: rows.map((row, i) => taskOf(row, i + 1, numbers, index)) },
    Resources: {
      Resource: owners.map(({ id }) => ({
        UID: String(resources.get(id)),
        ID: String(resources.get(id)),
        Name: oneLine(index.nameOf(id), MAX_NAME) || 'Unnamed',
        Type: '1',
        IsNull: '0',
        ...(index.emailOf(id) ? { EmailAddress: index.emailOf(id) } : {}),
      })),
    },
    Assignments: {
      Assignment: assigned.map(({ task, resource }, i) => ({
        UID: String(i + 1),
        TaskUID: String(task),
        ResourceUID: String(resource),
        Units: '1',
      })),
    },
  }
}

/** Longest name Project takes, characters. */
const MAX_NAME = 255

interface Row {
  id: string
  level: 1 | 2
  item: { move: PlanMove } | { task: PlanTask }
}

/** In the order of the outline: each move, then its tasks; tasks of no move last. */
function rowsOf({ plan, tasksOf }: PlanIndex): Row[] {
  const taskRow = (task: PlanTask, level: 1 | 2): Row => ({ id: task.id, level, item: { task } })
  return [
    ...plan.moves.flatMap((move): Row[] => [
      { id: move.id, level: 1, item: { move } },
      ...tasksOf(move.id).map((task) => taskRow(task, 2)),
    ]),
    ...tasksOf(undefined).map((task) => taskRow(task, 1)),
  ]
}

/** Elements in the order of Microsoft's schema. */
function taskOf({ item, level }: Row, number: number, numbers: ReadonlyMap<string, number>, index: PlanIndex): XmlNode {
  const head = { UID: String(number), ID: String(number) }
  if ('move' in item) {
    const { move } = item
    return {
      ...head,
      Name: oneLine(move.name, MAX_NAME) || 'Untitled move',
      Type: '1',
      IsNull: '0',
      OutlineLevel: String(level),
      Summary: index.tasksOf(move.id).length > 0 ? '1' : '0',
      Notes: move.description || undefined,
    }
  }
  const { task } = item
  const { start, finish, days } = spanOf(task, startOf(index.plan))
  const done = task.status === 'COMPLETED' ? 100 : (task.percentComplete ?? 0)
  return {
    ...head,
    Name: oneLine(task.summary, MAX_NAME) || 'Untitled task',
    Type: '1',
    IsNull: '0',
    OutlineLevel: String(level),
    Priority: String(priorities[task.priority ?? ''] ?? 500),
    Start: `${start}T08:00:00`,
    Finish: `${finish}T17:00:00`,
    Duration: `PT${days * 8}H0M0S`,
    DurationFormat: '7',
    Estimated: '0',
    Milestone: '0',
    Summary: '0',
    PercentComplete: String(done),
    ...constraintOf(task),
    ...(task.due ? { Deadline: `${task.due}T17:00:00` } : {}),
    Notes: notesOf(task, index) || undefined,
    PredecessorLink: (task.dependsOn ?? []).flatMap((id) => {
      const before = numbers.get(id)
      // 1 is finish to start, 7 says that a lag is in days.
      return before === undefined
        ? []
        : [{ PredecessorUID: String(before), Type: '1', CrossProject: '0', LinkLag: '0', LagFormat: '7' }]
    }),
  }
}

/** 0 is as soon as possible, 3 must finish on, 4 start no earlier than. */
function constraintOf({ start, due }: PlanTask): XmlNode {
  if (due) return { ConstraintType: '3', CalendarUID: '-1', ConstraintDate: `${due}T17:00:00` }
  if (start) return { ConstraintType: '4', CalendarUID: '-1', ConstraintDate: `${start}T08:00:00` }
  return { ConstraintType: '0', CalendarUID: '-1' }
}

const priorities: Record<string, number | undefined> = { urgent: 900, high: 700, medium: 500, low: 300 }

function notesOf(task: PlanTask, index: PlanIndex): string {
  const steps = index.microTasksOf(task.id).map(({ summary, status }) => {
    return `[${status === 'COMPLETED' ? 'x' : ' '}] ${oneLine(summary)}`
  })
  const whole = oneLine(task.summary).length > MAX_NAME ? task.summary : undefined
  return paragraphs(whole, taskText(task, index), steps.join('\n'))
}

/** First and last day of a task and its working days; what is not known follows from the estimate, else it is a day. */
function spanOf({ start, due, estimateDays }: PlanTask, planStart: string) {
  const estimated = Math.min(MAX_DAYS, Math.max(1, Math.ceil(estimateDays ?? 1)))
  if (start && due && start <= due) return { start, finish: due, days: workingDays(start, due) }
  if (due) return { start: daysFrom(due, 1 - estimated), finish: due, days: estimated }
  const first = start ?? planStart
  return { start: first, finish: daysFrom(first, estimated - 1), days: estimated }
}

/** Longest task that is counted, days. */
const MAX_DAYS = 3650
const DAY_MS = 86_400_000

/** Monday to Friday between two days, both counted; a task lasts a day at least. */
function workingDays(first: string, last: string): number {
  const [from, to] = [Date.parse(first), Date.parse(last)]
  const all = Math.min(MAX_DAYS, Math.round((to - from) / DAY_MS) + 1)
  const worked = Array.from({ length: all }, (_, i) => new Date(from + i * DAY_MS).getUTCDay()).filter(isWorking)
  return Math.max(1, worked.length)
}

/** So many working days later, or earlier. */
function daysFrom(day: string, count: number): string {
  const step = count < 0 ? -DAY_MS : DAY_MS
  let at = Date.parse(day)
  for (let left = Math.abs(count); left > 0;) {
    at += step
    if (isWorking(new Date(at).getUTCDay())) left--
  }
  const iso = new Date(at).toISOString().slice(0, 10)
  return /^\d{4}-/.test(iso) ? iso : day
}

function isWorking(weekday: number): boolean {
  return weekday !== 0 && weekday !== 6
}

function startOf({ period, provenance }: PlanIndex['plan']): string {
  return period?.start ?? provenance.asOf ?? provenance.exportedAt.slice(0, 10)
}

function workingWeek(): XmlNode {
  const hours = [
    { FromTime: '08:00:00', ToTime: '12:00:00' },
    { FromTime: '13:00:00', ToTime: '17:00:00' },
  ]
  return {
    UID: '1',
    Name: 'Standard',
    IsBaseCalendar: '1',
    BaseCalendarUID: '-1',
    WeekDays: {
      WeekDay: [1, 2, 3, 4, 5, 6, 7].map((day) =>
        day === 1 || day === 7
          ? { DayType: String(day), DayWorking: '0' }
          : { DayType: String(day), DayWorking: '1', WorkingTimes: { WorkingTime: hours } },
      ),
    },
  }
}
