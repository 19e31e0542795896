import type { PlanDiff } from '@planwall/shared/plan/diff'
import type { Plan } from '@planwall/shared/plan/plan'

/** A finished plan, as the API lists it. */
export interface RevisionHead {
  revision: number
  /** Unix ms. */
  createdAt: number
  createdBy: { personId: string | null; name: string }
  note: string
  checksum: string
  counts: { moves: number; tasks: number; warnings: number; waived: number }
}

export interface Revision extends RevisionHead {
  plan: Plan
}

/** What changed from one finished plan to another, or to what the board is now. */
export interface Comparison {
  before: number
  after: number | 'now'
  /** Words of people and items by id. */
  names: Record<string, string>
  diff: PlanDiff
}
