import type { Finding } from './finding.ts'
import type { Plan } from './plan.ts'

/** What one person can mend. */
export interface PersonFindings {
  /** Absent: what only a facilitator can mend. */
  personId?: string
  name?: string
  findings: Finding[]
  errors: number
}

/**
 * Findings that are not waived, by who can mend them: people with the most errors first, then in the plan's order; what
 * nobody is named for comes last.
 */
export function findingsByPerson(findings: readonly Finding[], plan: Plan): PersonFindings[] {
  const of = new Map<string | undefined, Finding[]>()
  for (const finding of findings) {
    if (finding.waiver) continue
    const list = of.get(finding.personId)
    if (list) list.push(finding)
    else of.set(finding.personId, [finding])
  }
  const named = plan.people.flatMap(({ id, displayName }): PersonFindings[] => {
    const list = of.get(id)
    return list ? [{ personId: id, ...(displayName ? { name: displayName } : {}), ...counted(list) }] : []
  })
  const known = new Set(plan.people.map(({ id }) => id))
  const others = [...of].flatMap(([id, list]) => (id !== undefined && known.has(id) ? [] : list))
  return [...named.toSorted((a, b) => b.errors - a.errors), ...(others.length > 0 ? [counted(others)] : [])]
}

function counted(findings: Finding[]): { findings: Finding[]; errors: number } {
  return { findings, errors: findings.filter(({ severity }) => severity === 'error').length }
}
