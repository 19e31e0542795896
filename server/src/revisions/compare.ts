import { diffPlans } from '@planwall/shared/plan/diff'
import type { PlanDiff } from '@planwall/shared/plan/diff'
import type { Plan } from '@planwall/shared/plan/plan'
import { itemsOfPlan } from '@planwall/shared/plan/plan-items'

/** What changed from one plan to another, and what the ids in the changes are called. */
export function compare(before: Plan, after: Plan): { names: Record<string, string>; diff: PlanDiff } {
  const diff = diffPlans(before, after)
  const words = new Map([...itemsOfPlan(before), ...itemsOfPlan(after)].map(({ id, name }) => [id, name]))
  const ids = new Set<string>()
  for (const { before: was, after: is } of [
    ...diff.plan,
    ...[...diff.moved, ...diff.changed].flatMap((one) => one.fields),
  ]) {
    collect(was, ids)
    collect(is, ids)
  }
  return { names: Object.fromEntries([...words].filter(([id]) => ids.has(id))), diff }
}

/** Every text within a value: where it is the id of something, its name is needed. */
function collect(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') into.add(value)
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) collect(part, into)
}
