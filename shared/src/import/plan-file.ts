import { planSchema } from '../plan/plan.ts'
import type { Plan } from '../plan/plan.ts'
import { waiveCheck } from '../session/waivers.ts'
import type { BoardDocs } from '../templates/apply.ts'
import { cardsFromPlan } from './cards-from-plan.ts'
import { layOutBoard } from './lay-out-board.ts'
import type { ImportContext } from './lay-out-board.ts'
import { firstProblem, refused } from './read-json.ts'
import type { Refused } from './read-json.ts'

/** More than this is no plan that people could work on together. */
const MAX_ITEMS = 20_000
const MAX_MOVES = 500

export function isPlanFile(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'schemaVersion' in value && !('format' in value)
}

/** A plan of major version 1, by anybody. Never throws. Refused where ids stand twice or a newer major version wrote it. */
export function readPlanFile(value: unknown): { ok: true; plan: Plan } | Refused {
  const version = String((value as { schemaVersion?: unknown }).schemaVersion)
  if (/^\d+\./.test(version) && !version.startsWith('1.')) {
    return refused(`This plan is of version ${version.slice(0, 20)}; this Planwall reads version 1.`, '/schemaVersion')
  }
  const whole = withLists(value)
  const problem = firstProblem(planSchema, whole)
  if (problem) return problem
  const plan = whole as Plan
  return problemWithin(plan) ?? { ok: true, plan }
}

/** Makes two empty documents a board of the plan. Gives the paths of what no card can hold. */
export function applyPlan(docs: BoardDocs, plan: Plan, context: ImportContext, origin: unknown): string[] {
  const { notKept, waivers, ...cards } = cardsFromPlan(plan, context)
  const timezone = plan.timezone !== undefined && isTimezone(plan.timezone) ? plan.timezone : context.timezone
  const title = plan.name || plan.goal?.name || 'Imported plan'
  const extensions = Object.fromEntries(Object.entries(plan).filter(([name]) => name.startsWith('x-')))
  const meta = {
    period: plan.period ? { start: plan.period.start ?? '', end: plan.period.end ?? '' } : { start: '', end: '' },
    ...(plan.locale === undefined ? {} : { locale: plan.locale }),
    ...(Object.keys(extensions).length > 0 ? { extensions } : {}),
  }
  layOutBoard(docs, { ...cards, title, meta }, { ...context, timezone }, origin)
  for (const waiver of waivers) waiveCheck(docs.session, { ...waiver, at: context.createdAt }, origin)
  return notKept
}

/** Lists that are absent are empty ones; what other programs leave out is not held against them. */
function withLists(value: unknown): unknown {
  const lists = planSchema.required.filter((name) => !['schemaVersion', 'id', 'provenance'].includes(name))
  return { ...Object.fromEntries(lists.map((name) => [name, []])), ...(value as object) }
}

function problemWithin(plan: Plan): Refused | undefined {
  const sections = Object.entries(plan).flatMap(([name, items]) => (Array.isArray(items) ? [{ name, items }] : []))
  const count = sections.reduce((sum, { items }) => sum + items.length, 0)
  if (count > MAX_ITEMS) return refused(`The plan has ${count} items, more than ${MAX_ITEMS}.`)
  if (plan.moves.length > MAX_MOVES) {
    return refused(`The plan has ${plan.moves.length} moves, more than fit on a board.`, '/moves')
  }
  const seen = new Set<string>(plan.goal ? [plan.goal.id] : [])
  for (const { name, items } of sections) {
    for (const [i, item] of items.entries()) {
      const { id } = item as { id?: string }
      if (id === undefined) continue
      if (seen.has(id)) return refused(`The id “${id}” stands twice.`, `/${name}/${i}/id`)
      seen.add(id)
    }
  }
  return undefined
}

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
