import { rulesOf } from '../../session/board-rules.ts'
import type { BoardRules } from '../../session/board-rules.ts'
import type { Act } from '../acts.ts'

/** What goes on in the session now, for who decides about updates. */
export const readRules: Act<Record<string, never>, BoardRules> = {
  parts: ['session'],
  run: ({ session }) => rulesOf(session),
}
