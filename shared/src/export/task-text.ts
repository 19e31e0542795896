import type { PlanIndex, PlanTask } from './plan-index.ts'
import { labelled, paragraphs, statusInWords } from './texts.ts'

/** Everything about a task that has no column of its own in the other tool, as text to be read. */
export function taskText(task: PlanTask, index: PlanIndex, shown: { owner?: boolean; start?: boolean } = {}): string {
  const { titleOf, nameOf, emailOf } = index
  const titles = (ids: readonly string[] | undefined) => (ids ?? []).map(titleOf).join('; ')
  const isUnaddressed = task.assignee !== undefined && emailOf(task.assignee) === ''
  return paragraphs(
    task.description,
    labelled(
      ['Done when', task.definitionOfDone],
      ['Owner', shown.owner || isUnaddressed ? nameOf(task.assignee) : ''],
      ['Start', shown.start ? task.start : undefined],
      ['Status', task.status === 'NEEDS-ACTION' ? '' : statusInWords(task.status)],
      ['Blocked', task.blocked ? (task.blockedReason ?? 'yes') : ''],
      ['Estimate in days', task.estimateDays],
      ['Waits for', titles(task.dependsOn)],
      ['Makes smaller', titles(task.mitigates)],
      ['Tests', titles(task.tests)],
    ).join('\n'),
  )
}
