import type { Plan } from '@planwall/shared/plan/plan'

/**
 * A plan for people who have no place at the board: without where its items came from (cards, authors, votes), without what
 * is on the board and not in the plan, without the board's address, and without e-mail addresses.
 */
export function forOutsiders(plan: Plan): Plan {
  const { boardUrl: _url, sessionIds: _sessions, ...provenance } = plan.provenance
  const people = plan.people.map(({ email: _email, ...person }) => person)
  return {
    ...(withoutSources(plan) as Plan),
    people: withoutSources(people) as Plan['people'],
    omitted: [],
    provenance,
  }
}

/** The same value without `derivedFrom`, at whatever depth. */
function withoutSources(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSources)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => (name === 'derivedFrom' ? [] : [[name, withoutSources(part)]])),
  )
}
