import type { PlanFormat, PlanSource } from './format.ts'
import { indexPlan } from './plan-index.ts'
import type { PlanIndex, PlanMove, PlanTask } from './plan-index.ts'
import { taskText } from './task-text.ts'
import { isOpen, oneLine, paragraphs } from './texts.ts'

/** Longest title GitHub takes, characters. */
const MAX_TITLE = 256

export const githubIssues: PlanFormat = {
  id: 'github-jsonl',
  name: 'GitHub issues, as JSON Lines',
  use: 'task-tools',
  mediaType: 'application/x-ndjson; charset=utf-8',
  extension: 'jsonl',
  purpose:
    'For a script that makes issues: one line a task, with title, body, labels, assignees and the move as its milestone. Next steps are a checklist in the body.',
  limits: [
    'GitHub has no import of its own: a script has to send each line.',
    'Issues have no due date: it stands in the body, and the last one of a move is the due date of its milestone.',
    'An owner is assigned only where the plan knows their GitHub name; otherwise the name stands in the body.',
    'Risks, assumptions, indicators and meetings are not in it.',
  ],
  render: ({ plan }: PlanSource) => {
    const index = indexPlan(plan)
    const lines = plan.tasks.map((task) => JSON.stringify(issueOf(task, index)))
    return lines.length > 0 ? `${lines.join('\n')}\n` : ''
  },
}

function issueOf(task: PlanTask, index: PlanIndex) {
  const move = index.plan.moves.find(({ id }) => id === task.moveId)
  return {
    title: oneLine(task.summary, MAX_TITLE) || 'Untitled task',
    body: bodyOf(task, index),
    labels: [task.purpose, task.priority, ...(task.labels ?? [])].filter(
      (label) => label !== undefined && label !== '',
    ),
    assignees: loginsOf(task.assignee, index),
    milestone: move ? oneLine(move.name, MAX_TITLE) || 'Untitled move' : null,
    milestone_due_on: move ? dueOf(move, index) : null,
    state: isOpen(task) ? 'open' : 'closed',
    external_id: task.id,
  }
}

function bodyOf(task: PlanTask, index: PlanIndex): string {
  const steps = index
    .microTasksOf(task.id)
    .map((step) => `- [${step.status === 'COMPLETED' ? 'x' : ' '}] ${oneLine(step.summary)}`)
  const whole = oneLine(task.summary).length > MAX_TITLE ? task.summary : undefined
  return paragraphs(
    whole,
    taskText(task, index, { owner: true, start: true }),
    task.due && `Due: ${task.due}`,
    steps.join('\n'),
  )
}

function loginsOf(personId: string | undefined, { person }: PlanIndex): string[] {
  return (person(personId)?.externalRefs ?? []).flatMap(({ system, key }) => (system === 'github' ? [key] : []))
}

/** Midnight UTC after which the last task of the move is late. */
function dueOf({ id }: PlanMove, { tasksOf }: PlanIndex): string | null {
  const last = tasksOf(id)
    .flatMap(({ due }) => due ?? [])
    .toSorted()
    .at(-1)
  return last === undefined ? null : `${last}T23:59:59Z`
}
