import { checkSettingsOf } from '@planwall/shared/plan/check-settings'
import { checkPlan } from '@planwall/shared/plan/checks'
import type { CheckReport } from '@planwall/shared/plan/checks'
import { extractPlan } from '@planwall/shared/plan/extract'
import type { Plan } from '@planwall/shared/plan/plan'
import type { BoardHandle } from './open-board.ts'
import { todayIn } from './today.ts'

export interface CheckedPlan {
  plan: Plan
  report: CheckReport
  /** How many checks this board is for; the others are not made. */
  checks: number
}

/** The plan as this page knows it, held against the checks of its board. */
export function checkedPlanOf({ seat, view }: BoardHandle): CheckedPlan {
  const { elements, session } = view.getState()
  const plan = extractPlan({ schemaVersion: session.schemaVersion, elements }, session, {
    boardId: seat.boardId,
    asOf: todayIn(session.meta.timezone),
    exportedAt: new Date().toISOString(),
    generator: 'planwall',
  })
  const settings = checkSettingsOf(session)
  return { plan, report: checkPlan(plan, settings), checks: settings.codes.size }
}
