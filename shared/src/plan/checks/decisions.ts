import { each, inField } from './missing.ts'
import type { Rule } from './rule.ts'

export const decisionRules: readonly Rule[] = [
  {
    code: 'DEC-01',
    severity: 'error',
    *find(view) {
      for (const { id, state, approver, decidedOn } of view.plan.decisions) {
        if (state !== 'decided') continue
        yield* each(
          !approver && inField(view, id, 'DEC-01.no-approver', 'approver'),
          !decidedOn && inField(view, id, 'DEC-01.no-date', 'decidedOn'),
        )
      }
    },
  },
  {
    code: 'DEC-02',
    severity: 'warning',
    *find(view) {
      for (const { id, state, decideBy } of view.plan.decisions) {
        if ((state ?? 'proposed') === 'proposed' && !decideBy) yield inField(view, id, 'DEC-02.no-date', 'decideBy')
      }
    },
  },
  {
    code: 'PRK-01',
    severity: 'error',
    *find(view) {
      for (const { id, disposition } of view.plan.parkingLot) {
        if ((disposition ?? 'open') === 'open') {
          yield { ...inField(view, id, 'PRK-01.open', 'disposition'), personId: undefined }
        }
      }
    },
  },
]
