import { findingsByPerson } from '@planwall/shared/plan/checks-by-person'
import type { Finding } from '@planwall/shared/plan/finding'
import { planId } from '@planwall/shared/plan/plan-id'
import type { CheckedPlan } from '../../sync/checked-plan.ts'

/** What one person can mend. */
export interface FindingGroup {
  /** `mine`, `facilitator`, or the id of a person of the plan. */
  key: string
  who: 'mine' | 'other' | 'facilitator'
  name: string
  findings: Finding[]
  errors: number
}

/** Whose seat it is that looks. */
export interface Viewer {
  personId: string | null
}

/** What is not mended yet: mine first, then what others can mend by name, then what only a facilitator can. */
export function findingGroups({ plan, report }: CheckedPlan, { personId }: Viewer): FindingGroup[] {
  const me = personId === null ? undefined : planId(personId)
  const groups = findingsByPerson(report.findings, plan).map(({ personId: id, name = '', findings, errors }) => {
    if (id === undefined) return { key: 'facilitator', who: 'facilitator' as const, name, findings, errors }
    if (id === me) return { key: 'mine', who: 'mine' as const, name, findings, errors }
    return { key: id, who: 'other' as const, name, findings, errors }
  })
  return [...groups.filter(({ who }) => who === 'mine'), ...groups.filter(({ who }) => who !== 'mine')]
}

/** What a facilitator lets be, once for each waiver: one may cover several findings. */
export function waivedFindings({ report }: CheckedPlan): Finding[] {
  const seen = new Set<unknown>()
  return report.findings.filter(({ waiver }) => {
    if (!waiver || seen.has(waiver)) return false
    seen.add(waiver)
    return true
  })
}
