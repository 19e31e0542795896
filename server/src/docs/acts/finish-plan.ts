import { readBoard, readSession } from '@planwall/shared/board/read'
import { canonicalJson } from '@planwall/shared/plan/canonical-json'
import { checkSettingsOf } from '@planwall/shared/plan/check-settings'
import { checkPlan, withChecks } from '@planwall/shared/plan/checks'
import { extractPlan } from '@planwall/shared/plan/extract'
import type { Finding } from '@planwall/shared/plan/finding'
import * as Y from 'yjs'
import { todayIn } from '../../boards/today.ts'
import type { Act } from '../acts.ts'
import { sessionsOf } from './provenance.ts'

export type FinishedPlan =
  | { isComplete: false; open: Finding[] }
  | {
      isComplete: true
      /** Canonical JSON. */
      plan: string
      counts: { moves: number; tasks: number; warnings: number; waived: number }
      /** What both rooms hold, one update each. */
      snapshot: { board: Uint8Array; session: Uint8Array }
    }

/** The plan as it is to be kept, with its checks and what it was read off; or the errors that stand in its way. `now` is Unix ms. */
export const finishPlan: Act<
  { boardId: string; revision: number; personId: string | null; now: number; boardUrl: string; generator: string },
  FinishedPlan
> = {
  parts: ['board', 'session'],
  run(docs, { boardId, revision, personId, now, boardUrl, generator }) {
    const { board } = readBoard(docs.board)
    const { session } = readSession(docs.session)
    const plan = extractPlan(board, session, {
      boardId,
      asOf: todayIn(session.meta.timezone, now),
      exportedAt: new Date(now).toISOString(),
      boardUrl,
      generator,
      ...sessionsOf(docs.session),
      status: 'complete',
      revision,
      ...(personId === null ? {} : { exportedBy: personId }),
      ...(revision > 1 ? { supersedes: String(revision - 1) } : {}),
    })
    const report = checkPlan(plan, checkSettingsOf(session))
    if (!report.isComplete) {
      const open = report.findings.filter(({ severity, waiver }) => severity === 'error' && !waiver)
      return { isComplete: false, open }
    }
    const { warnings, waived } = report
    return {
      isComplete: true,
      plan: canonicalJson(withChecks(plan, report)),
      counts: { moves: plan.moves.length, tasks: plan.tasks.length, warnings, waived },
      snapshot: { board: Y.encodeStateAsUpdate(docs.board), session: Y.encodeStateAsUpdate(docs.session) },
    }
  },
}
