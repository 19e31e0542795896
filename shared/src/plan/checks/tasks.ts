import { beginsWithNonVerb } from './begins-with-verb.ts'
import { circlesAmong } from './circles.ts'
import { each, inField, isBlank } from './missing.ts'
import { isOpen, shortened } from './plan-view.ts'
import type { PlanView, Task } from './plan-view.ts'
import type { Draft, Rule } from './rule.ts'

export const taskRules: readonly Rule[] = [
  {
    code: 'TSK-01',
    severity: 'error',
    *find(view) {
      for (const { id, assignee, due } of view.openTasks) {
        yield* each(
          !assignee && inField(view, id, 'TSK-01.no-assignee', 'assignee'),
          !due && inField(view, id, 'TSK-01.no-due', 'due'),
        )
      }
    },
  },
  { code: 'TSK-02', severity: 'error', find: outOfTime },
  {
    code: 'TSK-03',
    severity: 'warning',
    *find(view) {
      for (const { id, summary, definitionOfDone } of view.plan.tasks) {
        yield* each(
          isBlank(definitionOfDone) && inField(view, id, 'TSK-03.no-done-when', 'doneWhen'),
          isEnglish(view) && beginsWithNonVerb(summary ?? '') && inField(view, id, 'TSK-03.no-verb', 'summary'),
        )
      }
    },
  },
  { code: 'TSK-04', severity: 'error', find: wrongOrder },
  { code: 'TSK-05', severity: 'warning', find: tooLarge },
]

function* outOfTime(view: PlanView): Generator<Draft> {
  const { period, goal } = view.plan
  for (const { id, start, due } of view.openTasks) {
    if (!due) continue
    yield* each(
      period && due < period.start && inField(view, id, 'TSK-02.before-start', 'due', { due, start: period.start }),
      goal?.due !== undefined &&
        due > goal.due &&
        inField(view, id, 'TSK-02.after-goal', 'due', { due, goalDue: goal.due }),
      start !== undefined && start > due && inField(view, id, 'TSK-02.starts-late', 'start', { start, due }),
    )
  }
}

function* wrongOrder(view: PlanView): Generator<Draft> {
  const waitsFor = (id: string) => view.tasks.get(id)?.dependsOn ?? []
  for (const circle of circlesAmong([...view.tasks.keys()], waitsFor)) {
    const [first] = circle
    if (first !== undefined) yield inField(view, first, 'TSK-04.circle', 'dependsOn', { count: circle.length })
  }
  for (const { id, due, dependsOn } of view.openTasks) {
    for (const other of dependsOn ?? []) {
      const before = view.tasks.get(other)
      if (!due || !before?.due || due >= before.due || !isOpen(before)) continue
      const params = { due, other: shortened(before.summary ?? ''), otherDue: before.due }
      yield { ...inField(view, id, 'TSK-04.due-before', 'due', params), part: other }
    }
  }
}

function* tooLarge(view: PlanView): Generator<Draft> {
  const { taskEstimateDaysMax: max, taskEstimateDaysWithoutMicroTask: small } = view.limits
  for (const task of view.openTasks) {
    const { id, estimateDays: days } = task
    if (days === undefined) continue
    if (days > max) yield inField(view, id, 'TSK-05.too-large', 'estimateDays', { days, max })
    if (days > small && !hasFirstStep(view, task)) yield noFirstStep(view, task, days)
  }
}

/** A small step that is not due after the task starts. */
function hasFirstStep(view: PlanView, { id, start }: Task): boolean {
  const steps = view.stepsOfTask.get(id) ?? []
  return steps.some(({ due, status }) => status !== 'CANCELLED' && (!start || !due || due <= start))
}

function noFirstStep(view: PlanView, { id, assignee }: Task, days: number): Draft {
  const about = view.about(id)
  const fields = { taskId: about?.cardId, ...(assignee ? { assignee: view.about(assignee)?.cardId } : {}) }
  return {
    sentence: 'TSK-05.no-first-step',
    params: { days },
    about,
    fix: { act: 'add', kind: 'microTask', fields },
    personId: view.carrierOf(id),
  }
}

/** What no language is said of is taken for English, the language of the templates. */
function isEnglish({ plan }: PlanView): boolean {
  return /^en\b/i.test(plan.locale ?? 'en')
}
